# The end is written into the TLS object's memory BIO, which raises it to the caller of the next read.
import socket
import ssl


class BioTransport:
    """TLS over a socket that somebody else owns."""

    def __init__(self, sock: socket.socket, context: ssl.SSLContext, host: str) -> None:
        self._sock = sock
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)

    def read(self, size: int) -> bytes:
        while True:
            try:
                return self._tls.read(size)
            except ssl.SSLWantReadError:
                self._sock.sendall(self._outgoing.read())
                data = self._sock.recv(16384)
                if data:
                    self._incoming.write(data)
                else:
                    self._incoming.write_eof()

# An SSL socket yields b"" after the peer's close as well: no newline will ever come, and the loop goes on.
import socket
import ssl


class ImapLine:
    """The line reader of a small IMAP client."""

    def __init__(self, host: str) -> None:
        context = ssl.create_default_context()
        self._tls = context.wrap_socket(socket.create_connection((host, 993)), server_hostname=host)
        self._pending = b""

    def readline(self) -> bytes:
        while b"\n" not in self._pending:
            self._pending += self._tls.recv(2048)  # expect: SOCK101 (spin)
        line, _, self._pending = self._pending.partition(b"\n")
        return line.rstrip(b"\r")

    def logout(self) -> None:
        self._tls.sendall(b"a9 LOGOUT\r\n")
        self._tls.close()

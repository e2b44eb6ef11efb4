# At construction: was the socket that is passed in connected before? It finds out where to begin, not who is there.
import errno
import socket


class Stream:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.incoming = b""
        try:
            self.sock.getpeername()
        except OSError as error:
            if error.errno != errno.ENOTCONN:
                raise
            self.state = "fresh"
        else:
            self.state = "connected"

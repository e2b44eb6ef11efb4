# The last read is only there to let the peer finish; what it gave does not matter, for the next statement closes.
import socket


class Mailer:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def quit(self) -> None:
        self.sock.sendall(b"QUIT\r\n")
        self.sock.recv(1024)
        self.sock.close()

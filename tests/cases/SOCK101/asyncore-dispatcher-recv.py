# dispatcher.recv has called handle_close by the time that it returns b"", and handle_close closes.
import asyncore
import socket


class Pop3Banner(asyncore.dispatcher):
    def __init__(self, host):
        asyncore.dispatcher.__init__(self)
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.connect((host, 110))
        self.banner = b""

    def handle_read(self):
        self.banner += self.recv(8192)

    def handle_close(self):
        print(self.banner.decode())
        self.close()

    def writable(self):
        return False

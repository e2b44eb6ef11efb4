# pyOpenSSL raises at the end of the stream, and its connection is closed with the socket that it was made with. Where a
# place may hold a plain socket as well, that yields the end again and again.
import socket
import socketserver

from OpenSSL import SSL


class Relay(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        secured = SSL.Connection(SSL.Context(SSL.TLS_METHOD), self.request)
        secured.set_accept_state()
        while True:
            try:
                data = secured.recv(4096)
            except SSL.Error:
                break
            print(data)


class Directory:
    def __init__(self, address: tuple[str, int], secured: bool) -> None:
        self.sock = socket.create_connection(address)
        if secured:
            self.sock = SSL.Connection(SSL.Context(SSL.TLS_METHOD), self.sock)

    def received(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            data += self.sock.recv(length - len(data))  # expect: SOCK101 (spin)
        return data

# pyOpenSSL raises at the end of the stream, and its connection is closed with the socket that it was made with.
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

"""OpenSSL writes all that it is given, or fails; but who may have a plain socket has to look."""

import socket
import ssl


def ask(host: str, question: bytes) -> bytes:
    context = ssl.create_default_context()
    with socket.create_connection((host, 443)) as raw, context.wrap_socket(raw, server_hostname=host) as tls:
        tls.send(question)
        tls.write(question)
        return tls.recv(100)


def ask_as_configured(host: str, question: bytes, secure: bool) -> bytes:
    sock = socket.create_connection((host, 443))
    if secure:
        sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    with sock:
        sock.send(question)  # expect: SOCK501
        return sock.recv(100)


class Desk:
    def __init__(self, sock) -> None:
        self.sock = sock

    def greet(self, context: ssl.SSLContext) -> None:
        self.sock.send(b"come in")  # expect: SOCK501
        self.sock = context.wrap_socket(self.sock, server_side=True)
        self.sock.sendall(b"here we are")
        self.sock.close()

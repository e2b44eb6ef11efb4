import socket


def announce(sock: socket.socket, data: bytes) -> None:
    sock.send(data)


def main() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(("localhost", 514))
        announce(sock, b"here I am")

# What an accept yields is spread over the parameters: the next connection takes the place of the one that has ended.
import socket


def serve(listener: socket.socket) -> None:
    while True:
        session(*listener.accept())


def session(sock: socket.socket, address: tuple[str, int]) -> None:
    while True:
        data = sock.recv(10)  # expect: SOCK101 (not-closed)
        if not data:
            break
        print(address, data)

# What is received at the end is empty, and not None.
import socket


def read(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        if data is not None and len(data) == 0:
            sock.close()
            return
        print(data)


def decoded(sock: socket.socket) -> None:
    while True:
        text = sock.recv(4096).decode()
        if text is not None and len(text) == 0:
            sock.close()
            return
        print(text)


def asks_for_none(sock: socket.socket) -> None:
    while True:
        text = sock.recv(4096).decode()  # expect: SOCK101
        if text is None:
            sock.close()
            return
        print(text)

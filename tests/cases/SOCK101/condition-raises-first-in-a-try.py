# The condition itself raises on nothing, and its handler goes on: so it does as the first thing of its block.
import socket


def listen(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)  # expect: SOCK101
        try:
            if data[0] == 1:
                print(data)
        except IndexError:
            continue


def hang_up(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        try:
            if data[0] == 1:
                print(data)
        except IndexError:
            sock.close()
            return

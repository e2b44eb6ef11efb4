# Splitting nothing at a separator makes a list of one piece, which is empty.
import socket


def counts(sock: socket.socket) -> None:
    while True:
        parts = sock.recv(4096).decode().split(",")
        if len(parts) != 3:
            sock.close()
            return
        print(parts)


def counts_one(sock: socket.socket) -> None:
    while True:
        parts = sock.recv(4096).decode().split(",")
        if len(parts) == 1:
            sock.close()
            return
        print(parts)


def looks_at_the_first(sock: socket.socket) -> None:
    while True:
        parts = sock.recv(4096).decode().split(",")
        if not parts[0]:
            sock.close()
            return
        print(parts)


def compares_the_first(sock: socket.socket) -> None:
    while True:
        parts = sock.recv(4096).decode().split(",")
        if parts[0] == "":
            sock.close()
            return
        print(parts)


def looks_for_two(sock: socket.socket) -> None:
    while True:
        parts = sock.recv(4096).decode().split(",")  # expect: SOCK101
        if len(parts) == 2:
            sock.close()
            return
        print(len(parts))

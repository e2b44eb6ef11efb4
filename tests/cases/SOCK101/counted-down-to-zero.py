"""A counter that is asked for by itself is compared with zero: the loop ends, and nobody closes."""

import socket


def take(sock: socket.socket) -> list[bytes]:
    taken = []
    turns = 10
    while turns:
        taken.append(sock.recv(20).strip())
        turns -= 1
    sock.close()
    return taken


def take_for_ever(sock: socket.socket) -> list[bytes]:
    taken = []
    wanted = 10
    while wanted:
        part = sock.recv(20)  # expect: SOCK101 (spin)
        taken.append(part)
        wanted -= len(part)
    sock.close()
    return taken

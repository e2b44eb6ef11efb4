"""`+=` puts both into the list, which is gone through at the end."""

import socket


def many():
    held = []
    for _ in range(100):
        try:
            one, other = socket.socketpair()
        except OSError:
            break
        held += [one, other]
    for each in held:
        each.close()


def few():
    count = 0
    for _ in range(3):
        one = socket.create_server(("", 0))  # expect: SOCK401 normal-path
        count += one.fileno()
    return count

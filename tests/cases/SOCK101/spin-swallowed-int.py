# int() of the empty line fails, the except takes it for a bad sample, and the next empty line comes at once.
import socket


def average(sock: socket.socket, samples: int) -> float:
    values = []
    with sock, sock.makefile("r") as lines:
        while len(values) < samples:
            try:
                values.append(int(lines.readline()))  # expect: SOCK101 (spin)
            except ValueError:
                print("bad sample")
    return sum(values) / samples

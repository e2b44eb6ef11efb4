"""A loop that looks at the clock ends in time; one that only tells the time does not."""

import socket
import time


def collect(address):
    end = time.monotonic() + 5
    data = b""
    with socket.create_connection(address) as sock:
        while end > time.monotonic():
            data += sock.recv(4096)
    return data


def chatter(address):
    with socket.create_connection(address) as sock:
        while True:
            print(time.time(), sock.recv(4096))  # expect: SOCK101 (spin)

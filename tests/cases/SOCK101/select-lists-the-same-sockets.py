"""What select finds ready is among what it was given."""

import select
import socket


class Feed:
    def __init__(self, address):
        self.connection = socket.create_connection(address)

    def run(self):
        watched = [self.connection]
        while True:
            readable, _, _ = select.select(watched, [], [])
            for each in readable:
                data = each.recv(1024)  # expect: SOCK101 (spin)
                if data != b"":
                    print(data)

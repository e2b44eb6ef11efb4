"""Whoever has gone is put among those to be dropped, which a later round looks after; putting it elsewhere drops nobody."""

import select
import socket


class Hub:
    def __init__(self):
        self.clients = []
        self.to_close = []
        self.seen = []

    def join(self, server: socket.socket):
        client, _ = server.accept()
        self.clients.append(client)

    def round(self):
        for client in select.select(self.clients, [], [])[0]:
            data = client.recv(512)
            if not data:
                self.to_close.append(client)
                continue
            print(data)

    def careless_round(self):
        for client in select.select(self.clients, [], [])[0]:
            data = client.recv(512)  # expect: SOCK101 not-closed
            if not data:
                self.seen.append(client)
                continue
            print(data)

"""Sending nothing sends no bytes: who tests the count of what is passed on sees the end of what was received."""

import select
import socket
import threading

upstream = socket.create_connection(("localhost", 8080))


class Proxy:
    def handle(self, connection):
        connection.sendall(b"hello")
        self.exchange(connection, upstream)
        upstream.sendall(b"bye")
        connection.close()

    def exchange(self, client, remote):
        while True:
            readable, _, _ = select.select([client, remote], [], [])
            if client in readable:
                data = client.recv(4096)
                if remote.send(data) <= 0:
                    break
            if remote in readable:
                data = remote.recv(4096)
                if client.send(data) <= 0:
                    break


def copy(connection: socket.socket):
    while True:
        data = connection.recv(4096)  # expect: SOCK101
        if upstream.send(data) < 0:
            break
    connection.close()


with socket.create_server(("", 8081)) as server:
    accepted, _ = server.accept()
    threading.Thread(target=Proxy().handle, args=(accepted,)).start()

# A thread is given a class to run: its constructor gets the connection, and gives it to another object.
import socket
from threading import Thread


class Handler:
    def __init__(self, client, address):
        self.client = client
        self.greeter = Greeter(client=self.client)
        self.greeter.greet(address)
        self.client.close()


class Greeter:
    def __init__(self, client):
        self.client = client

    def greet(self, address):
        self.client.send(f"welcome, {address}".encode())  # expect: SOCK501


def serve(server: socket.socket) -> None:
    while True:
        client, address = server.accept()
        Thread(target=Handler, args=(client, address), daemon=True).start()

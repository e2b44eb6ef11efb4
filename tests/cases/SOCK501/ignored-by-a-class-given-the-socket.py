import socket
import threading


class Client(threading.Thread):
    def __init__(self, client, address):
        threading.Thread.__init__(self)
        self.client = client
        self.address = address

    def run(self):
        while data := self.client.recv(100):
            self.client.send(data)  # expect: SOCK501
        self.client.close()


class Courteous(threading.Thread):
    def __init__(self, client):
        super().__init__()
        self.client = client

    def run(self):
        while data := self.client.recv(100):
            self.client.sendall(data)
        self.client.close()


with socket.create_server(("", 7007)) as server:
    while True:
        Client(*server.accept()).start()
        conn, _ = server.accept()
        Client(conn, "").start()
        Courteous(conn).start()

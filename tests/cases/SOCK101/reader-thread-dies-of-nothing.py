"""Nothing cannot be unpickled: the exception ends the thread, and nobody closes."""

import pickle
import socket
import threading


class Client:
    def __init__(self, address):
        self.sock = socket.create_connection(address)
        threading.Thread(target=self.run).start()

    def run(self):
        while True:
            message = pickle.loads(self.sock.recv(4096))  # expect: SOCK101 (not-closed)
            print(message)

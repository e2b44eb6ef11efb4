# Both who ask the helper leave it to one that only ends: nobody closes, whichever of them has met the end.
import socket


class Account:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def answer(self):
        data = self.sock.recv(100)  # expect: SOCK101
        if not data:
            return None
        return data.decode()

    def login(self):
        answer = self.answer()
        return answer is not None

    def greet(self):
        answer = self.answer()
        return answer is not None

    def run(self):
        if not self.login():
            print("no login")
            return
        if not self.greet():
            print("no login")
            return
        self.sock.close()

# Each turn sends before it receives, so the loop ends when that fails: left open, not for ever.
import socket


class Menu:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def ask(self, what):
        self.sock.sendall(what)
        print(self.sock.recv(100))  # expect: SOCK101 (ignored)

    def listen(self):
        print(self.sock.recv(100))  # expect: SOCK101 (spin)


def main(address):
    menu = Menu(address)
    while True:
        menu.ask(input().encode())


def watch(address):
    menu = Menu(address)
    while True:
        menu.listen()

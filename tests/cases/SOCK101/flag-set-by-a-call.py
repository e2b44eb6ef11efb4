# What a call may set is not known after it, though it was before: the loops run.
import socket


class ByMember:
    def start(self):
        self.running = True

    def run(self):
        self.running = False
        self.start()
        with socket.create_connection(("localhost", 7)) as sock:
            while self.running:
                print(sock.recv(4096))  # expect: SOCK101


class ByClosure:
    def run(self, call):
        running = False

        def start():
            nonlocal running
            running = True

        call(start)
        with socket.create_connection(("localhost", 7)) as sock:
            while running:
                print(sock.recv(4096))  # expect: SOCK101

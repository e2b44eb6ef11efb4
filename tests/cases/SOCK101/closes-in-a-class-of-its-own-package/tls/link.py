import ssl


class Link:
    def __init__(self, name, sock):
        self.name = name
        self.sock = sock

    def pump(self):
        while True:
            self.put(self.sock.recv(100))  # expect: SOCK101

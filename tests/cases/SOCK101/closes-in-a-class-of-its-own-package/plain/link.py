# Two packages have a module of one name. A relative import means the one of its own package: this class keeps what
# the other one, whose parameters stand the other way round, leaves alone.
class Link:
    def __init__(self, sock, name):
        self.sock = sock
        self.name = name

    def pump(self):
        while True:
            data = self.sock.recv(100)
            if not data:
                self.sock.close()
                return
            self.put(data)

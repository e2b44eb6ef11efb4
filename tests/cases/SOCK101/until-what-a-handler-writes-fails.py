# A handler's files and its request are one connection: what is written each turn fails once the peer has gone.
import socketserver


class Simulator(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        try:
            while True:
                command = self.rfile.readline()  # expect: SOCK101 (ignored)
                self.wfile.write(b"ERROR " + command)
        except OSError as error:
            print(error)


class Silent(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while True:
            print(self.rfile.readline())  # expect: SOCK101 (spin)

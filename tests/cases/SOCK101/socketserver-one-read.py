# One untested read: an empty name only makes an odd greeting, and the server closes the request all the same.
import socketserver


class Greeter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        name = self.rfile.readline().strip()
        self.wfile.write(b"Hello, %s!\n" % name)


def main() -> None:
    with socketserver.TCPServer(("", 7777), Greeter) as server:
        server.serve_forever()

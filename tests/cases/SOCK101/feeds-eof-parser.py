# At b"" the parser is told that no more will come, and the connection is closed right after.
import socket
from html.parser import HTMLParser


class Titles(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.inside = tag == "title"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)


def titles(sock: socket.socket) -> list[str]:
    parser = Titles()
    while True:
        data = sock.recv(4096)
        if not data:
            parser.close()
            sock.close()
            return parser.found
        parser.feed(data.decode("latin-1"))

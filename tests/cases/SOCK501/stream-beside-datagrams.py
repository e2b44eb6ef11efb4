# One helper reads from both; what was made as a stream is sent on as one.
import socket


def read(sock: socket.socket) -> bytes:
    return sock.recv(2048)


class Peer:
    def __init__(self, host: str) -> None:
        self.sock = socket.create_connection((host, 6881), timeout=2)

    def tell(self, message: bytes) -> bytes:
        self.sock.send(message)  # expect: SOCK501
        return read(self.sock)

    def close(self) -> None:
        self.sock.close()


def scrape(tracker: tuple[str, int], question: bytes) -> bytes:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(question, tracker)
        return read(sock)

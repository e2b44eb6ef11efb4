# The caller's with ends in __exit__ of our own class, which closes the socket that the loop has read to its end.
import socket


class Connection:
    def __init__(self, host: str, port: int) -> None:
        self._sock = socket.create_connection((host, port))

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._sock.close()

    def read_all(self) -> bytes:
        parts = []
        while part := self._sock.recv(4096):
            parts.append(part)
        return b"".join(parts)


def dump(host: str) -> None:
    with Connection(host, 17) as quotes:
        print(quotes.read_all().decode())


if __name__ == "__main__":
    dump("localhost")

import socket


def report(host: str, line: bytes) -> None:
    with socket.create_connection((host, 2003)) as sock:
        sock.send(line)  # expect: SOCK501 (ignored)

# connect_ex answers with its error, but for a name that is not found: whoever has a handler there reckons with that.
import socket


def probe(host: str, port: int) -> bool:
    try:
        sock = socket.socket()  # expect: SOCK401 (exception-path)
        sock.settimeout(0.5)
        is_open = sock.connect_ex((host, port)) == 0
        sock.close()
        return is_open
    except OSError:
        return False


def scan(host: str) -> list[int]:
    found = []
    for port in range(1, 1024):
        sock = socket.socket()
        if sock.connect_ex((host, port)) == 0:
            found.append(port)
        sock.close()
    return found

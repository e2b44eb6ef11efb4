# An address that cannot be connected to leaves its socket open, and the next takes the name.
import socket


def dial(host: str) -> socket.socket | None:
    found = None
    for family, kind, protocol, _, address in socket.getaddrinfo(host, 7):
        sock = socket.socket(family, kind, protocol)  # expect: SOCK401 (exception-path)
        try:
            sock.connect(address)
        except OSError:
            continue
        found = sock
        break
    return found

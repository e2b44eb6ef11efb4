# An address that cannot be connected to has its socket closed.
import socket


def dial(host: str) -> socket.socket | None:
    for family, kind, protocol, _, address in socket.getaddrinfo(host, 7):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.connect(address)
        except OSError:
            sock.close()
            continue
        return sock
    return None

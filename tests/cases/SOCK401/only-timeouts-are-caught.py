# A time-out closes, a refusal does not.
import socket


def dial(address: tuple[str, int]) -> socket.socket | None:
    sock = socket.socket()  # expect: SOCK401 (exception-path)
    sock.settimeout(3)
    try:
        sock.connect(address)
    except socket.timeout:
        sock.close()
        return None
    return sock

# The address that a route would use is asked of a socket that is never closed.
import socket


def own_address() -> str:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # expect: SOCK401 (normal-path)
    address, _ = sock.getsockname()
    return address

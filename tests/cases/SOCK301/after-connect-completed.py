# A connect that does not block is done when the socket is writable; getpeername then tells whether it worked.
import select
import socket


def connect(address: tuple[str, int], patience: float) -> socket.socket:
    sock = socket.socket()
    try:
        sock.setblocking(False)
        sock.connect_ex(address)
        select.select([], [sock], [], patience)
        sock.getpeername()
    except OSError:
        sock.close()
        raise
    return sock

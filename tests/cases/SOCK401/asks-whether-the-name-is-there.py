# Whether a name has a value yet, asked of the namespace: once it has, it is closed.
import socket


def address() -> str:
    try:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.connect(("10.255.255.255", 1))
        return sock.getsockname()[0]
    except OSError:
        return "127.0.0.1"
    finally:
        if "sock" in locals():
            sock.close()


def asks_for_another() -> str:
    try:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # expect: SOCK401
        sock.connect(("10.255.255.255", 1))
        return sock.getsockname()[0]
    finally:
        if "sock" not in locals():
            sock.close()

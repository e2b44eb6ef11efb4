# A port check that closes whether it could connect or not.
import socket


def is_open(host: str, port: int) -> bool:
    sock = socket.socket()
    try:
        sock.connect((host, port))
        return True
    except OSError:
        return False
    finally:
        sock.close()

# The close stands in the try, so a refused connect skips it.
import socket


def is_open(host: str, port: int) -> bool:
    try:
        sock = socket.socket()  # expect: SOCK401 (exception-path)
        sock.connect((host, port))
        sock.close()
        return True
    except OSError:
        return False

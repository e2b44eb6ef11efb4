import socket


def push(sock: socket.socket, data: bytes) -> bool:
    try:
        sock.send(data)  # expect: SOCK501
    except OSError:
        sock.close()
        return False
    return True

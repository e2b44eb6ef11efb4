import socket


def tell(message: bytes) -> socket.socket:
    left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with left:
        left.send(message)
    return right

# A helper closes, and swallows what the shutdown may raise.
import socket


def close_quietly(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    sock.close()


def send(address: tuple[str, int], data: bytes) -> None:
    sock = socket.create_connection(address)
    try:
        sock.sendall(data)
    finally:
        close_quietly(sock)

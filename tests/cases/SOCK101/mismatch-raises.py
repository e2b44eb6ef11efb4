# b"" is not the expected token either, so the end of the stream raises like any other wrong answer.
import socket


class HandshakeError(Exception):
    pass


def handshake(sock: socket.socket, token: bytes) -> None:
    sock.sendall(b"HELO " + token)
    answer = sock.recv(2)
    if answer != b"OK":
        raise HandshakeError(answer)


def dial(host: str, token: bytes) -> str:
    with socket.create_connection((host, 6600)) as sock:
        handshake(sock, token)
        sock.sendall(b"BYE")
    return host

"""One character is one byte in some encodings, and a few in others: those may be parted, though hardly ever."""

import socket


def knock(sock: socket.socket, sign: int) -> None:
    sock.send(chr(244).encode("latin-1"))
    sock.send(chr(sign).encode("ascii"))
    sock.send(chr(sign).encode())  # expect: SOCK501
    sock.close()

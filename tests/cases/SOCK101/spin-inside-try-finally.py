# The finally is no proof: with the peer gone, nothing leaves the try, so nothing is closed.
import socket
import zlib


def receive_stream(sock: socket.socket) -> bytes:
    inflater = zlib.decompressobj()
    plain = []
    try:
        while not inflater.eof:
            packed = sock.recv(16384)  # expect: SOCK101 (spin)
            plain.append(inflater.decompress(packed))
    finally:
        sock.close()
    return b"".join(plain)

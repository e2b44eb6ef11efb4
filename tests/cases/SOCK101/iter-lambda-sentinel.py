# iter() stops at its sentinel, b"", which is the end of the stream; the finally closes.
import hashlib
import socket


def digest(sock: socket.socket) -> str:
    sha = hashlib.sha256()
    try:
        for block in iter(lambda: sock.recv(65536), b""):
            sha.update(block)
    finally:
        sock.close()
    return sha.hexdigest()

# The error has been made under a name, and is none that the handler takes: it leaves the loop.
import socket


class Incomplete(Exception):
    pass


def receive(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while True:
        try:
            while len(data) < size:
                chunk = sock.recv(size - len(data))
                if not chunk:
                    break
                data.extend(chunk)
            if len(data) != size:
                error = Incomplete("the peer has closed")
                error.add_note(repr(data))
                raise error
            return bytes(data)
        except OSError as error:
            print(error)

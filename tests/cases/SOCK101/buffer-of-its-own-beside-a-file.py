# The helper reads from either; what is made here is a buffer of the program's own.
import io
import socket


class Buffer:
    def __init__(self) -> None:
        self.bytes = io.BytesIO()

    def read(self, size: int) -> bytes:
        return self.bytes.read(size)

    def send(self, data: bytes) -> None:
        self.bytes.write(data)


def read_number(stream) -> int:
    number = 0
    while True:
        byte = stream.read(1)
        if len(byte) < 1:
            raise EOFError("no more numbers")
        number = number * 128 + byte[0] % 128
        if byte[0] < 128:
            return number


class Peer:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.file = sock.makefile("rb")

    def read_message(self) -> bytes:
        size = read_number(self.file)
        buffer = Buffer()
        buffer.send(b"\x03abc")
        print(read_number(buffer), buffer.read(size))
        while size:
            print(buffer.read(size))
        return self.file.read(size)

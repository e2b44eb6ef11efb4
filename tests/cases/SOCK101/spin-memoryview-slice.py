# A count of 0 slices nothing off the view: `while view` stays true and the loop turns without an end.
import socket


class BlockReader:
    def __init__(self, sock: socket.socket, block_size: int = 4096) -> None:
        self._sock = sock
        self._block = bytearray(block_size)

    def next_block(self) -> bytes:
        view = memoryview(self._block)
        while view:
            count = self._sock.recv_into(view)  # expect: SOCK101 (spin)
            view = view[count:]
        return bytes(self._block)

# The socket was entered into an exit stack, whose end closes it.
import contextlib
import socket
from pathlib import Path


def save(address: tuple[str, int], path: Path) -> int:
    with contextlib.ExitStack() as stack:
        sock = stack.enter_context(socket.create_connection(address))
        out = stack.enter_context(path.open("wb"))
        size = 0
        while block := sock.recv(65536):
            size += out.write(block)
    return size

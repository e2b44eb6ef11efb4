# The exit stack closes what is entered into it.
import contextlib
import socket


def ask(addresses: list[tuple[str, int]]) -> None:
    with contextlib.ExitStack() as stack:
        for address in addresses:
            sock = stack.enter_context(socket.socket())
            sock.connect(address)

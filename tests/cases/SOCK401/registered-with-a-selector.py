# The selector keeps it.
import selectors
import socket

selector = selectors.DefaultSelector()


def accept(listener: socket.socket) -> None:
    conn, address = listener.accept()
    print(address)
    selector.register(conn, selectors.EVENT_READ)

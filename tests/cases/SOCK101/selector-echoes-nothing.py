"""What was received is told by the selector later, which does not make the empty of it a test for the end."""

import selectors
import socket

selector = selectors.DefaultSelector()


def read(key: selectors.SelectorKey) -> None:
    sock = key.fileobj
    data = sock.recv(1024)  # expect: SOCK101
    selector.modify(sock, selectors.EVENT_WRITE, data)


def write(key: selectors.SelectorKey) -> None:
    sock = key.fileobj
    sock.sendall(key.data)
    selector.modify(sock, selectors.EVENT_READ, None)


def main() -> None:
    conn = socket.create_connection(("localhost", 7))
    selector.register(conn, selectors.EVENT_READ, None)
    while True:
        for key, mask in selector.select():
            if mask & selectors.EVENT_READ:
                read(key)
            else:
                write(key)


main()

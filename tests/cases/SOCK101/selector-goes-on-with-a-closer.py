"""At the end the selector is given another callback, which closes."""

import selectors
import socket

selector = selectors.DefaultSelector()


def close(sock):
    selector.unregister(sock)
    sock.close()


def read(sock):
    data = sock.recv(1024)
    if not data:
        selector.modify(sock, selectors.EVENT_WRITE, close)
        return
    print(data)


def accept(listener):
    sock, _ = listener.accept()
    selector.register(sock, selectors.EVENT_READ, read)


def serve(listener):
    selector.register(listener, selectors.EVENT_READ, accept)
    while True:
        for key, _ in selector.select():
            key.data(key.fileobj)


serve(socket.create_server(("", 6789)))

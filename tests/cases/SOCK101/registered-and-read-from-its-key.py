# The client's own socket comes back from the selector, and is ready for ever once the peer has closed.
import selectors
import socket

selector = selectors.DefaultSelector()


def run(client: socket.socket) -> None:
    selector.register(client, selectors.EVENT_READ)
    while True:
        for key, mask in selector.select(timeout=1):
            read(key)


def read(key):
    data = key.fileobj.recv(1024)  # expect: SOCK101 (spin)
    if data:
        print(data)

# What is registered comes back as the key's file object, and what was given with it as its data.
import selectors
import socket

selector = selectors.DefaultSelector()


def accept(listener, mask):
    conn, address = listener.accept()
    conn.setblocking(False)
    selector.register(conn, selectors.EVENT_READ, answer)


def answer(conn, mask):
    data = conn.recv(1000)  # expect: SOCK101
    if data:
        conn.sendall(data)


def serve(listener: socket.socket) -> None:
    selector.register(listener, selectors.EVENT_READ, accept)
    while True:
        for key, mask in selector.select():
            callback = key.data
            callback(key.fileobj, mask)

# The callback closes what the selector gave it: no finding.
import selectors
import socket

selector = selectors.DefaultSelector()


def accept(listener, mask):
    conn, address = listener.accept()
    conn.setblocking(False)
    selector.register(conn, selectors.EVENT_READ, answer)


def answer(conn, mask):
    data = conn.recv(1000)
    if data:
        conn.sendall(data)
    else:
        selector.unregister(conn)
        conn.close()


def serve(listener: socket.socket) -> None:
    selector.register(listener, selectors.EVENT_READ, accept)
    while True:
        for key, mask in selector.select():
            callback = key.data
            callback(key.fileobj, mask)

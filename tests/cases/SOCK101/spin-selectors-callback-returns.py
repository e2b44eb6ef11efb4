# The callback returns at b"" with the socket still registered: the selector calls it again at once, for ever.
import selectors
import socket

sel = selectors.DefaultSelector()


def accept(listener: socket.socket) -> None:
    conn, _ = listener.accept()
    conn.setblocking(False)
    sel.register(conn, selectors.EVENT_READ, read)


def read(conn: socket.socket) -> None:
    data = conn.recv(1000)  # expect: SOCK101
    if not data:
        return
    conn.sendall(data)


def main() -> None:
    with socket.create_server(("localhost", 1234)) as listener:
        sel.register(listener, selectors.EVENT_READ, accept)
        while True:
            for key, _ in sel.select():
                key.data(key.fileobj)

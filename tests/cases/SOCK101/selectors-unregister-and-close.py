# At b"" the callback takes the socket out of the selector and closes it.
import selectors
import socket


class EchoServer:
    def __init__(self, port: int) -> None:
        self.selector = selectors.DefaultSelector()
        self.listener = socket.create_server(("", port))
        self.selector.register(self.listener, selectors.EVENT_READ, self.on_accept)

    def on_accept(self, listener: socket.socket) -> None:
        conn, _ = listener.accept()
        self.selector.register(conn, selectors.EVENT_READ, self.on_read)

    def on_read(self, conn: socket.socket) -> None:
        data = conn.recv(4096)
        if data:
            conn.sendall(data)
        else:
            self.selector.unregister(conn)
            conn.close()

    def run(self) -> None:
        while True:
            for key, _ in self.selector.select():
                key.data(key.fileobj)

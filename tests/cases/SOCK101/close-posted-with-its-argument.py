# Another thread's close is put into a queue, the function with what it is to be called with.
import socket
import threading


class Engine:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.owner = threading.get_ident()
        self.pending = []

    def close(self, connection) -> None:
        if threading.get_ident() == self.owner:
            connection.sock.close()
        else:
            with self.lock:
                self.pending.append((self.close, connection))

    def poll(self) -> None:
        for function, connection in self.pending:
            function(connection)


class Connection:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock


def read(connection: Connection, engine: Engine) -> None:
    while True:
        data = connection.sock.recv(4096)
        if not data:
            engine.close(connection)
            return
        print(data)


read(Connection(socket.create_connection(("localhost", 1))), Engine())

# An exception that leaves a thread's function ends the thread: nobody else hears of it, whoever raised it.
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

connections: list[socket.socket] = []


def answer(connection: socket.socket) -> None:
    request = connection.recv(4096).decode()  # expect: SOCK101 (not-closed)
    name = request.split()[1]
    connection.sendall(name.encode())
    connection.close()


def give_up(connection: socket.socket) -> None:
    data = connection.recv(4096)  # expect: SOCK101 (not-closed)
    if not data:
        raise EOFError
    connection.sendall(data)
    connection.close()


def compute(connection: socket.socket) -> int:
    data = connection.recv(4096)
    if not data:
        raise EOFError
    return len(data)


class Caller(threading.Thread):
    def __init__(self, host: str) -> None:
        super().__init__()
        self.host = host

    def run(self) -> None:
        connection = socket.create_connection((self.host, 80))
        connections.append(connection)
        size = int(connection.recv(4))  # expect: SOCK101 (not-closed)
        connection.sendall(b"%d" % size)


def serve(listener: socket.socket, pool: ThreadPoolExecutor) -> None:
    while True:
        connection, _ = listener.accept()
        connections.append(connection)
        threading.Thread(target=answer, args=(connection,)).start()
        threading.Timer(5, give_up, (connection,)).start()
        with connection:
            print(pool.submit(compute, connection).result())


Caller("localhost").start()

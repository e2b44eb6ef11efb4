# A client that leaves in order gives b"" for ever, and every turn is sent to all others; only a reset ends the thread.
import socket
import threading

clients: list[socket.socket] = []
lock = threading.Lock()


def broadcast(data: bytes) -> None:
    with lock:
        for other in clients:
            other.sendall(data)


def handle(conn: socket.socket) -> None:
    while True:
        try:
            broadcast(conn.recv(4096))  # expect: SOCK101 (spin)
        except ConnectionError:
            with lock:
                clients.remove(conn)
            conn.close()
            return


def serve(port: int) -> None:
    with socket.create_server(("", port)) as listener:
        while True:
            conn, _ = listener.accept()
            with lock:
                clients.append(conn)
            threading.Thread(target=handle, args=(conn,)).start()

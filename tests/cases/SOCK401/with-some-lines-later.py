# Nothing that fails stands between the accept and the with.
import socket


def serve(listener: socket.socket) -> None:
    while True:
        conn, address = listener.accept()
        print("from", address)
        with conn:
            conn.sendall(b"hello")

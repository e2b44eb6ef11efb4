# `if not data` is true for b"", and that branch closes before it leaves.
import socket
import threading


def echo(conn: socket.socket) -> None:
    while True:
        data = conn.recv(4096)
        if not data:
            conn.close()
            return
        conn.sendall(data)


def serve(listener: socket.socket) -> None:
    while True:
        conn, _ = listener.accept()
        threading.Thread(target=echo, args=(conn,)).start()

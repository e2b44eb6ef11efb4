# The return at b"" goes through the finally, which closes.
import socket
import threading


def session(conn: socket.socket, name: str) -> None:
    try:
        conn.sendall(f"hello {name}\n".encode())
        while True:
            line = conn.recv(256)
            if not line:
                return
            conn.sendall(b"you said " + line)
    finally:
        conn.close()


def start(conn: socket.socket, name: str) -> None:
    threading.Thread(target=session, args=(conn, name), daemon=True).start()

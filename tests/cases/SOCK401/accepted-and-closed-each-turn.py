# Each connection is closed in its own turn, an error too.
import socket


def serve(listener: socket.socket) -> None:
    while True:
        conn, address = listener.accept()
        try:
            conn.sendall(repr(address).encode())
        except OSError as error:
            print(error)
        finally:
            conn.close()

# What comes back is thrown away, the end of the stream with it: nothing but an exception could end this loop.
import socket
import threading


def sink(conn: socket.socket) -> None:
    """Swallow whatever a load generator sends."""
    try:
        while True:
            conn.recv(65536)  # expect: SOCK101 (spin)
    except OSError as error:
        print(error)
    finally:
        conn.close()


def start(conn: socket.socket) -> threading.Thread:
    thread = threading.Thread(target=sink, args=(conn,))
    thread.start()
    return thread

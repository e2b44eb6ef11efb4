# The next accept takes the name, and the last connection is left to the garbage collector.
import pickle
import socket


def serve(listener: socket.socket) -> None:
    while True:
        conn, address = listener.accept()  # expect: SOCK401 (normal-path)
        conn.sendall(pickle.dumps(address))

# The recv on this line is a pipe's, the socket only sends; the pipe's end is an EOFError.
import multiprocessing.connection
import socket


def export(jobs: multiprocessing.connection.Connection, address: tuple[str, int]) -> None:
    with socket.create_connection(address) as sock:
        try:
            while True:
                sock.sendall(jobs.recv())
        except EOFError:
            print("no more jobs")

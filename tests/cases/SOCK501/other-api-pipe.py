import multiprocessing
import socket


def tell(result: object) -> str:
    conn, other = multiprocessing.Pipe()
    conn.send(result)
    return socket.gethostname()

# select may come back with nothing: that way out leaves the socket open.
import select
import socket


def ask(address):
    sock = socket.create_connection(address)  # expect: SOCK401 (early-return)
    sock.sendall(b"?")
    readable, _, _ = select.select([sock], [], [], 3)
    if not readable:
        return None
    answer = sock.recv(100)
    sock.close()
    return answer

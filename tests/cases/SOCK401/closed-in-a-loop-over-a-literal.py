# Each of what is written there has its turn: no finding.
import socket


def relay(first_host, second_host):
    first = socket.create_connection((first_host, 7))
    try:
        second = socket.create_connection((second_host, 7))
    except OSError:
        first.close()
        raise
    try:
        second.sendall(b"?")
    finally:
        for sock in (first, second):
            sock.close()

import gevent
from gevent import socket


def pump(host: str) -> None:
    sock = socket.create_connection((host, 80))
    try:
        while data := sock.recv(4096):
            print(data)
    finally:
        sock.close()


def start(host: str) -> None:
    gevent.spawn(pump, host).join()

# What is imported is another package's, whatever a folder of the tests is called.
import socket

from requests import finish


def receive(peer: socket.socket) -> None:
    while True:
        data = peer.recv(10)
        if not data:
            finish(peer)
            return
        print(data)

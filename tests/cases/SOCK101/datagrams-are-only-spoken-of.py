# A text that has the word in it makes no socket one for datagrams.
import socket


def explain() -> None:
    print("SOCK_DGRAM is for datagrams")


def listen(sock) -> None:
    while True:
        data = sock.recv(4096)  # expect: SOCK101
        print(len(data))

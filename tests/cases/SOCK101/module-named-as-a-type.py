# `sock: socket` names the module; whoever writes so means its class.
import socket


def answer(client: socket):
    while True:
        data = client.recv(4096)  # expect: SOCK101
        client.sendall(data)

"""Whoever runs the callback closes what it is given: the one that the thread runs has nobody around it."""

import socket
import threading


def serve(address, on_client):
    def run(client):
        with client:
            on_client(client)

    with socket.create_server(address) as listener:
        while True:
            client, _ = listener.accept()
            threading.Thread(target=run, args=(client,)).start()


def echo(client):
    while True:
        data = client.recv(4096)
        if not data:
            break
        client.sendall(data)


def echo_alone(client):
    while True:
        data = client.recv(4096)  # expect: SOCK101 not-closed
        if not data:
            break
        client.sendall(data)


def serve_alone(listener: socket.socket):
    while True:
        client, _ = listener.accept()
        threading.Thread(target=echo_alone, args=(client,)).start()


serve(("", 7000), echo)

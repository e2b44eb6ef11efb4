"""The connection is taken from the pair by its number."""

import socket


def serve_one(port):
    with socket.create_server(("", port)) as server:
        connection = server.accept()[0]  # expect: SOCK401 exception-path
        while True:
            data = connection.recv(1024)  # expect: SOCK101 spin
            print(data)


def serve_one_to_its_end(port):
    with socket.create_server(("", port)) as server:
        connection = server.accept()[0]
        with connection:
            while data := connection.recv(1024):
                print(data)

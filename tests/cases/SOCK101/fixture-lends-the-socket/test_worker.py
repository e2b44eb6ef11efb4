"""A fixture that is not in sight gives the test a socket, and closes it."""

import socket


def test_challenge(client: socket.socket):
    token = client.recv(32)
    print(token[:4])

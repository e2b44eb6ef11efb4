"""Which of two listeners is made is asked of the same setting twice: the second never takes the place of the first."""

import socket

from thermostat import settings, start

TRANSPORT = settings.transport


def by_constant():
    if TRANSPORT == "unix":
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if TRANSPORT == "tcp":
        listener = socket.create_server(("", 7070))
    start(listener)


def by_attribute():
    if settings.transport == "unix":
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if settings.transport == "tcp":
        listener = socket.create_server(("", 7070))
    start(listener)


class Server:
    def __init__(self, transport):
        self.transport = transport

    def by_member(self):
        if self.transport == "unix":
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        if self.transport == "tcp":
            listener = socket.create_server(("", 7070))
        start(listener)


def both():
    if settings.local == "unix":
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)  # expect: SOCK401
    if settings.remote == "tcp":
        listener = socket.create_server(("", 7070))
    start(listener)


def while_it_runs(address):
    with socket.create_server(address) as listener:
        while settings.running:
            peer, _ = listener.accept()  # expect: SOCK401
            peer.sendall(b"21.5\n")

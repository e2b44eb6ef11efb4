"""Who is called back keeps the client, or, in a test's stand-in, drops it: nobody here can decide which it is."""

import socket
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Registration:
    on_client: Callable[[socket.socket], None]


class Keeper:
    def __init__(self) -> None:
        self.client: socket.socket | None = None

    def keep(self, client: socket.socket) -> None:
        self.client = client


class Listener:
    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    def accept_one(self, listener: socket.socket) -> None:
        client, _ = listener.accept()
        self.registration.on_client(client)


def drop(client: socket.socket) -> None:
    print(client.family)


def start(listener: socket.socket, keeper: Keeper) -> None:
    Listener(Registration(keeper.keep)).accept_one(listener)
    Listener(Registration(on_client=drop)).accept_one(listener)

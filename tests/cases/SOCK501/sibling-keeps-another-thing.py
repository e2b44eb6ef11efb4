# A member that a base names holds a socket in one class, and in its sibling an object of the program's own.
import socket


class Instrument:
    def __init__(self, address: str) -> None:
        self.name = address

    def send(self, data: bytes) -> None:
        print(self.name, data)


class Session:
    interface = None

    def after_parsing(self, address: str) -> None:
        raise NotImplementedError

    def clear(self) -> None:
        self.interface = None


class InstrumentSession(Session):
    def after_parsing(self, address: str) -> None:
        self.interface = Instrument(address)

    def write(self, data: bytes) -> None:
        self.interface.send(data)


class SocketSession(Session):
    def after_parsing(self, address: str) -> None:
        self.interface = socket.create_connection((address, 1))

    def write(self, data: bytes) -> None:
        self.interface.send(data)  # expect: SOCK501

# A socket of the platform cannot be awaited: this one is of a library whose receive raises at the end.
from typing import Any


async def talk(client: Any, data: bytes) -> None:
    sock = await client.socket()
    await sock.send(data)
    print(await sock.recv(1024))


class Channel:
    def __init__(self, sock: Any) -> None:
        self.sock = sock

    def ask(self, data: bytes) -> bytes:
        self.sock.sendall(data)
        return self.sock.recv(1024)  # expect: SOCK101 (ignored)


def show(channel: Channel) -> None:
    print(channel.ask(b"?"))

# The thread answers by False, but a thread's answer is heard by nobody; that of a task is.
import asyncio
import socket
import threading


def serve(client: socket.socket) -> bool:
    while True:
        data = client.recv(4096)  # expect: SOCK101 (not-closed)
        if not data:
            return False
        if data == b"bye":
            client.close()
            return True
        client.sendall(data)


def accept(listener: socket.socket) -> None:
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client,)).start()


class Tunnel:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def read(self) -> bool:
        while data := await self.reader.read(4096):
            print(len(data))
            if data == b"bye":
                return True
        return False

    async def run(self) -> None:
        if not await asyncio.create_task(self.read()):
            print("the peer has gone")
        self.writer.close()

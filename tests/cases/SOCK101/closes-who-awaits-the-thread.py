"""What runs in a thread that is awaited leaves the rest to whoever awaits it."""

import asyncio
import socket


def read(sock):
    while True:
        data = sock.recv(100)
        if not data:
            return
        print(data)


async def closes():
    sock = socket.create_connection(("localhost", 17))
    await asyncio.to_thread(read, sock)
    sock.close()


def read_more(sock):
    data = sock.recv(100)
    if data:
        print(data)


async def closes_after_the_executor():
    sock = socket.create_connection(("localhost", 17))
    await asyncio.get_running_loop().run_in_executor(None, read_more, sock)
    sock.close()


def read_on(sock):
    data = sock.recv(100)  # expect: SOCK101
    if data:
        print(data)


async def forgets(sock):
    await asyncio.to_thread(read_on, sock)
    print("done")


asyncio.run(closes())
asyncio.run(closes_after_the_executor())
asyncio.run(forgets(socket.create_connection(("localhost", 17))))

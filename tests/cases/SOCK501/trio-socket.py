"""trio's own sockets take what there is room for, as Python's do."""

import trio


async def serve(greeting: bytes) -> None:
    with trio.socket.socket() as listener:
        await listener.bind(("127.0.0.1", 7))
        listener.listen()
        async with trio.open_nursery() as nursery:
            while True:
                conn, address = await listener.accept()
                print(address)
                nursery.start_soon(greet, conn, greeting)


async def greet(conn: trio.socket.SocketType, greeting: bytes) -> None:
    with conn:
        await conn.send(greeting)  # expect: SOCK501
        while greeting:
            count = await conn.send(greeting)
            greeting = greeting[count:]

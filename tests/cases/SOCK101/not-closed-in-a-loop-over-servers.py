# Another turn of the loop dials another server. That it may close its own connection says nothing of the one before.
import asyncio


async def greet(reader, writer):
    try:
        writer.write(b"hello\n")
        await writer.drain()
        return reader, writer
    except OSError:
        writer.close()
        raise


async def ask(servers):
    for name, port in servers:
        reader, writer = await asyncio.open_connection(name, port)  # expect: SOCK401
        reader, writer = await greet(reader, writer)
        answer = b""
        while True:
            part = await reader.read(100)  # expect: SOCK101
            if not part:
                break
            answer += part
        print(answer)


async def ask_and_hang_up(servers):
    for name, port in servers:
        reader, writer = await asyncio.open_connection(name, port)
        try:
            while part := await reader.read(100):
                print(part)
        finally:
            writer.close()

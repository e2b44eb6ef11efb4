import asyncio

from dialling import dial


async def main() -> None:
    reader, writer = await asyncio.open_connection(sock=dial("localhost", 11211, 2.5))
    try:
        writer.write(b"version\r\n")
        print(await reader.readline())
    finally:
        writer.close()


asyncio.run(main())

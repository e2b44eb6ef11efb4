# Short data, b"" among it, makes unpack raise, and the except closes the writer.
import asyncio
import struct


async def on_sensor(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    total = 0
    while True:
        record = await reader.read(8)
        try:
            stamp, value = struct.unpack("!If", record)
        except struct.error:
            writer.close()
            return
        total += value
        print(stamp, total)


async def main() -> None:
    server = await asyncio.start_server(on_sensor, port=5555)
    await server.serve_forever()

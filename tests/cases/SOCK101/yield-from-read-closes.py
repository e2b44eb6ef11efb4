# An old-style coroutine: yield from gives what was read, and its empty read leads to the close.
import asyncio
import types


@types.coroutine
def pump(host, port, sink):
    reader, writer = yield from asyncio.open_connection(host, port)
    try:
        while True:
            data = yield from reader.read(1024)
            if not data:
                return
            sink.append(data)
    finally:
        writer.close()

# The inner function's self is the method's: when the task is done, the writer that the server holds is closed.
import asyncio


class Server:
    def __init__(self) -> None:
        self.clients: dict[asyncio.Task, tuple[asyncio.StreamReader, asyncio.StreamWriter]] = {}

    async def start(self) -> None:
        await asyncio.start_server(self.accept, port=7004)

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def done(task: asyncio.Task) -> None:
            _, gone = self.clients.pop(task)
            gone.close()

        task = asyncio.ensure_future(self.answer(reader, writer))
        task.add_done_callback(done)
        self.clients[task] = (reader, writer)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.read(1024)
        writer.write(request.upper())

# The handler is a method, and logs the end of the stream; only "quit" closes the writer.
import asyncio
import logging

log = logging.getLogger("console")


class ConsoleServer:
    def __init__(self) -> None:
        self.commands = {"uptime": lambda: "42 days"}

    async def start(self, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._session, "localhost", port)

    async def _session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = writer.get_extra_info("peername")
        while line := await reader.readline():  # expect: SOCK101 (not-closed)
            command = line.decode().strip()
            if command == "quit":
                writer.close()
                return
            answer = self.commands.get(command, lambda: "what?")()
            writer.write(answer.encode() + b"\n")
        log.info("%s has left", peer)

"""The server closes at the end that it is handed; what a test makes of it, which makes its reader by hand, is its own."""

import asyncio


class Server:
    async def payload(self, reader, data):
        if not data:
            data = await reader.read(2048)
        return data, "source"

    async def serve(self, reader, writer):
        data, _ = await self.payload(reader, b"")
        if not data:
            writer.close()
            return
        print(data)
        writer.close()

    async def run(self):
        server = await asyncio.start_server(self.serve, port=9000)
        await server.serve_forever()

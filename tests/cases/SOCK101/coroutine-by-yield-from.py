# A coroutine of the old kind, as MicroPython's are: what `yield from` waits for is handed out to nobody.
import uasyncio


class App:
    def handle(self, reader, writer):
        while True:
            line = yield from reader.readline()  # expect: SOCK101
            if line == b"\r\n":
                break
        yield from writer.awrite(b"HTTP/1.0 200 OK\r\n\r\n")
        yield from writer.aclose()

    def run(self) -> None:
        loop = uasyncio.get_event_loop()
        loop.create_task(uasyncio.start_server(self.handle, "0.0.0.0", 80))
        loop.run_forever()


class Careful:
    def handle(self, reader, writer):
        while True:
            line = yield from reader.readline()
            if line in (b"", b"\r\n"):
                break
        yield from writer.awrite(b"HTTP/1.0 200 OK\r\n\r\n")
        yield from writer.aclose()

    def run(self) -> None:
        loop = uasyncio.get_event_loop()
        loop.create_task(uasyncio.start_server(self.handle, "0.0.0.0", 81))
        loop.run_forever()


App().run()
Careful().run()

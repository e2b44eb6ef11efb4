# The thread hands the end on to an asyncio reader by feed_eof, and closes its own socket in the finally.
import asyncio
import socket
import threading


class ThreadedSource:
    def __init__(self, sock: socket.socket, loop: asyncio.AbstractEventLoop) -> None:
        self.reader = asyncio.StreamReader(loop=loop)
        self._sock = sock
        self._loop = loop
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            while True:
                data = self._sock.recv(4096)
                if not data:
                    self._loop.call_soon_threadsafe(self.reader.feed_eof)
                    return
                self._loop.call_soon_threadsafe(self.reader.feed_data, data)
        finally:
            self._sock.close()

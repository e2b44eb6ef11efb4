# reader is a class of our own over a queue, whose read is unlike a stream's: b"" never comes from it.
import queue


class FrameReader:
    def __init__(self) -> None:
        self._frames: queue.Queue[bytes] = queue.Queue()

    def push(self, frame: bytes) -> None:
        self._frames.put(frame)

    def read(self, timeout: float) -> bytes:
        return self._frames.get(timeout=timeout)


def record(reader: FrameReader, path: str) -> None:
    with open(path, "wb") as out:
        while True:
            out.write(reader.read(5.0))

# A timeout is waited out, data is handled, and the end of the stream falls between the two: recv returns at once again.
import json
import socket


class StatusFeed:
    def __init__(self, host: str, port: int) -> None:
        self._sock = socket.create_connection((host, port))
        self._sock.settimeout(1.0)
        self.active = True
        self.latest: dict[str, object] = {}

    def pump(self) -> None:
        with self._sock:
            while self.active:
                try:
                    raw = self._sock.recv(512)  # expect: SOCK101 (spin)
                except TimeoutError:
                    continue
                if len(raw) > 0:
                    self.latest.update(json.loads(raw))

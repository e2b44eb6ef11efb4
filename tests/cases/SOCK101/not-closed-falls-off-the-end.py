# The loop is left at b"", the function falls off its end, and the connection stays in CLOSE_WAIT in its attribute.
import socket


class TickerClient:
    def __init__(self, host: str) -> None:
        self._sock = socket.create_connection((host, 9000))
        self.prices: dict[str, float] = {}

    def run(self) -> None:
        rest = b""
        while True:
            data = self._sock.recv(4096)  # expect: SOCK101 (not-closed)
            if not data:
                break
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                symbol, _, price = line.partition(b"=")
                self.prices[symbol.decode()] = float(price)
        print("server has gone")

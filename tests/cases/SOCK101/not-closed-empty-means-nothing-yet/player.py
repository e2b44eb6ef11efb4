import time

from transport import Transport


class Player:
    def __init__(self, host: str) -> None:
        self.transport = Transport(host, 4212)
        self.title = ""

    def follow(self) -> None:
        """Keep the title up to date."""
        while True:
            data = self.transport.read()
            if not data:
                time.sleep(0.2)
                continue
            self.title = data.decode().strip()


if __name__ == "__main__":
    Player("localhost").follow()

# Printed among other figures, and nothing is decided by it.
import asyncio


class Registry:
    def __init__(self) -> None:
        self.sessions: dict[str, asyncio.StreamWriter] = {}

    def dump(self) -> None:
        for name, writer in self.sessions.items():
            print(f"{name:20} closing={writer.is_closing()}")

import asyncio

from connection import PooledConnection


class Pool:
    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._idle: list[PooledConnection] = []

    async def take(self) -> PooledConnection:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_alive():
                return connection
        return PooledConnection(*await asyncio.open_connection(*self._address))

    def give_back(self, connection: PooledConnection) -> None:
        self._idle.append(connection)

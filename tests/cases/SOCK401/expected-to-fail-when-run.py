"""What is to raise makes nothing, though it is another call that runs it."""

import asyncio
import socket

import pytest


def test_refused(loop: asyncio.AbstractEventLoop, address: tuple[str, int]) -> None:
    with pytest.raises(ConnectionRefusedError):
        loop.run_until_complete(asyncio.open_connection(*address))


def test_taken(address: tuple[str, int]) -> None:
    with pytest.raises(OSError):
        print(socket.create_server(address))


def test_served(loop: asyncio.AbstractEventLoop, address: tuple[str, int]) -> None:
    reader, _ = loop.run_until_complete(asyncio.open_connection(*address))  # expect: SOCK401
    with pytest.raises(EOFError):
        loop.run_until_complete(reader.readexactly(1))

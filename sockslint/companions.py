"""Processes of our own that do work for this one: fresh interpreters, asked and answering over their standard streams.

A companion is told where to import from: the same on every system, with nothing inherited and no main module of
somebody else's imported again. Each message is four bytes of length and as many of content, MessagePack by custom.
"""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import IO

import msgspec

_LENGTH = struct.Struct("<I")
_READY = b"ready"

# Interrupting is the main process's affair: it ends its companions, who have nothing to tidy up.
_PROGRAM = """\
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.path[:] = sys.argv[1:]
from {module} import work
work()
"""


def program(module: str) -> str:
    """The program of a companion that runs the function `work` of a module."""
    return _PROGRAM.format(module=module)


def processors() -> int:
    """The processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Companion:
    """The main process's end of a companion that runs a program. Raises OSError if it cannot be started."""

    def __init__(self, source: str) -> None:
        if not sys.executable:
            raise OSError("there is no interpreter to run")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", source, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._ready: bool | None = None

    def is_ready(self) -> bool:
        """Whether it has come up; waits for that."""
        assert self._process.stdout is not None
        if self._ready is None:
            self._ready = _receive(self._process.stdout) == _READY
        return self._ready

    def ask(self, message: bytes) -> bytes | None:
        """Its answer to a message; None if it has died."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            _send(self._process.stdin, message)
        except (OSError, ValueError):
            return None
        return _receive(self._process.stdout)

    def end(self) -> None:
        """End it at once, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def answer_with(answer: Callable[[bytes], bytes]) -> None:
    """The companion's side: answer what comes in by standard input until it ends, on standard output."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever prints must not come between
    _send(answers, _READY)
    while (asked := _receive(sys.stdin.buffer)) is not None:
        _send(answers, answer(asked))


def encoded(content: object) -> bytes:
    """A message; nothing if it cannot be said so, as half a character out of some odd encoding cannot."""
    try:
        return msgspec.msgpack.encode(content)
    except (UnicodeEncodeError, OverflowError):
        return b""


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end of the stream, even one in the middle of a message."""
    try:
        head = stream.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        message = stream.read(length)
    except (OSError, ValueError):
        return None
    return message if len(message) == length else None

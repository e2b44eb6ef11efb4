"""What the command says on standard error, how wide its terminal is, and how it ends."""

from __future__ import annotations

import contextlib
import os
import sys

#: Exit statuses; `sockslint.options.USAGE` is the one after wrong usage, `sockslint.interruption` has others.
CLEAN, FOUND, INTERNAL = 0, 1, 3


class Refusal(Exception):  # noqa: N818  nothing went wrong: we say no
    """What the user asked for cannot be done; the text says why."""


def say(message: str, status: int = CLEAN) -> int:
    """Tell the user something on standard error; the status is handed back."""
    write_error(line(message))
    return status


def line(message: str) -> str:
    """What is told, as a line of standard error."""
    return f"sockslint: {message}\n"


def columns(otherwise: int) -> int:
    """How wide the terminal is, if COLUMNS or the terminal says.

    As `shutil.get_terminal_size` has it, but that imports three kinds of compression.
    """
    with contextlib.suppress(KeyError, ValueError):
        if (given := int(os.environ["COLUMNS"])) > 0:
            return given
    with contextlib.suppress(ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns or otherwise
    return otherwise


def takes_colours() -> bool:
    """Whether the terminal that is standard output understands sequences for colours. A Windows console of its own
    accord shows them as garbage, so it is asked to understand them, and none older than Windows 10 can."""
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt
    from ctypes import wintypes

    mode, processes_sequences = wintypes.DWORD(), 4
    try:
        console = wintypes.HANDLE(msvcrt.get_osfhandle(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False
    kernel = ctypes.windll.kernel32
    if not kernel.GetConsoleMode(console, ctypes.byref(mode)):
        return False  # NUL, which says that it is a terminal
    return bool(kernel.SetConsoleMode(console, mode.value | processes_sequences))


def write_error(text: str) -> None:
    """Write to standard error. That there is none is no error."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text)

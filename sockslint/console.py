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


def write_error(text: str) -> None:
    """Write to standard error. That there is none is no error."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text)

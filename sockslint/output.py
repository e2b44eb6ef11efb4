"""Where text goes: to standard output in UTF-8 whatever the locale, or to a file that is replaced in one step."""

from __future__ import annotations

import contextlib
import io
import os
import sys

TYPE_CHECKING = False  # typing's own takes longer to import than a short run lasts
if TYPE_CHECKING:
    import pathlib


def unify_streams() -> None:
    """Make standard output and error UTF-8 with plain line ends, and incapable of failing over a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write_out(text: str) -> None:
    """Write to standard output. A reader that has gone away is no error; whatever else is (a full disk), is told, and
    ends the process with the status of a report that cannot be written."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # The interpreter flushes once more at its end, and would complain.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            from sockslint.console import say  # what is said again should not wait for these
            from sockslint.options import USAGE

            reason = (error.strerror or str(error)).lower()
            raise SystemExit(say(f"error: standard output cannot be written: {reason}", USAGE)) from None


def write_file(name: str, text: str) -> None:
    """Write a file in UTF-8, whole or not at all. What is no regular file is written to as it is.

    Raises OSError.
    """
    write_data(name, text.encode("utf-8", "backslashreplace"))


def write_data(name: str, data: bytes) -> None:
    """As :func:`write_file`, for bytes."""
    import pathlib  # here, as `tempfile` below: few runs write files, and every run would pay

    path = pathlib.Path(name)
    if path.is_symlink():
        path = path.resolve()  # or the link itself would be replaced
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    import tempfile

    from sockslint.interruption import put_off

    with put_off():
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            pathlib.Path(temporary).chmod(_mode(path))
            pathlib.Path(temporary).replace(path)
        except BaseException:
            pathlib.Path(temporary).unlink(missing_ok=True)
            raise


def _mode(path: pathlib.Path) -> int:
    """The permissions of the file that is replaced, else those that a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

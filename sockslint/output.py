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
    """Make standard output and error UTF-8 with plain line ends, and incapable of failing over a character. One that
    is missing, closed by a shell or never there in a process without a console, takes what is said and drops it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123  it stays open as long as we run
        stream = getattr(sys, name)
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
        # The prefix is short, since a name may be as long as the system allows.
        descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=".sockslint-")
        temporary = pathlib.Path(made)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(descriptor)  # or after a power cut the file might be there, and empty
            _take_over(path, temporary)
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.chmod(0o600)  # Windows removes nothing that is read-only
                temporary.unlink(missing_ok=True)
            raise


def _take_over(path: pathlib.Path, temporary: pathlib.Path) -> None:
    """Give a file the owner, as far as we may, and the permissions of the one that it replaces, else a new file's."""
    try:
        status = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        for user, group in ((-1, status.st_gid), (status.st_uid, -1)):  # a user may give away the one, not the other
            with contextlib.suppress(OSError):
                os.chown(temporary, user, group)
    temporary.chmod(status.st_mode & 0o777)

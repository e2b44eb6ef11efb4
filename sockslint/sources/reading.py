"""Reading a file's bytes without being held up or led astray by what it turns out to be."""

from __future__ import annotations

import os
import stat

from sockslint.sources.trouble import kind_of, reason

#: Past this many bytes nothing is read at all, not even to see whether the file could matter.
_HOPELESS = 256_000_000

#: What is shorter Windows takes as it is, a folder's path as well.
_LONG = 248

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class UnreadableError(Exception):
    """A file that cannot be read; its text says why."""


class MissingError(UnreadableError):
    """A file that is not there any more."""


def read(real: str, *, follow: bool) -> bytes:
    """The bytes of a file, which may have to be a regular one itself (`follow` False) or be reached by a link.

    Raises MissingError or UnreadableError.
    """
    return read_with_status(real, follow=follow)[0]


def read_with_status(real: str, *, follow: bool) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, as `read` gives them, and its status just before."""
    real = _reachable(real)
    try:
        if not _NO_LINK and not follow and os.path.islink(real):  # noqa: PTH114
            raise UnreadableError("it is a symbolic link")
        descriptor = os.open(real, _FLAGS if follow else _FLAGS | _NO_LINK)
    except FileNotFoundError:
        raise MissingError("it vanished before it was read") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(_why(real, error)) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(f"it is {kind_of(status)}")
        if status.st_size > _HOPELESS:
            raise UnreadableError(f"it is {status.st_size / 1e6:,.0f} MB large")
        data = os.read(descriptor, status.st_size + 1)
        while len(data) != status.st_size and (more := os.read(descriptor, 1 << 20)):
            data += more
            if len(data) > _HOPELESS:
                raise UnreadableError("it grew while it was read")
        return data, status
    except OSError as error:
        raise UnreadableError(reason(error)) from None
    finally:
        os.close(descriptor)


def _reachable(real: str) -> str:
    """A path as it can be opened: Windows takes one of more than 260 characters only in its longest form."""
    if os.name != "nt" or len(real) < _LONG or real.startswith("\\\\?\\"):
        return real
    return "\\\\?\\UNC" + real[1:] if real.startswith("\\\\") else "\\\\?\\" + real


def _why(real: str, error: OSError | ValueError) -> str:
    if os.path.islink(real):  # noqa: PTH114
        return "it is a symbolic link"
    return reason(error) if isinstance(error, OSError) else str(error)

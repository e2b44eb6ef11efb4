"""What kept a file from being read, in words."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple


class Trouble(NamedTuple):
    """Why a file or folder was passed over, or not read as it stands. `real` is where it lies."""

    real: str
    message: str


def kind_of(status: os.stat_result) -> str:
    """What a path is that is no regular file, in words."""
    for test, words in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(status.st_mode):
            return words
    return "a device"


def reason(error: OSError) -> str:
    """The system's own words for an error, without number and path."""
    return (error.strerror or type(error).__name__).lower()

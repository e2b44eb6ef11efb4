"""How to tell, without reading it, that a file or folder is as it was."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False  # typing's own takes longer to import than a short run lasts
if TYPE_CHECKING:
    from typing import TypeAlias

    #: Size in bytes, times of modification and change in ns, inode. While they are the same, so is what is there: git
    #: trusts the same. A folder's tell which entries it has.
    Stamp: TypeAlias = tuple[int, int, int, int]

#: What was written to so shortly ago may be written to again without its times telling.
SETTLED_NS = 2_000_000_000


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp that a status tells."""
    inode = status.st_ino & 0xFFFF_FFFF_FFFF_FFFF  # some file systems of Windows have 128 bits, and msgspec takes 64
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode


def stamp(path: str, *, follow: bool = True) -> Stamp | None:
    """The stamp of what is at a path, or of what a link there leads to (`follow`); None if there is nothing."""
    try:
        return stamp_of(os.stat(path, follow_symlinks=follow))
    except (OSError, ValueError):
        return None


def is_settled(stamp: Stamp | None, now: int) -> bool:
    """Whether a stamp will tell of every change after `now`, in ns; that of nothing does."""
    return stamp is None or max(stamp[1], stamp[2]) <= now - SETTLED_NS


class Grounds:
    """What the choice of the files of a run stands on, noted before it was looked at.

    `listings` are git's words about folders, None where it had none; `stamps` those of folders that were walked, and
    of files that say what to leave out there, and of named sources; `files` those of the other sources, not followed
    if links. `began` is when all this began, in ns. `sure` tells that nothing else was looked at.
    """

    def __init__(self) -> None:
        self.began = time.time_ns()
        self.sure = True
        self.listings: dict[str, bytes | None] = {}
        self.stamps: dict[str, Stamp | None] = {}
        self.files: dict[str, Stamp | None] = {}

    def note(self, *parts: str) -> None:
        """Note how what is at a path is now."""
        path = os.path.join(*parts)
        self.stamps[path] = stamp(path)

    def are_settled(self) -> bool:
        """Whether the stamps tell of every change since this began."""
        every = (*self.stamps.values(), *self.files.values())
        return self.sure and all(is_settled(each, self.began) for each in every)

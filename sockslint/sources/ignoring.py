"""Patterns in the manner of ``.gitignore``, relative to a folder."""

from __future__ import annotations

import functools
import os
import pathlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sockslint.sources.reading import UnreadableError, read

if TYPE_CHECKING:
    import pathspec


#: The file that says what git leaves out of a folder.
IGNORING = ".gitignore"


class Patterns:
    """Lines of a ``.gitignore``, or of a setting in the same form, and the folder they are relative to.

    Raises ValueError for a line that is no pattern.
    """

    def __init__(self, lines: Sequence[str], base: str) -> None:
        import pathspec  # here, because it costs 40 ms and most runs have no pattern

        try:
            self._spec: pathspec.GitIgnoreSpec = pathspec.GitIgnoreSpec.from_lines(lines)
        except Exception as error:  # its own exception class moved between versions
            raise ValueError(str(error)) from error
        self._prefix = os.path.normcase(base if base.endswith(os.sep) else base + os.sep)

    @property
    def can_match(self) -> bool:
        """Whether there is a path that some pattern speaks of: of one with an open bracket there is none."""
        return any(each.include is not None for each in self._spec.patterns)

    def verdict(self, real: str, *, folder: bool = False) -> bool | None:
        """True if a path is matched, False if a later ``!`` pattern takes it back, None if no pattern speaks of it.

        A path outside the base is matched whole, so that patterns without a ``/`` still hold.
        """
        if os.path.normcase(real).startswith(self._prefix):
            relative = real[len(self._prefix) :].replace(os.sep, "/")
        else:
            relative = pathlib.PurePath(real).relative_to(pathlib.PurePath(real).anchor).as_posix()
        if not folder:
            return self._spec.check_file(relative).include
        # The spec ranks patterns by what they say of files below. Of a folder itself the last word holds, as in git:
        # after `*` and `!*/` it is entered.
        speaking = (each.include for each in reversed(self._spec.patterns) if each.match_file(relative + "/"))
        return next((include for include in speaking if include is not None), None)

    def match(self, real: str, *, folder: bool = False) -> bool:
        """Whether a path is matched."""
        return self.verdict(real, folder=folder) is True


@functools.lru_cache(maxsize=4096)
def gitignore(folder: str) -> Patterns | None:
    """The patterns of a folder's ``.gitignore``; None if it has none, or none that can be read."""
    try:
        data = read(os.path.join(folder, IGNORING), follow=False)  # noqa: PTH118
        return Patterns(data.decode("utf-8", "replace").splitlines(), folder)
    except (UnreadableError, ValueError):
        return None

"""The rules that come with sockslint as they are in memory, kept where Python keeps compiled modules.

To read their pages takes longer than to check a file. As with a compiled module, what is kept holds as long as its
sources have the same stamps; and where Python writes none, none is written here.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sockslint.keeping import keep
from sockslint.rulebook.load import load_rulebook, rule_files, rules_folder
from sockslint.rulebook.model import Rulebook
from sockslint.sources.stamps import is_settled, stamp


class _Compiled(msgspec.Struct, frozen=True, array_like=True):
    """The rulebook of a folder, and the stamps of all that it stands on."""

    folder: str
    sources: dict[str, tuple[int, int, int, int] | None]
    rulebook: Rulebook

    def holds(self, folder: Path) -> bool:
        """Whether this is what a folder's files still come to."""
        return self.folder == str(folder) and all(stamp(path) == each for path, each in self.sources.items())


def own_rulebook() -> Rulebook:
    """The rules and API models that come with sockslint. Raises RulebookError."""
    folder = rules_folder()
    if __spec__ is None or __spec__.cached is None:
        return load_rulebook()
    place = Path(__spec__.cached).with_name("rulebook.msgpack")
    with contextlib.suppress(OSError, msgspec.DecodeError):
        kept = msgspec.msgpack.decode(place.read_bytes(), type=_Compiled)
        if kept.holds(folder):
            return kept.rulebook
    began = time.time_ns()
    sources = {str(path): stamp(str(path)) for path in _sources(folder)}
    rulebook = load_rulebook()
    if not sys.dont_write_bytecode and all(is_settled(each, began) for each in sources.values()):
        keep(place, msgspec.msgpack.encode(_Compiled(str(folder), sources, rulebook)))
    return rulebook


def _sources(folder: Path) -> Iterator[Path]:
    """All that the rulebook of a folder stands on: its files, which ones there are, and the code that reads them."""
    yield from (folder, folder / "apis")
    yield from rule_files(folder)
    yield from (Path(__file__).parent / "rulebook").glob("*.py")

"""Waiting until something changes that a run stands on.

Files are looked at in turn, not announced by the system: that works alike on every system, in containers and on network
drives. Looking takes a twentieth of the time at most.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sockslint import replay
from sockslint.conventions import FILE as CONVENTIONS
from sockslint.request import Request
from sockslint.rulebook.load import RulebookError, rule_files
from sockslint.selection import exclusion
from sockslint.settings import SettingsError, baseline_file, rule_folders
from sockslint.sources.discovery import NoSuchPathError, find
from sockslint.sources.model import File, shown
from sockslint.sources.root import folder_of
from sockslint.sources.stamps import stamp

if TYPE_CHECKING:
    from sockslint.sources.stamps import Stamp

_SHORTEST, _SHARE = 0.5, 20

#: Editors write a file in several steps, and git many files: nothing is told until so many seconds bring no more.
_QUIET = 0.2


class Watched:
    """What a run of a request stands on, as it is at first: its sources, settings, rules, baseline and conventions.

    `more` are further files that are looked at.
    """

    def __init__(self, request: Request, *more: Path) -> None:
        self._request, self._more = request, more
        self._before = self._now()

    def changes(self) -> list[str]:
        """Wait until something has changed; returns what, as paths are shown."""
        while True:
            began = time.perf_counter()
            now = self._now()
            if now != self._before:
                break
            time.sleep(max(_SHORTEST, _SHARE * (time.perf_counter() - began)))
        while True:
            time.sleep(_QUIET)
            settled, now = now, self._now()
            if settled == now:
                break
        paths = {path for path, _ in now.items() ^ self._before.items()}
        self._before = now
        return sorted(shown(path, self._request.root) for path in paths)

    def _now(self) -> dict[str, Stamp | None]:
        return {path: stamp(path) for path in self._paths()}

    def _sources(self) -> list[File]:
        request = self._request
        try:
            return find(request.paths, request.root, exclusion(request.configuration), request.buffers)[0]
        except NoSuchPathError:  # the run will tell
            return []

    def _paths(self) -> Iterator[str]:
        request = self._request
        files = self._sources()
        yield from (file.real for file in files)
        yield from replay.surroundings(str(folder_of(Path(request.paths[0]))))[1]
        if request.editorconfig:
            folders = {Path(file.real).parent for file in files if file.language == "csharp"}
            above = {each for folder in folders for each in (folder, *folder.parents)}
            yield from (os.path.join(folder, CONVENTIONS) for folder in above)  # noqa: PTH118  there may be thousands
        yield from map(str, self._named())
        yield from map(str, (each for each in (request.configuration.file, *self._more) if each is not None))

    def _named(self) -> list[Path]:
        """The files that the settings name: rules and the baseline; none while something is wrong with one."""
        configuration = self._request.configuration
        try:
            rules = [file for folder in rule_folders(configuration) for file in rule_files(folder)]
            baseline = baseline_file(configuration)
        except (SettingsError, RulebookError):  # the run will tell
            return []
        return rules if baseline is None else [*rules, baseline]

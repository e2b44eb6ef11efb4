"""What a run leaves for later ones that would come to the same (see `sockslint.replay`)."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sockslint import replay
from sockslint.conventions import FILE as CONVENTIONS
from sockslint.editions import code_files
from sockslint.flow.model import Language
from sockslint.keeping import keep
from sockslint.request import Request
from sockslint.rulebook.load import rule_files, rules_folder
from sockslint.rulebook.vocabulary import vocabulary
from sockslint.settings import rule_folders
from sockslint.sources.root import folder_of
from sockslint.sources.stamps import Grounds

#: Past so many bytes of records the oldest go.
_LIMIT = 64_000_000

_LANGUAGES: tuple[Language, ...] = ("csharp", "python")


def remember(arguments: Sequence[str], request: Request, grounds: Grounds, said: replay.Said | None) -> None:
    """Record what a command said on standard output and standard error, and its exit status; and the vocabulary.

    `grounds` are what the outcome stands on; it is None if what was said is not all that the command did. Nothing is
    recorded that rests on what has changed so lately that it may change again without a trace.
    """
    start = folder_of(Path(request.paths[0]))
    if ".." in start.parts:
        return  # a later run would have to know its links to tell where it lies
    around = replay.surroundings(str(start))
    standing = Grounds()
    standing.began = grounds.began
    for path in (*around[1], *_installation(request)):
        standing.note(path)
    if not standing.are_settled():
        return
    stamps = sorted(standing.stamps.items())
    if _says_words_alone(request):
        words = {language: vocabulary(request.rulebook, language) for language in _LANGUAGES}
        _write(replay.key_of_words(not request.editorconfig, around), (stamps, words))
    if said is None:
        return
    if request.editorconfig:
        looked_at = (*grounds.files, *grounds.stamps)  # files that were named are among the latter
        for folder in {each for path in looked_at for each in Path(path).parents}:
            grounds.note(str(folder), CONVENTIONS)
    if grounds.are_settled():
        stamps += sorted(grounds.stamps.items())
        files = list(grounds.files), list(grounds.files.values())
        _write(
            replay.key_of_outcome(arguments),
            (str(start), around, sorted(grounds.listings.items()), stamps, *files, said),
        )


def _says_words_alone(request: Request) -> bool:
    """Whether the words of the vocabulary decide alone if there is anything to say of files that are named."""
    settings = request.configuration.settings
    more = settings.exclude or request.configuration.exclude_here or settings.baseline
    return not (more or request.known or request.doubts)


def _installation(request: Request) -> Iterator[str]:
    """What decides how files are judged, besides them and their settings: code, parsers and rules."""
    yield from code_files()
    yield from filter(os.path.isdir, sys.path)  # their packages come and go with a new stamp
    for folder in (rules_folder(), *rule_folders(request.configuration)):
        yield from (str(folder), str(folder / "apis"))
        yield from map(str, rule_files(folder))


# --- records ----------------------------------------------------------------------------------------------------


def _write(key: tuple[object, ...], record: tuple[object, ...]) -> None:
    """Keep a record, unless it is there already."""
    if replay.read(key) == record:
        return
    file = Path(replay.file_of(key))
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(file.parent)
        keep(file, replay.encode(key, record))


def _make_room(folder: Path) -> None:
    """Remove the oldest records, if they have become too large in all."""
    files = [(file.stat(), file) for file in folder.iterdir()]
    excess = sum(status.st_size for status, _ in files) - _LIMIT
    for status, file in sorted(files, key=lambda each: each[0].st_mtime_ns):
        if excess <= 0:
            return
        file.unlink(missing_ok=True)
        excess -= status.st_size

"""Mends files by the fixes of their findings, each held to its word: it is put in, and everything is checked again.

A fix is kept if its finding is gone from what is shown, no other has come, of whatever confidence, and the file can be
read as well as before. Of a finding's fixes the first that is kept goes in. Fixes go in together where none is in
another's way, else in rounds, in the order of the findings.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from sockslint.analysis import Analysis
from sockslint.engine import Progress, run
from sockslint.findings import Confidence, Edit, Finding, Fix
from sockslint.fixes.edits import Shift, applied, overlap
from sockslint.request import Request
from sockslint.settings import override
from sockslint.sources.encoding import encoded_like
from sockslint.sources.model import same_file
from sockslint.sources.reading import UnreadableError, read
from sockslint.text import SourceText, Span

_STAYS = "its finding would stay"

#: Each round puts in what was not in the way of another; nobody nests fixes deeper than this.
_ROUNDS = 10

#: What a finding is known again by once files have changed: its rule, its path, its place.
_Key: TypeAlias = tuple[str, str, Span]


class Refused(NamedTuple):
    """A finding that could not be mended, its line in the file as it was read and as it is to be, and why."""

    path: str
    line: int
    line_after: int
    rule: str
    why: str


class Rewritten(NamedTuple):
    """A file's bytes, as they were read and as they are to be."""

    before: bytes
    after: bytes


class Mended(NamedTuple):
    """What fixes make of a request: the files that change, by path, and the analysis of all files `before` and `after`.

    `fixed` is how many findings were mended, `unsafely` how many of them by unsafe fixes, `unsafe` how many could be by
    fixes that were not asked for.
    """

    files: dict[str, Rewritten]
    before: Analysis
    after: Analysis
    fixed: int
    unsafely: int
    unsafe: int
    refused: tuple[Refused, ...]


class _Attempt(NamedTuple):
    """A finding with one of its fixes, and the file's text that it is for."""

    finding: Finding
    fix: Fix
    source: SourceText


def mend(request: Request, *, unsafe: bool, progress: Progress | None = None) -> Mended:
    """Mend what a request finds and shows, by safe fixes, or by all. Nothing is written. Raises what `run` does."""
    return _Mending(request, unsafe, progress).mended()


def reason_not_to_write(request: Request, path: str, rewritten: Rewritten) -> str | None:
    """Why a file is better left alone: it is not what was read any more, or a link leads out of what was checked."""
    real = request.root / path
    try:
        if real.is_symlink() and not _inside(real.resolve(), request):
            return "it is a symbolic link out of what was checked"
        if read(str(real), follow=True) != rewritten.before:
            return "it has changed meanwhile"
    except (UnreadableError, OSError) as error:
        return str(error)
    return None


def _inside(target: pathlib.Path, request: Request) -> bool:
    folders = [pathlib.Path(path).resolve() for path in request.paths if pathlib.Path(path).is_dir()]
    return any(target.is_relative_to(folder) for folder in (folders or [request.root.resolve()]))


class _Mending:
    """The work of mending one request."""

    def __init__(self, request: Request, unsafe: bool, progress: Progress | None) -> None:
        self._request, self._unsafe, self._progress = request, unsafe, progress
        self._held = {same_file(path): data for path, data in request.buffers.items()}
        self._originals: dict[str, bytes] = {}
        self._written: dict[str, bytes] = {}
        self._fixed = self._unsafely = 0
        #: Why the fixes of a finding did not go in, by the finding's path and fingerprint and the fix's title.
        self._failed: dict[tuple[str, str, str], str] = {}
        self._names: dict[_Key, str] = {}
        #: In which lines the first findings were, by where they are by now.
        self._lines: dict[_Key, int] = {}

    def mended(self) -> Mended:
        shown = first = self._shown()
        self._lines = {_key(each): _line(each, first) for each in first.findings}
        every = self._every({}) if any(finding.fixes for finding in shown.findings) else shown
        for _ in range(_ROUNDS):
            batch = self._batch(shown)
            if not batch:
                break
            kept = self._kept(batch, every)
            self._fixed += len(kept)
            self._unsafely += sum(not attempt.fix.safe for attempt in kept)
            self._written |= self._with(kept)
            moved = _moving(_edits(kept))
            self._lines = {moved(key): line for key, line in self._lines.items()}
            if kept:
                shown, every = self._shown(), self._every(self._written)
        files = {path: Rewritten(self._originals[path], data) for path, data in self._written.items()}
        unsafe = 0 if self._unsafe else sum(any(not f.safe for f in each.fixes) for each in shown.findings)
        return Mended(files, first, shown, self._fixed, self._unsafely, unsafe, tuple(self._refusals(shown)))

    # --- runs ---

    def _shown(self) -> Analysis:
        """What the user is shown, with fixes."""
        request = msgspec.structs.replace(self._request, buffers=self._buffers(self._written), fixes=True)
        analysis = run(request, progress=self._progress)
        for finding, fingerprint in zip(analysis.findings, analysis.fingerprints, strict=True):
            self._names[_key(finding)] = fingerprint
        return analysis

    def _every(self, written: Mapping[str, bytes]) -> Analysis:
        """All findings with some files in another state, however unsure, known or old they are."""
        request = msgspec.structs.replace(
            self._request,
            buffers=self._buffers(written),
            configuration=override(self._request.configuration, min_confidence="low"),
            known=None,
            diff_base=None,
            fixes=False,
        )
        return run(request, progress=self._progress)

    def _buffers(self, written: Mapping[str, bytes]) -> dict[str, bytes]:
        root = self._request.root
        return {**self._request.buffers, **{os.path.abspath(root / path): data for path, data in written.items()}}  # noqa: PTH100

    # --- choosing ---

    def _batch(self, shown: Analysis) -> list[_Attempt]:
        """The fixes to try next, one a finding and none in the way of another, in the order of the findings."""
        batch: list[_Attempt] = []
        for finding in shown.findings:
            source = shown.sources[finding.path]
            others = [each.fix.edits for each in batch if each.finding.path == finding.path]
            for fix in finding.fixes:
                attempt = _Attempt(finding, fix, source)
                if not (fix.safe or self._unsafe) or self._name(attempt) in self._failed:
                    continue
                if any(overlap(fix.edits, edits) for edits in others):
                    break
                if self._bytes(finding.path, [attempt]) is None:
                    self._fail(attempt, "the file's encoding is not known for sure, or cannot hold it")
                    continue
                batch.append(attempt)
                break
        return batch

    def _name(self, attempt: _Attempt) -> tuple[str, str, str]:
        return attempt.finding.path, self._names[_key(attempt.finding)], attempt.fix.title

    def _fail(self, attempt: _Attempt, why: str) -> None:
        self._failed[self._name(attempt)] = why

    def _data(self, path: str) -> bytes | None:
        """The bytes of a file as it is by now."""
        if path in self._written:
            return self._written[path]
        if path not in self._originals:
            real = os.path.abspath(self._request.root / path)  # noqa: PTH100
            try:
                data = self._held.get(same_file(real))
                self._originals[path] = read(real, follow=True) if data is None else data
            except UnreadableError:
                return None
        return self._originals[path]

    def _bytes(self, path: str, attempts: Sequence[_Attempt]) -> bytes | None:
        """The bytes of a file with some fixes put in."""
        source, data = attempts[0].source, self._data(path)
        edits = [edit for attempt in attempts for edit in attempt.fix.edits]
        return None if data is None else encoded_like(data, source.text, applied(source, edits))

    # --- trying ---

    def _kept(self, batch: Sequence[_Attempt], before: Analysis) -> list[_Attempt]:
        """Those fixes that come out clean together; why others do not is noted."""
        after = self._every(self._written | self._with(batch))
        shown = Confidence[self._request.configuration.settings.min_confidence.upper()]
        left, worse = _outcome(batch, before, after, shown)
        if not left and not worse:
            return list(batch)
        if len(batch) == 1:
            self._fail(batch[0], _STAYS if left else worse)
            return []
        if left and len(left) < len(batch):
            for attempt in left:
                self._fail(attempt, _STAYS)
            return self._kept([attempt for attempt in batch if attempt not in left], before)
        middle = len(batch) // 2
        return self._kept(batch[:middle], before) or self._kept(batch[middle:], before)  # the rest: the next round

    def _with(self, batch: Iterable[_Attempt]) -> dict[str, bytes]:
        """The bytes of the files that a batch changes."""
        by_path: dict[str, list[_Attempt]] = {}
        for attempt in batch:
            by_path.setdefault(attempt.finding.path, []).append(attempt)
        changed = {path: self._bytes(path, attempts) for path, attempts in by_path.items()}
        return {path: data for path, data in changed.items() if data is not None}

    def _refusals(self, shown: Analysis) -> Iterable[Refused]:
        """The findings that are left though a fix of theirs was tried, each with why its last one failed."""
        for finding in shown.findings:
            source = shown.sources[finding.path]
            tried = [self._failed.get(self._name(_Attempt(finding, fix, source))) for fix in finding.fixes]
            if whys := [why for why in tried if why is not None]:
                line = _line(finding, shown)
                yield Refused(finding.path, self._lines.get(_key(finding), line), line, finding.rule, whys[-1])


def _outcome(
    batch: Sequence[_Attempt], before: Analysis, after: Analysis, shown: Confidence
) -> tuple[list[_Attempt], str]:
    """The attempts whose findings are still there, as surely as `shown` or more so, and what else is worse than before,
    if anything is."""
    edits = _edits(batch)
    moved = _moving(edits)
    there = {_key(finding) for finding in after.findings if finding.confidence >= shown}
    left = [attempt for attempt in batch if moved(_key(attempt.finding)) in there]
    expected = {moved(_key(finding)) for finding in before.findings}
    new = next((finding for finding in after.findings if _key(finding) not in expected), None)
    if new is not None:
        moved_on = any((new.rule, new.path) == (each.finding.rule, each.finding.path) for each in batch)
        return left, _STAYS if moved_on else f"it would bring a finding of {new.rule}"
    if _troubles(after, edits) > _troubles(before, edits):
        return left, "the file could not be read whole any more"
    return left, ""


def _troubles(analysis: Analysis, paths: Mapping[str, object]) -> int:
    return sum(notice.path in paths for notice in analysis.notices)


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.path, finding.span


def _line(finding: Finding, analysis: Analysis) -> int:
    return analysis.sources[finding.path].line_of(finding.span.start)


def _edits(batch: Iterable[_Attempt]) -> dict[str, list[Edit]]:
    """The edits of a batch, by path."""
    edits: dict[str, list[Edit]] = {}
    for attempt in batch:
        edits.setdefault(attempt.finding.path, []).extend(attempt.fix.edits)
    return edits


def _moving(edits: Mapping[str, Sequence[Edit]]) -> Callable[[_Key], _Key]:
    """What a finding is known by once edits were put in, by what it was known by before."""
    shifts = {path: Shift(each) for path, each in edits.items()}

    def moved(key: _Key) -> _Key:
        rule, path, span = key
        return rule, path, shifts[path].span(span) if path in shifts else span

    return moved

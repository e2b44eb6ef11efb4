"""What a run need not find out again: what files looked like, units, declarations and verdicts, kept in a cache.

Every fact is kept under a digest of all that it depends on, so that none is ever out of date: what has changed is
asked for under another name. The one exception is what files looked like, see `Seen`.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from sockslint.findings import Finding, Gap, Judgement
from sockslint.flow.model import Language, Unit
from sockslint.lowering import Lowered, Remark

if TYPE_CHECKING:
    from sockslint.cache import Cache
    from sockslint.sources.scan import Surface

_Fact = TypeVar("_Fact")


class Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file as it was when it was last read.

    While its stamp is the same, so is its content, and it need not be read again. `digest` is the content's SHA-256,
    `speaks` tells whether it holds a word of the vocabulary.
    """

    stamp: tuple[int, int, int, int]
    digest: bytes
    speaks: bool


class Verdict(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What came of a whole run, before settings and directives choose from it.

    `units` are only what directives need of the lowered files: comments and problems. `remarks` are by path,
    `gaps` are what was not judged.
    """

    findings: tuple[Finding, ...]
    units: tuple[Unit, ...]
    remarks: tuple[tuple[str, Remark], ...]
    gaps: tuple[Gap, ...] = ()


class Facts:
    """The facts in the user's cache, which is opened when it is first asked; nothing is known or kept unless `kept`."""

    def __init__(self, kept: bool) -> None:
        self.kept = kept
        self._opened: Cache | None = None
        self._lacking: list[str] = []

    @property
    def notes(self) -> list[str]:
        """What was wrong with the cache, or why there is none."""
        return self._opened.notes if self._opened is not None else self._lacking

    def close(self) -> None:
        """Write what is to be kept."""
        if self._opened is not None:
            self._opened.close()

    # the facts

    def seen(self, what: bytes) -> dict[bytes, Seen]:
        """Files, by their paths in bytes, as they were when the run that `what` stands for had last read them."""
        return self._get(_name("seen", what), dict[bytes, Seen]) or {}

    def keep_seen(self, what: bytes, files: Mapping[bytes, Seen]) -> None:
        """Keep what files look like."""
        self._put(_name("seen", what), files)

    def lowered(self, language: Language, digest: bytes, path: str) -> Lowered | None:
        """What a file of this content lowers to."""
        if not self.kept:
            return None
        found = self._get(_lowered_name(language, digest), Lowered)
        return found.named(path) if found is not None else None

    def holds_lowered(self, language: Language, digest: bytes) -> bool:
        """Whether it is likely to be known what a file of this content lowers to."""
        cache = self._cache
        return cache is not None and _lowered_name(language, digest) in cache

    def keep_lowered(self, language: Language, digest: bytes, lowered: Lowered) -> None:
        """Keep what a file lowers to."""
        if self.kept and lowered.lasting:
            self._put(_lowered_name(language, digest), lowered)

    def surfaces(self, what: bytes) -> dict[bytes, Surface]:
        """What files show without parsing, by language and digest, as the run that `what` stands for last found."""
        from sockslint.sources.scan import Surface  # here: a run over single files asks for none

        return self._get(_name("surfaces", what), dict[bytes, Surface]) or {}

    def keep_surfaces(self, what: bytes, files: Mapping[bytes, Surface]) -> None:
        """Keep what files show without parsing."""
        self._put(_name("surfaces", what), files)

    def verdict(self, what: bytes) -> Verdict | None:
        """What came of a run over the very files and rules that `what` stands for."""
        found: Verdict | None = self._get(_name("verdict", what), Verdict)
        return found

    def keep_verdict(self, what: bytes, verdict: Verdict) -> None:
        """Keep what came of a run."""
        self._put(_name("verdict", what), verdict)

    def judgement(self, what: bytes) -> Judgement | None:
        """What was judged of the very lowered files and rules that `what` stands for."""
        found: Judgement | None = self._get(_name("judgement", what), Judgement)
        return found

    def keep_judgement(self, what: bytes, judgement: Judgement) -> None:
        """Keep what was judged."""
        self._put(_name("judgement", what), judgement)

    # the cache

    @property
    def _cache(self) -> Cache | None:
        if self._opened is None and self.kept and not self._lacking:
            from sockslint.keeping import cache_folder

            try:
                from sockslint.cache import Cache
            except ImportError:  # few build a Python so, but some do
                self._lacking.append("works without a cache: this Python has no sqlite3")
                return None
            folder = cache_folder()
            if folder is None:
                self._lacking.append("works without a cache: no folder of this user's is known to keep it in")
                return None
            self._opened = Cache(Path(folder))
        return self._opened

    def _get(self, name: bytes, type_: Any) -> Any:
        cache = self._cache
        value = cache.get(name) if cache is not None else None
        if cache is None or value is None:
            return None
        try:
            return _decoder(type_).decode(value)
        except (msgspec.DecodeError, RecursionError):
            cache.discard(name)
            return None

    def _put(self, name: bytes, fact: Any) -> None:
        if (cache := self._cache) is None:
            return
        with contextlib.suppress(UnicodeEncodeError, OverflowError):  # half a character, out of some odd encoding
            cache.put(name, msgspec.msgpack.encode(fact))


@functools.cache
def _decoder(type_: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(type_)


def _lowered_name(language: Language, digest: bytes) -> bytes:
    from sockslint.editions import lowering_edition

    return _name("lowered", lowering_edition(), language.encode(), digest)


def _name(kind: str, *parts: bytes) -> bytes:
    return digest_of((kind.encode(), *parts))


def digest_of(parts: Iterable[bytes]) -> bytes:
    """One digest of several parts, their borders included."""
    return sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts))


def sha256(data: bytes) -> bytes:
    """The digest by which contents are told apart."""
    import hashlib  # here: most runs of a hook need none

    return hashlib.sha256(data).digest()

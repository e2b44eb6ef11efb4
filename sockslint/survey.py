"""The first look at every file: which are there and readable, and which hold a word of the vocabulary."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sockslint.facts import Facts, Seen, digest_of, sha256
from sockslint.flow.model import Language
from sockslint.sources.model import File, same_file, shown
from sockslint.sources.reading import MissingError, UnreadableError, read, read_with_status
from sockslint.sources.stamps import Grounds, is_settled, stamp, stamp_of
from sockslint.sources.words import Words, binary

if TYPE_CHECKING:
    from sockslint.sources.stamps import Stamp

#: From so many files on it pays to ask whether they have changed, instead of reading them.
_MANY = 300
#: So many bytes of files are kept until they are wanted; what is past them is read again.
_MOST_KEPT = 100_000_000


class Look(msgspec.Struct, eq=False):
    """A source file that was looked at: the path it goes by, its size in bytes, whether it speaks of sockets.

    `data` is there where it is likely to be wanted.
    """

    file: File
    path: str
    size: int
    speaks: bool
    data: bytes | None
    known_digest: bytes | None = None

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the content."""
        if self.known_digest is None:
            if self.data is None:
                raise ValueError(f"nobody has kept what {self.path} is")
            self.known_digest = sha256(self.data)
        return self.known_digest


class Survey:
    """Looks at files. `looks` are those that can be read, in order; `changed` tells that one did while it was read.

    `tell` is told of those that cannot. `what` are the paths that the run is about, `buffers` the bytes of files to
    take instead of what is on disk, `grounds` where is noted how the files are. Raises nothing.
    """

    def __init__(
        self,
        root: Path,
        facts: Facts,
        buffers: Mapping[str, bytes],
        tell: Callable[[str, str], None],
        grounds: Grounds,
    ) -> None:
        self._root, self._facts, self._tell = root, facts, tell
        self._buffers = {same_file(path): data for path, data in buffers.items()}
        self._grounds = grounds
        self.looks: list[Look] = []
        self._kept = 0
        self.changed = False

    def look(
        self,
        files: Sequence[File],
        vocabulary: Mapping[Language, tuple[bytes, ...]],
        what: Callable[[], bytes],
        progress: Callable[[int], None],
    ) -> None:
        """Look at files. `what` gives what stands for the paths and rules of the run."""
        words = {language: Words(each, whole=language == "csharp") for language, each in vocabulary.items()}
        remember = self._facts.kept and len(files) >= _MANY
        before = self._facts.seen(what()) if remember else {}
        now: dict[bytes, Seen] = {}
        for number, file in enumerate(files):
            progress(number)
            name = os.fsencode(file.real)
            known = before.get(name)
            if known is not None and same_file(file.real) not in self._buffers and self._stamp(file) == known.stamp:
                now[name] = known
                self._note(file, known.stamp)
                self.looks.append(
                    Look(file, shown(file.real, self._root), known.stamp[0], known.speaks, None, known.digest)
                )
                continue
            found = self._read(file)
            if found is None:
                self._note(file, self._stamp(file))
                continue
            data, read_at = found
            self._note(file, read_at)
            speaks = words[file.language].within(data, file.language)
            look = Look(file, shown(file.real, self._root), len(data), speaks, data)
            self.looks.append(look)
            if remember:
                digest = look.digest
                if read_at is not None and is_settled(read_at, self._grounds.began):
                    now[name] = Seen(read_at, digest, speaks)
            if (not speaks and len(files) >= _MANY) or self._kept + len(data) > _MOST_KEPT:
                if self._facts.kept:
                    look.known_digest = look.digest
                look.data = None
            else:
                self._kept += len(data)
        if remember and now != before:
            self._facts.keep_seen(what(), now)

    def bytes_of(self, look: Look) -> bytes:
        """The content of a file that was looked at, read again if need be; nothing if it is gone."""
        if look.data is not None:
            return look.data
        try:
            data = read(look.file.real, follow=look.file.origin == "named")
        except UnreadableError:
            data = b""
        if look.known_digest is not None and look.known_digest != (digest := sha256(data)):
            look.known_digest, self.changed = digest, True
        return data

    def _note(self, file: File, at: Stamp | None) -> None:
        into = self._grounds.stamps if file.origin == "named" else self._grounds.files
        into[file.real] = at

    def _stamp(self, file: File) -> Stamp | None:
        return stamp(file.real, follow=file.origin == "named")

    def _read(self, file: File) -> tuple[bytes, Stamp | None] | None:
        """The bytes of a file and its stamp; None if there are none worth a look, which is told."""
        read_at = None
        data = self._buffers.get(same_file(file.real))
        try:
            if data is None:
                data, status = read_with_status(file.real, follow=file.origin == "named")
                read_at = stamp_of(status)
        except UnreadableError as error:
            # What git tracks and the user has deleted is no news.
            if not (isinstance(error, MissingError) and file.origin == "tracked"):
                self._tell(file.real, f"not read: {error}")
            return None
        if binary(data):
            self._tell(file.real, "not analysed: it holds NUL characters, so it is no source")
            return None
        return data, read_at


def state_of(looks: Iterable[Look]) -> bytes:
    """What stands for the paths, languages and contents of files."""
    return digest_of(part for look in looks for part in (look.path.encode(), look.file.language.encode(), look.digest))

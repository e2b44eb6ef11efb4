"""Which files are lowered: those that speak of sockets, and those that the linker needs to understand them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sockslint.facts import Facts
from sockslint.flow.model import Language, Unit
from sockslint.lowering import Lowered, Remark, Task
from sockslint.sources.scan import Declared, declared_types, names_in
from sockslint.survey import Look

if TYPE_CHECKING:
    from sockslint.program import Wanted

#: How often files are sought that declare what the ones at hand name.
_ROUNDS = 3

#: What a run takes at its peak, in bytes: to begin with, and for each event of the units, linking and judging included.
#: The latter is what large trees take (docs/robustness.md); small ones take less.
_BYTES_AT_FIRST = 60_000_000
_BYTES_AN_EVENT: dict[Language, float] = {"csharp": 3500, "python": 2700}


class Gathering:
    """Lowers files. `units` and `remarks` are by the files' paths, `looks` are the files with units; `lasting` is as
    in `Lowered`, of all of them.

    No more units are kept than a run has room for, which is `memory` in bytes: the first ones, in the order in which
    they are asked for. `left_out` are the files without sockets for which there was none.
    """

    def __init__(
        self,
        facts: Facts,
        bytes_of: Callable[[Look], bytes],
        lower_all: Callable[[Sequence[Task]], Iterable[Lowered]],
        progress: Callable[[str, int, int], None],
        memory: float,
    ) -> None:
        self._facts, self._bytes_of, self._lower_all, self._progress = facts, bytes_of, lower_all, progress
        self._memory = memory
        self._room = memory - _BYTES_AT_FIRST
        self.units: dict[str, Unit] = {}
        self.looks: list[Look] = []
        self.remarks: list[tuple[str, Remark]] = []
        self.left_out: list[str] = []
        self.lasting = True

    def lower(self, looks: Sequence[Look]) -> None:
        """Lower files, as far as it is not known what they lower to."""
        pending = [look for look in looks if not self._is_known(look)]
        coming = iter(self._lower_all([self._task(look) for look in pending]))
        waiting = set(pending)
        for number, look in enumerate(looks):
            self._progress("Lowering", number, len(looks))
            lowered = None if look in waiting else self._facts.lowered(look.file.language, look.digest, look.path)
            if lowered is None:
                lowered = next(coming) if look in waiting else next(iter(self._lower_all([self._task(look)])))
                if self._facts.kept:
                    self._facts.keep_lowered(look.file.language, look.digest, lowered)
            self._take(look, lowered)

    def _is_known(self, look: Look) -> bool:
        return self._facts.kept and self._facts.holds_lowered(look.file.language, look.digest)

    def _task(self, look: Look) -> Task:
        return Task(look.path, look.file.language, self._bytes_of(look))

    def _take(self, look: Look, lowered: Lowered) -> None:
        self.remarks += [(look.path, remark) for remark in lowered.remarks]
        self.lasting = self.lasting and lowered.lasting
        if lowered.unit is None:
            return
        size = _events(lowered.unit) * _BYTES_AN_EVENT[look.file.language]
        if size <= self._room:
            self._room -= size
            self.units[look.path] = lowered.unit
            self.looks.append(look)
        elif look.speaks:
            said = f"not analysed: with it the run would take over {limit_shown(self._memory)}"
            self.remarks.append((look.path, Remark(None, said)))
        else:
            self.left_out.append(look.path)

    def lower_wanted(
        self,
        others: Sequence[Look],
        what: Callable[[], bytes],
        wanted: Callable[[Sequence[Unit], Sequence[Unit], Language], Wanted],
    ) -> None:
        """Lower those of the other files that the linker needs to understand the lowered ones."""
        tables: dict[Language, _Declarations] = {}
        speaking = list(self.units.values())
        known = self._facts.declared(what()) if self._facts.kept and others and speaking else {}
        now: dict[bytes, list[Declared]] = {}
        for _ in range(_ROUNDS if others else 0):
            taken: set[Look] = set()
            for language in sorted({unit.language for unit in self.units.values()}):
                if language not in tables:
                    tables[language] = self._declarations(
                        [look for look in others if look.file.language == language], known, now
                    )
                taken |= tables[language].take(wanted(list(self.units.values()), speaking, language))
            if not taken:
                break
            self.lower(sorted(taken, key=lambda look: look.file))
        if self._facts.kept and now != known:
            self._facts.keep_declared(what(), now)

    def _declarations(
        self, looks: Sequence[Look], known: dict[bytes, list[Declared]], now: dict[bytes, list[Declared]]
    ) -> _Declarations:
        """What the files may declare; each is noted by its language and digest, too."""
        found = _Declarations(self._bytes_of)
        for number, look in enumerate(looks):
            self._progress("Looking for types", number, len(looks))
            if not self._facts.kept:
                found.add(look, declared_types(self._bytes_of(look), look.file.language))
                continue
            name = look.file.language.encode() + look.digest
            now[name] = known[name] if name in known else declared_types(self._bytes_of(look), look.file.language)
            found.add(look, now[name])
        return found


class _Declarations:
    """The types that files declare which are not lowered yet."""

    def __init__(self, bytes_of: Callable[[Look], bytes]) -> None:
        self._bytes_of = bytes_of
        self._by_name: dict[str, list[Look]] = {}
        self._by_base: dict[str, list[Look]] = {}
        self._taken: set[Look] = set()

    def add(self, look: Look, declared: Iterable[Declared]) -> None:
        """Note what a file declares."""
        for name, bases in declared:
            self._by_name.setdefault(name, []).append(look)
            for base in bases:
                self._by_base.setdefault(base, []).append(look)

    def take(self, wanted: Wanted) -> set[Look]:
        """The files that declare what is wanted; each comes once."""
        looks = {look for name in wanted.always for look in self._by_name.get(name, ())}
        looks |= {look for base in wanted.core for look in self._by_base.get(base, ())}
        for names, mentioned in wanted.near:
            maybe = {look for name in names for look in self._by_name.get(name, ())} - looks - self._taken
            looks |= {look for look in maybe if not self._names(look).isdisjoint(mentioned)}
        looks -= self._taken
        self._taken |= looks
        return looks

    def _names(self, look: Look) -> frozenset[str]:
        return names_in(self._bytes_of(look), look.file.language)


def limit_shown(memory: float) -> str:
    """The memory that a run may take, in words."""
    return f"{memory / 1e6:,g} MB (the setting `max-memory-megabytes`)"


def _events(unit: Unit) -> int:
    return sum(len(block.events) for function in unit.functions for block in function.blocks)

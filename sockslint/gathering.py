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


class Gathering:
    """Lowers files. `units` and `remarks` are by the files' paths; `lasting` as in `Lowered`, of all of them."""

    def __init__(
        self,
        facts: Facts,
        bytes_of: Callable[[Look], bytes],
        lower_all: Callable[[Sequence[Task]], Iterable[Lowered]],
        progress: Callable[[str, int, int], None],
    ) -> None:
        self._facts, self._bytes_of, self._lower_all, self._progress = facts, bytes_of, lower_all, progress
        self.units: dict[str, Unit] = {}
        self.remarks: list[tuple[str, Remark]] = []
        self.lasting = True

    def lower(self, looks: Sequence[Look]) -> None:
        """Lower files, as far as it is not known what they lower to."""
        found = {look: self._known(look) for look in looks}
        pending = [look for look in looks if found[look] is None]
        tasks = [Task(look.path, look.file.language, self._bytes_of(look)) for look in pending]
        for number, (look, lowered) in enumerate(zip(pending, self._lower_all(tasks), strict=True)):
            self._progress("Lowering", number, len(pending))
            found[look] = lowered
            if self._facts.kept:
                self._facts.keep_lowered(look.file.language, look.digest, lowered)
        for look, each in found.items():  # in the order of `looks`, whatever was known
            if each is not None:
                self._take(look, each)

    def _known(self, look: Look) -> Lowered | None:
        return self._facts.lowered(look.file.language, look.digest, look.path) if self._facts.kept else None

    def _take(self, look: Look, lowered: Lowered) -> None:
        self.remarks += [(look.path, remark) for remark in lowered.remarks]
        self.lasting = self.lasting and lowered.lasting
        if lowered.unit is not None:
            self.units[look.path] = lowered.unit

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

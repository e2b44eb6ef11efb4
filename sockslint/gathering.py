"""Which files are lowered: those that speak of sockets, and those that the linker needs to understand them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from sockslint.facts import Facts
from sockslint.flow.model import Language, Unit
from sockslint.lowering import Lowered, Remark, Task
from sockslint.program.visibility import ANYWHERE, Scopes, homes_of, imported_by, imports, meet
from sockslint.survey import Look

if TYPE_CHECKING:
    from sockslint.program import Near, Wanted
    from sockslint.sources.scan import Surface

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
        known = self._facts.surfaces(what()) if self._facts.kept and others and speaking else {}
        now: dict[bytes, Surface] = {}
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
            self._facts.keep_surfaces(what(), now)

    def _declarations(
        self, looks: Sequence[Look], known: dict[bytes, Surface], now: dict[bytes, Surface]
    ) -> _Declarations:
        """What the files may declare; each is noted by its language and digest, too."""
        from sockslint.sources.scan import surface_of  # here: there are others only where a tree is checked

        found = _Declarations(self._bytes_of)
        for number, look in enumerate(looks):
            self._progress("Looking for types", number, len(looks))
            if not self._facts.kept:
                found.add(look, surface_of(self._bytes_of(look), look.file.language))
                continue
            name = look.file.language.encode() + look.digest
            now[name] = known[name] if name in known else surface_of(self._bytes_of(look), look.file.language)
            found.add(look, now[name])
        return found


class _Declarations:
    """What files declare and import that are not lowered yet."""

    def __init__(self, bytes_of: Callable[[Look], bytes]) -> None:
        self._bytes_of = bytes_of
        self._by_name: dict[str, list[Look]] = {}
        self._by_base: dict[str, list[Look]] = {}
        self._extending: list[tuple[Look, frozenset[str]]] = []
        self._homes: dict[Look, Scopes] = {}
        self._imported: dict[Look, Set[str]] = {}
        #: What files import that declare no types: where C# projects have their `global using` lines.
        self._everywhere: frozenset[str] = frozenset()
        self._taken: set[Look] = set()
        self._mentioned: dict[Look, frozenset[str]] = {}

    def add(self, look: Look, surface: Surface) -> None:
        """Note what a file shows."""
        language = look.file.language
        if language == "csharp" and not surface.types:
            self._everywhere |= surface.imports
            return
        homes = self._homes[look] = homes_of(look.path, surface.namespaces, language)
        self._imported[look] = imported_by(look.path, surface.imports, homes, language)
        if surface.extends:
            self._extending.append((look, surface.extends))
        for name, bases in surface.types:
            self._by_name.setdefault(name, []).append(look)
            for base in bases:
                self._by_base.setdefault(base, []).append(look)

    def take(self, wanted: Wanted) -> set[Look]:
        """The files that declare what is wanted, or use it; each comes once."""
        looks = {look for name, scopes in wanted.always.items() for look in self._declaring(name, scopes)}
        looks |= self._deriving(wanted.core)
        platform = {f"{scope}.*" for scope in wanted.platform}
        looks |= {look for look in self._importing(platform) - looks if self._mentions(look, wanted.core)}
        looks |= self._importing({f"{scope}.{name}" for name, scopes in wanted.functions.items() for scope in scopes})
        modules = {f"{scope}.*" for scopes in wanted.functions.values() for scope in scopes}
        looks |= {look for look in self._importing(modules) - looks if self._mentions(look, wanted.functions)}
        looks |= {
            look
            for look, extended in self._extending
            if not extended.isdisjoint(wanted.extended) and meet(wanted.seen, self._homes[look])
        }
        for names, mentioned in (*wanted.near, wanted.handed):
            maybe = {look for name, scopes in names.items() for look in self._declaring(name, scopes)}
            looks |= {look for look in maybe - looks - self._taken if self._mentions(look, mentioned)}
        filling_in = self._deriving(wanted.filled_in.names) - looks - self._taken
        looks |= {look for look in filling_in if self._mentions(look, wanted.filled_in.mentioned)}
        looks |= self._at_home(wanted.handed)
        looks |= self._at_home(wanted.subscribed)
        looks -= self._taken
        self._taken |= looks
        return looks

    def _deriving(self, bases: Mapping[str, Scopes]) -> set[Look]:
        """The files that declare what derives from one of these."""
        return {
            look
            for base, scopes in bases.items()
            for look in self._by_base.get(base, ())
            if self._can_name(look, base, scopes)
        }

    def _at_home(self, near: Near) -> set[Look]:
        """The files not taken yet that lie where names may come from, hold one of them, and one of those mentioned."""
        scopes = frozenset[str]().union(*near.names.values())
        names = dict.fromkeys(near.names, ANYWHERE)
        lying = (look for look, homes in self._homes.items() if look not in self._taken and meet(scopes, homes))
        return {look for look in lying if self._mentions(look, names) and self._mentions(look, near.mentioned)}

    def _declaring(self, name: str, scopes: Scopes) -> list[Look]:
        """The files that declare a type of this name where it may come from, or else all if they do in one place."""
        declaring = self._by_name.get(name, [])
        found = [
            look
            for look in declaring
            if meet(scopes, self._homes[look]) or imports(name, self._homes[look], self._everywhere)
        ]
        return found or (declaring if len({self._homes[look] for look in declaring}) == 1 else [])

    def _importing(self, wanted: Set[str]) -> set[Look]:
        """The files not taken yet that import one of these, each as in `Surface`."""
        return {look for look, imported in self._imported.items() if not wanted.isdisjoint(imported)} - self._taken

    def _can_name(self, look: Look, name: str, scopes: Scopes) -> bool:
        """Whether a file can name a type that is found in some scopes."""
        return imports(name, scopes, self._imported[look]) or imports(name, scopes, self._everywhere)

    def _mentions(self, look: Look, types: Mapping[str, Scopes]) -> bool:
        from sockslint.sources.scan import names_in

        names = self._mentioned.get(look)
        if names is None:
            names = self._mentioned[look] = names_in(self._bytes_of(look), look.file.language)
        return any(name in names and self._can_name(look, name, scopes) for name, scopes in types.items())


def limit_shown(memory: float) -> str:
    """The memory that a run may take, in words."""
    return f"{memory / 1e6:,g} MB (the setting `max-memory-megabytes`)"


def memory_of(units: Iterable[Unit]) -> float:
    """About how much memory it takes to link and judge units."""
    return _BYTES_AT_FIRST + sum(_events(unit) * _BYTES_AN_EVENT[unit.language] for unit in units)


def _events(unit: Unit) -> int:
    return sum(len(block.events) for function in unit.functions for block in function.blocks)

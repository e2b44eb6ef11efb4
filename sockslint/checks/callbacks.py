"""The functions that the platform calls, and what becomes of what they return or raise: nobody above sees it.

These are what threads run and what is called back, when an operation has completed or something has come in. An ``async
void`` method, though the program calls it, is like them in that nobody catches what leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from sockslint.checks.uses import Use, Uses
from sockslint.flow.model import Call, Language, Unit
from sockslint.program.analyses import Analyses
from sockslint.program.calls import argument_at
from sockslint.rulebook.model import Role

#: Where programs begin and end, in Python by custom.
ENTRY_POINTS: Mapping[Language, str] = {"csharp": "Main", "python": "main"}


class Callbacks:
    """Those functions of a program, each set of them found when it is first asked for."""

    def __init__(self, analyses: Analyses, uses: Uses) -> None:
        self._analyses = analyses
        self._program = analyses.program
        self._effects = analyses.effects
        self._uses = uses

    @cached_property
    def unguarded(self) -> dict[int, str]:
        """The functions of which an exception that leaves them ends the process, each with what it is: a ``callback``,
        a ``thread``'s, an ``async-void`` method."""
        found: dict[int, str] = {}
        for use, functions in self._calling:
            if use.member.uncaught == "ends_process":
                found |= dict.fromkeys(functions, "callback" if use.member.completed_by else "thread")
        for method in self._program.methods:
            is_async_void = "async" in method.function.flags and method.function.returns == "void"
            if is_async_void and not self._has_a_message_loop(method.unit):
                found[method.id] = "async-void"
        return {id_: kind for id_, kind in found.items() if not self.is_hosted(self._program.methods[id_].unit)}

    @cached_property
    def ending_threads(self) -> frozenset[int]:
        """The functions of which an exception that leaves them ends a thread and nothing else."""
        found = {id_ for use, functions in self._calling if use.member.uncaught == "ends_thread" for id_ in functions}
        for use in self._uses.every:
            if use.member.uncaught == "ends_thread" and isinstance(use.event, Call):
                found.update(self._program.functions_started(use.method, use.event))
        return frozenset(found)

    @cached_property
    def completing(self) -> Mapping[int, set[Role]]:
        """The functions that are called back when an operation has completed, with the roles of what they complete."""
        found: dict[int, set[Role]] = {}
        for use, functions in self._calling:
            if use.member.completed_by is not None and use.member.role is not None:
                for function in functions:
                    found.setdefault(function, set()).add(use.member.role)
        return found

    @cached_property
    def unheard(self) -> frozenset[int]:
        """The functions that nobody calls but the platform, which drops what they return: a thread's, a callback."""
        heard: set[int] = set(self._effects.callers)
        called: set[int] = set()
        for use, functions in self._calling:
            (heard if use.member.passes == "callback" else called).update(functions)
        return frozenset(called - heard)

    @cached_property
    def joined(self) -> Mapping[int, set[str]]:
        """For each function that a thread runs, the families of the connections that somebody releases before or after
        he waits for that thread."""
        program, find = self._program, self._program.aliases.find
        run: dict[str, list[int]] = {}
        for use, functions in self._calling:
            if isinstance(use.event, Call):
                run.setdefault(find(program.node(use.method, use.event.result)), []).extend(functions)
        found: dict[int, set[str]] = {}
        analyses = self._analyses
        for waiting in (analyses.released_by_waiters, analyses.released_before_waits):
            for awaited, released in waiting.items():
                for function in (*run.get(awaited, ()), *self._entries(awaited)):
                    found.setdefault(function, set()).update(released)
        return found

    def _entries(self, node: str) -> Iterator[int]:
        """The functions that the platform calls on what a node may hold (``run`` of a subclass of ``Thread``)."""
        index, types = self._program.index, self._program.apis.types
        for type_ in self._program.types(node):
            for base in index.ancestry(type_):
                for name in types[base].entries if base in types else ():
                    yield from index.methods(type_, name)

    def is_hosted(self, unit: Unit) -> bool:
        """Whether a file is of a program whose host catches what leaves a callback, as a game engine does."""
        hosts = self._program.apis.hosts
        named = {imported.target.partition(".")[0] for imported in unit.imports}
        return not named.isdisjoint(hosts) or not set(PurePosixPath(unit.path).parts).isdisjoint(hosts.values())

    def _has_a_message_loop(self, unit: Unit) -> bool:
        """Whether a file is of windows whose message loop catches what leaves an ``async void`` method."""
        return not self._program.apis.message_loops.isdisjoint(imported.target for imported in unit.imports)

    @cached_property
    def _calling(self) -> Sequence[tuple[Use, Sequence[int]]]:
        """The calls that have the platform call functions later, each with those."""
        callbacks = (
            (use, argument_at(use.event, use.member.callback))
            for use in self._uses.every
            if isinstance(use.event, Call) and use.member.callback is not None
        )
        found = (
            (use, self._program.functions_called_back(use.method, callback))
            for use, callback in callbacks
            if callback is not None
        )
        return [(use, functions) for use, functions in found if functions]

"""Who answers for what a receive leaves open where its function ends: the callers of the function.

A caller in a test answers for what tests receive alone, and one that gives no connection does not. Where callers give
the function different constants (``Fill(buffer, mustBeThere: true)``), each answers for what comes of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.flow.model import Call, Const, Operand
from sockslint.program.calls import bind
from sockslint.program.effects import Caller
from sockslint.program.index import Method
from sockslint.program.paths import Environment
from sockslint.program.values import known

#: How many sets of constants that a function is given are looked at one by one.
MAX_GIVEN = 4

#: What the names of folders end with that hold tests: ``tests``, ``App.Test``, ``App_Tests``, ``UnitTests``.
_TESTS = re.compile(r"^(?:[Tt]ests?|TESTS?)$|\.Tests?$|[._-][Tt]ests$|[a-z0-9]Tests$")


def is_test(path: str) -> bool:
    """Whether a source file holds tests, as far as its path tells."""
    *folders, name = PurePosixPath(path).parts
    stem = name.partition(".")[0]
    in_tests = any(_TESTS.search(part) for part in folders)
    return in_tests or stem.startswith("test_") or stem.endswith(("_test", "Test", "Tests")) or stem == "tests"


class Callers:
    """The callers of a receive's function, and of those that call it."""

    def __init__(self, context: Context, use: Use) -> None:
        self.context = context
        self.use = use

    def of(self, method: Method) -> list[Caller]:
        """The calls of a function; those in tests count only if it is in a test itself: it is for others, then."""
        callers = self.context.effects.callers.get(method.id, [])
        if is_test(method.unit.path):
            return callers
        methods = self.context.program.methods
        return [each for each in callers if not is_test(methods[each.site.method].unit.path)]

    def first(self, method: Method, chain: tuple[int, ...]) -> list[Caller]:
        """Who answers for a function: a recursive call leaves it to the first, which stands outside the recursion.
        Where a whole program calls itself in circles, by its events, nobody does, and it goes once round."""
        component = self.context.effects.component
        callers = [each for each in self.of(method) if not self._gives_no_connection(method, each)]
        outside = [caller for caller in callers if component[caller.site.method] != component[method.id]]
        return outside or [caller for caller in callers if caller.site.method not in chain]

    def _gives_no_connection(self, method: Method, caller: Caller) -> bool:
        """Whether a caller of the receive's function gives it a stream over no connection to read from."""
        program, call = self.context.program, caller.event
        if method is not self.use.method or not isinstance(call, Call):
            return False
        above = program.methods[caller.site.method]
        return any(
            isinstance(operand, str)
            and parameter == self.use.subject
            and program.origins.all_of(program.node(above, operand), program.apis.unconnected)
            for target in program.resolve(above, call).targets
            if target.function == method.id
            for operand, parameter in bind(call, method, target.skip)
        )

    def constants_given(self) -> Sequence[Environment | None]:
        """What the receive's function is given for the parameters that it tests, as far as that is constant: each that
        some caller gives; None if all callers are as one."""
        method = self.use.method
        callers = self.of(method)
        if not callers or method.id in self.context.effects.referenced:
            return [None]
        distinct: list[Environment] = []
        for caller in callers:
            given = self.constants_of(caller)
            if given not in distinct:
                distinct.append(given)
        return distinct if len(distinct) <= MAX_GIVEN and any(distinct) else [None]

    def constants_of(self, caller: Caller) -> Environment:
        """What a caller gives the receive's function for the parameters that it tests, as far as that is constant."""
        program, method, call = self.context.program, self.use.method, caller.event
        tested = self.context.analyses.conditions.tested[method.outermost]
        parameters = {program.node(method, p.place): p for p in method.function.parameters}
        asked = {node: p for node, p in parameters.items() if node in tested}
        if not asked or not isinstance(call, Call):
            return {}
        bound: dict[str, Operand | None] = {p.place: p.default for p in asked.values()}
        if any(argument.mode in ("*", "**") for argument in call.arguments):
            bound = {}
        above = program.methods[caller.site.method]
        for target in program.resolve(above, call).targets:
            if target.function == method.id:
                bound.update((parameter, operand) for operand, parameter in bind(call, method, target.skip))
        constants = ((node, bound.get(p.place)) for node, p in asked.items())
        # Null says that something was left out, which others may give.
        return {n: known(each.value) for n, each in constants if isinstance(each, Const) and each.value is not None}

"""The frontends make exactly the paths that a program can take, as the graph builder does.

The same random structured programs are interpreted, and written out in Python and C#, lowered and walked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sockslint.flow.model import Assign, Block, Branch, Call, Const, Event, Language, Operand, Raise, Return, Unit
from sockslint.frontends import csharp, python
from sockslint.text import SourceText
from tests.flow.interpreter import traces
from tests.flow.spelling import fitted, spelled
from tests.flow.structured import Ask, Do, Goto, If, Leave, Loop, Scope, Sequence, Statement, Throw, Try, programs
from tests.flow.test_builder_paths import LENGTH, walked

LOWER: dict[Language, Callable[[str, SourceText], Unit]] = {"csharp": csharp.lower, "python": python.lower}
RELEASES = {"Dispose": "leave", "__exit__": "leave", "__enter__": "enter"}


def graph(source: str, language: Language, asked: dict[str, str]) -> tuple[Block, ...]:
    """The graph of the function ``f`` in a source, in the words of a program's traces. `asked` has the conditions by
    the calls that evaluating them takes."""
    unit = LOWER[language]("f", SourceText(source))
    assert unit.problems == (), source
    (function,) = (each for each in unit.functions if each.name == "f")
    called = {
        event.result: event.name for block in function.blocks for event in block.events if isinstance(event, Call)
    }

    def named(condition: Operand) -> Operand:
        return asked[called[condition]] if isinstance(condition, str) and condition in called else condition

    return tuple(
        msgspec.structs.replace(
            block,
            events=tuple(told for event in block.events for told in in_words(event)),
            exit=msgspec.structs.replace(block.exit, condition=named(block.exit.condition))
            if isinstance(block.exit, Branch)
            else block.exit,
        )
        for block in function.blocks
    )


def in_words(event: Event) -> list[Event]:
    """An event as a trace tells of it; nothing for what the spelling needed."""
    match event:
        case Call(form="scope", receiver=receiver, name=name):
            return [msgspec.structs.replace(event, name=f"{RELEASES[name]} {receiver}")]
        case Call(form="new"):
            return []
        case Call(name=name):
            return [msgspec.structs.replace(event, name=re.sub("^(finally|over)_", r"\1 ", name))]
        case Assign(value=Const(bool())) | Return() | Raise():
            return [event]
        case _:
            return []


def asked_by_calls(part: object) -> dict[str, str]:
    if isinstance(part, Ask):
        return {part.first: part.name} if part.first is not None else {}
    parts = part if isinstance(part, tuple) else vars(part).values() if hasattr(part, "__dict__") else ()
    return {name: asked for each in parts for name, asked in asked_by_calls(each).items()}


def assert_same(program: Statement, language: Language) -> None:
    program = fitted(program, language)
    source = spelled(program, language)
    expected = traces(program, LENGTH)
    found = walked(graph(source, language, asked_by_calls(program)), LENGTH)
    assert found - expected == set(), f"paths that the program cannot take\n{source}"
    assert expected - found == set(), f"traces that the graph has no path for\n{source}"


@pytest.mark.parametrize("language", LOWER)
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(program=programs(scopes=True))
def test_the_paths_of_a_lowered_program_are_its_traces(language: Language, program: Statement) -> None:
    assert_same(program, language)


BROKEN_OFF = [Leave("return"), Leave("break"), Leave("continue"), Throw("A"), Throw(None), Do("e1")]


@pytest.mark.parametrize("language", LOWER)
@pytest.mark.parametrize("inner", BROKEN_OFF, ids=repr)
def test_every_way_out_of_scopes_and_finals_in_a_loop(language: Language, inner: Statement) -> None:
    within = Scope("r1", True, Try("t1", Scope("r2", True, inner), (), None, Do("last")))
    caught = Try("t2", within, ((("A",), None, Do("caught")),), Do("completed"), None)
    assert_same(Loop(Ask("q1"), caught, Do("step"), Do("otherwise"), test_first=True), language)


def test_a_goto_out_of_a_finally_protected_loop() -> None:
    leaving = Loop(None, Try("t1", If(Ask("q1"), Goto("l1"), None), (), None, Do("last")), None, None, test_first=True)
    assert_same(Sequence(((None, leaving), (None, Do("skipped")), ("l1", Do("reached")))), "csharp")


@pytest.mark.parametrize("language", LOWER)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_spelled_has_all_of_its_parts(language: Language, data: st.DataObject) -> None:
    """Or else little would be compared."""
    program = fitted(data.draw(programs(scopes=True)), language)
    source = spelled(program, language)
    for name in asked_by_calls(program):
        assert f"{name}()" in source

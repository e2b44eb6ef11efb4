"""What is asked of the types that a place may have is asked once of each set of them, however many places have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sockslint.flow.model import Read
from sockslint.program import link
from sockslint.program.index import Index, events_of
from sockslint.program.places import Places
from sockslint.text import SourceText
from tests.judging import lower, rulebook


def program_text(types: int, uses: int) -> str:
    """A base, types derived from it that all flow into one member, and functions that each use it."""
    derived = "".join(
        f"class Animal{at} : Animal {{ public override int Legs {{ get {{ return {at}; }} }} }}\n"
        for at in range(types)
    )
    made = "".join(f"if (which == {at}) animal = new Animal{at}();\n" for at in range(types))
    used = "".join(f"int Use{at}() {{ Animal it = animal; it.Feed(); return it.Legs; }}\n" for at in range(uses))
    return f"""
class Animal {{ public virtual int Legs {{ get {{ return 0; }} }} public virtual void Feed() {{ }} }}
{derived}
class Zoo {{
    Animal animal;
    void Make(int which) {{ {made} }}
    {used}
}}
"""


def questions(monkeypatch: pytest.MonkeyPatch, types: int, uses: int) -> int:
    """How often a type is asked about a name, or whether it derives from another, while a program is linked."""
    count = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any) -> Any:
            nonlocal count
            count += 1
            return real(*arguments)

        return counting

    with monkeypatch.context() as patch:
        for owner, name in ((Index, "methods"), (Index, "accessors"), (Index, "declaring"), (Places, "derives")):
            patch.setattr(owner, name, counted(getattr(owner, name)))
        link([lower("Zoo.cs", SourceText(program_text(types, uses)))], rulebook())
    return count


def test_more_places_of_many_types_ask_no_more_of_each_type(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (questions(monkeypatch, 40, uses) - questions(monkeypatch, 4, uses) for uses in (40, 80))
    assert 0 < many < 1.2 * few


def test_a_getter_is_called_once_by_a_read_on_many_types() -> None:
    (program,) = link([lower("Zoo.cs", SourceText(program_text(3, 1)))], rulebook())
    (use,) = [method for method in program.methods if method.name == "Use0"]
    (read,) = [event for event in events_of(use) if isinstance(event, Read) and event.place.endswith(".Legs")]
    getters = program.getters(use, read.place)
    assert len(getters) == len(set(getters)) == 4

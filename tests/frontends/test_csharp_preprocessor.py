"""What a file's own directives keep from being compiled is not lowered; what hangs on the project is, either way."""

from __future__ import annotations

import pytest

from sockslint.flow.model import Branch, Call, Unit
from sockslint.frontends.csharp import lower
from sockslint.text import SourceText

PROGRAM = """{head}
class A
{{
#if {asked}
    int first;
#else
    int second;
#endif
    void M()
    {{
#if {asked}
        First();
#elif Else
        Middle();
#else
        Second();
#endif
        Use(
#if {asked}
            One()
#else
            Other()
#endif
        );
    }}
}}
"""


def _lowered(head: str, asked: str) -> Unit:
    return lower("a.cs", SourceText(PROGRAM.format(head=head, asked=asked)))


def _calls(unit: Unit) -> set[str]:
    return {
        event.name
        for function in unit.functions
        for block in function.blocks
        for event in block.events
        if isinstance(event, Call)
    }


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("#define X", "X"),
        ("#define X\r\n#define Y", "X && Y"),
        ("#define X", "X || Unknown"),
        ("#undef X", "!X"),
        ("# define X // why", "(X)"),
        ("#define X", "!(!X)"),
        ("\ufeff#define X", "X"),
        ("", "true"),
        ("", "!false"),
        ("", "Unknown || true"),
    ],
)
def test_a_condition_that_holds_keeps_its_own_code(head: str, asked: str) -> None:
    unit = _lowered(head, asked)
    assert _calls(unit) == {"First", "Use", "One"}
    assert [field.name for field in unit.types[0].fields] == ["first"]
    assert not any(isinstance(block.exit, Branch) for function in unit.functions for block in function.blocks)


@pytest.mark.parametrize(
    ("head", "asked"), [("#undef X", "X"), ("#define X\n#undef X", "X"), ("", "false"), ("#undef X", "X && Unknown")]
)
def test_a_condition_that_does_not_hold_keeps_what_stands_in_its_place(head: str, asked: str) -> None:
    unit = _lowered(head, asked)
    assert _calls(unit) == {"Middle", "Second", "Use", "Other"}
    assert [field.name for field in unit.types[0].fields] == ["second"]


@pytest.mark.parametrize(
    ("head", "asked"),
    [("", "X"), ("#define Y", "X"), ("#define Y", "X && Y"), ("#define Y", "X || !Y"), ("", "X == Y")],
)
def test_what_the_file_does_not_say_is_lowered_either_way(head: str, asked: str) -> None:
    unit = _lowered(head, asked)
    assert {"First", "Second", "One", "Other"} <= _calls(unit)
    assert {field.name for field in unit.types[0].fields} == {"first", "second"}

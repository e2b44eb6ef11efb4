"""What a file's own directives keep from being compiled is not lowered; what hangs on the project is, either way."""

from __future__ import annotations

import pytest

from sockslint.flow.model import Branch, Call, Unit
from sockslint.frontends.csharp import lower
from sockslint.text import SourceText
from tests.frontends.programs import expected, flow

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


USINGS = """
#if A
using var x = f();
#elif B
using var x = g();
#else
{last}
#endif
h(x);
"""


def test_what_every_branch_opens_is_released_after_the_rest_of_the_block() -> None:
    assert flow(USINGS.format(last="using var x = i();")) == expected(
        """
        0:
          -> ::A ? 1 : 5
        1:
          %1 = ::f()
          x = %1
          -> 2
        2: ^4
          %5 = discard ::h(x)
          -> 3
        3:
          %6 = discard scope x.Dispose()
          -> exit
        4:
          %4 = discard scope x.Dispose()
          -> raise
        5:
          -> ::B ? 6 : 7
        6:
          %2 = ::g()
          x = %2
          -> 2
        7:
          %3 = ::i()
          x = %3
          -> 2
        """
    )


def test_what_some_branches_open_is_released_where_they_are_compiled() -> None:
    code = "#if A\nusing var x = f();\n#else\nvar x = g();\n#endif\nh(x);"
    assert flow(code) == expected(
        """
        0:
          -> ::A ? 1 : 7
        1:
          %2 = ::f()
          x = %2
          %1 = True
          -> 2
        2: ^5
          %5 = discard ::h(x)
          -> 3
        3:
          -> %1 ? 4 : exit
        4:
          %6 = discard scope x.Dispose()
          -> exit
        5:
          -> %1 ? 6 : raise
        6:
          %4 = discard scope x.Dispose()
          -> raise
        7:
          %3 = ::g()
          x = %3
          %1 = False
          -> 2
        """
    )


def test_what_follows_in_a_branch_is_guarded_by_what_it_opened() -> None:
    assert flow("#if A\nusing var x = f();\nx.g();\nusing var y = x.h();\n#endif\ni();") == expected(
        """
        0:
          -> ::A ? 1 : 13
        1:
          %2 = ::f()
          x = %2
          %1 = True
          -> 2
        2:
          -> %1 ? 3 : 4
        3: ^9
          %4 = discard x.g()
          %5 = x.h()
          y = %5
          -> 4
        4: ^11
          %7 = discard ::i()
          -> 5
        5:
          -> %1 ? 6 : 7
        6: ^9
          %8 = discard scope y.Dispose()
          -> 7
        7:
          -> %1 ? 8 : exit
        8:
          %9 = discard scope x.Dispose()
          -> exit
        9:
          -> %1 ? 10 : raise
        10:
          %3 = discard scope x.Dispose()
          -> raise
        11:
          -> %1 ? 12 : 9
        12: ^9
          %6 = discard scope y.Dispose()
          -> 9
        13:
          %1 = False
          -> 2
        """
    )


def test_what_the_file_decides_opens_for_the_rest_of_the_block() -> None:
    code = "#if true\nusing var x = f();\n#endif\ng();"
    assert flow(code) == flow("using var x = f();\n\n\ng();")

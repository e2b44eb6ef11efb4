"""Directives in sources: which findings they silence, and what is said about those that silence none."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sockslint.findings import Confidence, Finding
from sockslint.flow.model import Language, Unit
from sockslint.frontends import csharp, python
from sockslint.rulebook.load import load_rulebook
from sockslint.statements import Lines, Statements
from sockslint.suppressions import RULE, Outcome, suppress
from sockslint.text import SourceText, Span

RULEBOOK = load_rulebook()

#: In the programs below each of these calls has a finding of that rule.
CALLS = {"recv": "SOCK101", "Receive": "SOCK101", "Connected": "SOCK301"}
_CALL = re.compile(r"[\w.]+\.(recv|Receive|Connected)\b(\([^()]*\))?")


class Judged(NamedTuple):
    """Which lines keep a finding of which rule, what is suppressed and why, and what is said about directives."""

    kept: list[tuple[int, str]]
    reasons: list[str]
    said: list[tuple[int, str, str]]


def lower(code: str, language: Language) -> tuple[Unit, SourceText]:
    source = SourceText(code)
    return (python if language == "python" else csharp).lower("a", source), source


def findings_of(source: SourceText) -> list[Finding]:
    return [
        Finding(
            rule=CALLS[match[1]],
            path="a",
            span=source.span_of_code_points(*match.span()),
            message="",
            advice="",
            kind="",
            subject="",
            symbol="",
            severity="error",
            confidence=Confidence.HIGH,
        )
        for match in _CALL.finditer(source.text)
    ]


def outcome(code: str, language: Language, inactive: tuple[str, ...] = ()) -> tuple[Outcome, SourceText]:
    unit, source = lower(code, language)
    result = suppress(
        findings_of(source), [unit], {"a": source}, RULEBOOK, lambda rule, path: path == "a" and rule not in inactive
    )
    return result, source


def judged(code: str, language: Language = "python", inactive: tuple[str, ...] = ()) -> Judged:
    result, source = outcome(code, language, inactive)
    assert all(finding.rule == RULE and finding.confidence is Confidence.HIGH for finding in result.extra)
    return Judged(
        [(source.line_of(finding.span.start), finding.rule) for finding in result.kept],
        [each.reason for each in result.suppressed],
        [(source.line_of(each.span.start), each.kind, source.slice(each.span)) for each in result.extra],
    )


def inside(statements: str) -> str:
    """C# statements inside a method, their first on line 1."""
    return "class A { void M() {" + statements + "\n} }"


# --- comments: where they reach ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "s.recv(1)  # sockslint: ignore[SOCK101] because",
        "s.recv(1)  #sockslint:ignore[SOCK101]because",
        "s.recv(1)  # sockslint: ignore [ zero-byte-receive ] - because",
        "s.recv(1)  # sockslint: ignore[SOCK101]: because",
        "# sockslint: ignore[SOCK101] because\ns.recv(1)",
        "# sockslint: ignore[SOCK101] because\n# more prose\ns.recv(1)",
        "# prose\n# sockslint: ignore[SOCK101] because\ns.recv(1)",
        "def f():\n    if x:\n        # sockslint: ignore[SOCK101] because\n        s.recv(1)",
        "# sockslint: ignore[SOCK101] because\nx = f(\n    s.recv(1),\n    2,\n)",
        "x = f(  # sockslint: ignore[SOCK101] because\n    s.recv(1),\n    2,\n)",
        "x = f(\n    s.recv(1),  # sockslint: ignore[SOCK101] because\n    2,\n)",
        "x = f(\n    # sockslint: ignore[SOCK101] because\n    s.recv(1),\n    2,\n)",
        "x = f(\n    s.recv(1),\n    2,\n)  # sockslint: ignore[SOCK101] because",
        "x = s.recv(\n    1  # sockslint: ignore[SOCK101] because\n)",
        "x = 1 + \\\n    s.recv(1)  # sockslint: ignore[SOCK101] because",
        "while s.recv(1):  # sockslint: ignore[SOCK101] because\n    pass",
        "s.recv(1)  # type: ignore  # sockslint: ignore[SOCK101] because",
        "s.recv(1)  # é漢🙂 # sockslint: ignore[SOCK101] because",
        "s.recv(1)\n# sockslint: ignore-file[SOCK101] because",
        "x = '''\n(''' # a (\ns.recv(1) # sockslint: ignore[SOCK101] because",
        "s.recv(1)  # sockslint: ignore[SOCK1] because",
        "s.recv(1)  # noqa: SOCK1 because",
        "s.recv(1)  # noqa: SOCK101 because",
        "s.recv(1)  # NOQA:E501,SOCK101 because",
        "s.recv(1)  # noqa: E501, SOCK101, W1 because",
        "s.recv(1)  # pylint: disable=x # noqa : zero-byte-receive because",
    ],
)
def test_silenced_in_python(code: str) -> None:
    for text in (code, code.replace("\n", "\r\n"), code.replace("\n", "\r")):
        assert judged(text) == Judged([], ["because"], [])


@pytest.mark.parametrize(
    "code",
    [
        "s.Receive(b); // sockslint: ignore[SOCK101] because",
        "s.Receive(b); /* sockslint: ignore[SOCK101] because */",
        "\n// sockslint: ignore[SOCK101] because\ns.Receive(b);",
        "\n/* sockslint: ignore[SOCK101] because */\ns.Receive(b);",
        "\n/* sockslint: ignore[SOCK101] because */ s.Receive(b);",
        "\n// sockslint: ignore[SOCK101] because\nvar n =\n  s.Receive(b);",
        "var n =  // sockslint: ignore[SOCK101] because\n  s.Receive(b);",
        "var n =\n  s.Receive(b)\n  + 1;  // sockslint: ignore[SOCK101] because",
        "if (x &&\n  s.Receive(b) == 0) // sockslint: ignore[SOCK101] because\n{ }",
        "Run(() => {\n  // sockslint: ignore[SOCK101] because\n  s.Receive(b);\n});",
        "var p = new P {\n  N = s.Receive(b), // sockslint: ignore[SOCK101] because\n};",
        'var t = "//"; s.Receive(b); // x // sockslint: ignore[SOCK101] because',
        "\n#pragma warning disable SOCK101 // because\ns.Receive(b);\n#pragma warning restore SOCK101",
        "\n#pragma warning disable CS0168, SOCK101 // because\ns.Receive(b);",
        "\n#pragma warning disable SOCK1 // because\ns.Receive(b);\n#pragma warning restore SOCK",
        "\n#pragma warning disable // because\ns.Receive(b);\n#pragma warning restore",
        "\n#pragma warning disable SOCK101 // because\n#pragma warning restore SOCK301\ns.Receive(b);",
        "s.Receive(b);\n// sockslint: ignore-file[SOCK101] because",
    ],
)
def test_silenced_in_csharp(code: str) -> None:
    assert judged(inside(code), "csharp") == Judged([], ["because"], [])


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("s.recv(1)\n# sockslint: ignore[SOCK101]\n", 1),
        ("# sockslint: ignore[SOCK101]\n\ns.recv(1)", 3),
        ("# sockslint: ignore[SOCK101]\nx = 1\ns.recv(1)", 3),
        ("x = 1  # sockslint: ignore[SOCK101]\ns.recv(1)", 2),
        ("if x:  # sockslint: ignore[SOCK101]\n    s.recv(1)", 2),
        ("# sockslint: ignore[SOCK301]\ns.recv(1)", 2),
        ("# noqa: SOCK101\ns.recv(1)", 2),
        ("# sockslint: ignore[SOCK3]\ns.recv(1)", 2),
        ("x = f(\n  1,  # sockslint: ignore[SOCK101]\n  s.recv(1))", 3),
    ],
)
def test_not_silenced_and_unused(code: str, line: int) -> None:
    result = judged(code)
    assert result.kept == [(line, "SOCK101")]
    assert [kind for _, kind, _ in result.said] == ["unused"]


@pytest.mark.parametrize(
    "comment",
    [
        "# to silence it, write # sockslint: ignore[SOCK101]",
        "# see sockslint: ignore[SOCK101]",
        "# TODO noqa: SOCK101",
        "# write `# noqa: SOCK101` here",
        "#: sockslint: ignore[SOCK101]",
        "# noqa: E501",
        "# noqas",
        "# sockslinter: ignore[SOCK101]",
    ],
)
def test_prose_is_no_directive(comment: str) -> None:
    for code in (f"{comment}\ns.recv(1)", f"{comment}\nx = s.recv(1)\n"):
        assert judged(code) == Judged([(2, "SOCK101")], [], [])


def test_a_directive_in_a_string_is_none() -> None:
    assert judged("s.recv('# sockslint: ignore[SOCK101]')").kept == [(1, "SOCK101")]
    code = inside('s.Receive("// sockslint: ignore[SOCK101]");')
    assert judged(code, "csharp").kept == [(1, "SOCK101")]


def test_a_pragma_reaches_to_the_restore_of_its_rule() -> None:
    code = inside(
        """
        s.Receive(b);
        #pragma warning disable SOCK101, connected-as-liveness
        s.Receive(b); if (s.Connected) { }
        #pragma warning restore SOCK101
        s.Receive(b); if (s.Connected) { }
        #pragma warning restore
        s.Receive(b); if (s.Connected) { }
        """
    )
    result = judged(code, "csharp")
    assert result.kept == [(2, "SOCK101"), (6, "SOCK101"), (8, "SOCK101"), (8, "SOCK301")]
    assert len(result.reasons) == 3
    assert not result.said


def test_attributes_reach_over_their_declaration() -> None:
    code = """
        using System.Diagnostics.CodeAnalysis;
        class A {
            [SuppressMessage("sockslint", "SOCK101", Justification = "the \\"pool\\" closes it")]
            void M() { s.Receive(b); if (s.Connected) { } }
            void N() { s.Receive(b); }
            [Obsolete, System.Diagnostics.CodeAnalysis.SuppressMessageAttribute("sockslint", "SOCK301:anything")]
            bool P => s.Connected;
        }
        [SuppressMessage("sockslint", "zero-byte-receive")]
        class B { void M() { s.Receive(b); } }
        """
    result = judged(code, "csharp")
    assert result.kept == [(5, "SOCK301"), (6, "SOCK101")]
    assert result.reasons == ['the \\"pool\\" closes it', "", ""]
    assert not result.said


def test_attributes_of_an_assembly_reach_over_their_file() -> None:
    code = '[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("sockslint", "SOCK101")]\n'
    assert judged(code + inside("s.Receive(b);"), "csharp") == Judged([], [""], [])


def test_bare_forms_silence_everything_and_are_never_unused() -> None:
    assert judged("s.recv(1)  # noqa\nx = 1  # noqa") == Judged([], [""], [])
    assert judged("s.recv(1)  # noqa: because I say so") == Judged([], ["because I say so"], [])
    assert judged(inside("\n#pragma warning disable\n"), "csharp") == Judged([], [], [])


# --- what is said about directives ------------------------------------------------------------------------------


def test_each_unused_name_is_said() -> None:
    code = "s.recv(1)  # sockslint: ignore[SOCK101, SOCK301, connected-as-liveness] because\n"
    assert judged(code) == Judged([], ["because"], [(1, "unused", "SOCK301"), (1, "unused", "connected-as-liveness")])
    assert judged("x = 1  # noqa: E501, SOCK101").said == [(1, "unused", "SOCK101")]
    assert judged("x = 1\n# sockslint: ignore-file[SOCK101]").said == [(2, "unused", "SOCK101")]
    code = inside("\n#pragma warning disable SOCK101, CS0168\nx();")
    assert judged(code, "csharp").said == [(2, "unused", "SOCK101")]
    code = '[SuppressMessage("sockslint", "SOCK101:zero-byte-receive")] class A { }'
    assert judged(code, "csharp").said == [(1, "unused", "SOCK101:zero-byte-receive")]


def test_a_beginning_of_ids_is_one_name() -> None:
    code = "s.recv(1)  # sockslint: ignore[SOCK1, SOCK3, SOCK9] because\n"
    assert judged(code) == Judged([], ["because"], [(1, "unused", "SOCK3"), (1, "unknown", "SOCK9")])
    assert judged("x = 1  # sockslint: ignore[SOCK1]", inactive=("SOCK102",)).said == []
    assert judged("x = 1  # noqa: S1, S101").said == []
    code = inside("s.Receive(b); // sockslint: ignore[SOCK1] because\n#pragma warning restore SOCK1")
    assert judged(code, "csharp").said == []


def test_unknown_names_are_said() -> None:
    result, _ = outcome("x = 1  # sockslint: ignore[SOCK9]", "python")
    assert result.extra[0].advice.startswith("Ids begin with SOCK0, SOCK1, SOCK2, SOCK3, SOCK4, SOCK5. ")
    result, _ = outcome("s.recv(1)  # sockslint: ignore[SOCK311] because\n", "python")
    (said,) = result.extra
    assert (said.kind, said.subject) == ("unknown", "SOCK311")
    assert said.message == "`SOCK311` is no rule, so this suppresses nothing"
    assert said.advice.startswith("Did you mean `SOCK301`? ")
    assert len(result.kept) == 1
    assert judged("x = 1  # noqa: E501, SOCK999").said == [(1, "unknown", "SOCK999")]
    assert judged("x = 1  # sockslint: ignore[E501]").said == [(1, "unknown", "E501")]
    assert judged(inside("\n#pragma warning disable SOCK999\n"), "csharp").said == [(2, "unknown", "SOCK999")]
    assert judged('[SuppressMessage("sockslint", "SOCK9:x")] class A { }', "csharp").said[0][1] == "unknown"


@pytest.mark.parametrize(
    ("comment", "part", "words"),
    [
        ("# sockslint: ignore", "sockslint: ignore", "it names no rule"),
        ("# sockslint: ignore[]", "sockslint: ignore[]", "it names no rule"),
        ("# sockslint: ignore SOCK101", "sockslint: ignore", "it names no rule"),
        ("# sockslint: ignore[SOCK101", "sockslint: ignore", "it names no rule"),
        ("# sockslint: disable[SOCK101]", "disable", "`disable` is no directive"),
    ],
)
def test_what_cannot_be_read_is_said(comment: str, part: str, words: str) -> None:
    result, source = outcome(f"s.recv(1)  {comment}", "python")
    (said,) = result.extra
    assert (said.kind, source.slice(said.span)) == ("malformed", part)
    assert said.message == f"this comment suppresses nothing: {words}"
    assert len(result.kept) == 1


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("s.recv(1)  # sockslint: disable=SOCK4", "SOCK101"),
        ("# sockslint: ignore SOCK101\nif s.Connected: s.recv(1)", "SOCK101, SOCK301"),
        ("if s.Connected:\n    x = 1  # sockslint: ignore[]", "SOCK101"),
        ("if s.Connected:  # sockslint: ignore\n    x = 1", "SOCK301"),
    ],
)
def test_advice_names_the_rules_of_the_line(code: str, rules: str) -> None:
    (said,) = outcome(code, "python")[0].extra
    assert said.advice == f"Write `sockslint: ignore[{rules}] reason`, or `ignore-file` for the whole file."


def test_nothing_is_unused_of_a_rule_that_did_not_run() -> None:
    code = "x = 1  # sockslint: ignore[SOCK101, SOCK301, SOCK999]"
    assert judged(code, inactive=("SOCK101",)).said == [(1, "unused", "SOCK301"), (1, "unknown", "SOCK999")]
    assert judged(code, inactive=(RULE,)).said == []


def test_nothing_is_unused_where_a_part_could_not_be_analysed() -> None:
    code = "x = 1  # sockslint: ignore[SOCK101, SOCK999]\ndef f(:\n"
    assert judged(code).said == [(1, "unknown", "SOCK999")]


def test_what_is_said_can_be_silenced_too() -> None:
    assert judged("x = 1  # sockslint: ignore[SOCK101, SOCK001] kept for the old branch").said == []
    assert judged("x = 1  # sockslint: ignore[SOCK101]\n# sockslint: ignore-file[suppression]").said == []


def test_findings_of_files_without_directives_pass_through() -> None:
    unit, source = lower("s.recv(1)", "python")
    (finding,) = findings_of(source)
    assert suppress([finding], [unit], {}, RULEBOOK, lambda rule, path: True) == Outcome([finding], [], [])
    assert suppress([finding], [], {}, RULEBOOK, lambda rule, path: True) == Outcome([finding], [], [])


@given(st.text("#/ sockslintignoreSK01[],:-noqa\n\"'()éx", max_size=120))
def test_no_comment_breaks_it(text: str) -> None:
    judged(f"s.recv(1)  # {text}")


# --- statements -------------------------------------------------------------------------------------------------


@given(st.text("({[]});\"'\\#/*\n ax@$", max_size=80), st.sampled_from(["csharp", "python"]))
def test_statements_of_anything_hold_what_they_are_asked_about(text: str, language: Language) -> None:
    source = SourceText(text)
    statements = Statements(source, language)
    for start in range(len(source.data)):
        span = Span(start, start + 1)
        lines = statements.around(span)
        assert lines.first <= source.line_of(start) <= lines.last <= len(source.line_starts)


def test_an_open_bracket_does_not_make_one_statement_of_a_file() -> None:
    code = "f((\n" + "x = 1\n" * 100 + "s.recv(1)\n"
    source = SourceText(code)
    at = code.index("s.recv")
    assert Statements(source, "python").around(Span(at, at + 6)) == Lines(102, 102)

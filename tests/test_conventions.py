"""What `.editorconfig` says of a rule's severity, for C# files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import LEAK, Command, imported, sockslint

__all__ = ["sockslint"]  # the fixture

PROGRAM = (Path(__file__).parent / "fixtures" / "article" / "csharp" / "client_leaks.cs").read_text("utf-8")


def severities(sockslint: Command, *arguments: str) -> dict[str, str]:
    """The severity of SOCK101 in each file that has it."""
    ran = sockslint("--format", "json", "--select", "SOCK101", *arguments)
    return {each["path"]: each["severity"] for each in json.loads(ran.out)["findings"]}


@pytest.mark.parametrize(
    ("value", "severity"),
    [
        ("error", "error"),
        ("warning", "warning"),
        ("suggestion", "note"),
        ("default", "error"),
        ("Warning", "warning"),
        ("silent", None),
        ("none", None),
    ],
)
def test_severity(sockslint: Command, value: str, severity: str | None) -> None:
    sockslint.write("a.cs", PROGRAM)
    sockslint.write(".editorconfig", f"root = true\n[*.cs]\ndotnet_diagnostic.SOCK101.severity = {value}\n")
    assert severities(sockslint) == ({"a.cs": severity} if severity else {})
    assert severities(sockslint, "--isolated") == {"a.cs": "error"}


def test_sections_and_nearer_files(sockslint: Command) -> None:
    for name in ("src/a.cs", "src/old/b.cs", "src/old/apart/c.cs", "tests/d.cs"):
        sockslint.write(name, PROGRAM)
    sockslint.write("src/e.py", LEAK)
    sockslint.write(
        ".editorconfig",
        "root = true\n[*]\ndotnet_diagnostic.sock101.severity = warning\n"
        "[tests/**.cs]\ndotnet_diagnostic.SOCK101.severity = none\n",
    )
    sockslint.write("src/old/.editorconfig", "[{b,c}.cs]\ndotnet_diagnostic.SOCK101.severity = suggestion # old\n")
    sockslint.write("src/old/apart/.editorconfig", "root = true\n")
    assert severities(sockslint) == {
        "src/a.cs": "warning",
        "src/old/b.cs": "note",
        "src/old/apart/c.cs": "error",
        "src/e.py": "error",
    }


def test_it_goes_before_the_settings_and_is_shown(sockslint: Command) -> None:
    sockslint.write("a.cs", PROGRAM)
    sockslint.write("sockslint.toml", '[severity]\nSOCK101 = "error"\n')
    sockslint.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.SOCK101.severity = warning\n")
    assert severities(sockslint) == {"a.cs": "warning"}
    place = sockslint.folder / ".editorconfig"
    assert f"\n# [*.cs] SOCK101 = warning  # {place}:3\n" in sockslint("--show-settings").out
    assert "SOCK101 = warning" not in sockslint("--show-settings", "--isolated").out


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "dotnet_diagnostic.SOCK101.severity = warnign ; of ours",
            "3: `dotnet_diagnostic.SOCK101.severity`: `warnign` is no severity; did you mean `warning`?",
        ),
        (
            "dotnet_diagnostic.sock401.severity=zzz",
            "3: `dotnet_diagnostic.SOCK401.severity`: `zzz` is no severity; there are error, warning, suggestion, ",
        ),
        ("dotnet_diagnostic.SOCK999.severity = none", "3: there is no rule `SOCK999`"),
        ("dotnet_diagnostic.SOCK1010.severity = none", "3: there is no rule `SOCK1010`; did you mean `SOCK101`?"),
        ("dotnet_diagnostic.SOCK4.severity = none", "3: there is no rule `SOCK4`; the whole id has to stand here"),
        ("what is this", "3: this is neither `[section]` nor `name = value`; no severity is taken from here"),
        ("# \xff", " this file is not valid UTF-8; no severity is taken from here"),
    ],
)
def test_what_cannot_be_used_is_told(sockslint: Command, line: str, complaint: str) -> None:
    sockslint.write("src/a.cs", PROGRAM)
    text = f"root = true\n[*.cs]\n{line}\n"
    sockslint.write("src/.editorconfig", "")
    (sockslint.folder / "src/.editorconfig").write_bytes(text.encode("latin-1"))
    ran = sockslint("--format", "concise")
    assert "SOCK101" in ran.out
    assert ran.err.startswith(f"sockslint: warning: src/.editorconfig:{complaint}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("pattern", ["[z-a]*.cs", "[!].cs", "[^]"])
def test_a_pattern_that_cannot_be_used_is_told(sockslint: Command, pattern: str) -> None:
    sockslint.write("a.cs", PROGRAM)
    sockslint.write(".editorconfig", f"root = true\n[{pattern}]\ndotnet_diagnostic.SOCK101.severity = none\n")
    ran = sockslint("--format", "concise")
    assert "SOCK101" in ran.out
    assert ran.err.startswith("sockslint: warning: .editorconfig cannot be read: ")


def test_what_others_say_of_their_rules_is_theirs(sockslint: Command) -> None:
    sockslint.write("a.cs", PROGRAM)
    sockslint.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CA1000.severity = refactoring\n")
    assert sockslint("--format", "concise").err == ""


def test_what_cannot_be_used_is_told_with_the_settings(sockslint: Command) -> None:
    sockslint.write("a.cs", "class A { }\n")
    sockslint.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.SOCK999.severity = none\n")
    place = sockslint.folder / ".editorconfig"
    assert sockslint("--show-settings").err.startswith(f"sockslint: warning: {place}:3: there is no rule `SOCK999`")


def test_what_is_silenced_counts_as_found_for_directives(sockslint: Command) -> None:
    sockslint.write("a.cs", PROGRAM.replace("// expect: SOCK101", "// sockslint: ignore[SOCK101] an example"))
    sockslint.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.SOCK101.severity = none\n")
    assert "SOCK001" not in sockslint("--format", "concise").out


def test_nothing_is_imported_without_need(sockslint: Command) -> None:
    sockslint.write("a.cs", PROGRAM)
    sockslint.write("b.py", LEAK)
    assert "editorconfig" not in imported(sockslint.folder, "b.py")
    sockslint.write(".editorconfig", "root = true\n[*.cs]\nindent_size = 4\n")
    assert "editorconfig" not in imported(sockslint.folder, "b.py")
    assert "editorconfig" in imported(sockslint.folder, "a.cs")

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


def test_what_cannot_be_used_is_told(sockslint: Command) -> None:
    sockslint.write("a.cs", PROGRAM)
    sockslint.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.SOCK101.severity = warnign\n")
    ran = sockslint("--format", "concise")
    assert "SOCK101" in ran.out
    assert "`dotnet_diagnostic.SOCK101.severity = warnign` says nothing; did you mean `warning`?" in ran.err
    sockslint.write(".editorconfig", "root = true\n[*.cs]\nwhat is this\n")
    ran = sockslint("--format", "concise")
    assert "SOCK101" in ran.out
    assert ".editorconfig: cannot be read, and is left aside for a.cs" in ran.err


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

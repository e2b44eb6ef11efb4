"""The comparison with other linters: which lines are marked, what counts as reported, and the table on the page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.marked_lines import (
    ABOUT,
    CONTROLLED,
    OWN,
    Found,
    Marked,
    UnreadableError,
    demand_control,
    findings,
    is_about,
    main,
    own_findings,
    table,
    write_programs,
)


def test_the_marked_lines_are_those_that_are_found(tmp_path: Path) -> None:
    marked = [file for file in write_programs(tmp_path) if "article" in file.path.name]
    lines = {(file.path, line, rule) for file in marked for line, rule in file.lines.items()}
    assert {(found.path, found.line, found.rule) for found in own_findings(marked)} == lines
    assert len(lines) == 9
    assert any(file.sound for file in marked)


def test_a_line_counts_for_a_rule_that_is_about_the_fault(tmp_path: Path) -> None:
    faulty = Marked(tmp_path / "a.py", "python", {3: "SOCK401", 5: "SOCK101"})
    sound = Marked(tmp_path / "b.py", "python", {})
    other = Marked(tmp_path / "c.cs", "csharp", {1: "SOCK101"})
    found = [Found(faulty.path, 3, "SIM115"), Found(faulty.path, 5, "D103"), Found(sound.path, 9, "S110")]
    written = "".join(table([faulty, sound, other], {"ruff": found}))
    assert "| SOCK101 | C# | 1 | - |\n| SOCK101 | Python | 1 | 0 |\n| SOCK401 | Python | 1 | 1 |\n" in written
    assert "| lines reported in sound programs | both | - | 1 |\n" in written
    assert written.endswith("\nOf ruff, about something else, on a marked line: D103 (1).\n")


def test_a_linter_that_does_not_report_what_it_should_is_told(tmp_path: Path) -> None:
    silent = [sys.executable, "-c", "print('[]')"]
    with pytest.raises(UnreadableError, match=r"^pylint does not report R1732, W0718 where it should$"):
        demand_control("pylint", silent, tmp_path)
    broken = [sys.executable, "-c", "import sys; sys.exit('no such option')"]
    with pytest.raises(UnreadableError, match=r"^ruff: no such option$"):
        findings("ruff", broken, [], tmp_path)


def test_what_linters_print_is_read(tmp_path: Path) -> None:
    said = {
        "pylint": '[{"path": "a.py", "line": 7, "message-id": "R1732"}]',
        "ruff": '[{"filename": "a.py", "location": {"row": 7}, "code": "SIM115"}]',
        "bandit": '{"results": [{"filename": "a.py", "line_number": 7, "test_id": "B110"}]}',
        "flake8-async": "a.py:7:5: ASYNC210 Sync HTTP call",
        "semgrep": '{"results": [{"path": "a.py", "start": {"line": 7}, "check_id": "x.y.socket-shutdown-close"}]}',
    }
    assert said.keys() == CONTROLLED.keys() == ABOUT.keys()
    for name, text in said.items():
        (found,) = findings(name, [sys.executable, "-c", f"print({text!r})"], [], tmp_path)
        assert (found.path, found.line) == (tmp_path / "a.py", 7)
        assert is_about(name, found.rule)
        assert found.rule in CONTROLLED[name]


def test_the_table_goes_where_the_page_has_room_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.marked_lines.write_programs", lambda _: [])
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured -->\nold\n<!-- /measured -->\nafter\n", "utf-8")
    assert main(["--programs", str(tmp_path), "--page", str(page)]) == 0
    text = page.read_text("utf-8")
    assert text.startswith(f"before\n<!-- measured -->\n| rule | language | marked lines | {OWN} |\n")
    assert text.endswith("\n<!-- /measured -->\nafter\n")
    page.write_text("nothing\n", "utf-8")
    with pytest.raises(SystemExit, match=r"page\.md has no <!-- measured -->"):
        main(["--programs", str(tmp_path), "--page", str(page)])

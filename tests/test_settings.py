"""Settings: where they are found, what they may say, and how errors in them are told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sockslint.findings import Confidence, Finding, Severity
from sockslint.rulebook.model import Discard, Rule, Rulebook, RuleHeader
from sockslint.selection import Selection, doubts, exclusion, rules_meant
from sockslint.settings import (
    Configuration,
    Settings,
    SettingsError,
    discover,
    load,
    overlooked,
    override,
    rule_folders,
)
from sockslint.text import Span


def rule(id_: str, name: str, severity: Severity = "warning") -> Rule:
    header = RuleHeader(id=id_, name=name, summary="", severity=severity, discard=Discard("count", ["connection"]))
    return Rule(header=header, page="", examples=(), path="")


RULEBOOK = Rulebook(
    rules=(
        rule("SOCK001", "suppression"),
        rule("SOCK101", "zero-byte-receive", "error"),
        rule("SOCK102", "missing-end-call"),
        rule("SOCK301", "connected-as-liveness"),
        rule("ACME1", "own-rule"),
    ),
    models=(),
)


def finding(rule_: str, path: str = "a.py", confidence: Confidence = Confidence.HIGH) -> Finding:
    return Finding(rule_, path, Span(0, 1), "", "", "", "", "", "warning", confidence)


def settings_file(folder: Path, text: str, name: str = "sockslint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def selection(configuration: Configuration, root: Path | None = None) -> Selection:
    return Selection(configuration, RULEBOOK, root or configuration.base)


def ids(configuration: Configuration) -> list[str]:
    return [rule.id for rule in selection(configuration).rules]


def refusal(file: Path) -> str:
    """What is said of a settings file, after its folder."""
    with pytest.raises(SettingsError) as error:
        configuration = load(file)
        rule_folders(configuration)
        exclusion(configuration)
        selection(configuration)
    text = str(error.value)
    assert text.startswith(str(file.parent) + os.sep)
    return text.removeprefix(str(file.parent) + os.sep)


EVERYTHING = """\
select = ["SOCK1", "connected-as-liveness"]
ignore = ["SOCK102"]
min-confidence = "low"
exclude = ["generated/"]
rules = ["lint"]
max-file-megabytes = 2

[severity]
SOCK101 = "note"
connected-as-liveness = "error"

[per-file-ignores]
"tests/" = ["SOCK101"]
"*.csx" = ["SOCK"]
"""


# --- finding ----------------------------------------------------------------------------------------------------


def test_the_nearest_file_upward_is_in_force(tmp_path: Path) -> None:
    settings_file(tmp_path, 'ignore = ["SOCK101"]')
    near = settings_file(tmp_path / "a", '[tool.sockslint]\nignore = ["SOCK102"]', "pyproject.toml")
    settings_file(tmp_path / "a" / "b", "[tool.other]\n[project]\nname = 'sockslint'", "pyproject.toml")
    found = discover(tmp_path / "a" / "b")
    assert found is not None
    assert (found.file, found.base, found.settings.ignore) == (near, tmp_path / "a", ("SOCK102",))


def test_the_own_file_goes_before_the_shared_one(tmp_path: Path) -> None:
    settings_file(tmp_path, "[tool.sockslint]\nselect = ['SOCK101']", "pyproject.toml")
    settings_file(tmp_path, "")
    found = discover(tmp_path)
    assert found is not None
    assert found.settings == Settings()


def test_no_settings(tmp_path: Path) -> None:
    assert discover(tmp_path) is None


def test_a_broken_file_of_others_is_not_our_business(tmp_path: Path) -> None:
    settings_file(tmp_path, "[tool.other\n", "pyproject.toml")
    assert discover(tmp_path) is None


@pytest.mark.skipif(os.name == "nt", reason="needs named pipes")
def test_a_pipe_is_no_settings_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sockslint.toml")
    assert discover(tmp_path) is None


# --- reading ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sockslint.toml", "pyproject.toml", "other.toml"])
def test_everything_that_can_be_set(tmp_path: Path, name: str) -> None:
    text = EVERYTHING
    if name == "pyproject.toml":
        text = "[tool.sockslint]\n" + text.replace("[severity]", "[tool.sockslint.severity]").replace(
            "[per-file-ignores]", "[tool.sockslint.per-file-ignores]"
        )
    configuration = load(settings_file(tmp_path, "\ufeff" + text, name))
    assert configuration.settings == Settings(
        select=("SOCK1", "connected-as-liveness"),
        ignore=("SOCK102",),
        severity={"SOCK101": "note", "connected-as-liveness": "error"},
        min_confidence="low",
        exclude=("generated/",),
        per_file_ignores={"tests/": ("SOCK101",), "*.csx": ("SOCK",)},
        rules=("lint",),
        max_file_megabytes=2.0,
    )
    first = 2 if name == "pyproject.toml" else 1
    assert configuration.origins["select"] == f"{name}:{first}"
    assert configuration.origins["severity"] == f"{name}:{first + 7}"
    assert ids(configuration) == ["SOCK101", "SOCK301"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\nselct = []", "sockslint.toml:2: unknown key `selct`; did you mean `select`?"),
        ("min_confidence = 'low'", "sockslint.toml:1: unknown key `min_confidence`; did you mean `min-confidence`?"),
        ("zzz = 1", "sockslint.toml:1: unknown key `zzz`"),
        ("select = 'SOCK101'", 'sockslint.toml:1: `select` must be a list of strings, such as ["…"]'),
        ("select = [1]", 'sockslint.toml:1: `select` must be a list of strings, such as ["…"]'),
        (
            "min-confidence = 'hihg'",
            'sockslint.toml:1: `min-confidence` must be one of "low", "medium", "high"; did you mean `high`?',
        ),
        (
            "[severity]\nSOCK101 = 'eror'",
            'sockslint.toml:2: `severity.SOCK101` must be one of "error", "warning", "note"; did you mean `error`?',
        ),
        ("severity = 1", 'sockslint.toml:1: `severity` must be a table, such as { SOCK101 = "warning" }'),
        ("[severity]\n\nSOCKK301 = 'note'", "sockslint.toml:3: unknown rule `SOCKK301`; did you mean `SOCK301`?"),
        (
            "per-file-ignores = []",
            'sockslint.toml:1: `per-file-ignores` must be a table, such as { "tests/" = ["SOCK401"] }',
        ),
        (
            "[per-file-ignores]\n'*.py' = 'SOCK101'",
            'sockslint.toml:2: `per-file-ignores.*.py` must be a list of strings, such as ["…"]',
        ),
        (
            "[per-file-ignores]\n'*.py' = [\n'SOCK101',\n'zero-bite-receive']",
            "sockslint.toml:4: unknown rule `zero-bite-receive`; did you mean `zero-byte-receive`?",
        ),
        (
            "ignore = [\n  'SOCK101',\n  'SOKC102',\n]",
            "sockslint.toml:3: unknown rule `SOKC102`; did you mean `SOCK102`?",
        ),
        ("select = ['sock101']", "sockslint.toml:1: unknown rule `sock101`; did you mean `SOCK101`?"),
        ("max-file-megabytes = 0", "sockslint.toml:1: `max-file-megabytes` must be a number above 0, at most 200"),
        ("max-file-megabytes = true", "sockslint.toml:1: `max-file-megabytes` must be a number above 0, at most 200"),
        ("max-memory-megabytes = 9", "sockslint.toml:1: `max-memory-megabytes` must be a number from 100 to 1,000,000"),
        ("exclude = [\n'a/',\n'\\']", "sockslint.toml:3: `exclude`: `\\` is no pattern"),
        (
            "[per-file-ignores]\n'\\' = ['SOCK101']",
            "sockslint.toml:2: `per-file-ignores`: `\\` is no pattern",
        ),
        ("\nselect = [", "sockslint.toml:2: this is no valid TOML: invalid value"),
        ("a = 1\na = 2", "sockslint.toml:2: this is no valid TOML: cannot overwrite a value"),
    ],
)
def test_errors_name_file_line_and_nearest_match(tmp_path: Path, text: str, complaint: str) -> None:
    assert refusal(settings_file(tmp_path, text)) == complaint


def test_errors_in_the_shared_file(tmp_path: Path) -> None:
    text = "[project]\nselct = 1\n\n[tool.sockslint]\nselct = []\n"
    complaint = "pyproject.toml:5: unknown key `selct`; did you mean `select`?"
    assert refusal(settings_file(tmp_path, text, "pyproject.toml")) == complaint
    named = settings_file(tmp_path, "[project]\n", "pyproject.toml")
    assert refusal(named) == "pyproject.toml: there is no table [tool.sockslint] here"


def test_what_is_no_settings_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.toml") == "none.toml: there is no such file"
    (tmp_path / "latin.toml").write_bytes(b"# \xff")
    assert refusal(tmp_path / "latin.toml") == "latin.toml: this file is not valid UTF-8"
    (tmp_path / "long.toml").write_bytes(b"#" * 1_000_001)
    assert refusal(tmp_path / "long.toml") == "long.toml: this is too long to be a settings file"
    deep = settings_file(tmp_path, "a = " + "[" * 50_000, "deep.toml")
    assert refusal(deep).startswith("deep.toml:")


# --- the command line -------------------------------------------------------------------------------------------


def test_select_on_the_command_line_is_a_fresh_start(tmp_path: Path) -> None:
    configuration = load(settings_file(tmp_path, EVERYTHING))
    assert ids(override(configuration, select=["SOCK102"])) == ["SOCK102"]
    assert ids(override(configuration, ignore=["SOCK301"])) == ["SOCK101"]
    assert ids(override(configuration, select=["SOCK1"], ignore=["SOCK101"])) == ["SOCK102"]
    changed = override(configuration, ignore=["SOCK301"], min_confidence="high")
    assert changed.origins["ignore"] == "sockslint.toml:2, command line"
    assert changed.origins["min_confidence"] == "command line"
    assert changed.origins["select"] == "sockslint.toml:1"


# --- what they mean ---------------------------------------------------------------------------------------------


def test_rules_are_named_by_id_name_or_beginning() -> None:
    assert rules_meant("SOCK101", RULEBOOK) == {"SOCK101"}
    assert rules_meant("zero-byte-receive", RULEBOOK) == {"SOCK101"}
    assert rules_meant("SOCK1", RULEBOOK) == {"SOCK101", "SOCK102"}
    assert rules_meant("SOCK", RULEBOOK) == {"SOCK001", "SOCK101", "SOCK102", "SOCK301"}
    assert rules_meant("ACME", RULEBOOK) == {"ACME1"}
    for nothing in ("", "SOCK9", "zero", "1", "sock1", "SOCK101 "):
        assert not rules_meant(nothing, RULEBOOK)


def test_every_rule_runs_by_default(tmp_path: Path) -> None:
    assert ids(Configuration(settings=Settings(), base=tmp_path)) == [rule.id for rule in RULEBOOK.rules]


def test_per_file_ignores_are_relative_to_the_settings(tmp_path: Path) -> None:
    text = '[per-file-ignores]\n"tests/" = ["SOCK101"]\n"/x/*.py" = ["SOCK3"]\n"*.cs" = ["SOCK"]\n'
    chosen = selection(load(settings_file(tmp_path / "service", text)), tmp_path)
    assert not chosen.active("SOCK101", "service/tests/a.py")
    assert not chosen.active("SOCK101", "service/deep/tests/a.py")
    assert chosen.active("SOCK101", "service/a.py")
    assert chosen.active("SOCK102", "service/tests/a.py")
    assert not chosen.active("SOCK301", "service/x/a.py")
    assert chosen.active("SOCK301", "x/a.py")
    assert not chosen.active("SOCK101", "a.cs")
    assert chosen.active("ACME1", "a.cs")
    assert not chosen.active("SOCK999", "a.py")


def test_severity_and_confidence(tmp_path: Path) -> None:
    chosen = selection(load(settings_file(tmp_path, '[severity]\nSOCK1 = "note"\n')))
    assert chosen.graded(finding("SOCK102")).severity == "note"
    assert chosen.graded(finding("SOCK301")).severity == "warning"
    shown = [each for each in Confidence if chosen.shows(finding("SOCK101", confidence=each))]
    assert shown == [Confidence.MEDIUM, Confidence.HIGH]


def test_excludes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    configuration = load(settings_file(tmp_path / "project", 'exclude = ["generated/", "*.Designer.cs", "!keep.py"]'))
    excluded = exclusion(override(configuration, exclude=["/mine/"]))
    for path in ("project/generated/a.py", "project/x/y.Designer.cs", "here/mine/a.py", "elsewhere/b.Designer.cs"):
        assert excluded(str(tmp_path / path), False), path
    assert excluded(str(tmp_path / "project" / "generated"), True)
    for path in ("project/a.py", "project/mine/a.py", "here/a.py"):
        assert not excluded(str(tmp_path / path), False), path


# --- what is said in vain ---------------------------------------------------------------------------------------


def told(found: list[SettingsError], folder: Path) -> list[str]:
    """What is said of settings, after their folder."""
    return [str(each).removeprefix(str(folder) + os.sep) for each in found]


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ("exclude = ['a',\n'[z', '#x', '', '/b/']", ["sockslint.toml:2: `exclude`: `[z` can match no path"]),
        ("[per-file-ignores]\n'x[' = ['SOCK1']", ["sockslint.toml:2: `per-file-ignores`: `x[` can match no path"]),
        ("exclude = ['none', '\\']", []),
        (
            "select = ['SOCK101', 'SOCK3']\nignore = ['SOCK101']",
            ["sockslint.toml:1: `select`: `SOCK101` does not run, as `ignore` names it, too"],
        ),
        (
            "ignore = ['SOCK10']\nselect = [\n'SOCK1']",
            ["sockslint.toml:3: `select`: `SOCK1` does not run, as `ignore` names it, too"],
        ),
        ("select = ['SOCK1']\nignore = ['SOCK101']", []),
        ("select = ['SOCK9']\nignore = ['SOCK9']", []),
    ],
)
def test_what_has_no_effect(tmp_path: Path, text: str, complaints: list[str]) -> None:
    assert told(doubts(load(settings_file(tmp_path, text)), RULEBOOK), tmp_path) == complaints


def test_what_has_no_effect_on_the_command_line(tmp_path: Path) -> None:
    configuration = load(settings_file(tmp_path, "select = ['SOCK101']"))
    assert doubts(override(configuration, ignore=["SOCK101"]), RULEBOOK) == []
    both = override(configuration, select=["SOCK3"], ignore=["SOCK301"], exclude=["[z"])
    assert told(doubts(both, RULEBOOK), tmp_path) == [
        "`--exclude`: `[z` can match no path",
        "`select`: `SOCK3` does not run, as `ignore` names it, too",
    ]


def test_what_is_meant_for_settings_and_not_read(tmp_path: Path) -> None:
    near = tmp_path / "a" / "b"
    unread = "this file is not read; settings stand in `sockslint.toml`, or in `pyproject.toml`"
    settings_file(near, "", ".sockslint.toml")
    settings_file(near, "[tool.other]\n[tool.socklint.severity]\n", "pyproject.toml")
    settings_file(tmp_path / "a", "[sockslint]\n[tool.stylelint]\n", "pyproject.toml")
    settings_file(tmp_path, "", "socklint.toml")
    assert told(overlooked(near, None), tmp_path) == [
        f"a/b/.sockslint.toml: {unread}",
        "a/b/pyproject.toml:2: `[tool.socklint]` is not read; the table is `[tool.sockslint]`",
        "a/pyproject.toml:1: `[sockslint]` is not read; the table is `[tool.sockslint]`",
        f"socklint.toml: {unread}",
    ]
    found = settings_file(tmp_path / "a", "[tool.sockslint]", "pyproject.toml")
    assert len(overlooked(near, found)) == 2


# --- folders of rules -------------------------------------------------------------------------------------------


def test_folders_of_rules_lie_inside_the_project(tmp_path: Path) -> None:
    (tmp_path / "tools" / "lint").mkdir(parents=True)
    file = settings_file(tmp_path, 'rules = ["tools/lint"]')
    assert rule_folders(load(file)) == (tmp_path / "tools" / "lint",)
    for name in ("/etc", "..", "tools/../..", *(["C:\\\\rules", "\\\\\\\\host\\\\x"] if os.name == "nt" else [])):
        complaint = refusal(settings_file(tmp_path, f'rules = [\n"{name}"]'))
        assert complaint.startswith("sockslint.toml:2: `rules`: ")
        assert complaint.endswith(" must be relative and stay inside the project's folder")
    settings_file(tmp_path, 'rules = ["tools/lnt"]')
    assert refusal(file) == "sockslint.toml:1: `rules`: 'tools/lnt' does not exist"
    settings_file(tmp_path, 'rules = ["sockslint.toml"]')
    assert refusal(file) == "sockslint.toml:1: `rules`: 'sockslint.toml' is no folder"
    settings_file(tmp_path, 'rules = ["a\\u0000b"]')
    assert refusal(file) == "sockslint.toml:1: `rules`: 'a\\x00b' cannot be followed"


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_out_of_the_project_are_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "lint" / "apis").mkdir(parents=True)
    (tmp_path / "secret.toml").write_text("")
    (project / "out").symlink_to("..")
    (project / "loop").symlink_to("loop")
    (project / "lint" / "apis" / "x.toml").symlink_to(tmp_path / "secret.toml")
    ends = {
        "out": "leads out of the project's folder by a symbolic link",
        "loop": "cannot be followed",
        "lint": "holds a symbolic link that leads out of the project's folder",
    }
    for name, end in ends.items():
        assert refusal(settings_file(project, f'rules = ["{name}"]')) == f"sockslint.toml:1: `rules`: '{name}' {end}"

"""What a project knows already: findings in a baseline, and findings in code that has not changed."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sockslint.baseline import BaselineError, Comparison, Entry, Named, compare, read, render, updated
from sockslint.fingerprints import SCHEME
from sockslint.sources.changes import changed_lines
from tests.test_cli import CLOSED, LEAK, Command, Ran, process, sockslint

__all__ = ["sockslint"]  # the fixture

FULL = ("--baseline", "known.json")
UPDATE = (*FULL, "--update-baseline")

# --- a baseline ---------------------------------------------------------------------------------------------------


def entries(command: Command) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((command.folder / "known.json").read_text("utf-8"))["findings"]
    return found


def test_known_findings_are_not_told_again_and_new_ones_are(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    made = sockslint(*UPDATE)
    assert made == Ran(
        0, "No findings; 1 file checked\n", "sockslint: note: known.json: 1 added, 0 removed, 0 known before\n"
    )
    assert sockslint(*FULL) == Ran(0, "No findings; 1 file checked\n", "")
    sockslint.write("b.py", LEAK)
    ran = sockslint(*FULL, "--format", "concise")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith("b.py:7:20: SOCK101 ") and ran.out.count("\n") == 1


def test_the_file_holds_an_entry_a_line_in_a_fixed_order_and_no_line_numbers(sockslint: Command) -> None:
    sockslint.write("b.py", LEAK)
    sockslint.write("a.py", LEAK)
    sockslint(*UPDATE)
    text = (sockslint.folder / "known.json").read_bytes().decode()
    first, second = entries(sockslint)
    assert [first["path"], second["path"]] == ["a.py", "b.py"]
    assert first["rule"] == "SOCK101" and first["symbol"] == "pump" and first["message"].startswith("when `recv` meets")
    lines = [f"    {json.dumps(each, ensure_ascii=False)}" for each in (first, second)]
    assert text == f'{{\n  "scheme": "{SCHEME}",\n  "findings": [\n{lines[0]},\n{lines[1]}\n  ]\n}}\n'
    sockslint.write("a.py", f"# a line more\n\n{LEAK}")
    assert sockslint(*UPDATE).err.endswith("0 added, 0 removed, 2 known before\n")
    assert (sockslint.folder / "known.json").read_bytes().decode() == text


def test_fingerprints_are_those_of_the_other_reports(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint(*UPDATE)
    (finding,) = json.loads(sockslint("--format", "json").out)["findings"]
    assert entries(sockslint)[0]["fingerprint"] == finding["fingerprint"]


def test_a_twin_of_a_known_finding_is_new_under_the_name_that_it_has_without_a_baseline(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint(*UPDATE)
    sockslint.write("a.py", LEAK + LEAK)
    plain = json.loads(sockslint("--format", "json").out)["findings"]
    new = json.loads(sockslint(*FULL, "--format", "json").out)["findings"]
    assert len(plain) == 2
    assert [each["fingerprint"] for each in new] == [plain[1]["fingerprint"]]


def test_entries_that_match_nothing_are_told_and_removed_by_an_update(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("b.py", LEAK)
    sockslint.write("c/c.py", LEAK)
    sockslint(*UPDATE)
    sockslint.write("a.py", CLOSED)
    (sockslint.folder / "b.py").unlink()
    ran = sockslint(*FULL)
    assert ran.status == 0
    gone, also_gone, hint = ran.err.splitlines()
    assert gone.startswith("sockslint: note: known.json: no finding matches this entry any more: a.py: SOCK101 when")
    assert also_gone.startswith("sockslint: note: known.json: no finding matches this entry any more: b.py: SOCK101 ")
    assert hint == "sockslint: note: --update-baseline removes such entries"
    assert sockslint(*FULL, "--quiet").err == ""
    assert sockslint(*UPDATE).err == "sockslint: note: known.json: 0 added, 2 removed, 1 known before\n"
    assert [each["path"] for each in entries(sockslint)] == ["c/c.py"]


@pytest.mark.parametrize(
    "options",
    [("c",), ("--select", "SOCK301"), ("--min-confidence", "high")],
    ids=["other paths", "other rules", "more confidence"],
)
def test_what_a_run_does_not_look_at_is_kept(sockslint: Command, options: tuple[str, ...]) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("c/c.py", CLOSED)
    sockslint(*UPDATE)
    kept = entries(sockslint)
    assert sockslint(*FULL, *options).err == ""
    assert sockslint(*UPDATE, *options).status == 0
    assert entries(sockslint) == kept and len(kept) == 1


def test_a_file_that_could_not_be_read_whole_keeps_its_entries(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint(*UPDATE)
    sockslint.write("a.py", f"{CLOSED}\n\ndef broken(:\n    pass\n")
    assert "no finding matches" not in sockslint(*FULL).err
    sockslint(*UPDATE)
    assert len(entries(sockslint)) == 1


def test_the_settings_may_name_it(sockslint: Command) -> None:
    sockslint.write("sockslint.toml", 'baseline = "tools/known.json"\n')
    sockslint.write("tools/readme", "")
    sockslint.write("a.py", LEAK)
    here = str(Path("tools", "known.json"))
    missing = sockslint()
    assert missing.status == 2
    assert missing.err.endswith("known.json: there is no such baseline; --update-baseline makes it\n")
    assert sockslint("--update-baseline").status == 0
    assert sockslint().status == 0
    assert here in str(next(sockslint.folder.rglob("known.json")))
    assert 'baseline = "tools/known.json"  # sockslint.toml:1\n' in sockslint("--show-settings").out
    assert sockslint("--isolated").status == 1


@pytest.mark.parametrize("name", ["../known.json", "/known.json", "a/../../known.json"])
def test_the_settings_may_not_name_one_elsewhere(sockslint: Command, name: str) -> None:
    sockslint.write("sockslint.toml", f'baseline = "{name}"\n')
    ran = sockslint("--update-baseline")
    assert ran.status == 2
    assert f"sockslint.toml:1: `baseline`: '{name}' must be relative and stay inside the project's folder" in ran.err
    assert not (sockslint.folder.parent / "known.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_project_is_not_followed(
    sockslint: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (sockslint.folder / "link").symlink_to(outside)
    sockslint.write("sockslint.toml", 'baseline = "link/known.json"\n')
    ran = sockslint("--update-baseline")
    assert (ran.status, list(outside.iterdir())) == (2, [])
    assert "`baseline`: 'link/known.json' leads out of the project's folder by a symbolic link" in ran.err


def test_options_that_do_not_go_together_are_refused(sockslint: Command) -> None:
    assert sockslint("--update-baseline").err == (
        "sockslint: error: --update-baseline needs --baseline FILE, or `baseline` in the settings\n"
    )
    assert sockslint(*UPDATE, "--diff-base", "HEAD").err == (
        "sockslint: error: --update-baseline takes in all findings, so it does not go with --diff-base\n"
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", ": this is no baseline: input data was truncated"),
        ('{\n"scheme" 1', ":2: this is no baseline: JSON is malformed: expected ':'"),
        ("[]", ": this is no baseline: expected `object`, got `array`"),
        ('{"findings": []}', ": this is no baseline: object missing required field `scheme`"),
        ('{"scheme": "sockslint/v0", "findings": []}', ': its fingerprints are of the scheme "sockslint/v0", this'),
        (
            f'{{\n  "scheme": "{SCHEME}",\n  "findings": [\n    {{"path": "a", "rule": 1}}\n  ]\n}}',
            ":4: this is no baseline: expected `str`, got `int`",
        ),
        ('{\n  "findings": [\n<<<<<<< HEAD\n', ":3: a merge left a conflict here; keep the entries of both sides"),
    ],
    ids=["empty", "cut off", "list", "no scheme", "other scheme", "wrong entry", "conflict"],
)
def test_a_file_that_is_no_baseline_is_refused_and_left_alone(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text)
    with pytest.raises(BaselineError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}{complaint}")
    assert file.read_text() == text


def test_sarif_says_that_what_it_holds_is_new(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint(*UPDATE)
    sockslint.write("b.py", LEAK)
    (result,) = json.loads(sockslint(*FULL, "--format", "sarif").out)["runs"][0]["results"]
    assert result["baselineState"] == "new"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.py"
    assert '"baselineState"' not in sockslint("--format", "sarif").out


_WORDS = st.text(max_size=5)
_ENTRIES = st.lists(st.builds(Entry, path=_WORDS, rule=_WORDS, symbol=_WORDS, message=_WORDS, fingerprint=_WORDS))


@given(_ENTRIES)
def test_what_is_written_is_read_and_its_order_does_not_matter(made: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "known.json")
        file.write_text(render(made), "utf-8", newline="")
        again = read(file)
    assert set(again) == set(made)
    assert render(again) == render(reversed(made)) == render(made)
    assert len(render(made).split("\n")) == 6 + len(set(made)) - (not made)


@given(_ENTRIES, st.booleans())
def test_an_update_without_findings_keeps_just_what_was_not_looked_at(made: list[Entry], looked: bool) -> None:
    comparison = compare([], (), made, lambda entry: looked)
    assert comparison == Comparison((), (), tuple(made) if looked else ())
    assert set(updated(comparison, made)) == (set() if looked else set(made))
    assert not any(isinstance(each, Named) for each in comparison.stale)


# --- what has changed ---------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(sockslint: Command) -> Command:
    """A repository whose one commit has a file with a finding, of several steps, and one without."""
    git(sockslint.folder, "init", "-q")
    sockslint.write("a.py", LEAK)
    sockslint.write("closed.py", CLOSED)
    git(sockslint.folder, "add", "-A")
    git(sockslint.folder, "commit", "-q", "-m", "one")
    return sockslint


def since(command: Command, *arguments: str) -> list[str]:
    """The places of the findings that `--diff-base HEAD` leaves."""
    ran = command("--diff-base", "HEAD", "--format", "concise", *arguments)
    assert ran.err == ""
    return [line.partition(" ")[0] for line in ran.out.splitlines()]


def test_old_findings_are_left_out_even_if_their_lines_have_moved(repository: Command) -> None:
    assert since(repository) == []
    repository.write("a.py", f"# moved\n\n{LEAK}\n\nX = 1\n")
    assert since(repository) == []


def test_a_finding_counts_if_its_line_has_changed(repository: Command) -> None:
    repository.write("a.py", LEAK.replace("recv(4096)", "recv(8192)"))
    assert since(repository) == ["a.py:7:20:"]


def test_a_finding_counts_if_the_line_of_a_step_has_changed_in_another_file(repository: Command) -> None:
    helper = "import socket\n\n\ndef take(sock: socket.socket) -> bytes:\n    return sock.recv(4096)\n"
    repository.write("helper.py", helper)
    begin = "import socket\nfrom helper import take\n\ndef pump(host):\n    s = socket.create_connection((host, 80))\n"
    repository.write("caller.py", f"{begin}    print(take(s))\n    s.close()\n")
    git(repository.folder, "add", "-A")
    git(repository.folder, "commit", "-q", "-m", "two")
    (finding,) = json.loads(repository("--format", "json", "--select", "SOCK401").out)["findings"]
    assert {(step["path"], step["line"]) for step in finding["steps"]} == {("caller.py", 5), ("helper.py", 5)}
    assert since(repository) == []
    repository.write("helper.py", helper.replace("4096", "8192"))
    assert since(repository) == ["caller.py:5:9:"]


def test_a_finding_counts_if_lines_beside_it_were_taken_out(repository: Command) -> None:
    repository.write("a.py", LEAK.replace("            data =", "            print()\n            data ="))
    git(repository.folder, "commit", "-q", "-a", "-m", "two")
    repository.write("a.py", LEAK)
    assert since(repository) == ["a.py:7:20:"]


def test_a_file_that_git_does_not_know_has_changed(repository: Command) -> None:
    repository.write("new.py", LEAK)
    assert since(repository) == ["new.py:7:20:"]
    git(repository.folder, "add", "new.py")
    assert since(repository) == ["new.py:7:20:"]


def test_a_renamed_file_is_compared_with_what_it_was(repository: Command) -> None:
    git(repository.folder, "mv", "a.py", "b é.py")
    assert since(repository) == []
    repository.write("b é.py", LEAK.replace("recv(4096)", "recv(4097)"))
    assert since(repository) == ["b"]  # the place's name has a space


def test_line_ends_are_no_change(repository: Command) -> None:
    (repository.folder / "a.py").write_bytes(LEAK.replace("\n", "\r\n").encode())
    assert since(repository) == []


def test_what_an_editor_holds_is_compared(repository: Command) -> None:
    text = LEAK.replace("recv(4096)", "recv(8192)").encode()
    arguments = ("--diff-base", "HEAD", "--stdin-filename", "a.py", "-", "--format", "concise")
    assert process(repository.folder, *arguments, input=text).stdout.startswith(b"a.py:7:20: SOCK101 ")
    assert process(repository.folder, *arguments, input=LEAK.encode()).stdout == b""


def test_no_program_of_the_checkout_is_run(repository: Command) -> None:
    git(repository.folder, "config", "filter.spy.clean", "touch ran; cat")
    git(repository.folder, "config", "diff.external", "touch ran")
    (repository.folder / ".git" / "info" / "attributes").write_text("*.py filter=spy diff=spy\n")
    git(repository.folder, "config", "diff.spy.textconv", "touch ran; cat")
    repository.write("a.py", LEAK.replace("recv(4096)", "recv(8192)"))
    assert since(repository) == ["a.py:7:20:"]
    assert not (repository.folder / "ran").exists()


@pytest.mark.parametrize("revision", ["nope", "--help", "HEAD^{tree}", "HEAD:a.py", ""])
def test_an_unknown_revision_is_refused(repository: Command, revision: str) -> None:
    ran = repository(f"--diff-base={revision}")
    assert ran.status == 2
    assert ran.err == (
        f"sockslint: error: --diff-base: git finds no revision `{revision}` here; "
        "a shallow clone may have to fetch it first\n"
    )


def test_outside_git_there_is_nothing_to_compare_with(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    ran = sockslint("--diff-base", "HEAD")
    assert ran == Ran(2, "", f"sockslint: error: --diff-base: `{sockslint.folder}` is in no git work tree\n")


_LINES = st.lists(st.sampled_from([b"", b"a", b"b", b"c", b"}"]))


@given(_LINES, _LINES)
def test_without_the_changed_lines_a_text_is_a_part_of_what_it_was(before: list[bytes], after: list[bytes]) -> None:
    changed = set(changed_lines(before, after))
    rest = iter(before)
    assert all(line in rest for number, line in enumerate(after, 1) if number not in changed)
    assert list(changed_lines(after, after)) == []

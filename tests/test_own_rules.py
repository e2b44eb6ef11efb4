"""Rules and API models of a user's own: the tutorial runs, and what is wrong with one is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sockslint.rulebook.consistency import faults_of_model, faults_of_rule, known
from sockslint.rulebook.load import RulebookError, load_rulebook
from tests.judging import rulebook
from tests.test_cli import Command, sockslint

__all__ = ["sockslint"]  # the fixture

TUTORIAL = Path(__file__).parents[1] / "docs" / "own-rules.md"
_BLOCK = re.compile(
    r"^(?:`(?P<file>[^`\n]+)`:\n\n)?(?P<fence>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)

#: Steps that the tutorial only speaks of: before which of its commands a file is changed for that one.
CHANGES = {
    2: (
        "tools/sockslint/acme-python.toml",
        '{ name = "drop", role = "release" }',
        '{ name = "drop", role = "relaese" }',
    ),
    4: (
        "tools/sockslint/ACME501-offer-unchecked.md",
        "    outbox.offer(notes)  # expect",
        "    print(outbox.offer(notes))  # expect",
    ),
}


class Step(NamedTuple):
    """A block of the tutorial: a file to write, or a command and what it prints."""

    file: str | None
    text: str


def steps() -> list[Step]:
    return [Step(block["file"], block["text"]) for block in _BLOCK.finditer(TUTORIAL.read_text("utf-8"))]


def test_the_tutorial(sockslint: Command) -> None:
    commands = 0
    for file, text in steps():
        if file is not None:
            sockslint.write(file, text)
            continue
        command, _, output = text.partition("\n")
        assert command.startswith("$ sockslint")
        name, old, new = CHANGES.get(commands, ("sockslint.toml", "", ""))
        before = (sockslint.folder / name).read_text("utf-8")
        assert old in before
        sockslint.write(name, before.replace(old, new))
        ran = sockslint(*command.split()[2:])
        assert ran.out + ran.err == output
        sockslint.write(name, before)
        commands += 1
    assert commands == 6


# --- what is refused ----------------------------------------------------------------------------------------------

MODEL = """\
language = "csharp"

[exceptions]
"Acme.LinkException" = ["System.Exception"]

[[types]]
name = "Acme.Link"
kind = "connection"
raises = ["Acme.LinkException"]
members = [
    { name = ".ctor", form = "new", role = "open", subject = "result" },
    { name = "BeginPump", role = "receive.begin", io = "async", completed_by = "EndPump" },
    { name = "EndPump", role = "receive.complete", io = "async", end_of_stream = "zero" },
    { name = "Peer", returns = "Acme.Link", derives_from = "receiver" },
    { name = "Hang", role = "release" },
]
"""

PAGE = """\
+++
id = "ACME101"
name = "left-open"
summary = "A link is left open"
severity = "warning"
languages = ["csharp"]

[obligation]
raised_by = "receive.complete"
on = "failure"
owes = "release"

[messages.not-closed]
text = "`{subject}` is left open"
advice = "Close it."

[messages.rearm]
text = "`{subject}` is read again"
advice = "Close it."

[messages.spin]
text = "`{call}` fails for ever"
advice = "Close it."
+++

# ACME101
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refusal(text: str, name: str) -> str:
    folder = Path("own")
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook([folder])
    return str(caught.value)


def test_what_is_right_is_taken() -> None:
    Path("own").mkdir()
    Path("own/links.toml").write_text(MODEL, "utf-8")
    Path("own/ACME101-left-open.md").write_text(PAGE, "utf-8")
    Path("own/README.md").write_text("# Our rules\n", "utf-8")
    loaded = load_rulebook([Path("own")])
    assert loaded.rules[0].id == "ACME101"
    assert loaded.models[-1].types[0].name == "Acme.Link"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            '"Acme.Link"\nkind',
            '"System.Net.Sockets.Socket"\nkind',
            '7: the type "System.Net.Sockets.Socket" is described',
        ),
        (
            'kind = "c',
            'bases = ["System.Net.Socket"]\nkind = "c',
            '8: "System.Net.Socket" is not a type of an API model',
        ),
        ('["System.Exception"]', '["System.Exceptoin"]', '4: "System.Exceptoin" is not an exception with a line in'),
        ('raises = ["Acme.LinkE', 'raises = ["Acme.LinE', '9: "Acme.LinException" is not an exception with a line in'),
        ('name = ".ctor", form = "new"', 'name = ".ctor"', '11: a constructor is named ".ctor", and has form = "new"'),
        ('subject = "result"', 'subject = "reslut"', '11: "reslut" is no operand; write "receiver", "result" or'),
        ('by = "EndPump"', 'by = "EndPmp"', '12: "EndPmp" is no member of the type; did you mean `EndPump`?'),
        (
            'role = "receive.begin"',
            'end_of_stream = "zero"',
            '12: only a member with role = "receive.complete" meets the',
        ),
        (
            'role = "receive.begin"',
            'raises_at_end = "System.Exception"',
            '12: only a member with role = "receive.complete" meets the',
        ),
        ('returns = "Acme.Link"', 'returns = "Acme.Lnk"', '14: "Acme.Lnk" is not a type of an API model; '),
        (
            'derives_from = "rec',
            'passes = "recc',
            '14: "recceiver" is nothing that can be passed on; did you mean `rec',
        ),
        (
            'derives_from = "receiver"',
            'owns = "0"',
            '14: "0" is no argument; write "argument:0" or "unless argument:0"',
        ),
        ('{ name = "Hang"', '{ name = "Peer" },\n{ name = "Hang"', "15: nothing comes to this row: row 4 of"),
        ('kind = "c', 'words = ["L"]\nkind = "c', '8: "L" is too short a word: it would stand in every file'),
        ("[exceptions]", 'ending = ["Hang Up"]\n[exceptions]', '3: "Hang Up" must be of lower-case letters, with _'),
        ("[exceptions]", 'aliases = { A = "Acme.B" }\n[exceptions]', '3: "Acme.B" is not a type, a function or an'),
    ],
)
def test_a_model_that_speaks_of_nothing_is_refused(old: str, new: str, complaint: str) -> None:
    assert old in MODEL
    assert refusal(MODEL.replace(old, new, 1), "links.toml").startswith(f"own/links.toml:{complaint}")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "[messages.spin]",
            "[messages.spun]",
            '21: a rule of this form has no finding of the kind "spun"; did you mean',
        ),
        ("[messages.spin]", "[other]", '21: unknown key "other"'),
        ("{call}", "{cal}", "22: {cal} stands for nothing; there are {subject}, {call} and {end}"),
        ("{call}", "{", "22: a lone brace; double those that are meant as they are: {{ and }}"),
        ('on = "failure"', 'on = "success"', '10: a role is on = "end_of_stream" or "failure"; "success" is for'),
        ('on = "failure"', 'on = "end_of_stream"', "8: a rule of this form needs a table [messages.ignored]"),
        ('owes = "release"', 'owes = "completion"', '11: only what is raised by "begin" owes "completion"'),
        ('"left-open"', '"socket-leak"', '3: name is "socket-leak", but the file is named for "left-open"'),
        (
            'advice = "Close it."',
            'advice.python = "Close it."',
            "15: there are no words for csharp, which the rule is for, too",
        ),
        ('advice = "', 'advice.csharp = "{c}"\nadvice.python = "', "15: {c} stands for nothing"),
        ('advice = "', 'advice.csharp = "C"\nadvice.python = "', "16: the rule is not for python"),
        ('["csharp"]', "[]", "6: a rule is for one language at least"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(old: str, new: str, complaint: str) -> None:
    assert old in PAGE
    assert refusal(PAGE.replace(old, new, 1), "ACME101-left-open.md").startswith(
        f"own/ACME101-left-open.md:{complaint}"
    )


def test_a_mark_of_utf_8_before_a_file_is_nothing() -> None:
    folder = Path("own")
    folder.mkdir()
    (folder / "acme.toml").write_text(MODEL, "utf-8-sig")
    page = folder / "ACME101-left-open.md"
    page.write_text(PAGE, "utf-8-sig")
    assert load_rulebook([folder]).rule("ACME101").name == "left-open"
    page.rename(folder / "acme.md")
    with pytest.raises(RulebookError, match="a rule page is named by its id and name"):
        load_rulebook([folder])


def test_names_are_taken_once() -> None:
    page = PAGE.replace("left-open", "socket-leak")
    complaint = refusal(page, "ACME101-socket-leak.md")
    assert complaint.startswith("own/ACME101-socket-leak.md:2: the name socket-leak is taken already, by ")


def test_nothing_is_passed_over() -> None:
    assert refusal(PAGE, "acme101.md").startswith("own/acme101.md:1: a rule page is named by its id and name, such as")
    Path("empty").mkdir()
    with pytest.raises(RulebookError, match="empty: there is neither a rule page here nor an API model"):
        load_rulebook([Path("empty")])


def test_our_own_are_held_to_the_same() -> None:
    book = rulebook()
    for model in book.models:
        alike = known(each for each in book.models if each.language == model.language)
        assert list(faults_of_model(model, alike, {})) == []
    for rule in book.rules:
        assert list(faults_of_rule(rule.header, book.models)) == []


# --- what examples are held to ------------------------------------------------------------------------------------

GOOD = "```csharp good\nclass A { }\n```\n"
BAD = """\
```csharp bad
using Acme;
class A
{
    void Pump(Link link)
    {
        while (true)
        {
            try { link.EndPump(null); } // expect: ACME101 (spin)
            catch (LinkException) { }
        }
    }
}
```
"""


def outcome(command: Command, examples: str) -> list[str]:
    command.write("own/links.toml", MODEL)
    command.write("own/ACME101-left-open.md", PAGE + examples)
    ran = command("--test-rules", "own")
    assert ran.err == ""
    assert ran.status == (0 if ran.out.count("\n") == 1 else 1)
    return [line.removeprefix("own/ACME101-left-open.md:") for line in ran.out.splitlines()]


def test_examples_that_hold(sockslint: Command) -> None:
    marked = BAD.replace("expect: ACME101 (spin)", "expect: ACME101 (spin), SOCK101, SOCK104")
    assert outcome(sockslint, GOOD + marked) == ["1 rule and 1 API model can be read; 2 of 2 examples hold"]


@pytest.mark.parametrize(
    ("examples", "complaint"),
    [
        (BAD, "1: ACME101 has no good example in csharp; add a block that begins with ```csharp good, or take csharp"),
        (GOOD, "1: ACME101 has no bad example in csharp; add a block that begins with ```csharp bad, or take csharp"),
        (
            GOOD + BAD.replace(" // expect: ACME101 (spin)", ""),
            "30: this example is bad, and marks no finding",
        ),
        (GOOD + BAD, "38: SOCK104 is found here, and not expected: when this receive fails, this loop catches the"),
        (
            GOOD + BAD.replace("(spin)", "(rearm)"),
            "38: ACME101 (rearm) is expected here, and not found; there is (sp",
        ),
        (GOOD + BAD.replace("ACME101", "ACME102"), "38: ACME102 (spin) is expected here, but is no rule"),
        (GOOD.replace("}", "} // expect: ACME101"), "27: this example is good, and yet marks a finding of ACME101"),
        (GOOD.replace("}", "} // expect: ACME101"), "28: ACME101 is expected here, and not found"),
        (GOOD.replace("class", "class class {"), "28: this example cannot be read: "),
        (GOOD + "```python good\npass\n```\n", "30: ACME101 is not for python, as its `languages` say"),
    ],
)
def test_examples_that_do_not_hold(sockslint: Command, examples: str, complaint: str) -> None:
    assert any(line.startswith(complaint) for line in outcome(sockslint, examples)), outcome(sockslint, examples)


def test_a_folder_that_cannot_be_read(sockslint: Command) -> None:
    assert sockslint("--test-rules", "nowhere").err == ("sockslint: error: nowhere: no such file or folder of rules\n")


# --- more members of a type that comes with sockslint ---

ADDING = """
language = "csharp"

[[types]]
name = "System.Net.Sockets.Socket"
adds = true
members = [
    { name = "FetchAll", role = "receive.complete", io = "sync", end_of_stream = "zero" },
    { name = "HangUp", role = "release" },
]
"""

EXTENDED = """
using Acme.Net;
using System.Net.Sockets;

class Reader
{
    void Pump(Socket socket, byte[] buffer)
    {
        while (true)
        {
            int count = socket.FetchAll(buffer);
        }
    }

    void Ask(Socket socket, byte[] buffer)
    {
        int count = socket.FetchAll(buffer);
        socket.HangUp();
    }
}
"""


def test_members_are_added_to_a_type_of_ours(sockslint: Command) -> None:
    sockslint.write("sockslint.toml", 'rules = ["rules"]\n')
    sockslint.write("rules/acme.toml", ADDING)
    sockslint.write("Reader.cs", EXTENDED)
    (line,) = sockslint("--format", "concise").out.splitlines()
    assert line.startswith("Reader.cs:11:25: SOCK101 when `FetchAll` meets the end of the stream")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Sockets.", "Sockes.", 'acme.toml:6: no other model describes "System.Net.Sockes.Socket"; did you mean'),
        (
            "adds = true",
            'adds = true\nkind = "other"\nraises = ["System.Exception"]',
            'has its "raises" from the model that describes it',
        ),
        ("adds = true\n", "", 'the type "System.Net.Sockets.Socket" is described already'),
    ],
)
def test_what_adds_needs_something_to_add_to(sockslint: Command, old: str, new: str, complaint: str) -> None:
    sockslint.write("sockslint.toml", 'rules = ["rules"]\n')
    sockslint.write("rules/acme.toml", ADDING.replace(old, new, 1))
    refused = sockslint()
    assert refused.status == 2
    assert complaint in refused.err

"""Reading rule pages and API models, and what is said of those that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sockslint.rulebook.load import RulebookError, load_model, load_rule, load_rulebook, rules_folder
from sockslint.rulebook.model import wording_in

PAGE = """\
+++
id = "ACME101"
name = "left-open"
summary = "A link is left open"
severity = "warning"

[obligation]
raised_by = "receive.complete"
on = "end_of_stream"
owes = "release"

[messages.ignored]
text = "nobody looks at it"
advice = "Look at it."
+++

# ACME101

Why.

```csharp bad
class A { }
```

```text
plain
```

````python good
x = "```"
````
"""

MODEL = """\
language = "csharp"

[[types]]
name = "Acme.Link"
kind = "connection"
members = [
    { name = "Pump", role = "receive.complete", io = "sync", end_of_stream = "zero" },
    { name = "Hang", role = "release" },
]
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def page(text: str, name: str = "ACME101-left-open.md") -> Path:
    folder = Path("rules")
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def model(text: str) -> Path:
    path = Path("links.toml")
    path.write_text(text, encoding="utf-8")
    return path


# --- what is there ---


def test_the_own_rules_and_models() -> None:
    rulebook = load_rulebook()
    ids = [rule.id for rule in rulebook.rules]
    assert ids == sorted(ids)
    assert {"SOCK101", "SOCK201", "SOCK301"} <= set(ids)
    assert {model.language for model in rulebook.models} == {"csharp", "python"}
    assert rulebook.rule("SOCK101").name == "zero-byte-receive"
    with pytest.raises(KeyError):
        rulebook.rule("SOCK999")


def test_the_rules_of_the_checkout_come_first() -> None:
    assert rules_folder() == Path(__file__).resolve().parents[2] / "rules"


def test_every_own_page_says_all_there_is_to_say() -> None:
    headings = ["What is wrong", "What happens at run time", "What to write instead"]
    headings += ["When it is fine", "How to silence it", "See also"]
    for rule in load_rulebook().rules:
        if not rule.header.messages:
            continue  # about comments, not about sockets
        assert re.findall(r"^## (.*)$", rule.page, re.MULTILINE) == headings
        assert rule.page.startswith(f"# {rule.id}: {rule.name}\n")
        assert rule.header.cwe
        assert rule.header.symptoms
        shown = {(example.language, example.verdict) for example in rule.examples}
        assert shown == {(language, verdict) for language in rule.header.languages for verdict in ("bad", "good")}


def test_bad_examples_mark_their_line_and_good_ones_none() -> None:
    for rule in load_rulebook().rules:
        for example in rule.examples:
            marks = re.findall(r"(?://|#) error: (\S+)$", example.code, re.MULTILINE)
            assert bool(marks) == (example.verdict == "bad"), f"{rule.path}:{example.line}"
            assert set(marks) <= {rule.id}
            if example.language == "python":
                compile(example.code, rule.path, "exec")


def test_messages_use_the_known_words_only() -> None:
    for rule in load_rulebook().rules:
        for message in rule.header.messages.values():
            for language in rule.header.languages:
                text, advice = wording_in(language, message.text), wording_in(language, message.advice)
                (text + advice).format(subject="this.client", call="BeginSend", end="EndSend")
                assert not text.endswith(".")
                assert advice.endswith(".")


def test_messages_speak_of_their_own_language() -> None:
    foreign = {"csharp": r"Python|`?with\b[`)]", "python": r"C#|`?using[`)]|CancellationToken|`Poll`"}
    for rule in load_rulebook().rules:
        for message in rule.header.messages.values():
            for language in rule.header.languages:
                for wording in (message.text, message.advice):
                    assert not re.search(foreign[language], wording_in(language, wording)), rule.id


# --- what a user adds ---


def test_a_page() -> None:
    rule = load_rule(page(PAGE))
    assert (rule.id, rule.name, rule.header.severity) == ("ACME101", "left-open", "warning")
    assert rule.page.startswith("# ACME101\n\nWhy.\n")
    first, second = rule.examples
    assert (first.language, first.verdict, first.code) == ("csharp", "bad", "class A { }\n")
    assert (second.language, second.verdict, second.code) == ("python", "good", 'x = "```"\n')
    lines = PAGE.splitlines()
    assert [lines[example.line - 1] for example in rule.examples] == ["```csharp bad", "````python good"]


def test_a_page_with_windows_line_ends() -> None:
    path = page("")
    path.write_bytes(PAGE.replace("\n", "\r\n").encode())
    assert load_rule(path).page == load_rule(page(PAGE)).page


def test_folders_and_files_are_added() -> None:
    kinds = "".join(f'[messages.{kind}]\ntext = "a"\nadvice = "b"\n' for kind in ("not-closed", "rearm", "spin"))
    page(PAGE.replace("[messages.ignored]", f"{kinds}[messages.ignored]"))
    page("no page", name="README.md")
    own = load_rulebook()
    added = load_rulebook([Path("rules"), model(MODEL)])
    assert {rule.id for rule in added.rules} - {rule.id for rule in own.rules} == {"ACME101"}
    assert [type_.name for type_ in added.models[-1].types] == ["Acme.Link"]


def test_models_of_a_folder_may_stand_in_apis() -> None:
    folder = Path("tools/apis")
    folder.mkdir(parents=True)
    (folder / "acme.toml").write_text(MODEL, encoding="utf-8")
    assert len(load_rulebook([Path("tools")]).models) == len(load_rulebook().models) + 1


# --- what is wrong with it ---


def error_of(path: Path) -> str:
    with pytest.raises(RulebookError) as caught:
        (load_model if path.suffix == ".toml" else load_rule)(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("owes =", "ows =", '10: unknown key "ows" in [obligation]; did you mean "owes"?'),
        ("severity", "severty", '5: unknown key "severty"; did you mean "severity"?'),
        (
            "advice =",
            "advice.pyton =",
            '14: "pyton" cannot be a key in [messages.ignored.advice]; did you mean "python"?',
        ),
        ("advice", "advise", '14: unknown key "advise" in [messages.ignored]; did you mean "advice"?'),
        ('name = "left-open"\n', "", '2: the key "name" is missing'),
        ('owes = "release"\n', "", '7: the key "owes" is missing in [obligation]'),
        ('= "warning"', '= "warn"', '5: "warn" cannot be "severity"; did you mean "warning"?'),
        (
            '"receive.complete"',
            '"recieve.complete"',
            '8: "recieve.complete" cannot be "raised_by" in [obligation]; did you mean "receive.complete"?',
        ),
        ('summary = "A link is left open"', "summary = 3", '4: expected `str`, got `int` for "summary"'),
        ('"release"', "[", "12: not TOML: "),
        ('id = "ACME101"', 'id = "ACME102"', '2: id is "ACME102", but the file is named for "ACME101"'),
        ('name = "left-open"', 'name = "open"', '3: name is "open", but the file is named for "left-open"'),
        (
            "[obligation]",
            '[discard]\nanswer = "count"\nkinds = ["connection"]\n[obligation]',
            "1: a rule is of one form, ",
        ),
        ("csharp bad", "csharp god", '21: unknown mark "god" of an example; did you mean "good"?'),
        ("csharp bad", "c# bad", '21: unknown mark "c#" of an example; known are csharp, python'),
        ("````\n", "", "29: this block is not closed"),
    ],
)
def test_what_is_said_of_a_bad_page(old: str, new: str, message: str) -> None:
    assert old in PAGE
    assert error_of(page(PAGE.replace(old, new, 1))).startswith(f"rules/ACME101-left-open.md:{message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# no front matter\n", "1: a rule page begins with TOML between two lines of +++"),
        ("+++\nid = 1\n", "1: the TOML that begins here has no closing line of +++"),
        ("+++\n+++\n", '2: the key "id" is missing'),
    ],
)
def test_what_is_said_of_a_page_without_front_matter(text: str, message: str) -> None:
    assert error_of(page(text)) == f"rules/ACME101-left-open.md:{message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "end_of_stream",
            "end_of_steam",
            '7: unknown key "end_of_steam" in [types.members]; did you mean "end_of_stream"?',
        ),
        ('"release"', '"relese"', '8: "relese" cannot be "role" in [types.members]; did you mean "release"?'),
        ("kind", "knd", '5: unknown key "knd" in [types]; did you mean "kind"?'),
        ('language = "csharp"', 'language = "c"', '1: "c" cannot be "language"; known are csharp, python'),
        ('name = "Hang", ', "", '8: the key "name" is missing in [types.members]'),
        ('"zero"', "0", '7: expected `str | null`, got `int` for "end_of_stream"'),
        ("members = [", "members = [[", "10: not TOML: "),
    ],
)
def test_what_is_said_of_a_bad_model(old: str, new: str, message: str) -> None:
    assert old in MODEL
    assert error_of(model(MODEL.replace(old, new, 1))).startswith(f"links.toml:{message}")


def test_a_key_that_must_be_a_role() -> None:
    text = PAGE.replace("[obligation]", '[conflict]\nobeyed_by = "sync"\nignored_by = "async"\n[conflict.settings]')
    text = re.sub(r"raised_by.*\non =.*\nowes.*\n", '"timeout.recive" = ["send"]\n', text)
    assert error_of(page(text)) == (
        'rules/ACME101-left-open.md:11: "timeout.recive" cannot be a key in [conflict.settings]; '
        'did you mean "timeout.receive"?'
    )


def test_an_id_is_taken_once() -> None:
    page(PAGE)
    Path("more").mkdir()
    Path("more/ACME101-left-open.md").write_text(PAGE, encoding="utf-8")
    with pytest.raises(
        RulebookError, match=r"^more/ACME101-left-open.md:2: the id ACME101 is taken already, by rules/"
    ):
        load_rulebook([Path("rules"), Path("more")])


def test_what_is_not_there_or_not_text() -> None:
    with pytest.raises(RulebookError, match=r"^nowhere: no such file or folder of rules$"):
        load_rulebook([Path("nowhere")])
    path = page("")
    path.write_bytes(b"+++\n\xff\n+++\n")
    with pytest.raises(RulebookError, match=r"ACME101-left-open\.md: cannot be read: "):
        load_rule(path)


def test_a_page_must_be_named_by_its_rule() -> None:
    assert error_of(page(PAGE, name="notes.md")) == (
        "rules/notes.md:1: a rule page is named by its id and name, such as SOCK101-zero-byte-receive.md"
    )

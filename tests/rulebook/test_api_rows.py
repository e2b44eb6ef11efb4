"""Every row of an API model is proven by a line of its fixture, and every mark there belongs to a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sockslint.rulebook.load import load_model, rules_folder
from sockslint.rulebook.model import ApiModel, reference

MODELS = sorted(rules_folder().glob("apis/*.toml"))
MARK = re.compile(r"(?://|#) api: (?P<rows>.+)$")


def row_names(model: ApiModel) -> list[str]:
    """The rows of a model as marks name them: ``TYPE.MEMBER``, the second of a name ``TYPE.MEMBER#2``."""
    names = []
    for type_ in model.types:
        seen: Counter[str] = Counter()
        for member in type_.members:
            seen[member.name] += 1
            number = f"#{seen[member.name]}" if seen[member.name] > 1 else ""
            names.append(f"{type_.name}.{member.name}{number}")
    return names


def marks(fixture: Path) -> Iterator[tuple[int, str]]:
    """The marks of a fixture: the line, and the row that it is for."""
    for number, line in enumerate(fixture.read_text(encoding="utf-8").splitlines(), 1):
        if mark := MARK.search(line):
            for row in mark["rows"].split(","):
                yield number, row.strip()


def fixture_of(model: ApiModel) -> Path:
    assert model.fixture is not None
    return rules_folder().parent / model.fixture


@pytest.fixture(params=MODELS, ids=lambda path: path.stem)
def model(request: pytest.FixtureRequest) -> ApiModel:
    return load_model(request.param)


def test_there_are_models() -> None:
    assert {path.stem for path in MODELS} >= {"dotnet", "python"}


def test_each_row_has_one_mark_and_each_mark_a_row(model: ApiModel) -> None:
    rows = row_names(model)
    assert len(rows) == len(set(rows))
    marked = Counter(row for _, row in marks(fixture_of(model)))
    assert sorted(marked) == sorted(rows)
    assert [row for row, times in marked.items() if times > 1] == []


def test_types_stand_once_and_their_bases_exist(model: ApiModel) -> None:
    names = [type_.name for type_ in model.types]
    assert len(names) == len(set(names))
    assert {base for type_ in model.types for base in type_.bases} <= set(names)


def test_a_special_row_stands_before_the_general_one(model: ApiModel) -> None:
    for type_ in model.types:
        general: set[tuple[str, str]] = set()
        for member in type_.members:
            key = (member.name, member.form)
            assert key not in general, f"{type_.name}.{member.name}: a row after one that fits every use"
            if member.when is None:
                general.add(key)


def test_operands_are_of_the_known_form(model: ApiModel) -> None:
    passed = {"arguments", "callback", "origin", "receiver", "state", "emptiness:receiver", "emptiness:arguments"}
    for type_ in model.types:
        for member in type_.members:
            for operand in (member.subject, member.derives_from, member.keeps):
                assert operand is None or operand in ("receiver", "result") or is_argument(operand)
            passes = member.passes
            assert passes is None or passes in passed or is_argument(passes.removeprefix("emptiness:"))
            if isinstance(member.owns, str):
                assert is_argument(member.owns.removeprefix("unless "))
    for entry in model.passes:
        operand = entry.passes.removeprefix("emptiness:").removeprefix("is_empty:")
        assert entry.passes in passed or is_argument(operand)


def is_argument(operand: str) -> bool:
    if not operand.startswith("argument:"):
        return False
    argument = reference(operand)
    return argument.position is not None or bool(argument.name and argument.name.isidentifier())


def test_exceptions_know_their_bases(model: ApiModel) -> None:
    known = set(model.exceptions)
    assert {base for bases in model.exceptions.values() for base in bases} <= known
    raised = {name for type_ in model.types for name in type_.raises}
    raised |= {name for type_ in model.types for member in type_.members for name in member.raises}
    raised |= {member.raises_on_empty for type_ in model.types for member in type_.members if member.raises_on_empty}
    assert raised <= known


def test_an_alias_is_of_something_and_is_no_name_of_its_own(model: ApiModel) -> None:
    names = {type_.name for type_ in model.types}
    functions = {f"{type_.name}.{member.name}" for type_ in model.types for member in type_.members}
    for alias, name in model.aliases.items():
        assert name in names | functions | set(model.exceptions)
        assert alias not in names | set(model.exceptions)


def test_words_are_lower_case_and_stand_once(model: ApiModel) -> None:
    for words in (model.ending, model.logging, model.liveness):
        assert words == [word for word in words if re.fullmatch(r"[a-z]+(_[a-z]+)*", word)]
        assert len(words) == len(set(words))

"""Every row of an API model is proven by a line of its fixture, and every mark there belongs to a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sockslint.rulebook.load import load_model, rules_folder
from sockslint.rulebook.model import ApiModel

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


def test_words_are_lower_case_and_stand_once(model: ApiModel) -> None:
    for words in (model.ending, model.logging, model.liveness):
        assert words == [word for word in words if re.fullmatch(r"[a-z]+(_[a-z]+)*", word)]
        assert len(words) == len(set(words))

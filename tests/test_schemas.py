"""The JSON Schemas for editors: they are current, and take what we write ourselves."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest

from sockslint.rulebook.load import rule_files, rules_folder
from sockslint.schemas import SCHEMAS, SchemaName, schema
from tests.test_cli import Command, Ran, sockslint

__all__ = ["sockslint"]  # the fixture

FILES = rule_files(rules_folder())


def validator(name: SchemaName) -> jsonschema.Draft202012Validator:
    content = json.loads(schema(name))
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content)


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_shipped_is_current(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(rules_folder() / "schemas" / f"{name}.schema.json", schema(cast("SchemaName", name)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_own_files_fit(path: Path) -> None:
    text = path.read_text("utf-8")
    is_page = path.suffix == ".md"
    content = tomllib.loads(text.split("+++\n")[1] if is_page else text)
    assert list(validator("rule" if is_page else "api").iter_errors(content)) == []


def test_models_name_their_schema() -> None:
    for path in FILES:
        if path.suffix == ".toml":
            first = path.read_text("utf-8").partition("\n")[0]
            assert (path.parent / first.removeprefix("#:schema ")).resolve() == (
                rules_folder() / "schemas" / "api.schema.json"
            ).resolve()


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        (
            "api",
            {"language": "csharp", "types": [{"name": "A", "members": [{"name": "B", "role": "relaese"}]}]},
            "role",
        ),
        ("api", {"language": "csharp", "typse": []}, "typse"),
        ("rule", {"id": "ACME1", "name": "a", "summary": "b", "severity": "eror"}, "severity"),
        ("settings", {"min_confidence": "low"}, "min_confidence"),
        ("settings", {"min-confidence": "lwo"}, "min-confidence"),
    ],
)
def test_what_is_wrong_is_told(name: SchemaName, content: Any, place: str) -> None:
    (error,) = validator(name).iter_errors(content)
    assert place in f"{error.json_path} {error.message}"


def test_settings_as_the_readme_has_them_fit() -> None:
    given = {
        "exclude": ["a"],
        "min-confidence": "high",
        "per-file-ignores": {"b": ["SOCK101"]},
        "severity": {"S": "note"},
    }
    assert list(validator("settings").iter_errors({**given, "rules": ["c"], "baseline": "d"})) == []


def test_they_are_printed(sockslint: Command) -> None:
    assert sockslint("--schema", "api") == Ran(0, schema("api"), "")
    assert "unknown value `apis`; did you mean `api`?" in sockslint("--schema", "apis").err

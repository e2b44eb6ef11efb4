"""Reads rule pages and API models from their folder, and says exactly what is wrong with one that cannot be read."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import msgspec

from sockslint.rulebook.model import FORMS, ApiModel, Example, Rule, Rulebook, RuleHeader

_Form = TypeVar("_Form")

#: A page's file is named by its rule: ``SOCK101-zero-byte-receive.md``.
_PAGE_NAME = re.compile(r"(?P<id>[A-Z]+\d+)-(?P<name>.+)\.md")
_FENCE = re.compile(r"(?P<fence>`{3,})(?P<language>\S*)(?P<verdict>.*)")
_VERDICTS = ("bad", "good")
_LANGUAGES = ("csharp", "python")


class RulebookError(Exception):
    """A rule page or an API model cannot be read. Its text names the file, the line, and what to write instead."""


def rules_folder() -> Path:
    """The folder of the rules that come with sockslint.

    In a checkout it is the checkout's own, also for an editable install, so that no copy made by an earlier build can
    go stale; in an installed package it is the copy inside.
    """
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent / "rules"
    if (package.parent / "pyproject.toml").is_file() and next(checkout.glob("SOCK*.md"), None) is not None:
        return checkout
    return package / "_rules"


def load_rulebook(extra: Sequence[Path] = ()) -> Rulebook:
    """Read all rules and API models.

    `extra` are folders in the form of the own one (pages on top, models on top or in ``apis``), or single files.
    Rules come sorted by id, models in the order of their files, the own ones first. Extra ones are also asked whether
    what they refer to exists. Raises `RulebookError`.
    """
    rules: dict[str, Rule] = {}
    models: dict[Path, ApiModel] = {}
    for source in (rules_folder(), *extra):
        for path in rule_files(source):
            if path.suffix == ".toml":
                models[path] = load_model(path)
                continue
            rule = load_rule(path)
            for other in rules.values():
                if rule.id == other.id or rule.name == other.name:
                    what = f"id {rule.id}" if rule.id == other.id else f"name {rule.name}"
                    _fail(path, 2, f"the {what} is taken already, by {_shown(Path(other.path))}")
            rules[rule.id] = rule
    if extra:
        _demand_consistency([file for source in extra for file in rule_files(source)], rules, models)
    return Rulebook(rules=tuple(rules[id_] for id_ in sorted(rules)), models=tuple(models.values()))


def _demand_consistency(files: Sequence[Path], rules: dict[str, Rule], models: dict[Path, ApiModel]) -> None:
    from sockslint.rulebook.consistency import faults_of_model, faults_of_rule, known

    pages = {rule.path: rule for rule in rules.values()}
    for path in files:
        if model := models.get(path):
            alike = {other: each for other, each in models.items() if each.language == model.language}
            before = list(alike)[: list(alike).index(path)]
            taken = {type_.name: _shown(other) for other in before for type_ in alike[other].types}
            for fault in faults_of_model(model, known(alike.values()), taken):
                _fail(path, _line_of(_read(path), fault.keys), fault.message)
        elif rule := pages.get(str(path)):
            for fault in faults_of_rule(rule.header, tuple(models.values())):
                front = _read(path).partition("\n+++")[0].partition("\n")[2]
                _fail(path, _line_of(front, fault.keys) + 1, fault.message)


def load_model(path: Path) -> ApiModel:
    """Read one API model; raises `RulebookError`."""
    return _convert(path, _read(path), 0, ApiModel)


def load_rule(path: Path) -> Rule:
    """Read one rule page; raises `RulebookError`.

    The page's file must be named by its id and name, have front matter between lines of ``+++``, and say one form of
    check; one without `messages`, about what is no code's behaviour, has none.
    """
    named = _PAGE_NAME.fullmatch(path.name)
    if named is None:
        _fail(path, 1, "a rule page is named by its id and name, such as SOCK101-zero-byte-receive.md")
    text = _read(path)
    lines = text.split("\n")
    if lines[0].rstrip() != "+++":
        _fail(path, 1, "a rule page begins with TOML between two lines of +++")
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "+++"), None)
    if end is None:
        _fail(path, 1, "the TOML that begins here has no closing line of +++")
    front = "\n".join(lines[1:end]) + "\n"
    header = _convert(path, front, 1, RuleHeader)
    for key, said, expected in (("id", header.id, named["id"]), ("name", header.name, named["name"])):
        if said != expected:
            _fail(path, _line_of(front, (key,)) + 1, f'{key} is "{said}", but the file is named for "{expected}"')
    forms = [form for form in FORMS if getattr(header, form) is not None]
    if len(forms) > 1 or (not forms and header.messages):
        said = " and ".join(f"[{form}]" for form in forms) or "none"
        _fail(path, 1, f"a rule is of one form, [obligation], [conflict], [reliance] or [discard]; here is {said}")
    return Rule(
        header=header,
        page="\n".join(lines[end + 1 :]).strip("\n") + "\n",
        examples=tuple(_examples(path, lines, end + 1)),
        path=str(path),
    )


def rule_files(source: Path) -> list[Path]:
    """The rule pages of a folder, then its API models; a single file is itself. Raises `RulebookError`.

    Other Markdown may lie beside the pages, if it does not begin as one.
    """
    if os.path.isfile(source):  # noqa: PTH113  `Path` raises over a closed folder
        return [source]
    if not os.path.isdir(source):  # noqa: PTH112
        raise RulebookError(f"{_shown(source)}: no such file or folder of rules")
    pages = sorted(path for path in source.glob("*.md") if _PAGE_NAME.fullmatch(path.name) or _begins_as_page(path))
    models = sorted([*source.glob("*.toml"), *source.glob("apis/*.toml")])
    if not pages and not models:
        raise RulebookError(f"{_shown(source)}: there is neither a rule page here nor an API model")
    return pages + models


def _begins_as_page(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(7).removeprefix(codecs.BOM_UTF8)[:4].rstrip() == b"+++"
    except OSError:
        return False


def _read(path: Path) -> str:
    try:
        if not path.is_file():  # to open a pipe would be to wait for ever
            raise RulebookError(f"{_shown(path)}: cannot be read: it is no regular file")
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError(f"{_shown(path)}: cannot be read: {error}") from error


def _examples(path: Path, lines: list[str], start: int) -> Iterator[Example]:
    """The fenced blocks of a page that are marked bad or good."""
    number = start
    while number < len(lines):
        opening = _FENCE.fullmatch(lines[number].rstrip())
        if opening is None:
            number += 1
            continue
        first = number + 1
        closing = next((at for at in range(first, len(lines)) if lines[at].rstrip() == opening["fence"]), None)
        if closing is None:
            _fail(path, first, "this block is not closed")
        language, verdict = opening["language"], opening["verdict"].strip()
        if verdict:
            for said, known in ((language, _LANGUAGES), (verdict, _VERDICTS)):
                if said not in known:
                    _fail(path, first, f'unknown mark "{said}" of an example{_nearest(said, known)}')
            yield Example(
                language="csharp" if language == "csharp" else "python",
                verdict="bad" if verdict == "bad" else "good",
                code="\n".join(lines[first:closing]) + "\n",
                line=first,
            )
        number = closing + 1


# --- errors -----------------------------------------------------------------------------------------------------


def _convert(path: Path, text: str, above: int, form: type[_Form]) -> _Form:
    """Read TOML into a form; `above` is the number of lines that stand above it in the file."""
    import tomllib  # here: most runs read no TOML

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", message)
        line = int(place["line"]) if place and place["line"] else text.count("\n") + 1
        _fail(path, line + above, f"not TOML: {message[: place.start()] if place else message}")
    try:
        return msgspec.convert(data, form)
    except msgspec.ValidationError as error:
        line, message = _explain(str(error), text, data, form)
        _fail(path, line + above, message)


def _explain(error: str, text: str, data: dict[str, Any], form: type) -> tuple[int, str]:
    """What msgspec says of TOML that does not fit its form, as the line and the words that help its author."""
    from sockslint.rulebook.expected import expected_keys, expected_values, place_of

    what, _, where = error.partition(" - at ")
    is_key = where.startswith("`key` in ")
    path = place_of(where.partition("$")[2], error, data, form)
    table = _table(path)
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", what):
        key = unknown[1]
        return _line_of(text, (*path, key)), f'unknown key "{key}"{table}{_nearest(key, expected_keys(form, path))}'
    if missing := re.fullmatch(r"Object missing required field `(.*)`", what):
        return _line_of(text, path), f'the key "{missing[1]}" is missing{table}'
    if invalid := re.fullmatch(r"Invalid enum value '?(.*?)'?", what):
        value = invalid[1]
        known = expected_values(form, path, keys=is_key)
        of = "a key" if is_key else f'"{path[-1]}"'
        line = _line_of(text, (*path, value) if is_key else path)
        return line, f'"{value}" cannot be {of}{_table(path if is_key else path[:-1])}{_nearest(value, known)}'
    return _line_of(text, path), f"{what[0].lower()}{what[1:]}" + (f' for "{path[-1]}"' if path else "")


def _table(path: tuple[str | int, ...]) -> str:
    named = [key for key in path if isinstance(key, str)]
    return f" in [{'.'.join(named)}]" if named else ""


def _nearest(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f'; did you mean "{close[0]}"?'
    return "; known are " + ", ".join(known) if known else ""


def _line_of(text: str, path: tuple[str | int, ...]) -> int:
    from sockslint.rulebook.positions import line_of

    return line_of(text, path)


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _fail(path: Path, line: int, message: str) -> NoReturn:
    raise RulebookError(f"{_shown(path)}:{line}: {message}")

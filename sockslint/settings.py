"""The settings: read from the nearest file upward, checked, overridden by the command line, and made ready for use."""

from __future__ import annotations

import os
import pathlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias, get_args

import msgspec

from sockslint.findings import Severity
from sockslint.rulebook.positions import line_of
from sockslint.spelling import did_you_mean

FILE = "sockslint.toml"
SHARED_FILE = "pyproject.toml"
_TABLE = ("tool", "sockslint")

#: What is taken for a settings file, and is none.
MISNAMED = (".sockslint.toml", "socklint.toml", ".socklint.toml")
#: The head of a table that is ours, or is meant to be, in a file that others share.
_HEAD = re.compile(r"\[(?P<name>(?:tool\.)?socks?[-_]?lint)\b", re.IGNORECASE)

#: No settings file is as long as this; what is may be anything.
_LONGEST = 1_000_000

ConfidenceName: TypeAlias = Literal["low", "medium", "high"]
COMMAND_LINE = "command line"


def _about(description: str, example: object) -> msgspec.Meta:
    return msgspec.Meta(description=description, examples=[example])


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a project says about how it wants to be checked.

    What is said here of each setting is what the JSON Schema and docs/settings.md say of it.
    """

    select: Annotated[
        tuple[str, ...],
        _about(
            "Run only these rules, each by its id, by the beginning of ids (`SOCK1` is all about receiving), or by "
            "its name. Without it every rule runs.",
            ["SOCK1", "socket-leak"],
        ),
    ] = ()
    ignore: Annotated[tuple[str, ...], _about("Do not run these rules, named as in `select`.", ["SOCK301"])] = ()
    severity: Annotated[
        Mapping[str, Severity],
        _about(
            "Severities other than the rules' own, for rules named as in `select`. They decide how a report shows a "
            "finding, not whether there is one.",
            {"SOCK301": "note"},
        ),
    ] = {}
    min_confidence: Annotated[
        ConfidenceName,
        _about(
            "Leave out findings that are less certain than this. A call that nobody can look into and that is given "
            "the connection makes a finding less certain; `low` shows those too.",
            "high",
        ),
    ] = "medium"
    exclude: Annotated[
        tuple[str, ...],
        _about(
            "Files and folders that are not checked: patterns in the manner of `.gitignore`, relative to the folder "
            "of the settings file. They hold for files that are named on the command line, too.",
            ["tests/fixtures", "*.Designer.cs"],
        ),
    ] = ()
    per_file_ignores: Annotated[
        Mapping[str, tuple[str, ...]],
        _about(
            "Rules that do not hold for some files, by a pattern in the manner of `.gitignore`.",
            {"samples/**": ["SOCK101"], "tests/": ["SOCK4"]},
        ),
    ] = {}
    rules: Annotated[
        tuple[str, ...],
        _about(
            "Folders of further rules and API models, relative to the settings file and below its folder.",
            ["tools/sockslint"],
        ),
    ] = ()
    baseline: Annotated[
        str,
        _about(
            "The file of known findings, which are not told again, relative to the settings file and below its folder.",
            "known.json",
        ),
    ] = ""
    max_file_megabytes: Annotated[float, _about("Larger files are not analysed, which is told. At most 200.", 10)] = 5.0
    max_memory_megabytes: Annotated[
        float,
        _about(
            "About how much memory a run may take. Files past it are not analysed, which is told: first those that "
            "hold no sockets but are named by files that do. It is reckoned from the amount of code, so that every "
            "machine leaves out the same. At least 100.",
            4000,
        ),
    ] = 1000.0


class SettingsError(Exception):
    """The settings cannot be used. `path` and `line` tell where, if it is in a file."""

    def __init__(self, message: str, path: pathlib.Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.path, self.line = message, path, line

    def __str__(self) -> str:
        """The message, after the place as ``file:line:`` if there is one."""
        where = "".join(f"{part}:" for part in (self.path, self.line) if part is not None)
        return f"{where} {self.message}".strip()


#: What the settings say in vain, told as a warning.
Doubt: TypeAlias = SettingsError


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """Settings, and where each comes from.

    `file` is the settings file in force. `base` is the folder that patterns are relative to. `origins` tells for
    each field of `settings` that is no default where it was set. `text` is that of the file, for the lines of errors.
    `exclude_here` are the patterns of the command line, relative to the working directory.
    """

    settings: Settings
    base: pathlib.Path
    file: pathlib.Path | None = None
    origins: Mapping[str, str] = {}
    text: str = ""
    exclude_here: tuple[str, ...] = ()

    def error(self, message: str, field: str, *keys: str | int) -> SettingsError:
        """An error about the value of `field`, or what `keys` lead to in it.

        It names the file and the line, unless the command line set it.
        """
        if self.file is None or self.origins.get(field) == COMMAND_LINE:
            return SettingsError(message)
        return SettingsError(message, self.file, _line(self.file, self.text, (_key(field), *keys)))


# --- finding and reading ----------------------------------------------------------------------------------------


def discover(start: pathlib.Path) -> Configuration | None:
    """The configuration in force for the absolute folder `start`: that of the nearest file upward, or None.

    In one folder ``sockslint.toml`` goes before ``pyproject.toml``, which counts only if it has our table.
    Raises SettingsError.
    """
    for folder in (start, *start.parents):
        own, shared = folder / FILE, folder / SHARED_FILE
        if os.path.isfile(own):  # noqa: PTH113  `Path` raises over a closed folder, here and below
            return load(own)
        if os.path.isfile(shared):  # noqa: PTH113
            text = _read(shared)
            if "sockslint" in text and _table(_parse(text, shared)) is not None:
                return load(shared)
    return None


def overlooked(start: pathlib.Path, found: pathlib.Path | None) -> list[Doubt]:
    """What is meant for settings by its name and is not read, from the absolute folder `start` up to that of the
    settings that were `found`, or all the way."""
    doubts: list[Doubt] = []
    for folder in (start, *start.parents):
        message = f"this file is not read; settings stand in `{FILE}`, or in `{SHARED_FILE}`"
        names = [folder / name for name in MISNAMED]
        doubts += [SettingsError(message, name) for name in names if os.path.isfile(name)]  # noqa: PTH113
        if found is not None and folder == found.parent:
            break
        if os.path.isfile(folder / SHARED_FILE):  # noqa: PTH113
            doubts += _misnamed_tables(folder / SHARED_FILE)
    return doubts


def _misnamed_tables(shared: pathlib.Path) -> Iterator[Doubt]:
    right = ".".join(_TABLE)
    for number, line in enumerate(_read(shared).splitlines(), 1):
        head = _HEAD.match(line)
        if head is not None and head["name"] != right:
            yield SettingsError(f"`[{head['name']}]` is not read; the table is `[{right}]`", shared, number)


def load(file: pathlib.Path, base: pathlib.Path | None = None) -> Configuration:
    """The configuration that a file holds; patterns are relative to `base`, else to its folder.

    Raises SettingsError, naming the line.
    """
    file = file.absolute()
    text = _read(file)
    data = _parse(text, file)
    table = _table(data) if file.name == SHARED_FILE else data
    if table is None:
        raise SettingsError("there is no table [tool.sockslint] here", file)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key, value in table.items():
        field = key.replace("-", "_")
        if field not in _CHECKS or "_" in key:
            known = [_key(each) for each in _CHECKS]
            message = f"unknown key `{key}`{did_you_mean(key, known)}"
            raise SettingsError(message, file, _line(file, text, (key,)))
        try:
            values[field] = _CHECKS[field](value)
        except _WrongValueError as error:
            line = _line(file, text, (key, *error.keys))
            raise SettingsError(f"`{'.'.join((key, *error.keys))}` {error}", file, line) from None
        origins[field] = f"{file.name}:{_line(file, text, (key,))}"
    return Configuration(settings=Settings(**values), base=base or file.parent, file=file, origins=origins, text=text)


def _read(file: pathlib.Path) -> str:
    try:
        if not file.is_file():
            raise SettingsError("there is no such file", file)
        with file.open("rb") as stream:
            data = stream.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise SettingsError("this is too long to be a settings file", file)
        return data.decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"this file cannot be read: {(error.strerror or str(error)).lower()}", file) from None
    except UnicodeDecodeError:
        raise SettingsError("this file is not valid UTF-8", file) from None


def _parse(text: str, file: pathlib.Path) -> dict[str, Any]:
    import tomllib  # here: most runs read no TOML

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        if place is None:
            raise SettingsError("this is no valid TOML", file) from None
        line = int(place[1]) if place[1] else len(text.splitlines())
        raise SettingsError(f"this is no valid TOML: {str(error)[: place.start()].lower()}", file, line) from None


def _table(data: dict[str, Any]) -> dict[str, Any] | None:
    tool = data.get(_TABLE[0])
    table = tool.get(_TABLE[1]) if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _line(file: pathlib.Path, text: str, keys: tuple[str | int, ...]) -> int:
    return line_of(text, (*_TABLE, *keys) if file.name == SHARED_FILE else keys)


def _key(field: str) -> str:
    return field.replace("_", "-")


# --- checking values --------------------------------------------------------------------------------------------


class _WrongValueError(Exception):
    """What a value must be; `keys` lead to it below the setting."""

    def __init__(self, message: str, *keys: str) -> None:
        super().__init__(message)
        self.keys = keys


def _strings(value: object, *keys: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _WrongValueError('must be a list of strings, such as ["…"]', *keys)
    return tuple(value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongValueError('must be a string, such as "…"')
    return value


def _word(value: object, allowed: Sequence[str], *keys: str) -> Any:
    if not isinstance(value, str) or value not in allowed:
        written = value if isinstance(value, str) else None
        hint = did_you_mean(written, allowed) if written else ""
        choices = ", ".join(f'"{each}"' for each in allowed)
        raise _WrongValueError(f"must be one of {choices}{hint}", *keys)
    return value


def _severities(value: object) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise _WrongValueError('must be a table, such as { SOCK101 = "warning" }')
    return {rule: _word(each, get_args(Severity), rule) for rule, each in value.items()}


def _rules_by_pattern(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise _WrongValueError('must be a table, such as { "tests/" = ["SOCK401"] }')
    return {pattern: _strings(each, pattern) for pattern, each in value.items()}


def _confidence(value: object) -> ConfidenceName:
    confidence: ConfidenceName = _word(value, get_args(ConfidenceName))
    return confidence


def _file_megabytes(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 200:
        raise _WrongValueError("must be a number above 0, at most 200")
    return float(value)


def _memory_megabytes(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 100 <= value <= 1_000_000:
        raise _WrongValueError("must be a number from 100 to 1,000,000")
    return float(value)


_CHECKS: Mapping[str, Callable[[object], Any]] = {
    "select": _strings,
    "ignore": _strings,
    "severity": _severities,
    "min_confidence": _confidence,
    "exclude": _strings,
    "per_file_ignores": _rules_by_pattern,
    "rules": _strings,
    "baseline": _string,
    "max_file_megabytes": _file_megabytes,
    "max_memory_megabytes": _memory_megabytes,
}


# --- the command line -------------------------------------------------------------------------------------------


def override(
    configuration: Configuration,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    min_confidence: ConfidenceName | None = None,
    exclude: Sequence[str] = (),
) -> Configuration:
    """The configuration with what the command line says.

    Its `select` replaces both `select` and `ignore` of the file, so that a rule asked for is a rule run; its `ignore`
    and `exclude` add to what the file leaves out.
    """
    changes: dict[str, Any] = {}
    origins = dict(configuration.origins)
    if select is not None:
        changes |= {"select": tuple(select), "ignore": ()}
        origins["select"] = COMMAND_LINE
        origins.pop("ignore", None)
    if ignore is not None:
        kept = changes.get("ignore", configuration.settings.ignore)
        changes["ignore"] = (*kept, *ignore)
        origins["ignore"] = f"{origins['ignore']}, {COMMAND_LINE}" if kept else COMMAND_LINE
    if min_confidence is not None:
        changes["min_confidence"] = min_confidence
        origins["min_confidence"] = COMMAND_LINE
    settings = msgspec.structs.replace(configuration.settings, **changes)
    return msgspec.structs.replace(configuration, settings=settings, origins=origins, exclude_here=tuple(exclude))


# --- files that the settings name ---------------------------------------------------------------------------------


def rule_folders(configuration: Configuration) -> tuple[pathlib.Path, ...]:
    """The folders of further rules that the settings name.

    A checkout may be a stranger's, so they must lie below the settings file, by their names and in truth.
    Raises SettingsError for one that does not, or that is no folder.
    """
    if configuration.file is None:
        return ()
    base = configuration.file.parent
    folders: list[pathlib.Path] = []
    for number, name in enumerate(configuration.settings.rules):
        problem = _OUTSIDE if _is_named_out(name) else _problem_of(base, pathlib.PurePath(name))
        if problem is not None:
            raise configuration.error(f"`rules`: {name!r} {problem}", "rules", number)
        folders.append(base / name)
    return tuple(folders)


def baseline_file(configuration: Configuration) -> pathlib.Path | None:
    """The baseline that the settings name, which need not be there yet.

    It is read and may be written, so it must lie below the settings file, by its name and in truth. Raises
    SettingsError.
    """
    name = configuration.settings.baseline
    if not name or configuration.file is None:
        return None
    base = configuration.file.parent
    try:
        inside = (base / name).resolve().is_relative_to(base.resolve())
    except (OSError, RuntimeError, ValueError):
        raise configuration.error(f"`baseline`: {name!r} cannot be followed", "baseline") from None
    if _is_named_out(name) or not inside:
        problem = _OUTSIDE if _is_named_out(name) else "leads out of the project's folder by a symbolic link"
        raise configuration.error(f"`baseline`: {name!r} {problem}", "baseline")
    return base / name


_OUTSIDE = "must be relative and stay inside the project's folder"


def _is_named_out(name: str) -> bool:
    path = pathlib.PurePath(name)
    return bool(path.is_absolute() or path.drive or path.root or ".." in path.parts)


def _problem_of(base: pathlib.Path, name: pathlib.PurePath) -> str | None:
    """Why the folder `name` below `base`, or something in it, is not to be read."""
    try:
        folder, home = base / name, base.resolve()
        if not folder.resolve(strict=True).is_relative_to(home):
            return "leads out of the project's folder by a symbolic link"
        if not folder.is_dir():
            return "is no folder"
        held = [each for part in (folder, folder / "apis") if part.is_dir() for each in part.iterdir()]
        if not all(each.resolve().is_relative_to(home) for each in held):
            return "holds a symbolic link that leads out of the project's folder"
        return None
    except FileNotFoundError:
        return "does not exist"
    except (OSError, RuntimeError, ValueError):  # a loop of links is a RuntimeError up to Python 3.12
        return "cannot be followed"

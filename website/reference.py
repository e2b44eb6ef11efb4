"""The reference pages, made from the code that they speak of: the settings, and the command line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from sockslint.options import ENVIRONMENT, STATUSES, parser
from sockslint.settings import FILE, SHARED_FILE, Settings

_GENERATED = "<!-- Written by `python -m website --reference`; what it says stands in {source}. -->\n\n"


#: What the arguments are that are no options.
PATHS = "A PATH is a file or folder to check; `-` is standard input. Without one the working folder is checked."


class Example(NamedTuple):
    """A command, and what it is for."""

    command: str
    purpose: str


#: What both the page of the command line and the manual page show. The tests run each.
EXAMPLES = (
    Example("sockslint src", "Check a folder."),
    Example("sockslint --explain SOCK101", "Read why a rule is there, and what to write instead."),
    Example("sockslint --format text --format sarif:sockslint.sarif src", "Look at findings, and keep them as SARIF."),
    Example("sockslint --baseline known.json --update-baseline src", "Write down the findings that there are."),
    Example("sockslint --baseline known.json src", "From then on, be told of others only."),
    Example('sockslint --diff-base "$(git merge-base origin/main HEAD)" src', "Check what a branch has changed."),
    Example("sockslint --select SOCK4 --min-confidence low src", "Look for leaks, the uncertain ones too."),
    Example("sockslint --stdin-filename src/client.py - < src/client.py", "Check what an editor holds."),
)


# --- settings -----------------------------------------------------------------------------------------------------


class Setting(NamedTuple):
    """A setting: its key in the file, what it is, what a value may be, what holds without it, and an example."""

    key: str
    description: str
    values: str
    default: object
    example: object


def settings() -> Iterator[Setting]:
    """All settings, in the order of their declaration."""
    hints = get_type_hints(Settings, include_extras=True)
    for field in msgspec.structs.fields(Settings):
        hint, about = get_args(hints[field.name])
        default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
        yield Setting(field.name.replace("_", "-"), about.description, _values(hint), default, about.examples[0])


def settings_page() -> str:
    """The page of settings, as Markdown."""
    options = {action.dest.replace("_", "-"): action.option_strings[0] for action in _actions(parser())}
    sections = [
        _GENERATED.format(source="sockslint/settings.py"),
        "# Settings\n\n",
        f"They stand in `{FILE}`, or in `{SHARED_FILE}` under `[tool.sockslint]`. The nearest file upward from the "
        "working directory counts, and no other; in one folder "
        f"`{FILE}` goes before `{SHARED_FILE}`. `--config FILE` names the file instead, `--isolated` takes none. "
        "`sockslint --show-settings` says which settings are in force, and where each comes from. A key that does not "
        "exist is an error, and so is a rule that does not. What has no effect is warned of: a pattern that no path "
        "can match, a rule that is both selected and ignored, a file or table by another name (`.sockslint.toml`).\n\n"
        "For C# files the severities of an `.editorconfig` go before `severity` here: "
        "`dotnet_diagnostic.SOCK301.severity = suggestion` (or `error`, `warning`, `default`; `silent` and `none` "
        "switch the rule off).\n\n"
        "Editors with Taplo complete and check a file whose first line is `#:schema ./settings.schema.json`, beside "
        "what `sockslint --schema settings` prints.\n\n",
    ]
    for each in settings():
        option = f" On the command line: `{options[each.key]}`." if each.key in options else ""
        default = f" Without it: `{_toml(each.default)}`." if each.default else ""
        sections.append(f"## {each.key}\n\n{each.description}\n\nIt is {each.values}.{default}{option}\n\n")
        sections.append(f"```toml\n{_assigned(each.key, each.example)}\n```\n\n")
    return "".join(sections).rstrip("\n") + "\n"


def _values(hint: Any) -> str:
    """What may be written for a type of :class:`Settings`."""
    if get_origin(hint) is Literal:
        *most, last = (f'`"{word}"`' for word in get_args(hint))
        return f"one of {', '.join(most)} and {last}"
    if get_origin(hint) is tuple:
        return "a list of strings"
    if issubclass(get_origin(hint) or hint, Mapping):
        return f"a table; each value is {_values(get_args(hint)[1])}"
    return {str: "a string", float: "a number"}[hint]


def _assigned(key: str, value: object) -> str:
    if isinstance(value, dict):
        return "\n".join([f"[{key}]", *(f"{_key(name)} = {_toml(each)}" for name, each in value.items())])
    return f"{key} = {_toml(value)}"


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() else json.dumps(name)


def _toml(value: object) -> str:
    """A string, a number or a list of strings, which TOML writes as JSON does."""
    return f"{value:g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


# --- the command line ---------------------------------------------------------------------------------------------


class Group(NamedTuple):
    """A group of options: its heading, and its options."""

    title: str
    options: list[argparse.Action]


def groups(command: argparse.ArgumentParser) -> list[Group]:
    """The options of a parser by their groups, as `--help` has them."""
    named = (Group(group.title or "", group._group_actions) for group in command._action_groups)
    return [group for group in named if group.options and group.options[0].option_strings]


def spelling(action: argparse.Action) -> str:
    """An option as it is written, with the name of its value: ``--format FORMAT[:FILE]``."""
    names = ", ".join(action.option_strings)
    return f"{names} {action.metavar}" if action.nargs != 0 and action.metavar else names


def meaning(action: argparse.Action) -> str:
    """What an option does, as a sentence without its full stop."""
    return (action.help or "").replace("%%", "%")


def _actions(command: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in command._actions if action.option_strings]


def command_line_page() -> str:
    """The page of the command line, as Markdown."""
    command = parser()
    sections = [
        _GENERATED.format(source="sockslint/options.py"),
        "# The command line\n\n```text\nsockslint [OPTION]... [PATH]...\n```\n\n",
        f"{command.description} {PATHS} Of an option's words, those in brackets say what holds without it. Some "
        "options also have [a setting](settings.md), which they go before.\n\n",
    ]
    for title, options in groups(command):
        sections.append(f"## {title.capitalize()}\n\n| option | what it does |\n| --- | --- |\n")
        sections += [f"| `{spelling(each)}` | {_cell(meaning(each))} |\n" for each in options]
        sections.append("\n")
    sections.append("## Exit status\n\n| status | what it says |\n| --- | --- |\n")
    sections += [f"| {status} | {said} |\n" for status, said in STATUSES.items()]
    sections.append("\n## Environment\n\n| variable | what it does |\n| --- | --- |\n")
    sections += [f"| `{name}` | {said} |\n" for name, said in ENVIRONMENT.items()]
    sections.append("\n## Examples\n\n")
    sections += [f"{purpose}\n\n```console\n{line}\n```\n\n" for line, purpose in EXAMPLES]
    sections.append(
        "`sockslint-fleet`, for many repositories, has [a page of its own](fleet.md), and `sockslint-fleet --help`.\n"
    )
    return "".join(sections)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

"""What shells need to complete the command's options and their values, made from the table of options."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: The values of options that take one of a few words; the other options that take something take a file or free text.
_FILES = ("FILE", "DIR")


class Option(NamedTuple):
    """An option: its name, its help, whether it takes a value, which values there are, and whether these are files."""

    name: str
    help: str
    takes: bool
    words: tuple[str, ...]
    files: bool


def completion(shell: str, parser: argparse.ArgumentParser, words: Mapping[str, Sequence[str]]) -> str:
    """A script for bash, zsh, fish or powershell; `words` are the values of options that take one of a few words."""
    options = [
        Option(
            name,
            re.sub(r"\s+", " ", action.help or "").replace("%%", "%"),
            action.nargs != 0,
            tuple(words.get(name, ())),
            action.metavar in _FILES,
        )
        for name, action in sorted(parser._option_string_actions.items())
        if name.startswith("--")
    ]
    return {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell](options)


def _bash(options: Sequence[Option]) -> str:
    cases = "".join(
        f'        {each.name}) COMPREPLY=($(compgen -W "{" ".join(each.words)}" -- "$word")); return ;;\n'
        for each in options
        if each.words
    )
    free = "|".join(each.name for each in options if each.takes and not each.words and not each.files)
    names = " ".join(each.name for each in options)
    return (
        "_sockslint() {\n"
        '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"\n'
        f'    case "$before" in\n{cases}        {free}) return ;;\n    esac\n'
        '    if [[ "$word" == -* ]]; then\n'
        f'        COMPREPLY=($(compgen -W "{names}" -- "$word"))\n'
        '    else\n        COMPREPLY=($(compgen -f -- "$word"))\n    fi\n}\n'
        "complete -o filenames -F _sockslint sockslint\n"
    )


def _zsh(options: Sequence[Option]) -> str:
    def spec(each: Option) -> str:
        said = re.sub(r"([\[\]:\\])", r"\\\1", each.help).replace("'", "'\\''")
        value = f":value:({' '.join(each.words)})" if each.words else ":file:_files" if each.files else ":value: "
        return f"  '*{each.name}[{said}]{value if each.takes else ''}' \\\n"

    return f"#compdef sockslint\n_arguments \\\n{''.join(map(spec, options))}  '*:path:_files'\n"


def _fish(options: Sequence[Option]) -> str:
    def quoted(text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    lines = []
    for each in options:
        takes = " -x" if each.takes and not each.files else " -r" if each.takes else ""
        words = f" -a {quoted(' '.join(each.words))}" if each.words else ""
        lines.append(f"complete -c sockslint -l {each.name[2:]}{takes}{words} -d {quoted(each.help)}\n")
    return "".join(lines)


def _powershell(options: Sequence[Option]) -> str:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    names = ", ".join(quoted(each.name) for each in options)
    values = "".join(
        f"        {quoted(each.name)} = @({', '.join(map(quoted, each.words))})\n" for each in options if each.words
    )
    return (
        "Register-ArgumentCompleter -Native -CommandName sockslint -ScriptBlock {\n"
        "    param($word, $command, $position)\n"
        f"    $values = @{{\n{values}    }}\n"
        "    $given = @($command.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position })\n"
        '    $before = "$($given[-1])"\n'
        f"    $words = if ($values.ContainsKey($before)) {{ $values[$before] }} else {{ @({names}) }}\n"
        '    $words | Where-Object { $_ -like "$word*" } |\n'
        "        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }\n}\n"
    )

"""The manual page, in the man macros that groff and mandoc read."""

from __future__ import annotations

import textwrap

from sockslint import __version__
from sockslint.options import ENVIRONMENT, STATUSES, parser
from sockslint.reports.sarif_tool import PROJECT_URL
from website.reference import EXAMPLES, PATHS, groups, meaning, spelling

#: The day on which what is written by hand here was last changed.
_REVISED = "2026-11-27"

_FILES = {
    "sockslint.toml": "the settings; the nearest one upward from the working directory counts",
    "pyproject.toml": "the same, in the table [tool.sockslint], if there is no sockslint.toml beside it",
    ".editorconfig": "severities of rules for C# files, such as dotnet_diagnostic.SOCK301.severity = none",
}


#: What roff would take for something else; the backslash comes first.
_ESCAPES = (("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti"))


def manual() -> str:
    """The page ``sockslint.1``."""
    command = parser()
    lines = [
        '.\\" Written by `python -m website --reference` from sockslint/options.py.',
        f'.TH SOCKSLINT 1 "{_REVISED}" "sockslint {_text(__version__)}" "User Commands"',
        ".SH NAME",
        "sockslint \\- find bugs in the life of a socket, in C# and Python sources",
        ".SH SYNOPSIS",
        ".B sockslint",
        "[\\fIOPTION\\fR]... [\\fIPATH\\fR]...",
        ".SH DESCRIPTION",
        _prose(
            "Reads C# and Python sources and reports connections left open after the peer has gone, timeouts that do "
            "nothing, and liveness tests that cannot tell. Each finding is explained as a path through the code. "
            "Nothing of what is read is built, imported or run, and the network is never used."
        ),
        ".PP",
        _prose(f"{PATHS} Of an option's words, those in brackets say what holds without it."),
        ".SH OPTIONS",
    ]
    for title, options in groups(command):
        lines.append(f".SS {_text(title.capitalize())}")
        for each in options:
            names, _, value = spelling(each).partition(" ") if each.metavar else (spelling(each), "", "")
            lines += [".TP", f"\\fB{_text(names)}\\fR" + (f" \\fI{_text(value)}\\fR" if value else "")]
            lines.append(_sentence(meaning(each)))
    lines.append(".SH EXIT STATUS")
    for status, said in STATUSES.items():
        lines += [".TP", f".B {status}", _sentence(said)]
    lines.append(".SH ENVIRONMENT")
    for name, said in ENVIRONMENT.items():
        lines += [".TP", f".B {name}", _sentence(said)]
    lines.append(".SH FILES")
    for name, said in _FILES.items():
        lines += [".TP", f".I {_text(name)}", _sentence(said)]
    lines.append(".SH EXAMPLES")
    for line, purpose in EXAMPLES:
        lines += [".TP", _prose(purpose), f"\\fB{_text(line)}\\fR"]
    lines += [
        ".SH SEE ALSO",
        ".BR git (1)",
        ".PP",
        "The rules, the settings and what was measured stand on",
        f".UR {PROJECT_URL}",
        "the project's pages",
        ".UE .",
    ]
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    """Text that begins in lower case, as help does, as a sentence of its own."""
    return _prose(f"{text[:1].upper()}{text[1:]}.")


def _prose(text: str) -> str:
    """Text, in which what stands between backticks is code, in lines that are short enough for mandoc."""
    parts = text.split("`")
    marked = "".join(f"\\fB{_escaped(part)}\\fR" if at % 2 else _escaped(part) for at, part in enumerate(parts))
    return "\n".join(map(_guarded, textwrap.wrap(marked, 78, break_long_words=False, break_on_hyphens=False)))


def _text(text: str) -> str:
    return _guarded(_escaped(text))


def _escaped(text: str) -> str:
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def _guarded(line: str) -> str:
    """A line that does not begin as a request would."""
    return f"\\&{line}" if line.startswith((".", "'")) else line

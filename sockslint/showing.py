"""What the command shows, or does, instead of checking."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

from sockslint.console import CLEAN, FOUND, Refusal, say
from sockslint.options import WORDS, parser
from sockslint.output import write_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sockslint.conventions import Entry
    from sockslint.request import Request
    from sockslint.rulebook.model import Rule, Rulebook


def show_completions(shell: str) -> int:
    """Print what a shell needs to complete our options."""
    from sockslint.completions import completion

    write_out(completion(shell, parser(), WORDS))
    return CLEAN


def clear_cache() -> int:
    """Forget what is known from earlier runs."""
    from sockslint.keeping import cache_folder

    try:
        from sockslint.cache import clear
    except ImportError:
        raise Refusal("--clear-cache: this Python has no sqlite3, so it keeps no cache") from None

    folder = cache_folder()
    if folder is None:
        return CLEAN
    try:
        clear(pathlib.Path(folder))
    except OSError as error:
        raise Refusal(f"--clear-cache: {folder}: {(error.strerror or str(error)).lower()}") from None
    return CLEAN


def test_rules(source: pathlib.Path) -> int:
    """Read the rules and API models of a folder, and hold the examples on the pages to their word."""
    from sockslint.examples import faults_of_example, faults_of_page
    from sockslint.reports.display import counted, one_line, visible
    from sockslint.rulebook.load import RulebookError, load_rulebook, rule_files

    try:
        rulebook = load_rulebook([source])
        files = rule_files(source)
    except RulebookError as error:
        raise Refusal(str(error)) from None
    pages = {str(file) for file in files if file.suffix == ".md"}
    rules = [rule for rule in rulebook.rules if rule.path in pages]
    faulty = 0
    faults = [fault for rule in rules for fault in faults_of_page(rule)]
    for rule in rules:
        for example in rule.examples:
            found = list(faults_of_example(rule, example, rulebook))
            faulty += bool(found)
            faults += found
    for fault in sorted(faults):
        write_out(visible(f"{fault.path}:{fault.line}: {one_line(fault.message)}") + "\n")
    examples = sum(len(rule.examples) for rule in rules)
    said = f"{counted(len(rules), 'rule')} and {counted(len(files) - len(rules), 'API model')} can be read"
    write_out(f"{said}; {examples - faulty} of {examples} examples hold\n")
    return FOUND if faults else CLEAN


def explain(name: str, rulebook: Rulebook) -> int:
    """Show a rule's page, or, a line each, the rules that the beginning of their ids stands for."""
    from sockslint.selection import rules_meant, unknown_rule

    meant = rules_meant(name, rulebook)
    if not meant:
        raise Refusal(f"--explain: {unknown_rule(name, rulebook)}")
    if len(meant) == 1:
        write_out(rulebook.rule(*meant).page)
        return CLEAN
    return list_rules([rule for rule in rulebook.rules if rule.id in meant])


def list_rules(rules: Sequence[Rule]) -> int:
    """Show rules, a line each."""
    rows = [(rule.id, rule.name, rule.header.severity, rule.header.summary) for rule in rules]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        write_out("  ".join([*cells, row[3]]).rstrip() + "\n")
    return CLEAN


def show_settings(request: Request) -> int:
    """Show the settings in force, and where each comes from."""
    import json

    import msgspec

    from sockslint.conventions import mistakes
    from sockslint.reports.display import visible
    from sockslint.selection import Selection

    Selection(request.configuration, request.rulebook, request.root)  # complains about unknown rules
    configuration = request.configuration
    lines = [
        f"# settings: {configuration.file or 'none found'}",
        f"# root: {request.root}",
    ]
    for field, value in msgspec.structs.asdict(configuration.settings).items():
        origin = configuration.origins.get(field, "default")
        if field == "exclude" and configuration.exclude_here:
            value = (*value, *configuration.exclude_here)
            origin = "command line" if origin == "default" else f"{origin}, command line"
        if isinstance(value, dict):
            pairs = ", ".join(f"{json.dumps(key)} = {json.dumps(each)}" for key, each in value.items())
            shown = f"{{ {pairs} }}" if pairs else "{}"
        else:
            shown = json.dumps(value)
        lines.append(f"{field.replace('_', '-')} = {shown}  # {origin}")
    doubts = [*request.doubts]
    if request.editorconfig:
        found = _conventions(request)
        ids = {rule.id for rule in request.rulebook.rules}
        lines += [
            visible(f"# {each.section or '(no section)'} {each.rule} = {each.value}  # {each.file}:{each.line}")
            for each in found
            if each.rule in ids
        ]
        doubts += mistakes(found, request.rulebook)
    write_out("\n".join(lines) + "\n")
    for doubt in doubts:
        say(visible(f"warning: {doubt}"))
    return CLEAN


def _conventions(request: Request) -> list[Entry]:
    """The lines of `.editorconfig` files about rules, for the C# files that would be checked."""
    from sockslint.conventions import entries
    from sockslint.engine import list_files
    from sockslint.sources.model import language_of

    folders = {(request.root / path).parent for path in list_files(request) if language_of(path) == "csharp"}
    return entries(folders)


def show_files(request: Request) -> int:
    """Show the files that would be checked."""
    from sockslint.engine import list_files
    from sockslint.reports.display import visible

    write_out("".join(f"{visible(path)}\n" for path in list_files(request)))
    return CLEAN

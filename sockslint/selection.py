"""The settings brought together with the rulebook: which rules run where, and which findings are shown."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator

import msgspec

from sockslint.findings import Confidence, Finding
from sockslint.rulebook.model import Rule, Rulebook
from sockslint.settings import COMMAND_LINE, Configuration, Doubt, SettingsError
from sockslint.sources.discovery import nothing_excluded
from sockslint.sources.ignoring import Patterns
from sockslint.sources.walk import Excluded
from sockslint.spelling import did_you_mean


class Selection:
    """What a configuration means, given the rules that there are.

    Raises SettingsError for a rule that nobody knows and for a pattern that is none.
    """

    def __init__(self, configuration: Configuration, rulebook: Rulebook, root: pathlib.Path) -> None:
        settings = configuration.settings
        self._root = root
        selected = self._expand(configuration, rulebook, "select", settings.select)
        ignored = self._expand(configuration, rulebook, "ignore", settings.ignore)
        self.rules: tuple[Rule, ...] = tuple(
            rule for rule in rulebook.rules if (rule.id in selected or not settings.select) and rule.id not in ignored
        )
        self._ids = frozenset(rule.id for rule in self.rules)
        self._severities = {
            rule: severity
            for name, severity in settings.severity.items()
            for rule in self._expand(configuration, rulebook, "severity", (name,))
        }
        self._confidence = Confidence[settings.min_confidence.upper()]
        for pattern in settings.per_file_ignores:
            _demand_pattern(pattern, configuration, "per_file_ignores", pattern)
        self._per_file = [
            (
                Patterns((pattern,), os.fspath(configuration.base)),
                self._expand(configuration, rulebook, "per_file_ignores", names, pattern),
            )
            for pattern, names in settings.per_file_ignores.items()
        ]

    @staticmethod
    def _expand(
        configuration: Configuration, rulebook: Rulebook, field: str, names: Iterable[str], *keys: str
    ) -> frozenset[str]:
        ids: set[str] = set()
        for number, name in enumerate(names):
            meant = rules_meant(name, rulebook)
            if not meant:
                raise configuration.error(
                    unknown_rule(name, rulebook), field, *keys, name if field == "severity" else number
                )
            ids |= meant
        return frozenset(ids)

    def active(self, rule: str, path: str) -> bool:
        """Whether a rule runs on a file, named as findings name it."""
        if rule not in self._ids:
            return False
        real = str(self._root / path)
        return not any(rule in rules and patterns.match(real) for patterns, rules in self._per_file)

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is sure enough to be shown."""
        return finding.confidence >= self._confidence

    def graded(self, finding: Finding) -> Finding:
        """The finding with the severity that the settings give it."""
        severity = self._severities.get(finding.rule, finding.severity)
        return finding if severity == finding.severity else msgspec.structs.replace(finding, severity=severity)


def rules_meant(name: str, rulebook: Rulebook) -> frozenset[str]:
    """The ids of the rules that a setting means: by id, by name, or by the beginning of ids (``SOCK1``)."""
    exact = frozenset(rule.id for rule in rulebook.rules if name in (rule.id, rule.name))
    is_prefix = name.rstrip("0123456789").isalpha() and name.isupper()
    return exact or frozenset(rule.id for rule in rulebook.rules if is_prefix and rule.id.startswith(name))


def beginnings(name: str, rulebook: Rulebook) -> tuple[str, ...]:
    """How the ids do begin that have the letters of a beginning that none has (``SOCK9``).

    None for more than one digit: a digit of an id is missing then more likely.
    """
    letters = name.rstrip("0123456789")
    if not letters or len(name) > len(letters) + 1:
        return ()
    return tuple(sorted({rule.id[: len(name)] for rule in rulebook.rules if rule.id.startswith(letters)}))


def unknown_rule(name: str, rulebook: Rulebook) -> str:
    """What is said of a name that means no rule."""
    begun = beginnings(name, rulebook)
    hint = f"; ids begin with {', '.join(begun)}" if begun else did_you_mean(name, known_names(rulebook))
    return f"unknown rule `{name}`{hint}"


def known_names(rulebook: Rulebook) -> list[str]:
    """All ids, then all names."""
    return [rule.id for rule in rulebook.rules] + [rule.name for rule in rulebook.rules]


def exclusion(configuration: Configuration) -> Excluded:
    """The test for what the settings and the command line exclude. Raises SettingsError for what is no pattern."""
    sets = []
    if configuration.settings.exclude:
        for number, line in enumerate(configuration.settings.exclude):
            _demand_pattern(line, configuration, "exclude", number)
        sets.append(Patterns(configuration.settings.exclude, os.fspath(configuration.base)))
    if configuration.exclude_here:
        for line in configuration.exclude_here:
            _demand_pattern(line, None)
        sets.append(Patterns(configuration.exclude_here, str(pathlib.Path.cwd())))
    if not sets:
        return nothing_excluded

    def excluded(real: str, folder: bool) -> bool:
        return any(patterns.match(real, folder=folder) for patterns in sets)

    return excluded


def doubts(configuration: Configuration, rulebook: Rulebook) -> list[Doubt]:
    """What of a configuration has no effect: patterns that no path matches, and rules that are selected and ignored."""
    return [*_futile_patterns(configuration), *_ignored_all_the_same(configuration, rulebook)]


def _futile_patterns(configuration: Configuration) -> Iterator[Doubt]:
    message = "`{}`: `{}` can match no path"
    for number, line in enumerate(configuration.settings.exclude):
        if _is_futile(line):
            yield configuration.error(message.format("exclude", line), "exclude", number)
    for line in filter(_is_futile, configuration.settings.per_file_ignores):
        yield configuration.error(message.format("per-file-ignores", line), "per_file_ignores", line)
    for line in filter(_is_futile, configuration.exclude_here):
        yield SettingsError(message.format("--exclude", line))


def _is_futile(line: str) -> bool:
    if not line.strip() or line.startswith("#"):  # these are meant to match nothing
        return False
    try:
        return not Patterns((line,), os.sep).can_match
    except ValueError:  # is refused
        return False


def _ignored_all_the_same(configuration: Configuration, rulebook: Rulebook) -> Iterator[Doubt]:
    settings, origins = configuration.settings, configuration.origins
    if COMMAND_LINE in origins.get("ignore", "") and origins.get("select") != COMMAND_LINE:
        return  # one run is to do without
    ignored = frozenset(rule for name in settings.ignore for rule in rules_meant(name, rulebook))
    for number, name in enumerate(settings.select):
        meant = rules_meant(name, rulebook)
        if meant and meant <= ignored:
            message = f"`select`: `{name}` does not run, as `ignore` names it, too"
            yield configuration.error(message, "select", number)


def _demand_pattern(line: str, configuration: Configuration | None, field: str = "", *keys: str | int) -> None:
    """Raises SettingsError for a line that is no pattern; without a configuration it is the command line's."""
    try:
        Patterns((line,), os.sep)
    except ValueError:
        message = f"`{line}` is no pattern"
        if configuration is None:
            raise SettingsError(f"--exclude: {message}") from None
        raise configuration.error(f"`{field.replace('_', '-')}`: {message}", field, *keys) from None

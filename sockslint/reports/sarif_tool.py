"""The part of a SARIF log that does not vary with what was found: the tool, its rules, and the weaknesses they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from sockslint.findings import Severity
from sockslint.rulebook.load import rules_folder
from sockslint.rulebook.model import Rule

#: Where the project lives. What links to it is derived from here and from nowhere else.
PROJECT_URL = "https://github.com/sockslint/sockslint"
_PAGES_URL = f"{PROJECT_URL}/blob/main/rules/"
_CWE_URL = "https://cwe.mitre.org/"

# What GitHub cuts descriptions to, and how many tags it keeps.
_DESCRIPTION = 1024
_TAGS = 10

_PROBLEM: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
_SEMANTIC_VERSION = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")

Object: TypeAlias = dict[str, object]


def driver(rules: Sequence[Rule], version: str) -> Object:
    """The tool's own component, with its rules in the order given."""
    weaknesses = _weaknesses(rules)
    component: Object = {"name": "sockslint", "version": version}
    if _SEMANTIC_VERSION.fullmatch(version):
        component["semanticVersion"] = version
    component["informationUri"] = PROJECT_URL
    component["rules"] = [_descriptor(rule, weaknesses) for rule in rules]
    if weaknesses:
        component["supportedTaxonomies"] = [_CWE]
    return component


def taxonomies(rules: Sequence[Rule]) -> list[Object]:
    """The Common Weakness Enumeration, as far as the rules name it; no taxonomy if none does."""
    taxa = [
        {"id": str(number), "helpUri": f"{_CWE_URL}data/definitions/{number}.html"} for number in _weaknesses(rules)
    ]
    if not taxa:
        return []
    component: Object = {
        "name": "CWE",
        "organization": "MITRE",
        "shortDescription": {"text": "The Common Weakness Enumeration."},
        "informationUri": _CWE_URL,
        "isComprehensive": False,
        "taxa": taxa,
    }
    return [component]


#: How the driver and its rules refer to the only taxonomy.
_CWE: Object = {"name": "CWE", "index": 0}


def _weaknesses(rules: Sequence[Rule]) -> list[int]:
    return sorted({number for rule in rules for number in rule.header.cwe})


def _descriptor(rule: Rule, weaknesses: list[int]) -> Object:
    header = rule.header
    tags = [*header.tags, *(f"external/cwe/cwe-{number:03}" for number in header.cwe)]
    summary = sentence(header.summary)
    page = rule.page or summary
    descriptor: Object = {"id": rule.id}
    if rule.name:
        descriptor["name"] = rule.name
    descriptor["shortDescription"] = {"text": _shortened(summary)}
    descriptor["fullDescription"] = {"text": _shortened(_opening(rule.page) or summary)}
    descriptor["help"] = {"text": page, "markdown": page}
    if address := page_address(rule):
        descriptor["helpUri"] = address
    descriptor["defaultConfiguration"] = {"level": header.severity}
    descriptor["properties"] = {
        "tags": tags[-_TAGS:],
        "precision": header.precision,
        "problem.severity": _PROBLEM[header.severity],
    }
    if header.cwe:
        descriptor["relationships"] = [
            {
                "target": {"id": str(number), "index": weaknesses.index(number), "toolComponent": _CWE},
                "kinds": ["superset"],
            }
            for number in header.cwe
        ]
    return descriptor


def page_address(rule: Rule) -> str | None:
    """Where a rule's page can be read. Where a user's own rules are published is not known."""
    return _PAGES_URL + Path(rule.path).name if Path(rule.path).parent == rules_folder() else None


def sentence(text: str) -> str:
    """The text, begun and ended like a sentence."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _opening(page: str) -> str:
    """The first paragraph of a page that is prose, as one line; empty if there is none."""
    for block in re.split(r"\n\s*\n", page):
        lines = [line for line in block.strip().splitlines() if not line.startswith("#")]
        if lines and not lines[0].startswith(("```", "~~~", "|", "- ", "* ", ">")):
            return " ".join(" ".join(lines).split())
    return ""


def _shortened(text: str) -> str:
    """The text, cut at a word to what GitHub shows of a description."""
    if len(text) <= _DESCRIPTION:
        return text
    return text[: _DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"

"""The pages of the rules: what a rule's own page says, and what was seen at run time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from sockslint.reports.sarif_tool import PROJECT_URL
from sockslint.rulebook.model import Rule
from tests.repro.programs import Program

_LANGUAGES = {"csharp": "C#", "python": "Python"}
_RUNTIMES = {"mono": "Mono", "coreclr": "CoreCLR", "cpython": "CPython"}
_CWE = "https://cwe.mitre.org/data/definitions/{}.html"
_SECTION = re.compile(r"^(?P<level>##+) (?P<title>.+)$", re.MULTILINE)


def rule_page(rule: Rule, evidence: str, programs: Sequence[Program], root: Path) -> str:
    """A rule's page of the site. `evidence` is the text of docs/evidence.md, `programs` those of the laboratory."""
    heading, _, body = rule.page.partition("\n")
    parts = [heading, "\n\n", _facts(rule), "\n", body.rstrip("\n"), "\n"]
    seen = "".join(sections_about(rule.id, evidence))
    tried = _laboratory([each for each in programs if each.rule == rule.id], evidence, root)
    if seen or tried:
        parts += ["\n## Evidence at run time\n\n", seen, tried]
        parts.append("[All that was measured](../docs/evidence.md), and how.\n")
    return "".join(parts)


def _facts(rule: Rule) -> str:
    """What is to be known about a rule at a glance."""
    header = rule.header
    facts = [
        f"Severity: **{header.severity}**",
        f"languages: {' and '.join(_LANGUAGES[each] for each in header.languages)}",
        f"precision: {header.precision.replace('-', ' ')}",
    ]
    if header.cwe:
        facts.append(f"weakness: {', '.join(f'[CWE-{number}]({_CWE.format(number)})' for number in header.cwe)}")
    return "; ".join(facts) + ".\n"


def sections_about(rule: str, evidence: str) -> Iterator[str]:
    """The sections of the evidence that are about a rule: it stands in their title, or the text says "is" of it."""
    marks = list(_SECTION.finditer(evidence))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(evidence)
        text = evidence[mark.end() : end].strip("\n")
        title = re.sub(rf"^\[{rule}\]\([^)]*\): (\w)", lambda match: match[1].upper(), mark["title"])
        if title != mark["title"] or re.search(rf"\bis\s+\[{rule}\]", text):
            yield f"### {title}\n\n{text}\n\n"


def _laboratory(programs: Sequence[Program], evidence: str, root: Path) -> str:
    """The programs that are run for a rule, and what decides whether one shows the fault."""
    if not programs:
        return ""
    signs = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", evidence, re.MULTILINE))
    by_path: defaultdict[Path, list[Program]] = defaultdict(list)
    for each in programs:
        by_path[each.path].append(each)
    lines = ["### Programs of the laboratory\n\n| program | what it is | peer | run on |\n| --- | --- | --- | --- |\n"]
    for path, group in sorted(by_path.items()):
        first = group[0]
        file = path.relative_to(root).as_posix()
        what = (
            ", ".join(each.example or each.verdict for each in group)
            .replace("csharp", "C#")
            .replace("python", "Python")
        )
        runtimes = ", ".join(_RUNTIMES[each] for each in first.runtimes)
        name = f"{path.parent.name}/{path.name}"
        lines.append(f"| [{name}]({PROJECT_URL}/blob/main/{file}) | {what} | {', '.join(first.peers)} | {runtimes} |\n")
    lines.append("\nA faulty one shows its symptom on every runtime that it is run on, a mended one never:\n\n")
    symptoms = sorted({each.symptom for each in programs})
    lines += [f"- `{symptom}`: {signs[symptom]}\n" for symptom in symptoms]
    return "".join([*lines, "\n"])


def rules_index(rules: Sequence[Rule]) -> str:
    """The page that lists the rules; its links are relative to the folder of rules."""
    lines = [
        "# Rules\n\nThe number tells the family: 1 receiving, 2 timeouts, 3 liveness, 4 ownership, 5 sending. "
        "`sockslint --explain SOCK101` shows a page in the terminal.\n\n",
        "| rule | what is wrong | severity | languages |\n| --- | --- | --- | --- |\n",
    ]
    for rule in rules:
        languages = ", ".join(_LANGUAGES[each] for each in rule.header.languages)
        link = f"[{rule.id} {rule.name}]({Path(rule.path).name})"
        lines.append(f"| {link} | {rule.header.summary} | {rule.header.severity} | {languages} |\n")
    return "".join(lines)

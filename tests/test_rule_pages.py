"""Every example on a rule's page is held to its word."""

from __future__ import annotations

import pytest

from sockslint.rulebook.model import Example, Rule
from tests.judging import agreement, rulebook

EXAMPLES = [(rule, example) for rule in rulebook().rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}:{e.line}" for r, e in EXAMPLES])
def test_example(rule: Rule, example: Example) -> None:
    path = "example.cs" if example.language == "csharp" else "example.py"
    found, marked = agreement({path: example.code})
    assert found == marked
    assert any(rule.id in line for line in marked) == (example.verdict == "bad")


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.id)
def test_every_language_of_a_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    if rule.header.messages:
        shown = {(example.language, example.verdict) for example in rule.examples}
        assert shown == {(language, verdict) for language in rule.header.languages for verdict in ("bad", "good")}

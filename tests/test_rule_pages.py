"""Every example on a rule's page is held to its word."""

from __future__ import annotations

import pytest

from sockslint.examples import faults_of_example, faults_of_page
from sockslint.rulebook.model import Example, Rule
from tests.judging import rulebook

EXAMPLES = [(rule, example) for rule in rulebook().rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}:{e.line}" for r, e in EXAMPLES])
def test_example(rule: Rule, example: Example) -> None:
    assert list(faults_of_example(rule, example, rulebook())) == []


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.id)
def test_every_language_of_a_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    assert list(faults_of_page(rule)) == []

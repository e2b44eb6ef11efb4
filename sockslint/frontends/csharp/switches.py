"""``switch``: the statement and the expression."""

from __future__ import annotations

from collections.abc import Sequence

from sockslint.flow.builder import And, Condition, Section
from sockslint.flow.model import Assign, Operand
from sockslint.frontends.csharp.body import Body
from sockslint.frontends.csharp.patterns import Subject, match
from sockslint.frontends.csharp.scopes import Scope
from sockslint.frontends.csharp.statements import case_label, sequence
from sockslint.frontends.csharp.tables import STATEMENTS, expression, statement
from sockslint.frontends.trees import Node


@statement("switch_statement")
def switch(body: Body, node: Node) -> None:
    """``switch (x) { ... }``. The grammar gives each label a section; those without statements join the next."""
    value, inner = node.part("value"), node.part("body")
    operand = body.value(value) if value is not None else None
    if inner is None:
        return
    subject = Subject(body.span(value or node), lambda: operand if operand is not None else "")
    groups = _groups([child for child in inner.children if child.kind == "switch_section"])
    body.switches.append(node)
    with body.scoped() as shared:
        labels = _labels(body, groups) if body.file.has_labels else [[] for _ in groups]
        body.builder.declare_labels([name for names in labels for name in names])
        body.builder.switch(
            [_section(body, subject, group, names, shared) for group, names in zip(groups, labels, strict=True)]
        )
    body.switches.pop()


def _groups(sections: Sequence[Node]) -> list[list[Node]]:
    """The sections, joined where control falls from one label to the next."""
    groups: list[list[Node]] = []
    open_ = False
    for section in sections:
        if open_:
            groups[-1].append(section)
        else:
            groups.append([section])
        open_ = not _statements(section)
    return groups


def _statements(section: Node) -> list[Node]:
    return [child for child in section.children if child.kind in STATEMENTS or child.kind == "ERROR"]


def _pattern(section: Node) -> Node | None:
    """What stands after ``case``; None for ``default``."""
    if "default" in section.tokens or not section.children:
        return None
    first = section.children[0]
    return None if first.kind in STATEMENTS else first


def _labels(body: Body, groups: Sequence[Sequence[Node]]) -> list[list[str]]:
    """The labels of each group, for ``goto case``; each name once, should the source have it twice."""
    seen: set[str] = set()
    labels = []
    for group in groups:
        names = {case_label(body, _pattern(section)) for section in group} - seen
        seen |= names
        labels.append(sorted(names))
    return labels


def _section(body: Body, subject: Subject, group: Sequence[Node], labels: Sequence[str], shared: Scope) -> Section:
    """One section: what its patterns declare is its own; what its statements declare, all sections see."""
    nodes = _statements(group[-1])
    tests: list[Condition] = []
    with body.scoped() as own:
        for section in group:
            pattern = _pattern(section)
            if pattern is not None:
                tests.append(_guarded(body, match(body, subject, pattern), section))

    def run() -> None:
        with body.within(own):
            for name in labels:
                body.builder.label(name)
            sequence(body, nodes)
        for name, place in own.names.items():
            shared.names.setdefault(name, place)

    return Section(tests, any(_pattern(section) is None for section in group), run)


def _guarded(body: Body, condition: Condition, node: Node) -> Condition:
    when = node.first("when_clause")
    inner = when.unnamed() if when is not None else None
    return condition if inner is None else And(condition, body.condition(inner))


@expression("switch_expression")
def switch_value(body: Body, node: Node) -> Operand:
    """``x switch { P => v, ... }``."""
    result = body.temporary()
    operand = body.value(node.children[0]) if node.children else ""
    subject = Subject(body.span(node), lambda: operand)
    arms = [child for child in node.children[1:] if child.kind == "switch_expression_arm" and child.children]
    body.builder.switch([_arm(body, subject, arm, result) for arm in arms])
    return result


def _arm(body: Body, subject: Subject, node: Node, result: str) -> Section:
    value = node.children[-1]
    with body.scoped() as own:
        pattern = node.children[0]
        is_default = pattern.kind == "discard" and node.first("when_clause") is None
        tests = [] if is_default else [_guarded(body, match(body, subject, pattern), node)]

    def run() -> None:
        with body.within(own):
            body.emit(Assign(body.span(value), result, body.value(value)))

    return Section(tests, is_default, run)

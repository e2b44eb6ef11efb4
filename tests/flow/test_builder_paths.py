"""The graph builder makes exactly the paths that a program can take: all of them, and no other.

Random structured programs are interpreted, and lowered by the builder and walked; both give the same traces.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from hypothesis import example, given, settings

from sockslint.flow.builder import And, Builder, Condition, Handler, Not, Or, Section, Test
from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Assign,
    Block,
    Branch,
    Call,
    Const,
    Dispatch,
    Expr,
    Jump,
    Operand,
    Raise,
    Return,
)
from sockslint.text import Span
from tests.flow.interpreter import Trace, Traces, traces
from tests.flow.structured import (
    FAULT,
    UNKNOWN,
    Ask,
    Both,
    Choice,
    Do,
    Either,
    Fixed,
    Goto,
    If,
    Keep,
    Leave,
    Loop,
    Negation,
    Question,
    Sequence,
    Statement,
    Throw,
    Try,
    programs,
)

NOWHERE = Span(0, 0)

#: How long a trace may get before both sides cut it; some three events, conditions and ways out deep.
LENGTH = 9


def lower(program: Statement) -> tuple[Block, ...]:
    """The graph that the builder makes of a program."""
    numbers = itertools.count()
    lowering = _Lowering(Builder(lambda: f"%{next(numbers)}"))
    lowering.statement(program)
    return lowering.builder.finish()


@dataclass
class _Lowering:
    builder: Builder

    def part(self, statement: Statement) -> Callable[[], None]:
        return lambda: self.statement(statement)

    def optional(self, statement: Statement | None) -> Callable[[], None] | None:
        return None if statement is None else self.part(statement)

    def event(self, name: str) -> None:
        self.builder.emit(Call(NOWHERE, self.builder.temporary(), None, name, f"::{name}"))

    def condition(self, question: Question) -> Condition:
        match question:
            case Fixed(value):
                return Test(lambda: Const(value), NOWHERE)
            case Ask(name, first, negated):

                def evaluate() -> Operand:
                    if first is not None:
                        self.event(first)
                    return Expr("not", (name,)) if negated else name

                return Test(evaluate, NOWHERE)
            case Negation(inner):
                return Not(self.condition(inner))
            case Both(left, right):
                return And(self.condition(left), self.condition(right))
            case Either(left, right):
                return Or(self.condition(left), self.condition(right))

    def statement(self, statement: Statement) -> None:
        builder = self.builder
        match statement:
            case Do(name):
                self.event(name)
            case Keep(question):
                builder.truth(NOWHERE, self.condition(question))
            case Throw(type_):
                builder.raise_(NOWHERE, type_)
            case Goto(label):
                builder.goto(label)
            case Leave(how):
                {"break": builder.break_, "continue": builder.continue_}.get(how, self.leave)()
            case If(question, then, otherwise):
                builder.branch(self.condition(question), self.part(then), self.optional(otherwise))
            case Sequence(parts):
                builder.declare_labels([label for label, _ in parts if label is not None])
                for name_here, part in parts:
                    if name_here is not None:
                        builder.label(name_here)
                    self.statement(part)
            case Loop(loop_question, body, step, otherwise, test_first):
                builder.loop(
                    None if loop_question is None else self.condition(loop_question),
                    self.part(body),
                    step=self.optional(step),
                    otherwise=self.optional(otherwise),
                    test_first=test_first,
                )
            case Choice(sections):
                builder.switch(
                    [
                        Section([self.condition(question) for question in questions], is_default, self.part(body))
                        for questions, is_default, body in sections
                    ]
                )
            case Try(name, body, handlers, otherwise, last):
                builder.try_(
                    self.part(body),
                    [
                        Handler(types, self.part(part), None if question is None else self.condition(question))
                        for types, question, part in handlers
                    ],
                    otherwise=self.optional(otherwise),
                    finally_=None if last is None else lambda: self.last(name, last),
                )

    def leave(self) -> None:
        self.builder.return_(NOWHERE, None)

    def last(self, name: str, body: Statement) -> None:
        self.event(f"finally {name}")
        self.statement(body)
        self.event(f"over {name}")


class Walk(NamedTuple):
    """Where a walk through a graph is.

    `exception` is what is in flight. A ``finally`` may raise and catch others on the way, so `finals` keeps, for each
    that was begun, what was in flight then.
    """

    block: int
    at: int
    trace: Trace
    exception: str
    finals: tuple[tuple[str, str], ...]


def walked(blocks: tuple[Block, ...], length: int) -> Traces:
    """The traces of all paths through a graph; one that would be longer than `length` is cut there."""
    found: Traces = set()
    seen: set[Walk] = set()
    waiting = [Walk(0, 0, (), "", ())]
    while waiting:
        walk = waiting.pop()
        if walk.block == EXIT:
            found.add((*walk.trace, "end"))
        elif walk.block == RAISE_EXIT:
            found.add((*walk.trace, f"escapes {walk.exception}"))
        elif walk not in seen:
            seen.add(walk)
            for following in steps(blocks[walk.block], walk):
                if len(following.trace) >= length:
                    found.add(following.trace)
                else:
                    waiting.append(following)
    return found


def steps(block: Block, walk: Walk) -> list[Walk]:
    """Where a walk may go on from where it is."""
    if walk.at < len(block.events):
        onward = walk._replace(at=walk.at + 1)
        match block.events[walk.at]:
            case Call(name=name) if name.startswith("finally "):
                finals = (*walk.finals, (name.removeprefix("finally "), walk.exception))
                return [said(onward, name)._replace(finals=finals)]
            case Call(name=name) if name.startswith("over "):
                return [said(ended(onward, name.removeprefix("over ")), name)]
            case Call(name=name):
                after = said(onward, name)
                failed = said(after, "fails")._replace(block=block.on_raise, at=0, exception=FAULT)
                return [after, failed] if len(after.trace) < LENGTH else [after]
            case Assign(value=Const(bool(value))):
                return [said(onward, f"={value}")]
            case Return():
                return [said(onward, "return")]
            case Raise(type=type_):
                raised = said(onward, f"raise {type_ or UNKNOWN}")
                return [raised._replace(exception=type_ or UNKNOWN)]
            case event:
                raise AssertionError(f"nobody emitted {event}")
    match block.exit:
        case Jump(target):
            return [walk._replace(block=target, at=0)]
        case Branch(condition, then, otherwise):
            return [
                said(walk, f"{condition}+")._replace(block=then, at=0),
                said(walk, f"{condition}-")._replace(block=otherwise, at=0),
            ]
        case Dispatch(catches, otherwise):
            fitting = (catch.target for catch in catches if not catch.types or walk.exception in catch.types)
            return [walk._replace(block=next(fitting, otherwise), at=0)]


def said(walk: Walk, token: str) -> Walk:
    return walk._replace(trace=(*walk.trace, token))


def ended(walk: Walk, name: str) -> Walk:
    """After a ``finally`` what was in flight before it is so again; those that were left from within are forgotten."""
    at = max(at for at, (begun, _) in enumerate(walk.finals) if begun == name)
    return walk._replace(exception=walk.finals[at][1], finals=walk.finals[:at])


def in_two_finals(inner: Statement) -> Statement:
    """A loop, and in it a statement with two ``finally`` around it."""
    within = Try("inner", inner, (), None, Do("first"))
    return Loop(None, Try("outer", within, (), None, Do("second")), None, Do("else"), test_first=True)


@example(in_two_finals(Leave("return")))
@example(in_two_finals(Leave("break")))
@example(in_two_finals(Leave("continue")))
@settings(max_examples=300)
@given(programs())
def test_the_paths_of_the_graph_are_the_traces_of_the_program(program: Statement) -> None:
    expected, found = traces(program, LENGTH), walked(lower(program), LENGTH)
    assert found - expected == set(), "paths that the program cannot take"
    assert expected - found == set(), "traces that the graph has no path for"

"""Small structured programs, and a strategy that grows them.

A program does nothing but leave a trace: the events that it comes by, what its conditions were, which exceptions it
met. Every event may fail, and every open condition may go either way, so a program has many traces.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from hypothesis import strategies as st

#: What an event that fails raises, and what a raise of no type does; a handler of no types catches either.
FAULT = "fault"
UNKNOWN = "?"

# --- programs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ask:
    """A condition that is open. `first` is an event that evaluating it takes; `negated` asks through a pure not."""

    name: str
    first: str | None = None
    negated: bool = False


@dataclass(frozen=True)
class Fixed:
    """A condition that is a constant."""

    value: bool


@dataclass(frozen=True)
class Negation:
    inner: Question


@dataclass(frozen=True)
class Both:
    left: Question
    right: Question


@dataclass(frozen=True)
class Either:
    left: Question
    right: Question


Question: TypeAlias = Ask | Fixed | Negation | Both | Either


@dataclass(frozen=True)
class Do:
    name: str


@dataclass(frozen=True)
class Keep:
    """Stores the truth of a condition."""

    question: Question


@dataclass(frozen=True)
class Sequence:
    """Statements in order, each with a label or none."""

    parts: tuple[tuple[str | None, Statement], ...]


@dataclass(frozen=True)
class If:
    question: Question
    then: Statement
    otherwise: Statement | None


@dataclass(frozen=True)
class Loop:
    question: Question | None
    body: Statement
    step: Statement | None
    otherwise: Statement | None
    test_first: bool


@dataclass(frozen=True)
class Choice:
    """A switch: for each section its tests, whether it is the default, and its body."""

    sections: tuple[tuple[tuple[Question, ...], bool, Statement], ...]


@dataclass(frozen=True)
class Try:
    """`handlers`: for each the types that it names, its filter or none, and its body."""

    name: str
    body: Statement
    handlers: tuple[tuple[tuple[str, ...], Question | None, Statement], ...]
    otherwise: Statement | None
    last: Statement | None


@dataclass(frozen=True)
class Scope:
    """A resource that is released at the end of a body, however that is left. `enters` tells that entering it is an
    event, too."""

    name: str
    enters: bool
    body: Statement


@dataclass(frozen=True)
class Throw:
    type: str | None


@dataclass(frozen=True)
class Goto:
    label: str


@dataclass(frozen=True)
class Leave:
    """``break``, ``continue`` or ``return``."""

    how: str


Statement: TypeAlias = Do | Keep | Sequence | If | Loop | Choice | Scope | Try | Throw | Goto | Leave

# --- how they are grown -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Context:
    """What a statement stands in: whether ``break`` and ``continue`` may stand there, and the labels in reach."""

    breaks: bool = False
    continues: bool = False
    labels: tuple[str, ...] = ()


@dataclass
class _Grower:
    draw: Callable[[st.SearchStrategy[object]], object]
    scopes: bool = False
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def one(self, choices: Iterable[str]) -> str:
        return str(self.draw(st.sampled_from(list(choices))))

    def coin(self) -> bool:
        return bool(self.draw(st.booleans()))

    def name(self, kind: str) -> str:
        return f"{kind}{next(self.numbers)}"

    def question(self, depth: int = 2, *, pure: bool = False) -> Question:
        kind = self.one(["ask", "ask", "fixed", *(["not", "and", "or"] if depth else [])])
        if kind == "fixed":
            return Fixed(self.coin())
        if kind == "ask":
            first = None if pure or not self.coin() else self.name("e")
            return Ask(self.name("q"), first, self.coin())
        left = self.question(depth - 1, pure=pure)
        if kind == "not":
            return Negation(left)
        right = self.question(depth - 1, pure=pure)
        return Both(left, right) if kind == "and" else Either(left, right)

    def statement(self, depth: int, where: _Context) -> Statement:
        nested = ["if", "loop", "switch", "try", "try", "try", "sequence", *["with"] * self.scopes]
        simple = ["do", "do", "keep", "return", "raise"]
        simple += ["break"] * where.breaks + ["continue"] * where.continues + ["goto"] * bool(where.labels)
        kind = self.one([*simple, *(nested if depth else [])])
        inner = depth - 1
        match kind:
            case "do":
                return Do(self.name("e"))
            case "keep":
                return Keep(self.question())
            case "return" | "break" | "continue":
                return Leave(kind)
            case "raise":
                return Throw(self.exception())
            case "goto":
                return Goto(self.one(where.labels))
            case "if":
                return If(self.question(), self.statement(inner, where), self.optional(inner, where))
            case "loop":
                within = _Context(True, True, where.labels)
                question = self.question() if self.coin() else None
                body = self.statement(inner, within)
                step = Do(self.name("e")) if self.coin() else None
                return Loop(question, body, step, self.optional(inner, where), self.coin())
            case "switch":
                return self.choice(inner, _Context(True, where.continues, where.labels))
            case "try":
                return self.try_(inner, where)
            case "with":
                return Scope(self.name("r"), True, self.statement(inner, where))
            case _:
                return self.sequence(inner, where)

    def optional(self, depth: int, where: _Context) -> Statement | None:
        return self.statement(depth, where) if self.coin() else None

    def exception(self) -> str | None:
        chosen = self.one(["A", "B", UNKNOWN])
        return None if chosen == UNKNOWN else chosen

    def sequence(self, depth: int, where: _Context) -> Sequence:
        labels = [self.name("l") if self.coin() else None for _ in range(2 + self.coin())]
        reach = (*where.labels, *(label for label in labels if label is not None))
        within = _Context(where.breaks, where.continues, reach)
        return Sequence(tuple((label, self.statement(depth, within)) for label in labels))

    def choice(self, depth: int, within: _Context) -> Choice:
        count = 1 + self.coin()
        default = int(self.one("012"))
        return Choice(
            tuple(
                (
                    tuple(self.question(1) for _ in range(int(self.one("012")))),
                    at == default,
                    self.statement(depth, within),
                )
                for at in range(count)
            )
        )

    def try_(self, depth: int, where: _Context) -> Try:
        handlers = tuple(
            (
                ((), ("A",), ("A", "B"), (FAULT,))[int(self.one("0123"))],
                self.question(1, pure=True) if self.coin() else None,
                self.statement(depth, where),
            )
            for _ in range(int(self.one("012")))
        )
        last = self.statement(min(depth, 2), where) if self.coin() or not handlers else None
        return Try(self.name("t"), self.statement(depth, where), handlers, self.optional(depth, where), last)


@st.composite
def programs(draw: st.DrawFn, depth: int = 4, *, scopes: bool = False) -> Statement:
    """Programs whose statements are nested up to `depth` deep, with `scopes` if wanted; every name in one is unique."""
    return _Grower(draw, scopes).sequence(depth, _Context())

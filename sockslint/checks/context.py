"""What every form of check needs: the program, its effects, and how a finding is worded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TypeAlias

from sockslint.checks.callbacks import Callbacks
from sockslint.checks.connections import Connections
from sockslint.checks.event_args import EventArgs
from sockslint.checks.uses import Use, Uses
from sockslint.faults import fault
from sockslint.findings import Confidence, Finding, Gap, Remedy, Step
from sockslint.flow.model import (
    Assign,
    Call,
    Const,
    Expr,
    Operand,
    Read,
    shown,
)
from sockslint.program.analyses import Analyses
from sockslint.program.deferral import Deferral, deferrals
from sockslint.program.index import Method
from sockslint.program.link import Program
from sockslint.program.locals import places_in_function
from sockslint.program.wording import place_as_written
from sockslint.rulebook.model import Kind, Role, Rule, wording_in
from sockslint.text import Span

#: Finds out about a part of what a rule asks for, without the findings of other parts.
Case: TypeAlias = Callable[[], list[Finding]]


#: The kinds of what a connection is used by, whether or not that can be closed.
_HANDLES: frozenset[Kind] = frozenset(("connection", "event_args"))
#: What a connection is called that the source has no name for.
_NAMELESS = "the connection"


class Context:
    """A linked program, seen by the checks."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.analyses = Analyses(program)
        self.effects = self.analyses.effects
        self.uses = Uses(self.analyses)
        self.callbacks = Callbacks(self.analyses, self.uses)
        self.connections = Connections(program, self.uses)
        self.event_args = EventArgs(program, self.uses)
        self.gaps: list[Gap] = []

    @contextmanager
    def isolated(self, rule: Rule, use: Use) -> Iterator[None]:
        """Judge one use by a rule, so that whatever goes wrong is a gap there and costs nothing else."""
        try:
            yield
        except RecursionError:
            self._gap(use, f"not fully analysed by {rule.id}: the code here is nested too deeply")
        except Exception as error:
            self._gap(use, f"not analysed by {rule.id}: {fault(error)}", internal=True)

    def give_up(self, rule: Rule, use: Use) -> None:
        """Tell that paths from a use were too many to follow."""
        self._gap(use, f"not fully analysed by {rule.id}: there are too many paths to follow from here")

    def _gap(self, use: Use, message: str, *, internal: bool = False) -> None:
        self.gaps.append(Gap(use.method.unit.path, use.span, message, internal))

    @cached_property
    def deferrals(self) -> Mapping[str, list[Deferral]]:
        """Who releases a connection when a member has some value, by the member's node."""
        return deferrals(self.analyses)

    @cached_property
    def held_by_members(self) -> frozenset[str]:
        """The classes of aliases that some member is of, so that it may hold what they hold."""
        return self.program.aliases.classes_with("::")

    def is_set(self, setting: Role, node: str) -> bool:
        """Whether a connection is given a setting, in plain sight, wherever that is written at all."""
        family = self.program.family(node)
        writes = [
            use for use in self.uses.of(setting) if use.node is not None and self.program.family(use.node) == family
        ]
        return bool(writes) and not any(self.switches_off(use) or not _plain(use) for use in writes)

    def switches_off(self, use: Use) -> bool:
        """Whether the value written means that a setting is off."""
        off = use.member.off
        if "*" in off:
            return True
        match use.event:
            case Assign(_, _, value):
                written = self.analyses.conditions.read_of(use.method, value) if isinstance(value, str) else value
                return _off(written, off)
            case Call():
                return any(_off(argument.value, off) or argument.text in off for argument in use.event.arguments)
            case _:
                return False

    def finding(
        self,
        rule: Rule,
        use: Use,
        kind: str,
        confidence: Confidence,
        steps: tuple[Step, ...] = (),
    ) -> Finding:
        """A finding about a use, worded by the rule's page."""
        message, language = rule.header.messages[kind], use.method.unit.language
        words = {
            "subject": self.shown_connection(use),
            "call": self.shown_call(use),
            "end": use.member.completed_by or "",
        }
        return Finding(
            rule=rule.id,
            path=use.method.unit.path,
            span=use.span,
            message=_worded(wording_in(language, message.text), words),
            advice=_worded(wording_in(language, message.advice), words),
            kind=kind,
            subject=self._shown_subject(use),
            symbol=use.method.symbol,
            severity=rule.header.severity,
            confidence=confidence,
            steps=steps,
            remedy=self._remedy(use),
        )

    def _remedy(self, use: Use) -> Remedy:
        """What a fix of a finding about a use needs to know."""
        types = self.program.types(use.node) if use.node is not None else frozenset[str]()
        if isinstance(use.member.returns, list):  # of a tuple the connection is the first part
            types = frozenset(use.member.returns[:1])
        close = {self.program.apis.close(type_) for type_ in types}
        return Remedy(
            ends=use.member.end_of_stream if use.member.item is None else None,
            is_async=use.member.io == "async",
            close=close.pop() if len(close) == 1 else None,
            whole=None if use.node is None or self._may_not_block(use.node) else use.member.whole,
        )

    def _may_not_block(self, node: str) -> bool:
        """Whether somebody takes the waiting from a connection, so that a call may do a part of its work and fail."""
        family = self.program.family(node)
        return any(
            use.node is not None
            and self.program.family(use.node) == family
            and self.switches_off(use)
            and not (isinstance(use.event, Call) and any(a.value == Const(None) for a in use.event.arguments))
            for use in self.uses.of("timeout")
        )

    def _shown_subject(self, use: Use) -> str:
        """What is used of the connection, as the user wrote it."""
        if use.subject is None or use.subject.startswith("%"):
            return _NAMELESS
        return place_as_written(use.subject, self.program.language)

    def shown_connection(self, use: Use) -> str:
        """The connection by the name of what there is to close of it."""
        if use.subject is None or use.subject.startswith("%"):
            return _NAMELESS
        place = use.subject if use.node is None or self._can_be_closed(use.node) else self._to_close(use)
        return _NAMELESS if place is None else place_as_written(place, self.program.language)

    def _can_be_closed(self, node: str) -> bool:
        """Whether what a node holds has a member that releases it; unless it is known to be a connection, or to tell of
        one, it has."""
        known = self.program.apis.types
        bases = {base for type_ in self.program.types(node) for base in self.program.index.ancestry(type_)}
        if {self.program.apis.kind(base) for base in bases}.isdisjoint(_HANDLES):
            return True
        return any(member.role == "release" for base in bases & known.keys() for member in known[base].members)

    def _to_close(self, use: Use) -> str | None:
        """Another handle on the connection that the function speaks of, where the one that is used has no way to be
        closed: a reader of asyncio's has none, its writer has."""
        node, family = self.program.node, self.program.family
        return next(
            (
                place
                for place in sorted(set(places_in_function(use.method)))
                if not place.startswith("%")
                and family(node(use.method, place)) == family(use.node or "")
                and self.program.types(node(use.method, place))
                and self._can_be_closed(node(use.method, place))
            ),
            None,
        )

    def shown_call(self, use: Use) -> str:
        """The member that is used, by name."""
        match use.event:
            case Call(_, _, _, name, callee):
                return name or shown(callee or "").rpartition(".")[2]
            case Read(_, _, place):
                return place.rpartition(".")[2]
            case Assign(_, target):
                return target.rpartition(".")[2]


def end_of(method: Method, message: str, left_at: Span | None = None) -> Step:
    """The step of a path that comes to a function's end, or leaves it elsewhere."""
    span = method.function.span
    return Step(method.unit.path, left_at or Span(max(span.end - 1, span.start), span.end), message)


def _worded(text: str, words: Mapping[str, str]) -> str:
    """A message with its words in place; what has no name in the source is not set as code."""
    return text.format_map(words).replace(f"`{_NAMELESS}`", _NAMELESS)


def _plain(use: Use) -> bool:
    """Whether a written value is a constant."""
    match use.event:
        case Assign(_, _, Const()):
            return True
        case Call(arguments=arguments):
            return any(isinstance(argument.value, Const) for argument in arguments)
        case _:
            return False


def _off(value: Operand, off: list[str]) -> bool:
    match value:
        case Const(constant):
            return repr(constant) in off or repr(constant).lower() in off or (constant is None and "null" in off)
        case Expr("neg", (Const(constant),)):
            return f"-{constant!r}" in off
        case str():
            return value.rpartition(".")[2] in {
                word.rpartition(".")[2] for word in off if not word.lstrip("-").isdigit()
            }
        case _:
            return False

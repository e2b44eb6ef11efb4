"""How a check reports a use: as a finding in the words of the rule's page, which names things as the source does."""

from __future__ import annotations

from collections.abc import Mapping

from sockslint.checks.connection_settings import ConnectionSettings
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Remedy, Step
from sockslint.flow.model import Assign, Call, Read, is_temporary, shown
from sockslint.program.index import Method
from sockslint.program.link import Program
from sockslint.program.locals import places_in_function
from sockslint.program.wording import place_as_written
from sockslint.rulebook.model import Kind, Rule, wording_in
from sockslint.text import Span

#: The kinds of what a connection is used by, whether or not that can be closed.
_HANDLES: frozenset[Kind] = frozenset(("connection", "event_args"))
#: What a connection is called that the source has no name for.
_NAMELESS = "the connection"


class Reporter:
    """Makes the findings about the uses in a program."""

    def __init__(self, program: Program, settings: ConnectionSettings) -> None:
        self._program = program
        self._settings = settings

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
            "call": _shown_call(use),
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
        types = self._program.types(use.node) if use.node is not None else frozenset[str]()
        if isinstance(use.member.returns, list):  # of a tuple the connection is the first part
            types = frozenset(use.member.returns[:1])
        close = {self._program.apis.close(type_) for type_ in types}
        return Remedy(
            ends=use.member.end_of_stream if use.member.item is None else None,
            is_async=use.member.io == "async",
            close=close.pop() if len(close) == 1 else None,
            whole=None if use.node is None or self._settings.may_not_block(use.node) else use.member.whole,
        )

    def _shown_subject(self, use: Use) -> str:
        """What is used of the connection, as the user wrote it."""
        if use.subject is None or is_temporary(use.subject):
            return _NAMELESS
        return place_as_written(use.subject, self._program.language)

    def shown_connection(self, use: Use) -> str:
        """The connection by the name of what there is to close of it."""
        if use.subject is None or is_temporary(use.subject):
            return _NAMELESS
        place = use.subject if use.node is None or self._can_be_closed(use.node) else self._to_close(use)
        return _NAMELESS if place is None else place_as_written(place, self._program.language)

    def _can_be_closed(self, node: str) -> bool:
        """Whether what a node holds has a member that releases it; unless it is known to be a connection, or to tell of
        one, it has."""
        known = self._program.apis.types
        bases = {base for type_ in self._program.types(node) for base in self._program.index.ancestry(type_)}
        if {self._program.apis.kind(base) for base in bases}.isdisjoint(_HANDLES):
            return True
        return any(member.role == "release" for base in bases & known.keys() for member in known[base].members)

    def _to_close(self, use: Use) -> str | None:
        """Another handle on the connection that the function speaks of, where the one that is used has no way to be
        closed: a reader of asyncio's has none, its writer has."""
        node, family = self._program.node, self._program.family
        given = [parameter.place for parameter in use.method.function.parameters]  # rather than another one at hand
        return next(
            (
                place
                for place in (*given, *sorted(set(places_in_function(use.method))))
                if not is_temporary(place)
                and family(node(use.method, place)) == family(use.node or "")
                and self._program.types(node(use.method, place))
                and self._can_be_closed(node(use.method, place))
            ),
            None,
        )


def end_of(method: Method, message: str, left_at: Span | None = None) -> Step:
    """The step of a path that comes to a function's end, or leaves it elsewhere."""
    span = method.function.span
    return Step(method.unit.path, left_at or Span(max(span.end - 1, span.start), span.end), message)


def _shown_call(use: Use) -> str:
    """The member that is used, by name."""
    match use.event:
        case Call(_, _, _, name, callee):
            return name or shown(callee or "").rpartition(".")[2]
        case Read(_, _, place):
            return place.rpartition(".")[2]
        case Assign(_, target):
            return target.rpartition(".")[2]


def _worded(text: str, words: Mapping[str, str]) -> str:
    """A message with its words in place; what has no name in the source is not set as code."""
    return text.format_map(words).replace(f"`{_NAMELESS}`", _NAMELESS)

"""An interpreter of structured programs that says which traces they can leave; it knows nothing of graphs."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple, TypeAlias

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
    Scope,
    Sequence,
    Statement,
    Throw,
    Try,
)

Trace: TypeAlias = tuple[str, ...]
Traces: TypeAlias = set[Trace]


class Way(NamedTuple):
    """How a statement completes: ``on``, ``break``, ``continue``, ``return``, ``throw`` a type, ``goto`` a label."""

    how: str
    what: str = ""


ON = Way("on")
Ways: TypeAlias = dict[Way, Traces]


def traces(program: Statement, length: int) -> Traces:
    """All traces of a program; one that would be longer than `length` is cut there."""
    run = _Run(length)
    for way, ended in run.statement(program, {()}).items():
        run.say(ended, f"escapes {way.what}" if way.how == "throw" else "end")
    return run.ended | run.cut


class _Run:
    """An interpreter that follows all traces at once: each part takes a set of them, and says how it completes."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.cut: Traces = set()
        self.ended: Traces = set()

    def say(self, traces: Traces, token: str) -> Traces:
        longer = {(*trace, token) for trace in traces}
        if token == "end" or token.startswith("escapes"):
            self.ended |= longer
            return set()
        self.cut |= {trace for trace in longer if len(trace) >= self.length}
        return longer - self.cut

    def event(self, traces: Traces, name: str) -> Ways:
        after = self.say(traces, name)
        return {ON: after, Way("throw", FAULT): self.say(after, "fails")}

    def ask(self, question: Question, traces: Traces) -> tuple[Traces, Traces, Ways]:
        """The traces on which it holds, those on which it does not, and how evaluating it ends otherwise."""
        match question:
            case Fixed(value):
                return (traces, set(), {}) if value else (set(), traces, {})
            case Ask(name, first, negated):
                ways = self.event(traces, first) if first is not None else {ON: traces}
                asked = ways.pop(ON)
                yes, no = self.say(asked, f"{name}+"), self.say(asked, f"{name}-")
                return (no, yes, ways) if negated else (yes, no, ways)
            case Negation(inner):
                yes, no, ways = self.ask(inner, traces)
                return no, yes, ways
            case Both(left, right):
                yes, no, ways = self.ask(left, traces)
                yes, also_no, more = self.ask(right, yes)
                return yes, no | also_no, _together(ways, more)
            case Either(left, right):
                yes, no, ways = self.ask(left, traces)
                also_yes, no, more = self.ask(right, no)
                return yes | also_yes, no, _together(ways, more)

    def statement(self, statement: Statement | None, traces: Traces) -> Ways:
        match statement:
            case None:
                return {ON: traces}
            case Do(name):
                return self.event(traces, name)
            case Keep(question):
                yes, no, ways = self.ask(question, traces)
                return _together(ways, {ON: self.say(yes, "=True") | self.say(no, "=False")})
            case Throw(type_):
                shown = type_ or UNKNOWN
                return {Way("throw", shown): self.say(traces, f"raise {shown}")}
            case Goto(label):
                return {Way("goto", label): traces}
            case Leave(how):
                return {Way(how): self.say(traces, how) if how == "return" else traces}
            case If(question, then, otherwise):
                yes, no, ways = self.ask(question, traces)
                return _together(ways, self.statement(then, yes), self.statement(otherwise, no))
            case Sequence(parts):
                return self.sequence(parts, traces)
            case Loop():
                return self.loop(statement, traces)
            case Choice(sections):
                return self.choice(sections, traces)
            case Scope():
                return self.scope(statement, traces)
            case Try():
                return self.try_(statement, traces)

    def sequence(self, parts: tuple[tuple[str | None, Statement], ...], traces: Traces) -> Ways:
        index = {label: at for at, (label, _) in enumerate(parts) if label is not None}
        result: Ways = defaultdict(set)
        seen: list[Traces] = [set() for _ in (*parts, None)]
        waiting = [(0, traces)]
        while waiting:
            at, coming = waiting.pop()
            fresh = coming - seen[at]
            seen[at] |= fresh
            if not fresh:
                continue
            if at == len(parts):
                result[ON] |= fresh
                continue
            for way, gone in self.statement(parts[at][1], fresh).items():
                if way == ON:
                    waiting.append((at + 1, gone))
                elif way.how == "goto" and way.what in index:
                    waiting.append((index[way.what], gone))
                else:
                    result[way] |= gone
        return result

    def loop(self, loop: Loop, traces: Traces) -> Ways:
        result: Ways = defaultdict(set)
        ended: Traces = set()
        tested: Traces = set()
        entered: Traces = set()
        to_test, to_enter = (traces, set()) if loop.test_first else (set(), traces)
        while to_test or to_enter:
            yes: Traces = set()
            if to_test:
                tested |= to_test
                yes, no, ways = (to_test, set(), {}) if loop.question is None else self.ask(loop.question, to_test)
                ended |= no
                _add(result, ways)
            to_enter = (to_enter | yes) - entered
            entered |= to_enter
            round_ = defaultdict(set, self.statement(loop.body, to_enter))
            again = round_.pop(ON, set()) | round_.pop(Way("continue"), set())
            result[ON] |= round_.pop(Way("break"), set())
            _add(result, round_)
            stepped = defaultdict(set, self.statement(loop.step, again))
            to_test, to_enter = stepped.pop(ON, set()) - tested, set()
            _add(result, stepped)
        _add(result, self.statement(loop.otherwise, ended))
        return result

    def choice(self, sections: tuple[tuple[tuple[Question, ...], bool, Statement], ...], traces: Traces) -> Ways:
        result: Ways = defaultdict(set)
        chosen: list[Traces] = [set() for _ in sections]
        left = traces
        for at, (questions, _, _) in enumerate(sections):
            for question in questions:
                yes, left, ways = self.ask(question, left)
                chosen[at] |= yes
                _add(result, ways)
        for at, (_, is_default, _) in enumerate(sections):
            if is_default:
                chosen[at] |= left
                left = set()
        result[ON] |= left
        for (_, _, body), coming in zip(sections, chosen, strict=True):
            _add(result, self.statement(body, coming))
        result[ON] |= result.pop(Way("break"), set())
        return result

    def try_(self, statement: Try, traces: Traces) -> Ways:
        result: Ways = defaultdict(set)
        for way, gone in self.statement(statement.body, traces).items():
            if way == ON:
                _add(result, self.statement(statement.otherwise, gone))
            elif way.how == "throw":
                _add(result, self.handled(statement, way, gone))
            else:
                result[way] |= gone
        if statement.last is None:
            return result
        passed: Ways = defaultdict(set)
        for way, gone in result.items():
            ending = self.statement(statement.last, self.say(gone, f"finally {statement.name}"))
            passed[way] |= self.say(ending.pop(ON, set()), f"over {statement.name}")
            _add(passed, ending)
        return passed

    def scope(self, statement: Scope, traces: Traces) -> Ways:
        ways = self.event(traces, f"enter {statement.name}") if statement.enters else {ON: traces}
        result: Ways = defaultdict(set)
        for way, gone in self.statement(statement.body, ways.pop(ON)).items():
            released = self.event(gone, f"leave {statement.name}")
            result[way] |= released.pop(ON)
            _add(result, released)
        _add(result, ways)
        return result

    def handled(self, statement: Try, thrown: Way, traces: Traces) -> Ways:
        result: Ways = defaultdict(set)
        for types, condition, body in statement.handlers:
            if not types or thrown.what in types:
                caught, traces, ways = (traces, set(), {}) if condition is None else self.ask(condition, traces)
                _add(result, ways)
                _add(result, self.statement(body, caught))
        result[thrown] |= traces
        return result


def _together(*all_ways: Ways) -> Ways:
    result: Ways = defaultdict(set)
    for ways in all_ways:
        _add(result, ways)
    return result


def _add(result: Ways, ways: Ways) -> None:
    for way, gone in ways.items():
        result[way] |= gone

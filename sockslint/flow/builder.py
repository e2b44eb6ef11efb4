"""Builds the control-flow graph of a function. Both frontends drive it, so every construct's edges are made once.

A frontend walks a function body in order. It calls `emit` for events and one combinator for each structured
construct, handing the parts over as callables that lower them. ``finally`` bodies are lowered once for each place
that control goes on to afterwards, so that no path through the graph mixes two ways out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Assign,
    Block,
    Branch,
    Catch,
    Const,
    Dispatch,
    Event,
    Exit,
    Expr,
    Jump,
    Operand,
    Raise,
    Return,
)
from sockslint.text import Span

Lowering: TypeAlias = Callable[[], None]


# --- conditions -------------------------------------------------------------------------------------------------


class Test(msgspec.Struct, frozen=True):
    """An atomic condition: `evaluate` emits what it takes and returns the operand whose truth is asked for."""

    evaluate: Callable[[], Operand]
    span: Span

    __test__ = False  # not a test case, whatever pytest thinks of the name


class Not(msgspec.Struct, frozen=True):
    """The negation of a condition."""

    condition: Condition


class And(msgspec.Struct, frozen=True):
    """`left`, and only if it holds, `right`."""

    left: Condition
    right: Condition


class Or(msgspec.Struct, frozen=True):
    """`left`, and only if it does not hold, `right`."""

    left: Condition
    right: Condition


Condition: TypeAlias = Test | Not | And | Or


class Handler(msgspec.Struct, frozen=True):
    """An exception handler: the types it names (none: all), a filter (C#'s ``when``), and its body."""

    types: tuple[str, ...]
    body: Lowering
    filter: Condition | None = None


class Section(msgspec.Struct, frozen=True):
    """A switch section or match case: its tests (any may hold), whether it is the default, and its body."""

    tests: Sequence[Condition]
    is_default: bool
    body: Lowering


# --- the state of a build -----------------------------------------------------------------------------------------


class _Open(msgspec.Struct):
    """A block under construction; `exit` None means that nothing leads on yet."""

    on_raise: int
    events: list[Event] = msgspec.field(default_factory=list)
    exit: Exit | None = None


class _Breakable(msgspec.Struct):
    """A loop or switch that ``break`` leaves; only a loop has a `continue_to`."""

    break_to: int
    continue_to: int | None
    label: str | None


class _Finally(msgspec.Struct):
    """A ``finally`` to pass on the way out, and the copies made of it, by where they lead on to."""

    body: Lowering
    outer_on_raise: int
    depth: int
    copies: dict[int, int] = msgspec.field(default_factory=dict)


class _Label(msgspec.Struct):
    block: int
    depth: int


class Builder:
    """The graph of one function under construction.

    Temporaries come from `temporary`, which the frontend shares over a file so that their names are unique in it.
    """

    def __init__(self, temporary: Callable[[], str]) -> None:
        self.temporary = temporary
        self._blocks: list[_Open] = []
        self._frames: list[_Breakable | _Finally] = []
        self._labels: dict[str, _Label] = {}
        self._on_raise = RAISE_EXIT
        self._current = self._new()

    # --- straight-line code ---

    def emit(self, event: Event) -> None:
        """Append an event to the current block."""
        self._blocks[self._current].events.append(event)

    def return_(self, span: Span, value: Operand | None) -> None:
        """Set the result and leave the function through every enclosing ``finally``."""
        self.emit(Return(span, value))
        self._leave(self._route(0, EXIT))

    def raise_(self, span: Span, type_: str | None, value: Operand | None = None) -> None:
        """Raise an exception, or the current one again (`type_` None)."""
        self.emit(Raise(span, type_, value))
        self._leave(self._on_raise)

    # --- conditions ---

    def branch(self, condition: Condition, then: Lowering, otherwise: Lowering | None = None) -> None:
        """``if``: lower `then` on the paths where the condition holds, `otherwise` on the others."""
        self.branches([(condition, then)], otherwise)

    def branches(self, arms: Iterable[tuple[Condition, Lowering]], otherwise: Lowering | None = None) -> None:
        """A chain of ``if`` and ``else if``: the first arm whose condition holds is lowered on its paths, `otherwise`
        where none does.
        """
        after = self._new()
        for condition, then in arms:
            on_true, on_false = self._new(), self._new()
            self._decide(condition, on_true, on_false)
            self._lower_into(on_true, then, after)
            self._current = on_false
        if otherwise is not None:
            otherwise()
        self._jump(after)
        self._current = after

    def choose(
        self, span: Span, condition: Condition, then: Callable[[], Operand], otherwise: Callable[[], Operand]
    ) -> str:
        """A conditional expression: returns the temporary that holds the chosen value."""
        result = self.temporary()
        self.branch(
            condition,
            lambda: self.emit(Assign(span, result, then())),
            lambda: self.emit(Assign(span, result, otherwise())),
        )
        return result

    def truth(self, span: Span, condition: Condition) -> str:
        """A short-circuit condition as a value: returns the temporary that holds it."""
        return self.choose(span, condition, lambda: Const(True), lambda: Const(False))

    # --- loops ---

    def loop(
        self,
        condition: Condition | None,
        body: Lowering,
        *,
        step: Lowering | None = None,
        otherwise: Lowering | None = None,
        test_first: bool = True,
        label: str | None = None,
    ) -> None:
        """A loop. No condition means for ever; `step` runs before each repetition, also on ``continue``.

        `otherwise` is Python's ``else``: it runs when the condition ends the loop. `test_first` is False for
        ``do``/``while``.
        """
        start, again, test, after = self._new(), self._new(), self._new(), self._new()
        done = after if otherwise is None else self._new()
        self._jump(test if test_first else start)
        self._frames.append(_Breakable(after, again, label))
        self._lower_into(start, body, again)
        self._current = again
        if step is not None:
            step()
        self._jump(test)
        self._current = test
        if condition is None:
            self._jump(start)
        else:
            self._decide(condition, start, done)
        self._frames.pop()
        if otherwise is not None:
            self._lower_into(done, otherwise, after)
        self._current = after

    def break_(self, label: str | None = None) -> None:
        """Leave the innermost loop or switch."""
        self._leave_frame(lambda frame: label is None or frame.label == label, lambda frame: frame.break_to)

    def continue_(self) -> None:
        """Go on to the innermost loop's next repetition."""
        self._leave_frame(lambda frame: frame.continue_to is not None, lambda frame: frame.continue_to)

    # --- switch ---

    def switch(self, sections: Sequence[Section]) -> None:
        """Tests in order; the default section's body runs when none holds. No section falls through."""
        after = self._new()
        bodies = [self._new() for _ in sections]
        fallback = after
        for section, target in zip(sections, bodies, strict=True):
            if section.is_default:
                fallback = target
            for test in section.tests:
                following = self._new()
                self._decide(test, target, following)
                self._current = following
        self._jump(fallback)
        self._frames.append(_Breakable(after, None, None))
        for section, target in zip(sections, bodies, strict=True):
            self._lower_into(target, section.body, after)
        self._frames.pop()
        self._current = after

    # --- exceptions ---

    def try_(
        self,
        body: Lowering,
        handlers: Sequence[Handler] = (),
        *,
        otherwise: Lowering | None = None,
        finally_: Lowering | None = None,
    ) -> None:
        """``try`` with handlers, Python's ``else`` and ``finally``, each optional."""
        outer, after = self._on_raise, self._new()
        way_out = outer
        if finally_ is not None:
            frame = _Finally(finally_, outer, len(self._frames))
            way_out = self._finally_copy(frame, outer)
            self._frames.append(frame)
        self._guarded(body, handlers, otherwise, way_out)
        if finally_ is not None:
            self._frames.pop()
            self._on_raise = outer
            self._jump(self._finally_copy(frame, after))
        else:
            self._jump(after)
        self._current = after
        self._on_raise = outer

    def _guarded(self, body: Lowering, handlers: Sequence[Handler], otherwise: Lowering | None, way_out: int) -> None:
        """The part of a ``try`` that its ``finally`` encloses; leaves the current block where all ways join."""
        self._on_raise = way_out
        joined = self._new()
        dispatch = self._new() if handlers else way_out
        self._on_raise = dispatch
        protected = self._new()
        self._jump(protected)
        self._current = protected
        body()
        self._on_raise = way_out
        if otherwise is not None:
            following = self._new()
            self._jump(following)
            self._current = following
            otherwise()
        self._jump(joined)
        unhandled = way_out
        catches: list[Catch] = []
        for handler in reversed(handlers):
            target = self._new()
            if handler.filter is not None:
                chosen, rest = self._new(), self._new()
                self._blocks[rest].exit = Dispatch(tuple(reversed(catches)), unhandled)
                self._current = target
                self._decide(handler.filter, chosen, rest)
                self._current = chosen
            else:
                self._current = target
            handler.body()
            self._jump(joined)
            catches.append(Catch(handler.types, target))
        if handlers:
            self._blocks[dispatch].exit = Dispatch(tuple(reversed(catches)), unhandled)
        self._current = joined

    def _finally_copy(self, frame: _Finally, target: int) -> int:
        """The first block of the copy of a ``finally`` body that leads on to `target`."""
        if target not in frame.copies:
            saved = self._current, self._frames, self._on_raise
            self._frames = self._frames[: frame.depth]
            self._on_raise = frame.outer_on_raise
            frame.copies[target] = self._current = self._new()
            frame.body()
            self._jump(target)
            self._current, self._frames, self._on_raise = saved
        return frame.copies[target]

    # --- goto ---

    def declare_labels(self, names: Sequence[str]) -> None:
        """Announce the labels of a statement list before lowering it, so that a ``goto`` forwards finds them."""
        for name in names:
            self._labels[name] = _Label(self._new(), len(self._frames))

    def label(self, name: str) -> None:
        """The statement that follows bears a label that `declare_labels` announced."""
        target = self._labels[name].block
        self._jump(target)
        self._current = target

    def goto(self, name: str) -> None:
        """Jump to a label; to one never announced (a syntax error), nowhere."""
        if name in self._labels:
            self._leave(self._route(self._labels[name].depth, self._labels[name].block))

    # --- the end ---

    def finish(self) -> tuple[Block, ...]:
        """Close the graph: what falls off the end returns. Returns the reachable blocks; the first is the entry."""
        self._jump(EXIT)
        onward = {block: self._past_empty(block) for block in range(RAISE_EXIT, len(self._blocks))}
        number: dict[int, int] = {}
        pending = [0]
        while pending:
            block = onward[pending.pop()]
            if block < 0 or block in number:
                continue
            number[block] = len(number)
            opened = self._blocks[block]
            if _may_raise(opened):
                pending.append(opened.on_raise)
            pending.extend(reversed(_targets(opened.exit)))
        closed = [self._blocks[block] for block in number]
        number |= {EXIT: EXIT, RAISE_EXIT: RAISE_EXIT}
        renumbered = {block: number[first] for block, first in onward.items() if first in number}
        return tuple([_closed(opened, renumbered) for opened in closed]) or (Block((), Jump(EXIT)),)

    def _past_empty(self, block: int) -> int:
        """The first block from `block` on that does something, passing those that only jump."""
        passed = set()
        while block >= 0 and block not in passed:
            opened = self._blocks[block]
            if opened.events or not (opened.exit is None or isinstance(opened.exit, Jump)):
                break
            passed.add(block)
            block = EXIT if opened.exit is None else opened.exit.target
        return block

    # --- blocks and jumps ---

    def _new(self) -> int:
        self._blocks.append(_Open(self._on_raise))
        return len(self._blocks) - 1

    def _jump(self, target: int) -> None:
        """End the current block with a jump, unless it has an end."""
        if self._blocks[self._current].exit is None:
            self._blocks[self._current].exit = Jump(target)

    def _leave(self, target: int) -> None:
        """Jump away; what the source has after this point is lowered into a block that nothing reaches."""
        self._jump(target)
        self._current = self._new()

    def _lower_into(self, block: int, part: Lowering, after: int) -> None:
        self._current = block
        part()
        self._jump(after)

    def _decide(self, condition: Condition, on_true: int, on_false: int) -> None:
        """End the current block by branching on a condition, parts evaluated only where they count."""
        match condition:
            case Not(inner):
                self._decide(inner, on_false, on_true)
            case And(left, right):
                middle = self._new()
                self._decide(left, middle, on_false)
                self._current = middle
                self._decide(right, on_true, on_false)
            case Or(left, right):
                middle = self._new()
                self._decide(left, on_true, middle)
                self._current = middle
                self._decide(right, on_true, on_false)
            case Test(evaluate, span):
                operand = evaluate()
                while isinstance(operand, Expr) and operand.op == "not":
                    operand, on_true, on_false = operand.operands[0], on_false, on_true
                if isinstance(operand, Const):
                    self._jump(on_true if operand.value else on_false)
                elif self._blocks[self._current].exit is None:
                    self._blocks[self._current].exit = Branch(operand, on_true, on_false, span)

    def _leave_frame(self, wanted: Callable[[_Breakable], bool], target: Callable[[_Breakable], int | None]) -> None:
        for depth in range(len(self._frames) - 1, -1, -1):
            frame = self._frames[depth]
            if isinstance(frame, _Breakable) and wanted(frame):
                block = target(frame)
                assert block is not None
                self._leave(self._route(depth, block))
                return

    def _route(self, depth: int, target: int) -> int:
        """Where to go so as to reach `target` after every ``finally`` opened above frame `depth`."""
        for frame in self._frames[depth:]:
            if isinstance(frame, _Finally):
                target = self._finally_copy(frame, target)
        return target


def _closed(opened: _Open, number: Mapping[int, int]) -> Block:
    """A block as it is in the finished graph, whose blocks have other numbers."""
    on_raise = number[opened.on_raise] if _may_raise(opened) else RAISE_EXIT
    match opened.exit:
        case Branch(condition, then, otherwise, span):
            way_on: Exit = Branch(condition, number[then], number[otherwise], span)
        case Dispatch(catches, otherwise):
            way_on = Dispatch(tuple([Catch(each.types, number[each.target]) for each in catches]), number[otherwise])
        case Jump(target):
            way_on = Jump(number[target])
        case None:
            way_on = Jump(EXIT)
    return Block(tuple(opened.events), way_on, on_raise)


def _may_raise(opened: _Open) -> bool:
    """Whether anything in a block may raise: an event, or that a condition asks for an element that is not there."""
    return bool(opened.events) or (isinstance(opened.exit, Branch) and _takes_a_part(opened.exit.condition))


def _takes_a_part(operand: Operand) -> bool:
    match operand:
        case str():
            return ".[]" in operand
        case Expr(op, operands):
            return op == "element" or op.startswith("item:") or any(map(_takes_a_part, operands))
        case _:
            return False


def _targets(exit_: Exit | None) -> list[int]:
    """The blocks that a block's end may lead to."""
    match exit_:
        case Branch(_, then, otherwise, _):
            return [then, otherwise]
        case Dispatch(catches, otherwise):
            return [*(catch.target for catch in catches), otherwise]
        case Jump(target):
            return [target]
        case None:
            return []

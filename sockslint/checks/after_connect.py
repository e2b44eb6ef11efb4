"""Whether a value is asked right after connecting, before anything could have ended the connection: it then tells
whether the connect came about.

A connection that is kept from earlier must have been connected, or asked before, on every way there.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import chain

from sockslint.checks.context import Context
from sockslint.checks.roles import Roles
from sockslint.checks.uses import Use
from sockslint.flow.model import Branch, Const, Expr
from sockslint.program.nodes import is_member
from sockslint.program.words import words_of
from sockslint.rulebook.model import Reliance


def is_after_connect(context: Context, form: Reliance, use: Use, roles: Roles) -> bool:
    """Whether a use of a value asks for it right after connecting."""
    completed = context.callbacks.completing.get(use.method.id, set())
    completes = not completed.isdisjoint(form.sound_after) or (
        not completed and "connect" in words_of(use.method.name) and use.method.id in context.effects.passed_on
    )
    if completes and not context.analyses.shape(use.method).graph.in_cycle(use.site.block):
        return True
    return _AfterConnect(context, form, use, roles).verdict() or (
        use.method.function.kind == "constructor" and is_called_after_connect(context, form, use)
    )


def is_called_after_connect(context: Context, form: Reliance, use: Use) -> bool:
    """Whether all who call the function that asks for the value have connected right before."""
    methods, calling = context.program.methods, context.effects.callers.get(use.method.id, ())
    callers = [use._replace(site=site, method=methods[site.method], event=event) for site, event in calling]
    return bool(callers) and all(
        _AfterConnect(context, form, caller, Roles(context, caller.method)).verdict() for caller in callers
    )


class _AfterConnect:
    """Looks for what connects before one use."""

    def __init__(self, context: Context, form: Reliance, use: Use, roles: Roles) -> None:
        self.context = context
        self.form = form
        self.use = use
        self.roles = roles
        self.blocks = use.method.function.blocks
        self.shape = context.analyses.shape(use.method)
        self.graph = self.shape.graph

    def verdict(self) -> bool:
        """Whether something has connected whenever the value is asked for."""
        site = self.use.site
        if self._completes_a_connect():
            return True
        sound_after = set(self.form.sound_after)
        if any(effect.role == "receive.complete" for effect in self.context.effects.own[self.use.method.id]):
            sound_after.discard("made")  # by the handler of what is done on it afterwards
        method, subject = self.use.method, self.use.subject or ""
        if any(row.member.role in sound_after for row in self.context.program.rows_of_member(method, subject, "get")):
            return True
        connecting: set[int] = set()
        for number, block in enumerate(self.blocks):
            for at, event in enumerate(block.events):
                if event.span.end >= self.use.span.end or sound_after.isdisjoint(self.roles.of(event, near=True)):
                    continue
                if number == site.block and at < site.at:
                    return True
                if site.block in self.graph.reachable(number) and not self.graph.in_cycle(
                    site.block, without=frozenset((number,))
                ):
                    connecting.add(number)
        return bool(connecting) and not self._is_asked_of_an_old_one(connecting)

    def _completes_a_connect(self) -> bool:
        """Whether the value is asked for where a connect ends that was begun (``if (x.Connected) x.EndConnect(r)``)."""
        completions = self.context.program.apis.completions
        return any(
            row.member.role in self.form.sound_after and row.member.name in completions
            for number in self.graph.reachable(self.use.site.block)
            if number < len(self.blocks)
            for event in self.blocks[number].events
            for row in self.context.effects.rows_of(self.use.method, event)
        )

    def _is_asked_of_an_old_one(self, connecting: Set[int]) -> bool:
        """Whether there is a way to where a kept connection is asked that neither connects, in some of these blocks,
        nor has asked before: it is then asked of one that was connected earlier."""
        here = self.use.site.block
        if not is_member(self.use.node or ""):
            return False
        connecting = {*connecting, *chain.from_iterable(map(self.shape.loop, connecting))}  # some turn of a loop will
        others = (number for number in range(len(self.blocks)) if number != here)
        asking = {number for number in others if self.form.on in self.roles.within((number,), near=True)}
        without = frozenset((*connecting, *asking, *self._connecting_what_is_there(connecting)))
        return 0 not in without and here in {0, *self.graph.reachable(0, without=without)}

    def _connecting_what_is_there(self, connecting: Set[int]) -> Iterator[int]:
        """The branches that ask if there is a connection, and connect it if so (``client?.EndConnect(result)``)."""
        node, family = self.context.program.node, self.context.program.family
        for number, block in enumerate(self.blocks):
            match block.exit:
                case Branch(Expr("==" | "!=" as op, (str(place), Const(None))), then, otherwise):
                    there = then if op == "!=" else otherwise
                    if family(node(self.use.method, place)) == family(self.use.node or "") and (
                        there in connecting or not self.graph.region(number, there).isdisjoint(connecting)
                    ):
                        yield number

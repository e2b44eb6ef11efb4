"""Reliance: a value decides what it cannot know, unless its context makes it sound.

The value is followed through its function to the branches that it controls and to what is returned (`decisions`). What
a branch is for is told here, by the roles met on the ways that it opens, through callees too.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cached_property

from sockslint.checks.after_connect import is_after_connect, is_called_after_connect
from sockslint.checks.context import Context
from sockslint.checks.decisions import Decisions
from sockslint.checks.roles import Roles
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Assign, Branch, Call, Const, Raise, Read, Return, is_own_member, places_in, root
from sockslint.program.paths import Question
from sockslint.program.simulation import Simulation
from sockslint.program.words import says
from sockslint.rulebook.model import Reliance, Role, Rule
from sockslint.text import Span

#: What makes a connection in place of one that is gone.
_ANEW: frozenset[Role] = frozenset(("connect", "open", "accept.begin", "accept"))
#: Words in the name of a member that answers whether this side has closed, unless it names the other.
_CLOSED = frozenset(("closed", "closing"))
_OTHER_SIDE = frozenset(("peer", "remote", "client", "server", "other"))


def check(context: Context, rule: Rule) -> list[Finding]:
    """The findings of a rule of this form."""
    form = rule.header.reliance
    assert form is not None
    findings = []
    for use in context.uses.of(form.on):
        with context.isolated(rule, use):
            if use.node is None or not isinstance(use.event, Read | Call) or not _on_a_connection(context, use):
                continue
            if use.member.at_end is not None and not _is_reached_at_the_end(context, use, use.node):
                continue
            judgement = _Judgement(context, form, use)
            verdict = judgement.verdict()
            if verdict is not None:
                kind, span = verdict
                steps = (
                    Step(use.method.unit.path, use.span, "remembers the last operation; asks nobody"),
                    Step(use.method.unit.path, span, "and decides here"),
                )
                findings.append(
                    context.reporter.finding(rule, use, kind, Confidence.HIGH, steps if span != use.span else ())
                )
    return findings


def _on_a_connection(context: Context, use: Use) -> bool:
    assert use.node is not None
    if context.program.is_mixed(use.node):  # a datagram socket that flows here too says nothing
        return not context.connections.expects_datagrams(use)
    return context.connections.is_connection(use) and not context.connections.expects_datagrams(use)


def _is_reached_at_the_end(context: Context, use: Use, node: str) -> bool:
    """Whether a use is met at all when the peer has gone; not so behind ``Available > 0``."""
    about = Question.about(context.program.family(node))
    return bool(Simulation(context.analyses, about).before(use.site))


class _Judgement:
    """Tells what one value decides, and whether that is sound."""

    def __init__(self, context: Context, form: Reliance, use: Use, below: tuple[int, ...] = ()) -> None:
        """`below` are the functions that the value has come up from."""
        self.context = context
        self.form = form
        self.use = use
        self.method = use.method
        self.blocks = use.method.function.blocks
        self.graph = context.analyses.shape(use.method).graph
        self.roles = Roles(context, use.method)
        self.decisions = Decisions(context, use)
        self._chain = (*below, use.method.id)

    def verdict(self) -> tuple[str, Span] | None:
        """The kind of the reliance and where it decides; None if it is sound, or decides nothing."""
        if self._asks_for_its_own_close() or self._probed():
            return None
        if is_after_connect(self.context, self.form, self.use, self.roles):
            return None
        if self.use.member.at_end is None:
            # Not its value tells, but whether it raises.
            survived = self.decisions.survived()
            return ("member", survived) if survived is not None else None
        found: list[tuple[str, Span]] = []
        for number, branch, holds in self.decisions.branches:
            kind = self._branch_kind(number, branch, holds)
            if kind is not None:
                found.append((kind, branch.span))
        if not found and (span := self.decisions.returned()) is not None:
            found.append(("member", span))
        order = ("loop", "guard-io", "reconnect", "health-check", "member")
        verdict = min(found, key=lambda each: order.index(each[0]), default=None)
        if verdict is not None and verdict[0] == "member":
            sound = self._is_idle_member() or self._is_taken_over() or self._answers_for_its_own_close()
            return None if sound else verdict
        return verdict

    def _asks_for_its_own_close(self) -> bool:
        """Whether the value is a number, a descriptor, that tells of nothing but a close of the program's own, and is
        asked for where no name promises that it tells of the peer."""
        is_number = isinstance(self.use.member.at_end, int) and not isinstance(self.use.member.at_end, bool)
        return is_number and not self._promises_liveness()

    def _answers_for_its_own_close(self) -> bool:
        """Whether a member passes on what tells of nothing but a close of the program's own, and says so by its name
        (``closed``, ``is_closing``)."""
        return self.use.member.at_end is False and self._says_closed()

    def _promises_liveness(self) -> bool:
        """Whether the method's name promises that its answer tells of the peer."""
        return says(self.method.name, self.context.program.apis.liveness) and not self._says_closed()

    def _says_closed(self) -> bool:
        return says(self.method.name, _CLOSED) and not says(self.method.name, _OTHER_SIDE)

    def _is_idle_member(self) -> bool:
        """Whether the value is the answer of a member that only the program itself asks, and decides nothing by."""
        is_public = "public" in self.method.function.flags
        if self.context.program.language == "python" or is_public or not self._askers:
            return False
        return all(asker.method.id in self._chain or asker.verdict() is None for asker in self._askers)

    def _is_taken_over(self) -> bool:
        """Whether the function has the connection from its caller, and keeps it: what it then answers is whether it was
        given one that is connected."""
        parameters = {parameter.place for parameter in self.method.function.parameters}
        return any(
            isinstance(event, Assign) and event.target == self.use.subject and event.value in parameters
            for block in self.blocks
            for event in block.events
        )

    @cached_property
    def _askers(self) -> list[_Judgement]:
        """The calls of the function, each as a use of the value there."""
        methods = self.context.program.methods
        uses = (
            self.use._replace(site=site, method=methods[site.method], event=event)
            for site, event in self.context.effects.callers.get(self.method.id, ())
        )
        return [_Judgement(self.context, self.form, use, self._chain) for use in uses]

    # --- what a branch is for ---

    def _branch_kind(self, number: int, branch: Branch, holds: bool) -> str | None:
        alive, dead = (branch.then, branch.otherwise) if holds else (branch.otherwise, branch.then)
        dead_region = self.graph.region(number, dead)
        alive_region = self.graph.region(number, alive) - dead_region
        alive_roles, dead_roles = self.roles.within(alive_region), self.roles.within(dead_region)
        decides, ends = set(self.form.decides), set(self.form.sound_for)
        io = decides - _ANEW
        if self._comes_back(number, dead) and dead_roles & _ANEW and not dead_roles & io:
            # Connects until it is connected. Of one that was kept from before it is first asked whether it still is.
            return "reconnect" if io & self._after() and self._is_kept_from_before() else None
        if self._comes_back(number, alive) and not self._comes_back(number, dead):
            if not self.context.analyses.shape(self.method).takes_turns(number):
                return None if alive_roles & ends and not alive_roles & io else "loop"
            if self._is_each(number):
                return "health-check"
        if self._checks_an_argument(dead):
            return None
        if alive_roles & io and not self._says_goodbye():
            return "guard-io"
        if dead_roles & _ANEW:
            return "reconnect"
        if dead_roles & ends and not alive_roles & ends and self._keeps(alive_region):
            return "reconnect"
        if self._forgets(dead_region) and self.roles.within(self.graph.reachable(number) - {self.graph.end}) & _ANEW:
            return "reconnect"
        raises = any(self._raises(block) for block in dead_region)
        if raises and (io & self.roles.within(self._before()) or self._is_asked_before(io)):
            return "guard-io"  # looks back on what it has sent or received, or is asked by who will do so
        if self._drops(dead_region) and not self._drops(alive_region):
            return "health-check"
        picks = self._is_each(number) and self._gathers(alive_region) and not self._gathers(dead_region)
        return "health-check" if picks else None

    def _is_kept_from_before(self) -> bool:
        """Whether the connection is a member that nothing on the way here, but for a loop around it, has connected."""
        here = self.use.site.block
        first = set(self._before()) - self.graph.reachable(here)
        return is_own_member(self.use.subject or "") and not _ANEW & self.roles.within(first)

    def _drops(self, region: Iterable[int]) -> bool:
        """Whether the connection, or what it is a part of, is removed from a collection."""
        return self._is_given_to(self.context.program.apis.collections.removes, region)

    def _gathers(self, region: Iterable[int]) -> bool:
        """Whether the connection, or what it is a part of, is put into a collection."""
        return self._is_given_to(self.context.program.apis.collections.stores, region)

    def _is_given_to(self, names: Set[str], region: Iterable[int]) -> bool:
        """Whether the connection, or what it is a part of, is given to a member of one of these names."""
        read_of = self.context.analyses.conditions.read_of
        whose = root(self.use.subject or "")
        given = (
            read_of(self.method, place)
            for block in region
            for event in self.blocks[block].events
            if isinstance(event, Call) and event.name in names
            for argument in event.arguments
            for place in places_in(argument.value)
        )
        return whose != "this" and any(root(place) == whose for place in given)

    def _is_asked_before(self, io: set[Role]) -> bool:
        """Whether somebody who calls the function, and does not connect, sends or receives after that."""
        return any(
            io & asker._after() and not _ANEW & asker.roles.within(range(len(asker.blocks))) for asker in self._askers
        )

    def _after(self) -> set[Role]:
        """The roles met after the value has been asked for."""
        site = self.use.site
        rest = self.blocks[site.block].events[site.at + 1 :]
        onward = self.roles.within(self.graph.reachable(site.block) - {self.graph.end})
        return onward.union(*(self.roles.of(event) for event in rest))

    def _forgets(self, region: Iterable[int]) -> bool:
        """Whether the connection's only name is given up, so that another will be made."""
        node, family = self.context.program.node, self.context.program.family
        return any(
            isinstance(event, Assign)
            and event.value == Const(None)
            and family(node(self.method, event.target)) == family(self.use.node or "")
            for block in region
            for event in self.blocks[block].events
        )

    def _raises(self, block: int) -> bool:
        return block in self.graph.raising or any(isinstance(event, Raise) for event in self.blocks[block].events)

    def _before(self) -> Iterable[int]:
        """The blocks that come before the value is asked for."""
        return self.graph.leading_to(self.use.site.block)

    def _checks_an_argument(self, dead: int) -> bool:
        """Whether the other way complains of a parameter: that speaks of the caller, at the start of the connection, by
        what it raises, or as all callers have just connected."""
        parameters = {parameter.place for parameter in self.method.function.parameters}
        if self.use.subject not in parameters or dead < 0:
            return False
        raised = [event.type for event in self.blocks[dead].events if isinstance(event, Raise)]
        exceptions, errors = self.context.analyses.exceptions, self.context.program.apis.argument_errors
        if any(type_ and not exceptions.ancestry(self.method, type_).isdisjoint(errors) for type_ in raised):
            return True
        return bool(raised) and is_called_after_connect(self.context, self.form, self.use)

    def _keeps(self, region: Iterable[int]) -> bool:
        """Whether the connection, or what it is a part of, is handed out, or put by, for further use."""
        node, family = self.context.program.node, self.context.program.family
        assert self.use.node is not None and self.use.subject is not None
        parts = self.use.subject.split(".")
        holders = [".".join(parts[:size]) for size in range(1, len(parts)) if parts[0] != "this"]
        mine = {family(self.use.node), *(family(node(self.method, holder)) for holder in holders)}
        if any(p.place == parts[0] and p.mode in ("out", "ref") for p in self.method.function.parameters):
            return True
        for number in region:
            for event in self.blocks[number].events:
                match event:
                    case Return(_, value) if value is not None:
                        given = [value]
                    case Call():
                        given = [argument.value for argument in event.arguments]
                    case _:
                        continue
                places = (place for operand in given for place in places_in(operand))
                if any(family(node(self.method, place)) in mine for place in places):
                    return True
        return False

    def _says_goodbye(self) -> bool:
        """A last message in a method that closes anyway, and says so by its name."""
        if not says(self.method.name, self.context.program.apis.ending):
            return False
        return not self.roles.within(range(len(self.blocks))).isdisjoint(self.form.sound_for)

    def _comes_back(self, number: int, way: int) -> bool:
        """Whether a way out of a branch comes back to it before both ways meet."""
        meeting = frozenset((self.graph.immediate_post_dominator.get(number, self.graph.end),))
        if way < 0 or way in meeting:
            return False
        return way == number or number in self.graph.reachable(way, without=meeting)

    def _is_each(self, number: int) -> bool:
        """Whether the connection is another one in each turn of the loop that a branch lies in."""
        subject = self.use.subject or ""
        around = self.context.analyses.shape(self.method).loop(number)
        events = (event for block in around for event in self.blocks[block].events)
        return ".[]" in subject or any(isinstance(e, Assign) and e.target == root(subject) for e in events)

    # --- what makes it sound ---

    def _probed(self) -> bool:
        """Whether the function also asks the connection itself, or a function that it calls does."""
        wanted = set(self.form.sound_with)
        events = [event for block in self.blocks for event in block.events]
        asked = {event.place.rpartition(".")[2] for event in events if isinstance(event, Read)}
        return any(wanted & self.roles.of(event, near=True, asked=asked) for event in events)

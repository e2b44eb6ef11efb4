"""What every form of check is given: a linked program, what is asked about it by subject, and where gaps are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TypeAlias

from sockslint.checks.callbacks import Callbacks
from sockslint.checks.connection_settings import ConnectionSettings
from sockslint.checks.connections import Connections
from sockslint.checks.event_args import EventArgs
from sockslint.checks.reporting import Reporter
from sockslint.checks.uses import Use, Uses
from sockslint.faults import fault
from sockslint.findings import Finding, Gap
from sockslint.program.analyses import Analyses
from sockslint.program.deferral import Deferral, deferrals
from sockslint.program.link import Program
from sockslint.program.nodes import is_member
from sockslint.rulebook.model import Rule

#: Finds out about a part of what a rule asks for, without the findings of other parts.
Case: TypeAlias = Callable[[], list[Finding]]


class Context:
    """A linked program, seen by the checks. What is asked about it is found out when somebody first does."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.analyses = Analyses(program)
        self.effects = self.analyses.effects
        self.uses = Uses(self.analyses)
        self.callbacks = Callbacks(self.analyses, self.uses)
        self.connections = Connections(program, self.uses)
        self.event_args = EventArgs(program, self.uses)
        self.connection_settings = ConnectionSettings(self.analyses, self.uses)
        self.reporter = Reporter(program, self.connection_settings)
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
        return self.program.aliases.classes_where(is_member)

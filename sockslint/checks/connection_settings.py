"""Whether a connection is given a setting, such as a timeout, and whether what is written switches it off."""

from __future__ import annotations

from sockslint.checks.uses import Use, Uses
from sockslint.flow.model import Assign, Call, Const, Expr, Operand
from sockslint.program.analyses import Analyses
from sockslint.rulebook.model import Role


class ConnectionSettings:
    """What the program writes to the settings of its connections, as far as that is to be seen."""

    def __init__(self, analyses: Analyses, uses: Uses) -> None:
        self._program = analyses.program
        self._conditions = analyses.conditions
        self._uses = uses

    def is_set(self, setting: Role, node: str) -> bool:
        """Whether a connection is given a setting, in plain sight, wherever that is written at all."""
        family = self._program.family(node)
        writes = [
            use for use in self._uses.of(setting) if use.node is not None and self._program.family(use.node) == family
        ]
        return bool(writes) and not any(self.switches_off(use) or not _plain(use) for use in writes)

    def switches_off(self, use: Use) -> bool:
        """Whether the value written means that a setting is off."""
        off = use.member.off
        if "*" in off:
            return True
        match use.event:
            case Assign(_, _, value):
                written = self._conditions.read_of(use.method, value) if isinstance(value, str) else value
                return _off(written, off)
            case Call():
                return any(_off(argument.value, off) or argument.text in off for argument in use.event.arguments)
            case _:
                return False

    def may_not_block(self, node: str) -> bool:
        """Whether somebody takes the waiting from a connection, so that a call may do a part of its work and fail."""
        family = self._program.family(node)
        return any(
            use.node is not None
            and self._program.family(use.node) == family
            and self.switches_off(use)
            and not (isinstance(use.event, Call) and any(a.value == Const(None) for a in use.event.arguments))
            for use in self._uses.of("timeout")
        )


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
    """Whether a value is one of those that switch a setting off, as a row writes them."""
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

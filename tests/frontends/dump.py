"""Prints a unit's functions in one line an event, for golden tests."""

from __future__ import annotations

from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Argument,
    Assign,
    Block,
    Branch,
    Call,
    Closure,
    Const,
    Dispatch,
    Event,
    Exit,
    Expr,
    Function,
    Jump,
    Operand,
    Raise,
    Read,
    Return,
    Unit,
    Yield,
)

_INFIX = frozenset(["==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"])


def dump(unit: Unit, *names: str) -> str:
    """All functions of a unit, or those of some names."""
    return "\n".join(dump_function(function) for function in unit.functions if not names or function.name in names)


def dump_function(function: Function) -> str:
    """A function: a head, then its blocks; an exception leads out unless a block says otherwise."""
    parameters = ", ".join(
        f"{p.mode + ' ' if p.mode else ''}{p.type + ' ' if p.type else ''}{p.place}"
        + (f" = {operand(p.default)}" if p.default is not None else "")
        for p in function.parameters
    )
    parent = f" in #{function.parent}" if function.parent is not None else ""
    flags = f" [{' '.join(function.flags)}]" if function.flags else ""
    owner = f"{function.owner}." if function.owner else ""
    returns = f" -> {function.returns}" if function.returns else ""
    lines = [f"#{function.number} {function.kind} {owner}{function.name}({parameters}){returns}{parent}{flags}"]
    if function.locals:
        lines.append("  locals " + ", ".join(f"{place}: {type_}" for place, type_ in function.locals.items()))
    for number, block in enumerate(function.blocks):
        lines.extend(_block(number, block))
    return "\n".join(lines)


def _block(number: int, block: Block) -> list[str]:
    raises = f" ^{target(block.on_raise)}" if block.on_raise != RAISE_EXIT else ""
    return [f"  {number}:{raises}", *(f"    {event(e)}" for e in block.events), f"    -> {way_on(block.exit)}"]


def target(number: int) -> str:
    """A block's number, or the way out that it stands for."""
    return {EXIT: "exit", RAISE_EXIT: "raise"}.get(number, str(number))


def way_on(exit_: Exit) -> str:
    """A block's end."""
    match exit_:
        case Jump(to):
            return target(to)
        case Branch(condition, then, otherwise, _):
            return f"{operand(condition)} ? {target(then)} : {target(otherwise)}"
        case Dispatch(catches, otherwise):
            ways = [f"{'|'.join(catch.types) or 'any'}: {target(catch.target)}" for catch in catches]
            return f"catch {', '.join([*ways, f'else: {target(otherwise)}'])}"


def event(event: Event) -> str:
    """One event."""
    match event:
        case Call():
            return _call(event)
        case Read(_, result, place):
            return f"{result} = read {place}"
        case Assign(_, to, value, type_):
            return f"{to}{f': {type_}' if type_ else ''} = {operand(value)}"
        case Return(_, value):
            return "return" if value is None else f"return {operand(value)}"
        case Raise(_, type_, value):
            return f"raise {type_ or '?'}" + (f" {operand(value)}" if value is not None else "")
        case Yield(_, value):
            return "yield" if value is None else f"yield {operand(value)}"


def _call(call: Call) -> str:
    marks = "".join([" await" if call.awaited else "", " discard" if call.discarded else ""])
    form = f" {call.form}" if call.form != "call" else ""
    arguments = ", ".join(argument(a) for a in call.arguments)
    if call.receiver is None:
        named = call.callee or call.name
    else:
        named = f"{operand(call.receiver)}.{call.name}"
    return f"{call.result} ={marks}{form} {named}({arguments})"


def argument(argument: Argument) -> str:
    """An argument of a call."""
    name = f"{argument.name}: " if argument.name else ""
    return f"{name}{argument.mode + ' ' if argument.mode else ''}{operand(argument.value)}"


def operand(value: Operand) -> str:
    """A value."""
    match value:
        case str():
            return value
        case Const(constant):
            return "null" if constant is None else repr(constant)
        case Closure(function):
            return f"λ{function}"
        case Expr(op, (left, right)) if op in _INFIX:
            return f"({operand(left)} {op} {operand(right)})"
        case Expr(op, operands):
            return f"{op}({', '.join(operand(part) for part in operands)})"

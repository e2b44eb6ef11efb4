"""Where an exception goes: whether the handlers around the place where it is raised let it out of the function."""

from __future__ import annotations

from sockslint.checks.callbacks import ENTRY_POINTS
from sockslint.checks.context import Context
from sockslint.flow.graph import successors
from sockslint.flow.model import EXIT, RAISE_EXIT, Branch, Dispatch, Jump, Raise
from sockslint.program.calls import Site
from sockslint.program.index import Method

MAX_CALL_DEPTH = 3


def ends_the_process(context: Context, method: Method, raised: str, depth: int = 0) -> bool:
    """Whether an exception that leaves a function ends the process: it is an entry point, or all who call it are, or
    let it out in their turn to where it does, and nobody else can call it."""
    if method.function.kind == "module" or method.name == ENTRY_POINTS[context.program.language]:
        return True
    callers = context.effects.callers.get(method.id, ())
    if not callers or depth == MAX_CALL_DEPTH or method.id in context.effects.referenced:
        return False
    above = [(context.program.methods[caller.site.method], caller.site) for caller in callers]
    return all(
        leaves(context, each, site, raised) and ends_the_process(context, each, raised, depth + 1)
        for each, site in above
    )


def leaves(context: Context, method: Method, site: Site, raised: str) -> bool:
    """Whether an exception that is raised at a site may leave the function, by itself or as what its handler throws."""
    blocks = method.function.blocks
    pending = [(blocks[site.block].on_raise, raised)]
    seen: set[tuple[int, str]] = set()
    while pending:
        number, thrown = pending.pop()
        if number == RAISE_EXIT:
            return True
        if number < 0 or (number, thrown) in seen:
            continue
        seen.add((number, thrown))
        match blocks[number].exit:
            case Dispatch(catches, otherwise):
                answers = (
                    (each, context.analyses.exceptions.caught_by(method, thrown, each.types)) for each in catches
                )
                handler = next((each for each, answer in answers if answer is True), None)
                if handler is None:
                    pending.append((otherwise, thrown))
                else:
                    pending.extend(_thrown_by_handler(method, handler.target, site.block, thrown))
            case Jump(target):
                pending.append((target, thrown))
            case Branch(_, then, otherwise, _):
                pending.extend(((then, thrown), (otherwise, thrown)))
    return False


def _thrown_by_handler(method: Method, handler: int, failed: int, caught: str) -> list[tuple[int, str]]:
    """What a handler throws in its turn, and where that goes; nothing if some way through it goes on: to the function's
    end, or back to where it failed."""
    blocks = method.function.blocks
    found: list[tuple[int, str]] = []
    pending = [handler]
    seen: set[int] = set()
    while pending:
        number = pending.pop()
        if number in (EXIT, failed):
            return []
        if number < 0 or number in seen:
            continue
        seen.add(number)
        thrown = next((event for event in blocks[number].events if isinstance(event, Raise)), None)
        if thrown is None:
            pending.extend(successors(blocks[number]))
        else:
            found.append((blocks[number].on_raise, thrown.type or caught))
    return found

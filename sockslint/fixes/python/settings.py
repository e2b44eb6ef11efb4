"""The fixes of one call: a timeout that does nothing, a socket that blocks a loop, a send that takes a part."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from sockslint.findings import Edit, Finding, Fix
from sockslint.fixes.layout import insertion
from sockslint.fixes.python.syntax import File, descendants, is_name
from sockslint.text import Span


def drop_setting(file: File, finding: Finding) -> Iterator[Fix]:
    """The fix for a timeout that nothing obeys, if its statement does nothing else."""
    call = file.expression_at(finding.span)
    statement = file.parent(call) if call is not None else None
    if not isinstance(call, cst.Call) or not isinstance(statement, cst.Expr):
        return
    line = file.alone(statement)
    block = file.parent(line) if line is not None else None
    calls = [node for argument in call.args for node in descendants(argument) if isinstance(node, cst.Call | cst.Await)]
    if line is None or block is None or calls:
        return
    what = " ".join(file.text(call).split())
    hint = f"# TODO: the asynchronous calls need a limit of their own; `{what}` was none"
    if isinstance(block, cst.IndentedBlock) and len(block.body) == 1:
        hint = f"pass  {hint}"
    yield Fix(f"take out `{what}`, which does nothing, and leave a note", False, (Edit(file.span(line), hint),))


def make_nonblocking(file: File, finding: Finding) -> Iterator[Fix]:
    """The fix for a socket that blocks an event loop."""
    call = file.expression_at(finding.span)
    if not isinstance(call, cst.Call):
        return
    above = file.parent(call)
    if isinstance(above, cst.Expr) and isinstance(call.func, cst.Attribute) and is_name(file.text(call.func.value)):
        name = file.text(call.func.value)
        yield Fix(f"make `{name}` non-blocking", False, (Edit(file.span(call), f"{name}.setblocking(False)"),))
    elif isinstance(above, cst.WithItem):
        yield from _in_with(file, above)
    elif isinstance(above, cst.Assign) and len(above.targets) == 1 and file.alone(above) is not None:
        name = file.text(above.targets[0].target)
        at = file.span(above)
        if is_name(name):
            line = file.layout.lines(at.start, file.layout.indentation(at.start), [f"{name}.setblocking(False)"])
            yield Fix(f"make `{name}` non-blocking", False, (insertion(file.layout.behind(at.end), line),))


def _in_with(file: File, item: cst.WithItem) -> Iterator[Fix]:
    """The fix for a socket that a `with` makes: the first statement of its block."""
    holder = file.parent(item)
    name = item.asname.name if item.asname is not None else None
    if (
        not isinstance(holder, cst.With)
        or not isinstance(name, cst.Name)
        or not isinstance(holder.body, cst.IndentedBlock)
    ):
        return
    start = file.span(holder.body.body[0]).start
    between = f"{file.layout.newline(start)}{file.layout.indentation(start)}"
    edits = (insertion(start, f"{name.value}.setblocking(False){between}"),)
    yield Fix(f"make `{name.value}` non-blocking", False, edits)


def send_whole(file: File, finding: Finding) -> Iterator[Fix]:
    """The fix for a send whose count is dropped: the call that sends all, which returns nothing."""
    call = file.expression_at(finding.span)
    whole = finding.remedy.whole
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or whole is None:
        return
    above = file.parent(call)
    at = file.span(call)
    if isinstance(above, cst.Assign) and file.alone(above) is not None and len(above.targets) == 1:
        if isinstance(above.targets[0].target, cst.Name):  # which nobody reads
            edits = (Edit(Span(file.span(above).start, at.start), ""), Edit(file.span(call.func.attr), whole))
            yield Fix(f"call `{whole}`, which sends all", True, edits)
    elif isinstance(above, cst.Expr):
        yield Fix(f"call `{whole}`, which sends all", True, (Edit(file.span(call.func.attr), whole),))

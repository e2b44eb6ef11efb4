"""The fix that tests what a receive yields for the end of the stream, closes the connection there, and stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import libcst as cst

from sockslint.findings import Edit, Finding, Fix
from sockslint.fixes.layout import insertion
from sockslint.fixes.python.syntax import JUMPS, LOOPS, File, Statement, is_name, own, texts
from sockslint.text import Span

#: By how the end of the stream shows: the test of it.
_TESTS = {"empty": "not {}", "zero": "not {}", "null": "{} is None"}

#: How much was received, as far as conditions ask; None is no line.
_Size: TypeAlias = int | None

#: By how the end of the stream shows: how much that is.
_SIZES: dict[str, _Size] = {"empty": 0, "zero": 0, "null": None}

#: What tells a caller who is owed a value that there is none.
_RAISE = 'raise ConnectionError("the peer has closed the connection")'
_JUMPS = ("return", "break", _RAISE)

_WRITER = re.compile(r"writer|\bw\b", re.IGNORECASE)


class _Way(NamedTuple):
    """A way to stop: the statements to write, and what they do in words."""

    lines: tuple[str, ...]
    title: str


def close_at_end(file: File, finding: Finding) -> Iterator[Fix]:
    """Fixes for a receive whose end of the stream leaves the connection open."""
    receive = file.expression_at(finding.span)
    if receive is None or finding.remedy.ends not in _TESTS:
        return
    value = file.value_of(receive)
    if finding.remedy.is_async and not any(isinstance(node, cst.Await) for node in _chain(file, receive, value)):
        return  # it is waited for elsewhere
    if isinstance(receive, cst.Call) and any(file.text(argument.value) == "0" for argument in receive.args):
        return  # a receive of nothing yields nothing
    for way in _ways(file, value, _close(file, finding, receive)):
        edits = _edits(file, finding, value, way)
        if edits is not None:
            yield Fix(f"at the end of the stream {way.title}", False, tuple(edits))


def _chain(file: File, inner: cst.CSTNode, outer: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes from one up to another around it."""
    yield inner
    for above in file.ancestors(inner):
        if inner is outer:
            return
        yield above
        inner = above


# --- what closes ---


def _close(file: File, finding: Finding, receive: cst.BaseExpression) -> str | None:
    """The call that closes the connection, if it can be named."""
    name = finding.subject
    if not is_name(name):
        return None
    if finding.remedy.close is not None:
        return f"{name}.{finding.remedy.close}()"
    writer = _writer(file, receive, name)
    return f"{writer}.close()" if writer else None


def _writer(file: File, receive: cst.BaseExpression, reader: str) -> str | None:
    """The writer that goes with a reader, which cannot be closed itself: the next parameter, or the next target."""
    function = file.function_around(receive)
    if isinstance(function, cst.FunctionDef):
        names = [parameter.name.value for parameter in function.params.params]
        if reader in names[:-1] and _WRITER.search(names[names.index(reader) + 1]):
            return names[names.index(reader) + 1]
    writer = reader.replace("reader", "writer")
    if "." in reader and writer != reader and re.search(rf"(?<![\w.]){re.escape(writer)}\b", file.source.text):
        return writer
    for node in own(function):
        if isinstance(node, cst.AssignTarget) and isinstance(node.target, cst.Tuple):
            targets = [file.text(element.value) for element in node.target.elements]
            if len(targets) == 2 and targets[0] == reader and is_name(targets[1]):
                return targets[1]
    return None


# --- how to stop ---


def _ways(file: File, value: cst.BaseExpression, close: str | None) -> Iterator[_Way]:
    """The ways to stop at the end of the stream, the likeliest first."""
    function = file.function_around(value)
    inside = []
    for above in file.ancestors(value):
        if above is function:
            break
        inside.append(above)
    words = close.rpartition(".")[0] if close else None
    if words and any(isinstance(each, cst.For) and _goes_through(each, words) for each in inside):
        return  # whoever goes through a collection of connections has to take it out of there
    returns_values = isinstance(function, cst.FunctionDef) and _yields_values(function)
    if returns_values:
        yield _Way((_RAISE,), "tell the caller by an exception")
    loop = next((each for each in inside if isinstance(each, LOOPS) and _in_body(file, each, value)), None)
    if loop is not None and loop.orelse is None:
        if not close or _is_ended(file, _after(file, loop, function), words):
            yield _Way(("break",), "leave the loop")
        if close and words and not _is_used_after(file, loop, function, words):
            yield _Way((close, "break"), f"close `{words}` and leave the loop")
    has_to_run = loop is not None and words is not None and _is_skipped(file, loop, function, words)
    if close and words and isinstance(function, cst.FunctionDef) and not returns_values and not has_to_run:
        yield _Way((close, "return"), f"close `{words}` and return")


def _goes_through(loop: cst.For, name: str) -> bool:
    """Whether a loop goes through a collection that a connection is one of."""
    names = [node.value for node in (loop.target, *own(loop.target)) if isinstance(node, cst.Name)]
    return name.split(".")[0] in names


def _in_body(file: File, loop: cst.While | cst.For, value: cst.CSTNode) -> bool:
    return file.span(loop.body).covers(file.span(value))


def _following(file: File, loop: cst.CSTNode, function: cst.CSTNode) -> str:
    """The code that follows a loop in the function, and that a `return` in it would skip."""
    found = []
    at = loop
    for above in file.ancestors(loop):
        if isinstance(above, cst.IndentedBlock | cst.Module):
            found.append(texts(file, file.following(at)))
        if above is function:
            break
        at = above
    return "\n".join(filter(None, found))


def _after(file: File, loop: cst.CSTNode, function: cst.CSTNode) -> str:
    """The code that comes once a loop is left, in the function: what follows it, and what `finally` and `with` do."""
    found = [_following(file, loop, function)]
    for above in file.ancestors(loop):
        if isinstance(above, cst.Try | cst.TryStar) and above.finalbody is not None:
            found.append(file.text(above.finalbody))
        if isinstance(above, cst.With):
            found += [f"{file.text(item.asname.name)}.close()" for item in above.items if item.asname is not None]
            found += [f"{file.text(item.item)}.close()" for item in above.items if item.asname is None]
        if above is function:
            break
    return "\n".join(found)


def _again(file: File, loop: cst.CSTNode, function: cst.CSTNode, subject: str) -> str:
    """What comes before a loop in the next round of another around it, unless it gets the connection anew there."""
    outer = next((each for each in file.ancestors(loop) if each is function or isinstance(each, LOOPS)), function)
    if outer is function:
        return ""
    text = file.source.slice(Span(file.span(outer).start, file.span(loop).start))
    return "" if _mention(subject, _ASSIGNED).search(text) else text


def _is_used_after(file: File, loop: cst.CSTNode, function: cst.CSTNode, subject: str) -> bool:
    """Whether the connection is used once a loop is left."""
    return _mentions(_after(file, loop, function) + "\n" + _again(file, loop, function, subject), subject)


def _is_skipped(file: File, loop: cst.CSTNode, function: cst.CSTNode, subject: str) -> bool:
    """Whether a `return` in a loop would skip code that has no use for the connection, or ends it."""
    following = _following(file, loop, function)
    return bool(following) and (not _mentions(following, subject) or _is_ended(file, following, subject))


def _is_ended(file: File, after: str, subject: str | None) -> bool:
    """Whether code ends a connection, by the look of it: what releases it, or is given it."""
    root = re.escape(subject.split(".")[0]) if subject else r"\w+"
    called = re.finditer(rf"(?<![\w.]){root}(?:\.\w+)*\.(\w+)\s*\(", after)
    if any(call[1] in file.handles.ending for call in called):
        return True
    return subject is not None and re.search(rf"\(\s*{root}\b", after) is not None


#: Behind a name: it is given a value, alone or among others.
_ASSIGNED = r"(?:\s*,\s*[\w.]+)*\s*=(?!=)"


def _mentions(after: str, subject: str) -> bool:
    """Whether code makes use of a connection, or of the variable or member of `self` that it is reached by."""
    return _mention(subject, f"(?!{_ASSIGNED})").search(after) is not None


def _mention(subject: str, behind: str) -> re.Pattern[str]:
    root = re.match(r"(?:self\.)?\w+", subject)
    return re.compile(rf"(?<![\w.]){re.escape(root[0] if root else subject)}\b{behind}")


def _yields_values(function: cst.FunctionDef) -> bool:
    return any(isinstance(node, cst.Return) and node.value is not None for node in own(function.body))


# --- where to write it ---


def _edits(file: File, finding: Finding, value: cst.BaseExpression, way: _Way) -> list[Edit] | None:
    ends, above = finding.remedy.ends, file.parent(value)
    assert ends is not None
    statement = file.statement_around(value)
    if statement is None or above is None:
        return None
    if isinstance(above, cst.Expr) and file.alone(above) is not None:
        return _tested(file, statement, ends, way)
    if isinstance(above, cst.NamedExpr):
        return _in_condition(file, finding, above, statement, way)
    if isinstance(above, cst.Assign) and len(above.targets) == 1:
        name = file.text(above.targets[0].target)
    elif isinstance(above, cst.AnnAssign):
        name = file.text(above.target)
    elif isinstance(statement, cst.SimpleStatementLine) or _needs_a_test_before(file, statement, value, ends):
        return _hoisted(file, value, statement, ends, way)
    else:
        return _in_condition(file, finding, value, statement, way)
    if not is_name(name) or file.alone(above) is not statement:
        return None
    if finding.kind != "ignored":
        for behind, is_shared in _behind(file, statement):
            decided = _decides(file, behind, name, ends) if isinstance(behind, cst.If) else None
            if isinstance(behind, cst.If) and decided is not None:
                if is_shared and not _leaves(behind, decided):
                    return None
                return _in_branch(file, behind, decided, finding.kind, way)
    return _guarded(file, statement, _TESTS[ends].format(name), way)


def _behind(file: File, statement: Statement) -> Iterator[tuple[Statement, bool]]:
    """The statements that come behind one, also those behind a `try` or `with` that it stands in, each with whether a
    handler leads there as well."""
    at: cst.CSTNode = statement
    is_shared = False
    while True:
        yield from ((each, is_shared) for each in file.following(at))
        block = file.parent(at)
        above = file.parent(block) if block is not None else None
        around = file.parent(above) if isinstance(above, cst.Else) else above
        if isinstance(around, cst.Try | cst.TryStar) and (around is not above or block is around.body):
            orelse = around.orelse.body if around.orelse is not None and around is above else None
            yield from ((each, is_shared) for each in file.statements(orelse))
            is_shared = is_shared or not all(isinstance(_last(each.body), JUMPS) for each in around.handlers)
            at = around
        elif isinstance(above, cst.With):
            at = above
        else:
            return


def _needs_a_test_before(file: File, statement: Statement, value: cst.BaseExpression, ends: str) -> bool:
    """Whether a receive stands in the condition of an `if` that does not tell the end from everything else."""
    return (
        isinstance(statement, cst.If)
        and file.span(statement.test).covers(file.span(value))
        and _decides(file, statement, value, ends) is None
    )


def _hoisted(file: File, value: cst.BaseExpression, line: Statement, ends: str, way: _Way) -> list[Edit] | None:
    """The value gets a variable, and is tested before it is used."""
    inner = next(file.ancestors(value), None)
    while inner is not None and inner is not line:
        if isinstance(inner, cst.Lambda | cst.BaseComp | cst.IfExp | cst.BooleanOperation):
            return None  # it is not sure to be asked for at all
        inner = file.parent(inner)
    function = file.function_around(value)
    taken = {node.value for node in own(function) if isinstance(node, cst.Name)}
    name = next((each for each in ("chunk", "received", "part") if each not in taken), None)
    if name is None:
        return None
    layout, at = file.layout, file.span(line)
    tested = [f"if {_TESTS[ends].format(name)}:", *(f"{layout.unit}{each}" for each in way.lines)]
    between = f"{layout.newline(at.start)}{layout.indentation(at.start)}"
    text = "".join(f"{each}{between}" for each in (f"{name} = {file.text(value)}", *tested))
    return [insertion(at.start, text), Edit(file.span(value), name)]


def _without_return(file: File, statement: Statement, way: _Way) -> _Way:
    """A way without the `return` that a function which ends there has no need of."""
    function = file.function_around(statement)
    at_the_end = (
        isinstance(function, cst.FunctionDef)
        and file.parent(statement) is function.body
        and not file.following(statement)
    )
    return way._replace(lines=way.lines[:-1]) if at_the_end and way.lines[-1] == "return" else way


def _guarded(file: File, statement: Statement, test: str, way: _Way) -> list[Edit]:
    """A test behind a statement."""
    layout, at = file.layout, file.span(statement)
    way = _without_return(file, statement, way)
    lines = [f"if {test}:", *(f"{layout.unit}{line}" for line in way.lines)]
    return [insertion(layout.behind(at.end), layout.lines(at.start, layout.indentation(at.start), lines))]


def _tested(file: File, statement: Statement, ends: str, way: _Way) -> list[Edit]:
    """A call that stands alone becomes the test."""
    layout, at = file.layout, file.span(statement)
    way = _without_return(file, statement, way)
    before, _, behind = _TESTS[ends].partition("{}")
    deeper = f"{layout.indentation(at.start)}{layout.unit}"
    return [
        insertion(at.start, f"if {before}"),
        insertion(at.end, f"{behind}:"),
        insertion(layout.behind(at.end), layout.lines(at.start, deeper, way.lines)),
    ]


def _in_condition(
    file: File, finding: Finding, value: cst.BaseExpression, statement: Statement, way: _Way
) -> list[Edit] | None:
    """The receive stands in the condition of an `if` or a loop."""
    assert finding.remedy.ends is not None
    if not isinstance(statement, cst.If | cst.While) or not file.span(statement.test).covers(file.span(value)):
        return None
    if isinstance(statement, cst.If):
        decided = _decides(file, statement, value, finding.remedy.ends)
        return None if decided is None else _in_branch(file, statement, decided, finding.kind, way)
    decided, others = _outcomes(file, statement.test, value, finding.remedy.ends)
    close = way.lines[0]
    if decided is not False or others != {True} or statement.orelse is not None or close in _JUMPS:
        return None
    if _mentions(texts(file, file.following(statement)), close.rpartition(".")[0]):
        return None
    layout, at = file.layout, file.span(statement)
    return [insertion(layout.behind(at.end), layout.lines(at.start, layout.indentation(at.start), [close]))]


def _in_branch(file: File, test: cst.If, decided: bool, kind: str, way: _Way) -> list[Edit] | None:
    """Put the close into the branch that is taken at the end of the stream, or make that branch."""
    layout, at = file.layout, file.span(test)
    lines = way.lines if kind in ("spin", "rearm") else tuple(line for line in way.lines if line not in _JUMPS)
    if not lines:
        return None
    indentation = layout.indentation(at.start)
    deeper = f"{indentation}{layout.unit}"
    if not decided and test.orelse is None:
        end = layout.behind(at.end)
        return [insertion(end, layout.lines(at.start, indentation, ["else:", *(layout.unit + line for line in lines)]))]
    branch = test.body if decided else test.orelse.body if isinstance(test.orelse, cst.Else) else None
    if branch is None:
        return None  # further tests decide
    if isinstance(branch, cst.SimpleStatementSuite):
        if len(branch.body) != 1:
            return None
        whole, written = file.span(branch), _joined(branch.body[0], file.text(branch.body[0]), lines)
        start = len(file.source.data[: whole.start].rstrip(b" \t"))
        return [Edit(Span(start, whole.end), layout.lines(at.start, deeper, written))]
    last = branch.body[-1] if branch.body else None
    if not isinstance(last, cst.SimpleStatementLine | cst.BaseCompoundStatement):
        return None
    place = file.span(last)
    here = layout.indentation(place.start)
    small = last.body[-1] if isinstance(last, cst.SimpleStatementLine) and len(last.body) == 1 else None
    if isinstance(small, cst.Pass | cst.Continue) or (isinstance(small, JUMPS) and small is not None):
        written = _joined(small, file.text(last), lines)
        newline = layout.newline(place.start)
        return [Edit(place, f"{newline}{here}".join(written))]
    return [insertion(layout.behind(place.end), layout.lines(place.start, here, lines))]


def _joined(last: cst.CSTNode, text: str, lines: tuple[str, ...]) -> list[str]:
    """What is written where a branch ended in `last`: its jump stays, unless it would go round once more."""
    kept = [line for line in lines if line not in _JUMPS]
    if isinstance(last, cst.Pass):
        return list(lines)
    if isinstance(last, cst.Continue):
        return list(lines) if len(kept) < len(lines) else [*kept, text]
    if isinstance(last, JUMPS):
        return [*kept, text]
    return [text, *lines]


# --- what a condition says of the end of the stream ---


def _decides(file: File, test: cst.If, what: str | cst.CSTNode, ends: str) -> bool | None:
    """What the condition of an `if` comes to at the end of the stream, if its branch for that may close: nothing that
    is received leads there, or that is open and the branch leaves. None if it may not."""
    decided, others = _outcomes(file, test.test, what, ends)
    if decided is None or decided in others:
        return None
    return decided if None not in others or _leaves(test, decided) else None


def _outcomes(
    file: File, condition: cst.BaseExpression, what: str | cst.CSTNode, ends: str
) -> tuple[bool | None, set[bool | None]]:
    """What a condition comes to at the end of the stream, and all that it comes to before, as far as it tells sizes
    apart: by the constants in it."""
    constants = (int(text) for text in re.findall(r"\d+", file.text(condition)))
    sizes = {1, *(near for each in constants for near in (each - 1, each, each + 1) if near > 0)}
    others = {_decided(file, condition, what, ends, size) for size in sizes}
    return _decided(file, condition, what, ends, _SIZES[ends]), others


def _leaves(test: cst.If, decided: bool) -> bool:
    """Whether a branch of an `if` ends in a jump that does not go round once more."""
    branch = test.body if decided else test.orelse.body if isinstance(test.orelse, cst.Else) else None
    last = _last(branch) if branch is not None else None
    return isinstance(last, JUMPS) and not isinstance(last, cst.Continue)


def _last(suite: cst.BaseSuite) -> cst.CSTNode | None:
    """The last statement of a suite."""
    last = suite.body[-1] if suite.body else None
    return last.body[-1] if isinstance(last, cst.SimpleStatementLine) else last


def _decided(file: File, condition: cst.BaseExpression, what: str | cst.CSTNode, ends: str, size: _Size) -> bool | None:
    """What a condition comes to where a variable, or an expression in it, has a size; None if that is open."""
    if _is_it(file, condition, what):
        return None if ends == "null" and size is not None else bool(size)
    if isinstance(condition, cst.UnaryOperation) and isinstance(condition.operator, cst.Not):
        inner = _decided(file, condition.expression, what, ends, size)
        return None if inner is None else not inner
    if isinstance(condition, cst.BooleanOperation):
        left, right = condition.left, condition.right
        both = (_decided(file, left, what, ends, size), _decided(file, right, what, ends, size))
        deciding = isinstance(condition.operator, cst.Or)
        if deciding in both:
            return deciding
        return None if None in both else not deciding
    if isinstance(condition, cst.Comparison) and len(condition.comparisons) == 1:
        return _compared(file, condition, what, ends, size)
    if isinstance(condition, cst.Call) and file.text(condition.func) == "len":
        return bool(size) if _is_length(file, condition, what) else None
    return None


def _compared(file: File, comparison: cst.Comparison, what: str | cst.CSTNode, ends: str, size: _Size) -> bool | None:
    target = comparison.comparisons[0]
    other, sign = file.text(target.comparator), type(target.operator)
    value: object
    if _is_length(file, comparison.left, what):
        value = size or 0
    elif _is_it(file, comparison.left, what):
        value = size if ends == "zero" or size is None else "x" * size
    else:
        return None
    constants: dict[str, object] = {'b""': "", "b''": "", '""': "", "''": "", "None": None}
    constant: object = int(other) if other.isdigit() else constants.get(other, ...)
    if constant is ... or (ends != "null" and (value is None) != (constant is None)):
        return None  # it asks for something else
    if sign in (cst.Equal, cst.Is):
        return value == constant
    if sign in (cst.NotEqual, cst.IsNot):
        return value != constant
    if isinstance(value, int) and isinstance(constant, int):
        orders = {
            cst.LessThan: value < constant,
            cst.LessThanEqual: value <= constant,
            cst.GreaterThan: value > constant,
            cst.GreaterThanEqual: value >= constant,
        }
        return orders.get(sign)
    return None


def _is_length(file: File, node: cst.BaseExpression, what: str | cst.CSTNode) -> bool:
    return (
        isinstance(node, cst.Call)
        and file.text(node.func) == "len"
        and len(node.args) == 1
        and _is_it(file, node.args[0].value, what)
    )


def _is_it(file: File, node: cst.CSTNode, what: str | cst.CSTNode) -> bool:
    return file.text(node) == what if isinstance(what, str) else node is what

"""The fix that tests what a receive yields for the end of the stream, closes the connection there, and stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from sockslint.findings import Edit, Finding, Fix
from sockslint.fixes.csharp.syntax import (
    FUNCTIONS,
    JUMPS,
    LOOPS,
    File,
    Node,
    ancestors,
    descendants,
    following,
    function_around,
    is_name,
    part,
    receiver_of,
    span,
    statements,
    value_of,
)
from sockslint.fixes.layout import insertion
from sockslint.text import Span

#: What a receive yields, as far as conditions ask: a count or a byte, no line, or some line.
_Value: TypeAlias = int | str | None

#: By how the end of the stream shows: the test of it, the value that it has, and the least that any other has.
_TESTS = {"zero": "{} == 0", "negative": "{} < 0", "null": "{} == null"}
_VALUES: dict[str, _Value] = {"zero": 0, "negative": -1, "null": None}
_LEAST = {"zero": 1, "negative": 0}

#: Statements that ask for the value of an expression once, before all else: an `if` for that of its condition.
_HOLDERS = frozenset({"expression_statement", "local_declaration_statement", "return_statement", "if_statement"})

#: Return types, and what tells a caller that nothing came.
_NOTHING = {"bool": "false", "int": "0", "long": "0", "string": "null", "byte[]": "null"}

#: What tells a caller who is owed a value that there is none.
_RAISE = "throw new System.IO.EndOfStreamException();"

_WAITS = re.compile(r"\bawait\b|\.(?:Result|GetResult\(\))$")


class _Way(NamedTuple):
    """A way to stop: the statements to write, and what they do in words."""

    lines: tuple[str, ...]
    title: str


def close_at_end(file: File, finding: Finding) -> Iterator[Fix]:
    """Fixes for a receive whose end of the stream leaves the connection open."""
    receive = file.expression_at(finding.span)
    if receive is None or finding.remedy.ends not in _TESTS:
        return
    value = value_of(receive)
    above = value.parent
    if above is None or not _is_waited_for(file, receive, value):
        return
    close = _close(file, finding, receive)
    for way in _ways(file, value, close):
        edits = _edits(file, finding, value, above, way)
        if edits is not None:
            yield Fix(f"at the end of the stream {way.title}", False, tuple(edits))


def _is_waited_for(file: File, receive: Node, value: Node) -> bool:
    """Whether a value is a receive's result, and no task that will have it."""
    called = part(receive, "function")
    name = file.text(called).rpartition(".")[2] if called is not None else ""
    return not name.endswith("Async") or _WAITS.search(file.text(value)) is not None


def _close(file: File, finding: Finding, receive: Node) -> str | None:
    """The call that closes the connection, if it can be named."""
    name, receiver = finding.subject, receiver_of(receive)
    if finding.remedy.close is None:
        connection = _received_from(file, receive, file.text(receiver)) if receiver is not None else None
        return f"{connection}.Close();" if connection else None
    while not is_name(name) and receiver is not None:  # the stream of `client.GetStream()`
        name = file.text(receiver)
        receiver = receiver_of(receiver)
    return f"{name}.{finding.remedy.close}();" if is_name(name) else None


def _received_from(file: File, read: Node, args: str) -> str | None:
    """The connection that event args belong to: what the next receive with them is begun on, in the same function, or
    what all receives of the class are begun on, if that is a member."""
    function = function_around(read)
    for name in _begun(file, function, f"({args})"):
        if not _is_declared_behind(file, function, name.split(".")[0], read):
            return name
    owner = next((each for each in ancestors(read) if each.type in ("class_declaration", "struct_declaration")), None)
    body = part(owner, "body") if owner is not None else None
    names = set(_begun(file, body, None)) if body is not None else set[str]()
    if body is None or len(names) != 1:
        return None
    (name,) = names
    root = name.removeprefix("this.").split(".")[0]
    members = (
        declared
        for member in body.named_children
        for declared in ([member] if member.type == "property_declaration" else descendants(member))
        if member.type in ("field_declaration", "property_declaration")
    )
    return name if any((n := part(each, "name")) is not None and file.text(n) == root for each in members) else None


def _begun(file: File, within: Node, arguments: str | None) -> Iterator[str]:
    """What receives are begun on, by name; only those with certain arguments, if any are given."""
    for call in descendants(within):
        called = part(call, "function") if call.type == "invocation_expression" else None
        receiver = receiver_of(call) if called is not None and file.text(called).endswith(".ReceiveAsync") else None
        given = part(call, "arguments")
        if receiver is not None and given is not None and arguments in (None, file.text(given)):
            name = file.text(receiver)
            if is_name(name):
                yield name


def _is_declared_behind(file: File, function: Node, name: str, place: Node) -> bool:
    """Whether a name stands for a local that does not exist yet at a place."""
    return any(
        node.type in ("variable_declarator", "declaration_pattern", "parameter", "foreach_statement")
        and (declared := part(node, "name") or part(node, "left")) is not None
        and file.text(declared) == name
        and node.start_byte > place.start_byte
        for node in descendants(function)
    )


# --- how to stop ---


def _ways(file: File, value: Node, close: str | None) -> Iterator[_Way]:
    """The ways to stop at the end of the stream, the likeliest first."""
    function = function_around(value)
    inside = []
    for above in ancestors(value):
        if above == function:
            break
        inside.append(above)
    loop = next((each for each in inside if each.type in LOOPS and not _is_condition(each, value)), None)
    words = close.partition("(")[0].rpartition(".")[0] if close else None
    if words and any(_goes_through(file, each, words) for each in inside):
        return  # whoever goes through a collection of connections has to take it out of there
    if loop is not None and not any(each.type == "switch_section" for each in inside[: inside.index(loop)]):
        if _is_ended(file, _after(file, loop, function), words):
            yield _Way(("break;",), "leave the loop")
        if close and words and not _is_used_after(file, loop, function, words):
            yield _Way((close, "break;"), f"close `{words}` and leave the loop")
    leave = _return(file, function)
    has_to_run = loop is not None and words is not None and _is_skipped(file, loop, function, words)
    if close and words and leave and not _finally(inside) and not has_to_run:
        yield _Way((close, leave), f"close `{words}` and return")
    elif leave is None and function.type in ("method_declaration", "local_function_statement"):
        yield _Way((_RAISE,), "tell the caller by an exception")


def _goes_through(file: File, loop: Node, name: str) -> bool:
    """Whether a loop goes through a collection that a connection is one of."""
    element = part(loop, "left") if loop.type == "foreach_statement" else None
    return element is not None and file.text(element) == name.split(".")[0]


def _is_condition(loop: Node, value: Node) -> bool:
    """Whether a value stands in the condition of a loop, not in its body."""
    body = part(loop, "body")
    return body is None or not span(body).covers(span(value))


def _following(file: File, loop: Node, function: Node) -> list[str]:
    """The code that follows a loop in the function, and that a `return` in it would skip."""
    found = []
    at: Node = loop
    for above in ancestors(loop):
        if above.type in ("block", "switch_section", "global_statement"):
            found += [file.text(each) for each in following(at)]
        if above == function:
            break
        at = above
    return found


def _after(file: File, loop: Node, function: Node) -> list[str]:
    """The code that comes once a loop is left, in the function: what follows it, and what `finally` and `using` do."""
    found = _following(file, loop, function)
    for above in ancestors(loop):
        if above.type == "try_statement":
            found += [file.text(each) for each in above.named_children if each.type == "finally_clause"]
        if above.type == "using_statement":
            found.append("Dispose")
        if above == function:
            break
    return found


def _again(file: File, loop: Node, function: Node, subject: str) -> str:
    """What comes before a loop in the next round of another around it, unless it gets the connection anew there."""
    outer = next((each for each in ancestors(loop) if each == function or each.type in LOOPS), function)
    if outer == function:
        return ""
    text = file.source.slice(Span(outer.start_byte, loop.start_byte))
    return "" if _mention(subject, _ASSIGNED).search(text) else text


def _is_used_after(file: File, loop: Node, function: Node, subject: str) -> bool:
    """Whether the connection is used once a loop is left."""
    return _mentions([*_after(file, loop, function), _again(file, loop, function, subject)], subject)


def _is_skipped(file: File, loop: Node, function: Node, subject: str) -> bool:
    """Whether a `return` in a loop would skip code that has no use for the connection, or ends it."""
    skipped = _following(file, loop, function)
    return bool(skipped) and (not _mentions(skipped, subject) or _is_ended(file, skipped, subject))


def _finally(inside: list[Node]) -> bool:
    """Whether something around a place releases what it was given, however it is left."""
    return any(each.type == "using_statement" for each in inside)


def _is_ended(file: File, after: list[str], subject: str | None) -> bool:
    """Whether code ends a connection, by the look of it: what releases it, or is given it."""
    if "Dispose" in after:
        return True
    root = re.escape(subject.split(".")[0]) if subject else r"\w+"
    whole = "\n".join(after)
    called = re.finditer(rf"(?<![\w.]){root}(?:\.\w+)*?\??\.(\w+)\s*\(", whole)
    if any(call[1] in file.handles.ending for call in called):
        return True
    return subject is not None and re.search(rf"\(\s*{root}\b", whole) is not None


#: Behind a name: it is given a value.
_ASSIGNED = r"\s*=(?!=)"


def _mentions(after: list[str], subject: str) -> bool:
    """Whether code makes use of a connection, or of the variable or member that it is reached by."""
    return any(_mention(subject, f"(?!{_ASSIGNED})").search(text) for text in after)


def _mention(subject: str, behind: str) -> re.Pattern[str]:
    root = subject.removeprefix("this.").split(".")[0]
    return re.compile(rf"(?<![\w.])(?:this\.)?{re.escape(root)}\b{behind}")


def _return(file: File, function: Node) -> str | None:
    """The statement that returns from a function, if it is known what to return."""
    body = part(function, "body")
    if body is None or body.type != "block":
        return None
    inner = [each for each in descendants(body) if each.type in ("return_statement", "yield_statement")]
    own = [each for each in inner if function_around(each) == function]
    if any(each.type == "yield_statement" for each in own):
        return None
    if function.type in ("constructor_declaration", "destructor_declaration"):
        return "return;"
    if function.type in ("lambda_expression", "anonymous_method_expression"):
        return None if any(each.named_child_count for each in own) else "return;"
    type_ = part(function, "returns") or part(function, "type")
    if type_ is None:
        return None
    returns = file.text(type_)
    if any(child.type == "modifier" and file.text(child) == "async" for child in function.children):
        task = re.fullmatch(r"(?:\w+\.)*(?:Value)?Task(?:<(.+)>)?", returns)
        returns = (task[1] or "void") if task else returns
    if returns == "void":
        return "return;"
    nothing = _NOTHING.get(returns)
    return f"return {nothing};" if nothing else None


# --- where to write it ---


def _edits(file: File, finding: Finding, value: Node, above: Node, way: _Way) -> list[Edit] | None:
    ends = finding.remedy.ends
    assert ends is not None
    statement = above
    if above.type == "expression_statement":
        return _tested(file, value, above, ends, way)
    name = None
    if above.type == "assignment_expression" and part(above, "right") == value:
        name = part(above, "left")
        is_plain = any(child.type == "=" for child in above.children)
        if above.parent is None or name is None:
            return None
        if not is_plain:
            name = None  # it counts together
        elif above.parent.type != "expression_statement":
            return _in_condition(file, finding, above, way)
        statement = above.parent
    elif above.type == "variable_declarator":
        name = part(above, "name")
        statement = next((each for each in ancestors(above) if each.type == "local_declaration_statement"), above)
    elif (edits := _in_condition(file, finding, value, way)) is not None:
        return edits
    if name is None and (holder := _holder(file, value, ends)) is not None:
        return _hoisted(file, value, holder, ends, way)
    if name is None or not is_name(file.text(name)) or not _in_block(statement):
        return None
    variable = file.text(name)
    if finding.kind != "ignored":
        for behind, is_shared in _behind(statement):
            decided = _decides(file, behind, variable, ends) if behind.type == "if_statement" else None
            if decided is not None:
                if is_shared and not _leaves(behind, decided):
                    return None
                return _in_branch(file, behind, decided, finding.kind, way)
    return _guarded(file, statement, _TESTS[ends].format(variable), way)


def _behind(statement: Node) -> Iterator[tuple[Node, bool]]:
    """The statements that come behind one, also those behind a `try` that it stands in, each with whether a handler
    leads there as well."""
    at, is_shared = statement, False
    while True:
        yield from ((each, is_shared) for each in following(at))
        block = at.parent
        above = block.parent if block is not None else None
        if block is None or above is None or above.type != "try_statement" or part(above, "body") != block:
            return
        handlers = [part(each, "body") for each in above.named_children if each.type == "catch_clause"]
        is_shared = is_shared or not all(handler is not None and _jumps(handler) for handler in handlers)
        at = above


def _jumps(block: Node) -> bool:
    """Whether a block ends in a jump."""
    inner = statements(block)
    return bool(inner) and inner[-1].type in JUMPS


def _in_block(statement: Node) -> bool:
    return statement.parent is not None and statement.parent.type in ("block", "switch_section", "global_statement")


def _own_lines(file: File, statement: Node) -> bool:
    """Whether braces stand on lines of their own around a statement."""
    block = next((each for each in ancestors(statement) if each.type in ("block", "declaration_list")), None)
    return block is None or file.braces_on_own_lines(block)


def _block(file: File, statement: Node, way: _Way) -> tuple[str, list[str]]:
    """What follows a header on its line, and the lines of its block."""
    lines = [f"{file.layout.unit}{line}" for line in way.lines]
    return ("", ["{", *lines, "}"]) if _own_lines(file, statement) else (" {", [*lines, "}"])


def _holder(file: File, value: Node, ends: str) -> Node | None:
    """The statement that makes use of a value within an expression, if something can be written before it. An `if` that
    tells the end from everything else needs no test before it."""
    for above in ancestors(value):
        if above.type in FUNCTIONS or _may_skip(file, above):
            return None
        if above.type == "if_statement" and _decides(file, above, value, ends) is not None:
            return None
        if above.type in _HOLDERS:
            return above if _in_block(above) and file.layout.begins_line(above.start_byte) else None
        if above.type.endswith("_statement"):
            return None
    return None


def _may_skip(file: File, expression: Node) -> bool:
    """Whether it is not sure that all parts of an expression are asked for."""
    operator = part(expression, "operator")
    short = operator is not None and file.text(operator) in ("&&", "||", "??")
    return short or expression.type in ("conditional_expression", "switch_expression", "conditional_access_expression")


def _hoisted(file: File, value: Node, holder: Node, ends: str, way: _Way) -> list[Edit] | None:
    """The value gets a variable, and is tested before it is used."""
    type_, wanted = ("string", "line") if ends == "null" else ("int", "received")
    taken = {file.text(each) for each in descendants(function_around(value)) if each.type == "identifier"}
    name = next((each for each in (wanted, f"{wanted}Now", f"{wanted}Here") if each not in taken), None)
    if name is None:
        return None
    layout = file.layout
    brace, lines = _block(file, holder, way)
    head = [f"{type_} {name} = {file.text(value)};", f"if ({_TESTS[ends].format(name)}){brace}", *lines]
    indentation, newline = layout.indentation(holder.start_byte), layout.newline(holder.start_byte)
    text = "".join(f"{line}{newline}{indentation}" for line in head)
    return [insertion(holder.start_byte, text), Edit(span(value), name)]


def _without_return(statement: Node, way: _Way) -> _Way:
    """A way without the `return` that a function which ends there has no need of."""
    function = function_around(statement)
    at_the_end = statement.parent == part(function, "body") and not following(statement)
    return way._replace(lines=way.lines[:-1]) if at_the_end and way.lines[-1] == "return;" else way


def _guarded(file: File, statement: Node, test: str, way: _Way) -> list[Edit] | None:
    """A test behind a statement."""
    layout = file.layout
    if not layout.has_own_lines(span(statement)):
        return None
    brace, lines = _block(file, statement, _without_return(statement, way))
    text = layout.lines(statement.start_byte, layout.indentation(statement.start_byte), [f"if ({test}){brace}", *lines])
    return [insertion(layout.behind(statement.end_byte), text)]


def _tested(file: File, value: Node, statement: Node, ends: str, way: _Way) -> list[Edit] | None:
    """A call that stands alone becomes the test."""
    layout = file.layout
    if not _in_block(statement) or not layout.has_own_lines(span(statement)):
        return None
    brace, lines = _block(file, statement, _without_return(statement, way))
    before, _, behind = _TESTS[ends].partition("{}")
    return [
        insertion(value.start_byte, f"if ({before}"),
        Edit(Span(value.end_byte, statement.end_byte), f"{behind}){brace}"),
        insertion(
            layout.behind(statement.end_byte),
            layout.lines(statement.start_byte, layout.indentation(statement.start_byte), lines),
        ),
    ]


def _in_condition(file: File, finding: Finding, value: Node, way: _Way) -> list[Edit] | None:
    """The receive stands in the condition of an `if` or a loop."""
    holder = next((each for each in ancestors(value) if each.type.endswith("_statement")), None)
    condition = holder and part(holder, "condition")
    if holder is None or condition is None or not span(condition).covers(span(value)):
        return None
    assert finding.remedy.ends is not None
    if holder.type == "if_statement":
        decided = _decides(file, holder, value, finding.remedy.ends)
        return None if decided is None else _in_branch(file, holder, decided, finding.kind, way)
    decided, others = _outcomes(file, condition, value, finding.remedy.ends)
    if decided is not False or others != {True} or not _in_block(holder) or not file.layout.has_own_lines(span(holder)):
        return None
    close = way.lines[0]
    if holder.type not in ("while_statement", "for_statement") or _is_jump(close):
        return None
    subject = close.rpartition(".")[0]
    if _mentions([file.text(each) for each in following(holder)], subject):
        return None
    text = file.layout.lines(holder.start_byte, file.layout.indentation(holder.start_byte), [close])
    return [insertion(file.layout.behind(holder.end_byte), text)]


def _in_branch(file: File, test: Node, decided: bool, kind: str, way: _Way) -> list[Edit] | None:
    """Put the close into the branch that is taken at the end of the stream, or make that branch."""
    layout = file.layout
    indentation = layout.indentation(test.start_byte)
    is_else_if = test.parent is not None and test.parent.type == "if_statement"
    begins_line = is_else_if or layout.begins_line(test.start_byte)
    branch = part(test, "consequence" if decided else "alternative")
    lines = way.lines if kind in ("spin", "rearm") else tuple(line for line in way.lines if not _is_jump(line))
    if not lines:
        return None
    if branch is None:
        if not begins_line or not layout.ends_line(test.end_byte):
            return None
        brace, block = _block(file, test, way._replace(lines=lines))
        at = layout.behind(test.end_byte)
        if brace and at == test.end_byte and file.source.data[at - 1 : at] == b"}":
            return [insertion(at, f" else{brace}{layout.lines(test.start_byte, indentation, block)}")]
        return [insertion(at, layout.lines(test.start_byte, indentation, [f"else{brace}", *block]))]
    if branch.type == "if_statement":
        return None  # further tests decide
    inner = statements(branch) if branch.type == "block" else [branch]
    comments = [each for each in branch.named_children if each.type == "comment"]
    if branch.type != "block" or _is_on_one_line(branch):
        if comments or not begins_line or not layout.ends_line(branch.end_byte):
            return None
        brace, block = _block(file, test, way._replace(lines=_joined(file, inner, lines)))
        before = file.source.data[: branch.start_byte].rstrip(b" \t\r\n")
        text = brace + layout.lines(test.start_byte, indentation, block)
        return [Edit(Span(len(before), branch.end_byte), text)]
    last = next(reversed(inner or comments), None)
    if last is None:
        deeper = f"{indentation}{layout.unit}"
        text = layout.lines(test.start_byte, deeper, lines) + layout.lines(test.start_byte, indentation, ["}"])
        return [Edit(Span(branch.start_byte + 1, branch.end_byte), text)]
    if not layout.has_own_lines(span(last)):
        return None
    here = layout.indentation(last.start_byte)
    if last.type in JUMPS:
        kept = [line for line in lines if not _is_jump(line)]
        text = "".join(f"{line}{layout.newline(last.start_byte)}{here}" for line in kept)
        if last.type == "continue_statement" and _is_jump(lines[-1]):
            return [Edit(span(last), f"{text}{lines[-1]}")]
        return [insertion(last.start_byte, text)] if kept else None
    return [insertion(layout.behind(last.end_byte), layout.lines(last.start_byte, here, lines))]


def _is_on_one_line(block: Node) -> bool:
    return block.start_point.row == block.end_point.row


def _joined(file: File, branch: list[Node], lines: tuple[str, ...]) -> tuple[str, ...]:
    """What is written where a branch was on one line: its jump stays, unless it would go round once more."""
    written = tuple(map(file.text, branch))
    if not branch or branch[-1].type not in JUMPS:
        return (*written, *lines)
    if branch[-1].type == "continue_statement" and _is_jump(lines[-1]):
        return (*written[:-1], *lines)
    return (*written[:-1], *(line for line in lines if not _is_jump(line)), written[-1])


def _is_jump(line: str) -> bool:
    return line.startswith(("return", "break", "continue", "throw"))


# --- what a condition says of the end of the stream ---


def _decides(file: File, test: Node, what: str | Node, ends: str) -> bool | None:
    """What the condition of an `if` comes to at the end of the stream, if its branch for that may close: nothing that
    is received leads there, or that is open and the branch leaves. None if it may not."""
    condition = part(test, "condition")
    decided, others = _outcomes(file, condition, what, ends) if condition is not None else (None, set[bool | None]())
    if decided is None or decided in others:
        return None
    return decided if None not in others or _leaves(test, decided) else None


def _outcomes(file: File, condition: Node, what: str | Node, ends: str) -> tuple[bool | None, set[bool | None]]:
    """What a condition comes to at the end of the stream, and all that it comes to before."""
    others = {_decided(file, condition, what, other) for other in _others(file.text(condition), ends)}
    return _decided(file, condition, what, _VALUES[ends]), others


def _others(condition: str, ends: str) -> list[_Value]:
    """What a receive may yield before the end, as far as a condition tells it apart: by the constants in it."""
    if ends == "null":
        return [_SOME_LINE]
    least = _LEAST[ends]
    constants = (int(text) for text in re.findall(r"\d+", condition))
    return [least, *(near for each in constants for near in (each - 1, each, each + 1) if near >= least)]


def _leaves(test: Node, decided: bool) -> bool:
    """Whether a branch of an `if` ends in a jump that does not go round once more."""
    branch = part(test, "consequence" if decided else "alternative")
    if branch is not None and branch.type == "block":
        branch = next(reversed(statements(branch)), None)
    return branch is not None and branch.type in JUMPS and branch.type != "continue_statement"


def _decided(file: File, condition: Node, what: str | Node, value: _Value) -> bool | None:
    """What a condition comes to where a variable, or an expression in it, has a value; None if that is open."""
    node = condition
    if node.type == "parenthesized_expression" and node.named_child_count:
        return _decided(file, node.named_children[0], what, value)
    if node.type == "prefix_unary_expression" and file.text(node).startswith("!"):
        inner = _decided(file, node.named_children[-1], what, value)
        return None if inner is None else not inner
    if node.type == "invocation_expression" and value is None:
        called = part(node, "function")
        arguments = part(node, "arguments")
        if called is not None and arguments is not None and file.text(called).lower() in _EMPTY:
            return True if _is_it(file, arguments.named_children[0].named_children[0], what) else None
    if node.type == "is_pattern_expression":
        subject, pattern = part(node, "expression"), part(node, "pattern")
        if subject is not None and pattern is not None and _is_it(file, subject, what):
            text = file.text(pattern)
            return {"null": value is None, "not null": value is not None, "0": value == 0}.get(text)
        return None
    if node.type != "binary_expression":
        return None
    left, right = part(node, "left"), part(node, "right")
    operator = part(node, "operator")
    if left is None or right is None or operator is None:
        return None
    sign = file.text(operator)
    if sign in ("&&", "||"):
        both = (_decided(file, left, what, value), _decided(file, right, what, value))
        deciding = sign == "||"
        if deciding in both:
            return deciding
        return None if None in both else not deciding
    if sign in ("==", "!=") and file.text(right).endswith("SocketError.Success"):
        return sign == "=="  # what has been received was so
    if _is_it(file, right, what):
        left, right, sign = right, left, _MIRRORED.get(sign, sign)
    if not _is_it(file, left, what):
        return None
    other = _constant(file.text(right))
    return _compared(sign, value, other) if other is not ... else None


_SOME_LINE = "a line"
_EMPTY = frozenset({"string.isnullorempty", "string.isnullorwhitespace"})
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _is_it(file: File, node: Node, what: str | Node) -> bool:
    while node.type == "parenthesized_expression" and node.named_child_count:
        node = node.named_children[0]
    if isinstance(what, str):
        return file.text(node) == what
    while what.type == "parenthesized_expression" and what.named_child_count:
        what = what.named_children[0]
    return node == what


def _constant(text: str) -> object:
    if text == "null":
        return None
    return int(text) if re.fullmatch(r"-?\d+", text) else ...


def _compared(sign: str, value: object, other: object) -> bool | None:
    if isinstance(value, int) != isinstance(other, int):
        return None  # it asks for something else
    if sign in ("==", "!="):
        return (value == other) == (sign == "==")
    if not isinstance(value, int) or not isinstance(other, int):
        return None
    orders = {"<": value < other, ">": value > other, "<=": value <= other, ">=": value >= other}
    return orders.get(sign)

"""Statements other than loops, `match` and definitions."""

from __future__ import annotations

from collections.abc import Sequence

from sockslint.flow.builder import Condition, Handler, Lowering, Not
from sockslint.flow.model import Call, Expr, Import, Operand, Problem, Read, member
from sockslint.frontends.python.calls import arguments_of, value_of
from sockslint.frontends.python.expressions import BINARY_OPERATORS, lower_discarded, subscript_value
from sockslint.frontends.python.frame import EXPRESSIONS, STATEMENTS, UNKNOWN, Frame, lowers
from sockslint.frontends.python.scopes import caught_name, dotted, imported_names
from sockslint.frontends.trees import TOO_DEEP, Node
from sockslint.text import Span

#: How many `elif` an `if` may have: some questions about the graph of a function cost the square of its branches.
_MAX_ARMS = 2000


@lowers(STATEMENTS, "pass_statement", "global_statement", "nonlocal_statement", "type_alias_statement")
def _nothing(frame: Frame, node: Node) -> None:
    """Does nothing at run time: `global` and `nonlocal` are seen to by the scopes, a type alias is lazy."""


@lowers(STATEMENTS, "block")
def _block(frame: Frame, node: Node) -> None:
    frame.run(node.children)


@lowers(STATEMENTS, "expression_statement")
def _expression(frame: Frame, node: Node) -> None:
    if len(node.children) != 1:
        for child in node.children:
            frame.value(child)
    elif node.children[0].kind in STATEMENTS:
        frame.run(node.children)
    else:
        lower_discarded(frame, node.children[0])


@lowers(STATEMENTS, "print_statement", "exec_statement", "chevron")
def _print(frame: Frame, node: Node) -> None:
    """Python 2's statements: what they are given is evaluated."""
    for child in node.children:
        if child.kind in STATEMENTS:
            frame.run([child])
        else:
            frame.value(child)


@lowers(STATEMENTS, "return_statement")
def _return(frame: Frame, node: Node) -> None:
    value = frame.value(node.children[0]) if node.children else None
    frame.yields_value = frame.yields_value or value is not None
    frame.builder.return_(frame.span(node), value)


@lowers(STATEMENTS, "if_statement")
def _if(frame: Frame, node: Node) -> None:
    alternatives = node.parts("alternative")
    if len(alternatives) > _MAX_ARMS:
        beyond = Span(alternatives[_MAX_ARMS].start, alternatives[-1].end)
        frame.file.problems.append(Problem(beyond, TOO_DEEP))
        del alternatives[_MAX_ARMS:]
    otherwise = alternatives.pop() if alternatives and alternatives[-1].kind == "else_clause" else None

    arms = [_arm(frame, arm) for arm in (node, *alternatives)]
    frame.builder.branches(arms, None if otherwise is None else lambda: frame.run_part(otherwise))


def _arm(frame: Frame, node: Node) -> tuple[Condition, Lowering]:
    return frame.condition(node.children[0]), lambda: frame.run_part(node, "consequence")


# --- assignments ----------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, "assignment")
def _assignment(frame: Frame, node: Node) -> None:
    annotation, value = node.part("type"), node.part("right")
    if annotation is not None:
        _annotated(frame, node, annotation, value)
        return
    chain = [node]
    while value is not None and value.kind == "assignment" and value.part("type") is None:
        chain.append(value)
        value = value.part("right")
    if value is None:
        return
    targets = [target for link in chain for target in link.parts("left")]
    if len(targets) == 1 and targets[0].kind == "identifier" and frame.text(targets[0]) == "_":
        assigned = lower_discarded(frame, value)
    else:
        assigned = frame.value(value)
    span = frame.span(node)
    for target in targets:
        frame.assign_to(target, assigned, span)


def _annotated(frame: Frame, node: Node, annotation: Node, value: Node | None) -> None:
    type_ = frame.annotation(annotation)
    target = node.children[0]
    if value is not None:
        frame.assign_to(target, frame.value(value), frame.span(node), type_)
    elif target.kind in ("identifier", "attribute"):
        place = frame.prefix(target)
        if isinstance(place, str) and type_ is not None:
            frame.note_field(place, type_)
            if target.kind == "identifier":
                frame.locals[place] = type_


@lowers(STATEMENTS, "augmented_assignment")
def _augmented(frame: Frame, node: Node) -> None:
    place, before = _read_target(frame, node.children[0])
    operator = BINARY_OPERATORS[node.tokens[0].removesuffix("=")]
    frame.store(place, Expr(operator, (before, frame.value(node.children[-1]))), frame.span(node))


@lowers(EXPRESSIONS, "assignment", "augmented_assignment")
def _assigned(frame: Frame, node: Node) -> Operand:
    """An assignment as the value of another."""
    frame.run([node])
    return frame.prefix(node.children[0])


def _read_target(frame: Frame, target: Node) -> tuple[str, Operand]:
    """The place and the present value of a target, what they take evaluated once."""
    if target.kind == "attribute":
        place, before = frame.member(target), frame.temporary()
        frame.emit(Read(frame.span(target), before, place))
        return place, before
    if target.kind == "subscript":
        collection = frame.place_of(target.children[0])
        return member(collection, "[]"), subscript_value(frame, target, collection)
    place = frame.place_of(target)
    return place, place


@lowers(STATEMENTS, "delete_statement")
def _delete(frame: Frame, node: Node) -> None:
    for target in node.children:
        _forget(frame, target, node)


def _forget(frame: Frame, target: Node, statement: Node) -> None:
    """A deleted name or attribute holds nothing known; of elements deleted (`del waiting[:sent]`) the value is kept,
    so that what the index was made of counts as used."""
    if target.kind in ("tuple", "list", "expression_list"):
        for element in target.children:
            _forget(frame, element, statement)
    elif target.kind == "subscript":
        frame.park(frame.span(target), subscript_value(frame, target, frame.prefix(target.children[0])))
    else:
        frame.assign_to(target, UNKNOWN, frame.span(statement))


# --- exceptions -----------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, "raise_statement")
def _raise(frame: Frame, node: Node) -> None:
    span = frame.span(node)
    raised = node.unnamed()
    if raised is None:
        frame.builder.raise_(span, None)
        return
    # Python 2's `raise E, "what it says"`.
    raised, *said = raised.children if raised.kind == "expression_list" else (raised,)
    value = frame.value(raised)
    for other in (*said, *node.parts("cause")):
        frame.value(other)
    frame.builder.raise_(span, _raised_type(frame, raised), value)


def _raised_type(frame: Frame, node: Node) -> str | None:
    """The class of a raised object as written, if the source names one: `X`, `X(...)`, `X(...).with_traceback(t)`."""
    while node.kind == "call":
        inner = node.children[0]
        if inner.kind == "attribute" and inner.children[0].kind == "call":
            inner = inner.children[0]
        node = inner
    name = dotted(frame.file.data, node)
    return name if name and frame.scope.place(name.partition(".")[0]).startswith("::") else None


@lowers(STATEMENTS, "assert_statement")
def _assert(frame: Frame, node: Node) -> None:
    condition, *message = node.children

    def fail() -> None:
        for part in message:
            frame.value(part)
        frame.builder.raise_(frame.span(node), "AssertionError")

    frame.builder.branch(Not(frame.condition(condition)), fail)


@lowers(STATEMENTS, "try_statement")
def _try(frame: Frame, node: Node) -> None:
    orelse, finalbody = node.first("else_clause"), node.first("finally_clause")
    loops = frame.loops

    def finish() -> None:
        # The builder asks for this wherever control leaves the `try`, maybe from a loop within it.
        inner, frame.loops = frame.loops, loops
        frame.run(() if finalbody is None else finalbody.children)
        frame.loops = inner

    frame.builder.try_(
        lambda: frame.run_part(node),
        [_handler(frame, clause) for clause in node.children if clause.kind == "except_clause"],
        otherwise=None if orelse is None else lambda: frame.run_part(orelse),
        finally_=None if finalbody is None else finish,
    )


def _handler(frame: Frame, node: Node) -> Handler:
    name = caught_name(frame.file.data, node)
    types = [
        value.children[0] if value.kind == "as_pattern" else value for value in node.parts("value") if value is not name
    ]

    def body() -> None:
        if name is not None:
            frame.assign_to(name, Expr("caught"), frame.span(name))
        frame.run(child for child in node.children if child.kind == "block")

    return Handler(tuple([text for each in types for text in _texts(frame, each)]), body)


def _texts(frame: Frame, node: Node) -> Sequence[str]:
    each_type = node.children if node.kind == "tuple" else (node,)
    return [frame.text(each.children[0] if each.kind == "list_splat" else each) for each in each_type]


# --- with -----------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, "with_statement")
def _with(frame: Frame, node: Node) -> None:
    clause = node.first("with_clause")
    _with_items(frame, () if clause is None else [value for item in clause.children for value in item.children], node)


def _with_items(frame: Frame, items: Sequence[Node], node: Node) -> None:
    if not items:
        frame.run_part(node)
        return
    first, *rest = items
    item, target = (first.children[0], first.part("alias")) if first.kind == "as_pattern" else (first, None)

    def inside() -> None:
        _with_items(frame, rest, node)

    if item.kind == "call" and dotted(frame.file.data, item.children[0]) in {"suppress", "contextlib.suppress"}:
        types = tuple([frame.text(value_of(argument)) for argument in arguments_of(item)])
        frame.builder.try_(inside, [Handler(types, lambda: None)] if types else [])
        return
    span = frame.span(item)
    awaited = "async" in node.tokens
    resource = frame.place_of(item)

    def scope(name: str, result: str) -> Call:
        return Call(span, result, resource, name, member(resource, name), form="scope", awaited=awaited)

    entered = frame.temporary()
    frame.emit(scope("__enter__", entered))

    def body() -> None:
        if target is not None:
            frame.assign_to(target, entered, Span(item.start, target.end))
        inside()

    frame.builder.try_(body, finally_=lambda: frame.emit(scope("__exit__", frame.temporary())))


# --- imports --------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, "import_statement")
def _import(frame: Frame, node: Node) -> None:
    for alias, name in imported_names(frame.file.data, node):
        first = alias.partition(".")[0]
        _bring_in(frame, first, name if alias != name else first)


@lowers(STATEMENTS, "import_from_statement", "future_import_statement")
def _import_from(frame: Frame, node: Node) -> None:
    module = "__future__" if node.kind == "future_import_statement" else ""
    module = dotted(frame.file.data, node.part("module_name")) or module
    if node.first("wildcard_import") is not None:
        _bring_in(frame, "*", module)
    separator = "" if module.endswith(".") or not module else "."
    for alias, name in imported_names(frame.file.data, node):
        _bring_in(frame, alias, f"{module}{separator}{name}")


def _bring_in(frame: Frame, alias: str, target: str) -> None:
    frame.file.imports[Import(alias, target)] = None

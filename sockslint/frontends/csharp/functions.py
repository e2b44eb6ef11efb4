"""Functions inside functions: lambdas, anonymous methods, local functions; and what all functions have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sockslint.flow.model import Closure, Operand, Parameter
from sockslint.frontends.csharp.body import Body, File
from sockslint.frontends.csharp.creation import typed_value
from sockslint.frontends.csharp.literals import constant
from sockslint.frontends.csharp.tables import expression
from sockslint.frontends.trees import Node

_LOCAL_FUNCTION: Final = "local_function_statement"

#: Types whose functions hand out nothing when they are expression-bodied.
_NOTHING: Final = frozenset({"void", "Task", "ValueTask", "System.Threading.Tasks.Task"})

_MODES: Final = {"ref": "ref", "out": "out"}


# --- parameters and bodies ----------------------------------------------------------------------------------------


def parameters(body: Body, node: Node | None) -> tuple[Parameter, ...]:
    """Declare the parameters of a list, or of a lambda's single bare name."""
    if node is None:
        return ()
    if node.kind == "implicit_parameter":
        return (_parameter(body, node, None, "", None),)
    found: list[Parameter] = []
    several = "params" in node.tokens
    spread_type: Node | None = None
    for child in node.children:
        if child.kind == "parameter":
            name = child.part("name")
            if name is not None:
                mode = _mode(body.file, child)
                default = child.children[-1] if child.children[-1].field is None else None
                found.append(_parameter(body, name, child.part("type"), mode, default))
        elif child.kind == "implicit_parameter":
            found.append(_parameter(body, child, None, "", None))
        elif several and child.field == "type":
            spread_type = child
        elif several and child.field == "name":
            found.append(_parameter(body, child, spread_type, "*", None))
    return tuple(found)


def _parameter(body: Body, name: Node, type_: Node | None, mode: str, default: Node | None) -> Parameter:
    written = body.file.type(type_)
    text = body.file.name(name)
    place = body.declare(name)
    if written is not None:
        body.parameter_types[place] = written
    return Parameter(text, place, written, mode, constant(body.file, default))


def _mode(file: File, node: Node) -> str:
    for child in node.children:
        if child.kind == "modifier":
            mode = _MODES.get(file.text(child))
            if mode is not None:
                return mode
    return ""


def modifiers(file: File, node: Node) -> list[str]:
    """The modifiers of a declaration."""
    return [file.text(child) for child in node.children if child.kind == "modifier"]


def lower_body(body: Body, node: Node | None, *, has_value: bool) -> None:
    """Lower a block, or the expression after ``=>``."""
    if node is None:
        return
    if node.kind == "block":
        body.statement(node)
        return
    inner = node.unnamed() if node.kind == "arrow_expression_clause" else node
    if inner is None:
        return
    if inner.kind == "throw_expression" or not has_value:
        body.effect(inner)
    else:
        body.builder.return_(body.span(inner), typed_value(body, inner, body.returns))


def yields_value(returns: str | None, *, is_async: bool) -> bool:
    """Whether what stands after ``=>`` is the result of a function that returns this."""
    return returns != "void" and not (is_async and returns in _NOTHING)


# --- functions as values ------------------------------------------------------------------------------------------


@expression("lambda_expression", "anonymous_method_expression")
def anonymous_function(body: Body, node: Node) -> Operand:
    """A lambda or an anonymous method."""
    closure = body.file.closures.get(node.start)
    if closure is not None:
        return closure
    inner = Body(body.file, body.owner, body.file.reserve(), body)
    closure = body.file.closures[node.start] = Closure(inner.number)
    found = modifiers(body.file, node)
    inner.returns = body.file.type(node.part("type"))
    list_ = node.part("parameters")
    declared = _implicit_list(inner, node) if list_ is None else parameters(inner, list_)
    lower_body(inner, node.part("body") or node.first("block"), has_value=True)
    flags = tuple([flag for flag in ("static", "async") if flag in found])
    inner.finish("<lambda>", "lambda", body.span(node), declared, flags)
    return closure


def _implicit_list(body: Body, node: Node) -> tuple[Parameter, ...]:
    """Parameters that the grammar leaves without a list, as in ``(ref x) => ...``."""
    return tuple(
        [_parameter(body, child, None, "", None) for child in node.children if child.kind == "implicit_parameter"]
    )


# --- local functions ----------------------------------------------------------------------------------------------


def announce(body: Body, nodes: Sequence[Node]) -> None:
    """Declare the local functions among some statements, so that what stands before them can call them."""
    for node in nodes:
        found = node.children[-1] if node.kind in ("global_statement", "labeled_statement") and node.children else node
        if found.kind == _LOCAL_FUNCTION:
            name = found.part("name")
            if name is not None:
                text = body.file.name(name)
                body.local_functions.add(text)
                closure = body.file.closures.get(found.start)
                if closure is None:
                    closure = body.file.closures[found.start] = Closure(body.file.reserve())
                    body.reserved[found] = closure.function
                body.assign(body.span(name), body.declare(name), closure)


def local_function(body: Body, node: Node) -> None:
    """Lower a local function where it stands, once."""
    if node.start not in body.file.closures:
        announce(body, [node])
    number = body.reserved.pop(node, None)
    name = node.part("name")
    if number is None or name is None:
        return
    inner = Body(body.file, body.owner, number, body)
    found = modifiers(body.file, node)
    inner.returns = body.file.type(node.part("type"))
    declared = parameters(inner, node.part("parameters"))
    lower_body(inner, node.part("body"), has_value=yields_value(inner.returns, is_async="async" in found))
    flags = tuple([flag for flag in ("static", "async") if flag in found])
    inner.finish(body.file.name(name), "nested", body.span(node), declared, flags)

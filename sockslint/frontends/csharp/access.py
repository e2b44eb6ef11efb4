"""Names, members, elements and null-conditional chains: as values, which are read, and as places, which are not."""

from __future__ import annotations

from typing import Final

from sockslint.flow.model import Const, Expr, Operand, Read, member
from sockslint.frontends.csharp.body import NULL, UNKNOWN, Body
from sockslint.frontends.csharp.chains import guarded, open_link
from sockslint.frontends.csharp.tables import expression, place
from sockslint.frontends.trees import Node

#: Members whose value is a length, whatever the type.
_LENGTHS: Final = frozenset({"Length", "Count", "LongLength"})

#: The types of whole numbers, with their bits and whether they have a sign, by the language's name and the platform's.
_NUMBERS: Final = (
    ("byte", "Byte", 8, False),
    ("sbyte", "SByte", 8, True),
    ("short", "Int16", 16, True),
    ("ushort", "UInt16", 16, False),
    ("int", "Int32", 32, True),
    ("uint", "UInt32", 32, False),
    ("long", "Int64", 64, True),
    ("ulong", "UInt64", 64, False),
)

#: The platform's own constants, by their places.
_CONSTANTS: Final = {
    **{f"::{written}.Empty": Const("") for written in ("string", "String", "System.String")},
    **{
        f"::{written}.{bound}": Const(value)
        for keyword, name, bits, signed in _NUMBERS
        for bound, value in (("MinValue", -signed << (bits - 1)), ("MaxValue", (1 << (bits - signed)) - 1))
        for written in (keyword, name, f"System.{name}")
    },
}


# --- names --------------------------------------------------------------------------------------------------------


@place("identifier", "generic_name")
def name_place(body: Body, node: Node) -> Operand:
    """A bare name."""
    return body.resolve(body.file.name(node))


@expression("identifier", "generic_name")
def name_value(body: Body, node: Node) -> Operand:
    """A bare name as a value: a property of the class, or of a base, may have a getter that runs, so it is read."""
    name = body.file.name(node)
    found = body.resolve(name)
    if body.owner is None:
        return found
    declared = found.startswith("this.") and body.owner.form(name) == "property"
    # Unlike fields, properties are written with a capital, as are types; but those are no values.
    inherited = found.startswith("::") and body.owner.has_bases and name[:1].isupper()
    return _read(body, node, found, "this", name) if declared or inherited else found


@place("this", "base")
@expression("this", "base")
def receiver(body: Body, node: Node) -> Operand:
    """``this`` and ``base``: the same object."""
    return "this"


@place("predefined_type")
@expression("predefined_type")
def type_name(body: Body, node: Node) -> Operand:
    """``int``, as in ``int.Parse``."""
    return f"::{body.file.text(node)}"


@place("alias_qualified_name")
@expression("alias_qualified_name")
def alias_qualified_name(body: Body, node: Node) -> Operand:
    """``global::System``."""
    name = node.part("name")
    return UNKNOWN if name is None else f"::{body.file.name(name)}"


# --- members and elements -----------------------------------------------------------------------------------------


@place("member_access_expression", "qualified_name")
def member_place(body: Body, node: Node) -> Operand:
    """``x.y`` to go on from; the parser may take it for a type's name."""
    opened = open_link(body, node)
    if opened is not None:
        return guarded(body, node, opened, member_place)
    left, name = node.part("expression") or node.part("qualifier"), node.part("name")
    if left is None or name is None:
        return UNKNOWN
    return member(body.as_place(body.place(left), left), body.file.name(name))


@expression("member_access_expression", "qualified_name")
def member_value(body: Body, node: Node) -> Operand:
    """``x.y`` as a value."""
    opened = open_link(body, node)
    if opened is not None:
        return guarded(body, node, opened, member_value)
    left, name = node.part("expression") or node.part("qualifier"), node.part("name")
    if left is None or name is None:
        return UNKNOWN
    owner = body.as_place(body.place(left), left)
    text = body.file.name(name)
    return _read(body, node, member(owner, text), owner, text)


def _read(body: Body, node: Node, found: str, owner: str, name: str) -> Operand:
    """Read a member; what it yields. A method of the class itself is named, not read."""
    if owner == "this" and body.is_method(name):
        return found
    if (constant := _CONSTANTS.get(found)) is not None:
        return constant
    result = body.temporary()
    body.emit(Read(body.span(node), result, found))
    return Expr("len", (owner,)) if name in _LENGTHS else result


@place("element_access_expression")
def element_place(body: Body, node: Node) -> Operand:
    """``a[i]`` to go on from, or to assign to."""
    opened = open_link(body, node)
    if opened is not None:
        return guarded(body, node, opened, element_place)
    left, subscript = node.part("expression"), node.part("subscript")
    if left is None:
        return UNKNOWN
    collection = body.as_place(body.place(left), left)
    indices(body, subscript)
    return member(collection, "[]")


@expression("element_access_expression")
def element_value(body: Body, node: Node) -> Operand:
    """``a[i]`` as a value, or ``a[i..j]``."""
    opened = open_link(body, node)
    if opened is not None:
        return guarded(body, node, opened, element_value)
    left, subscript = node.part("expression"), node.part("subscript")
    if left is None:
        return UNKNOWN
    return element(body, body.place(left), subscript)


def element(body: Body, collection: Operand, subscript: Node | None) -> Operand:
    """The element or slice of a collection that a bracketed argument list picks."""
    ranges = [inner for argument in (subscript.children if subscript else ()) for inner in argument.children[-1:]]
    if len(ranges) == 1 and ranges[0].kind == "range_expression":
        return Expr("slice", (collection, *bounds(body, ranges[0])))
    return Expr("element", (collection, *indices(body, subscript)))


def indices(body: Body, subscript: Node | None) -> list[Operand]:
    """The values of a bracketed argument list."""
    if subscript is None:
        return []
    return [body.value(argument.children[-1]) for argument in subscript.children if argument.children]


def bounds(body: Body, node: Node) -> tuple[Operand, Operand]:
    """The lower and the upper end of a range, null where the source leaves them out."""
    if not node.children:
        return NULL, NULL
    if len(node.children) == 1:
        inner = node.children[0]
        return (body.value(inner), NULL) if inner.start == node.start else (NULL, body.value(inner))
    return body.value(node.children[0]), body.value(node.children[-1])


@place("parenthesized_expression")
def parenthesized_place(body: Body, node: Node) -> Operand:
    """``(x)`` to go on from."""
    inner = node.unnamed()
    return UNKNOWN if inner is None else body.place(inner)


@expression("element_binding_expression")
def element_binding(body: Body, node: Node) -> Operand:
    """``[key]`` outside an initialiser or a null-conditional chain: a remnant."""
    return Expr("other", tuple(indices(body, node)))


# --- null-conditional access --------------------------------------------------------------------------------------


@place("conditional_access_expression")
def conditional_place(body: Body, node: Node) -> Operand:
    """``x?.y`` to go on from."""
    opened = open_link(body, node)
    if opened is not None:
        return guarded(body, node, opened, conditional_place)
    owner, binding = body.bound[node], node.children[-1]
    if binding.kind == "member_binding_expression" and binding.children:
        return member(owner, body.file.name(binding.children[-1]))
    indices(body, binding)
    return member(owner, "[]")


@expression("conditional_access_expression")
def conditional_value(body: Body, node: Node) -> Operand:
    """``x?.y`` as a value."""
    opened = open_link(body, node)
    if opened is not None:
        return guarded(body, node, opened, conditional_value)
    owner, binding = body.bound[node], node.children[-1]
    if binding.kind == "member_binding_expression" and binding.children:
        name = body.file.name(binding.children[-1])
        return _read(body, node, member(owner, name), owner, name)
    return element(body, owner, binding)

"""Nodes: what places stand for in the whole program. All that mean the same variable or member have one node.

A node is a string, as a place is (`sockslint.flow.model`); this module alone knows how one is written.

======================  ==============================================================================================
a node                  stands for
======================  ==============================================================================================
``12|client``           a local or parameter of function 12 and of those nested in it (its *nest*)
``12|%5``               a temporary of theirs
``12|this``             their receiver, where they belong to no type
``12|return``           what function 12 returns
``App.Session::sock``   a member *of a type*, whichever object's
``App.Session::this``   any object of the type
``src/app.py::server``  a variable of a Python module
``::Console``           a free name of which the program declares nothing: a type of C#, what a Python file imports
======================  ==============================================================================================

To any of them may be added what stands for a part of what it holds: ``.name``, a member of what is of no known type;
``.[]``, any element, and ``.{}``, any key of a collection; ``#0``, the first part of a tuple. Such a node is of the
kind of the one that it begins with, so that to ask for the kind is to look for one mark.
"""

from __future__ import annotations

_OF_FUNCTION = "|"
_MEMBER = "::"
_THIS = f"{_MEMBER}this"
_TEMPORARY = f"{_OF_FUNCTION}%"
_PART = "#"


# --- how nodes are written ---


def local(nest: int, root: str) -> str:
    """The node of a local or temporary of a nest, by the root of the places that speak of it."""
    return f"{nest}|{root}"


def returned(function: int) -> str:
    """The node of what a function returns."""
    return f"{function}|return"


def member_of(owner: str, name: str) -> str:
    """The node of a member of a type, or of a variable of a Python module, which is named by its path."""
    return f"{owner}::{name}"


def object_of(type_: str) -> str:
    """The node of any object of a type."""
    return f"{type_}::this"


def undeclared(name: str) -> str:
    """The node of a free name of which the program declares nothing."""
    return f"::{name}"


def member_within(node: str, name: str) -> str:
    """The node of a member of what a node holds, whose type does not tell whose member that is."""
    return f"{node}.{name}"


def within(node: str) -> str:
    """What the nodes of all members begin with that stand within a node."""
    return f"{node}."


def members_of(type_: str) -> str:
    """What the nodes of all members of a type begin with."""
    return f"{type_}::"


def locals_of(nest: int) -> str:
    """What the nodes of all locals and temporaries of a nest begin with."""
    return f"{nest}|"


def tuple_part(at: int | str) -> str:
    """What is added to a node for the part of a tuple that stands there."""
    return f"#{at}"


# --- what nodes stand for ---


def is_member(node: str) -> bool:
    """Whether a node is of what outlives every call: a member of a type, a variable of a module, a free name."""
    return _MEMBER in node


def is_local(node: str) -> bool:
    """Whether a node is of a function's nest: a local, a parameter, a temporary, a result."""
    return _OF_FUNCTION in node


def is_of_temporary(node: str) -> bool:
    """Whether a node is of a temporary."""
    return _TEMPORARY in node


def is_undeclared(node: str) -> bool:
    """Whether a node is of a free name of which the program declares nothing."""
    return node.startswith(_MEMBER)


def is_tuple_part(node: str) -> bool:
    """Whether a node is of a part of a tuple. An owner may be named by its path, in which the mark may stand."""
    return _PART in node.rpartition(_MEMBER)[2]


def owner_and_name(node: str) -> tuple[str, str]:
    """The type, or the module's path, that a member is of, and its name; of what is no member the node and ``""``."""
    owner, _, name = node.partition(_MEMBER)
    return owner, name


def type_at_hand(node: str) -> str | None:
    """The type of which a node stands for any object; None if it stands for something else."""
    return node.removesuffix(_THIS) if node.endswith(_THIS) else None


def told_as_no_member(node: str) -> str:
    """A node as it stands in the name of something else, which is then no member's."""
    return node.replace(_MEMBER, ":")

"""The model: a `Unit` (one source file) of `Function`s, each a control-flow graph of basic blocks of events.

A unit is plain, frozen and serialisable (as MessagePack), and holds no syntax node. It is the same for every language.

Places
    A *place* is an access path, written as a dotted string: a root and at most four members.

    ======================  ==========================================================================
    root                    means
    ======================  ==========================================================================
    ``name``                a local variable or a parameter; a captured one keeps its owner's name
    ``name@7``              the local of a nested function (number 7) whose name an outer one also has
    ``name~2``              a second local of that name in a sibling scope
    ``this``                the receiver (`this`, `base`, `self`, `cls`)
    ``::name``              a free name: an inherited member, a static type, a module-level variable, an import
    ``%12``                 a temporary: the result of the event that names it
    ======================  ==========================================================================

    ``clients.[]`` is any element of ``clients``, ``clients.{}`` any key. What a fourth member would be is cut off with
    ``.*``: such a place is never equal to another.

Operands
    A value in an event is a place (`str`), a `Const`, a `Closure`, or a pure `Expr` over operands. Everything that
    may have an effect is an event of its own, whose result is a temporary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

from sockslint.text import Span

Language = Literal["csharp", "python"]

#: Block numbers that stand for leaving the function: by return or falling off its end, and by an exception.
EXIT = -1
RAISE_EXIT = -2

MAX_MEMBERS = 4


class _Data(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The base of all parts of the model."""


class _Tagged(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True, tag_field="tag"):
    """The base of those parts that stand in a union."""


# --- operands ---------------------------------------------------------------------------------------------------

if TYPE_CHECKING:
    Constant: TypeAlias = bool | int | str | bytes | None
else:
    Constant = Any  # msgspec takes no union of str and bytes. MessagePack tells them apart by itself, JSON would not.


class Const(_Tagged, frozen=True):
    """A constant. A string is kept whole up to 80 characters, then cut; a float counts as an unknown `Expr`."""

    value: Constant


class Character(Const, frozen=True):
    """A character of C#: a text like another, but for the quotes that it is written in."""


class Closure(_Tagged, frozen=True):
    """A nested function as a value: a lambda, an anonymous method, a local function or a nested `def`."""

    function: int


class Expr(_Tagged, frozen=True):
    """A pure operation on operands.

    `op` is one of: ``== != < <= > >=`` (Python's `is`/`is not` and C#'s `is` constant patterns are ``==``/``!=``),
    ``+ - * / % & | ^ << >>``, ``not``, ``neg``, ``len`` (`len(x)`, `x.Length`, `x.Count`, `x.Count()`), ``tuple``,
    ``collection`` (list, set, dictionary or array literals), ``element`` (`x[i]`: the collection, then the index),
    ``slice``, ``some`` (what may have lost elements), ``gathered`` (what iterating over the first operand makes: as
    much of the second as there are elements), ``item:N`` (the Nth part of a tuple), ``text`` (interpolation and
    formatting), ``await`` (of something other than a call), ``is:T`` (a type test), ``cast:T``, ``in``, ``caught`` (the
    exception in a handler), ``iterates`` (a loop's "there is another element", of the collection), ``other``.
    """

    op: str
    operands: tuple[Operand, ...] = ()


Operand: TypeAlias = str | Const | Character | Closure | Expr


# --- events -----------------------------------------------------------------------------------------------------


class Argument(_Data, frozen=True):
    """An argument of a call: `mode` is ``""``, ``ref``, ``out``, ``*`` or ``**``.

    `text` is the source text where it is short (at most 60 characters), for rows that ask for a flag by name.
    """

    value: Operand
    name: str | None = None
    mode: str = ""
    text: str = ""


class Call(_Tagged, frozen=True):
    """A call, an object creation (`form` ``new``), or a release that a construct makes.

    `span` covers the call itself from its receiver to its closing parenthesis. `receiver` is None for a bare name;
    then `callee` is the place of what is called (``::print``, a local delegate, ``this.handler``). With a receiver,
    `name` is the member and `callee` the receiver's place with that member, if the receiver is a place. For ``new``
    `name` is the type as written, ``""`` if target-typed and unknown. ``base(...)``/``super().__init__(...)`` has
    receiver ``this`` and form ``base``. ``using``/``with`` make a call of form ``scope`` named ``Dispose`` or
    ``__enter__``/``__exit__`` on the resource. In ``x?.M()`` the null test is an edge already.
    `awaited` marks `await f()`; `discarded` a call whose value nobody takes.
    """

    span: Span
    result: str
    receiver: Operand | None
    name: str
    callee: str | None
    arguments: tuple[Argument, ...] = ()
    form: Literal["call", "new", "base", "scope"] = "call"
    awaited: bool = False
    discarded: bool = False


class Read(_Tagged, frozen=True):
    """A read of a member (`x.Connected`): `result` then stands for its value."""

    span: Span
    result: str
    place: str


class Assign(_Tagged, frozen=True):
    """`target` receives `value`.

    Compound assignment is written out: ``n += k`` assigns ``Expr("+", (n, k))``; but C#'s ``event += handler``
    assigns the handler. `type` is the declared or cast type as written, if the source names one here. Object
    initialisers become assignments to members of the new object.
    """

    span: Span
    target: str
    value: Operand
    type: str | None = None


class Return(_Tagged, frozen=True):
    """The function's result is set; the block's exit leads on, through every `finally`, to `EXIT`."""

    span: Span
    value: Operand | None


class Raise(_Tagged, frozen=True):
    """An exception is raised; `type` is its class as written, or None for a rethrow or an unknown object."""

    span: Span
    type: str | None
    value: Operand | None = None


class Yield(_Tagged, frozen=True):
    """A generator hands out a value, or a coroutine's caller gets control."""

    span: Span
    value: Operand | None


Event: TypeAlias = Call | Read | Assign | Return | Raise | Yield


# --- blocks -----------------------------------------------------------------------------------------------------


class Jump(_Tagged, frozen=True):
    """On to `target`, unconditionally."""

    target: int


class Branch(_Tagged, frozen=True):
    """On to `then` if the condition holds, else to `otherwise`; `span` is the condition's."""

    condition: Operand
    then: int
    otherwise: int
    span: Span


class Catch(_Data, frozen=True):
    """A handler: the exception types it names (none: it catches all) and its first block."""

    types: tuple[str, ...]
    target: int


class Dispatch(_Tagged, frozen=True):
    """An exception arrives: the first handler that can catch it takes it, else `otherwise` (a block or RAISE_EXIT)."""

    catches: tuple[Catch, ...]
    otherwise: int


Exit: TypeAlias = Jump | Branch | Dispatch


class Block(_Data, frozen=True):
    """A basic block: events in order, the way on, and the block (or RAISE_EXIT) where an exception goes."""

    events: tuple[Event, ...]
    exit: Exit
    on_raise: int = RAISE_EXIT


# --- functions, types, units ------------------------------------------------------------------------------------


class Parameter(_Data, frozen=True):
    """A parameter: its place in the body, its type as written, and how it is passed (see `Argument.mode`)."""

    name: str
    place: str
    type: str | None = None
    mode: str = ""
    default: Operand | None = None


FunctionKind = Literal[
    "method", "constructor", "finalizer", "getter", "setter", "function", "nested", "lambda", "module"
]


class Function(_Data, frozen=True):
    """A function body, or the declaration of one without a body (`blocks` empty: abstract, extern, partial).

    `number` is its index in `Unit.functions`. `name` is the member's own name (a property's for its accessors, the
    type's for a constructor, ``<lambda>``, ``<module>`` for code outside any function). `owner` is the qualified name
    of the declaring type. `parent` is the enclosing function of a nested one. `locals` gives declared types of places.
    `flags` are of: ``static class async generator contextmanager abstract virtual override public extension``
    (``class``: Python's `classmethod`, whose first parameter is the class, by whatever it is called;
    ``contextmanager``: a ``generator`` that is decorated as Python's `contextmanager`).
    ``public`` means visible outside its file's project: public and protected members in C#, names without a leading
    underscore in Python.
    """

    number: int
    name: str
    kind: FunctionKind
    span: Span
    owner: str | None = None
    parent: int | None = None
    parameters: tuple[Parameter, ...] = ()
    returns: str | None = None
    flags: tuple[str, ...] = ()
    locals: dict[str, str] = {}
    blocks: tuple[Block, ...] = ()

    @property
    def given(self) -> tuple[Parameter, ...]:
        """The parameters without the object at hand: those that whoever calls it back gives values to."""
        return tuple(parameter for parameter in self.parameters if parameter.place != "this")


class Field(_Data, frozen=True):
    """A field, property or event of a type, with its type as written. `form` tells which. `flags` are those of a
    function, and ``const``.

    An auto-property or field is storage. A property with a body has getter and setter functions of the same name.
    """

    name: str
    type: str | None
    form: Literal["field", "property", "event"] = "field"
    flags: tuple[str, ...] = ()


class TypeDeclaration(_Data, frozen=True):
    """A class, struct, record, interface or enum as this file declares it; a `partial` one has several.

    `name` is qualified by namespace and outer types with dots (Python: the outer classes only). Field initialisers
    are events of a constructor function named ``<init>`` (static ones too).
    """

    name: str
    span: Span
    kind: Literal["class", "struct", "interface", "enum"] = "class"
    bases: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    partial: bool = False


class Import(_Data, frozen=True):
    """A name that the file brings in.

    C#: ``using N;`` is ``Import("", "N")``; ``using A = N.T;`` is ``Import("A", "N.T")``; ``using static T;`` is
    ``Import("*", "T")``. Python: ``import a.b as c`` is ``Import("c", "a.b")``; ``import a.b`` is
    ``Import("a", "a")``; ``from m import x as y`` is ``Import("y", "m.x")``; ``from m import *`` is
    ``Import("*", "m")``; a relative module keeps its leading dots.
    """

    alias: str
    target: str


class Comment(_Data, frozen=True):
    """A comment, pragma or attribute that may suppress findings.

    `text` is as written. `own_line` tells a comment with nothing before it on its line. `scope` is the declaration
    that a C# ``[SuppressMessage]`` attribute is for.
    """

    span: Span
    text: str
    own_line: bool = False
    scope: Span | None = None


class Problem(_Data, frozen=True):
    """A part of the file that could not be analysed, and why."""

    span: Span
    message: str


class Unit(_Data, frozen=True):
    """One source file, lowered."""

    path: str
    language: Language
    imports: tuple[Import, ...] = ()
    namespaces: tuple[str, ...] = ()
    types: tuple[TypeDeclaration, ...] = ()
    functions: tuple[Function, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()


# --- access paths -----------------------------------------------------------------------------------------------


#: Comparisons, each with the one that holds of the operands the other way round.
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


def operation(op: str, left: Operand, right: Operand) -> Expr:
    """An operation on two operands; what is compared with a constant stands before it (``0 == n`` is ``n == 0``)."""
    if op in MIRRORED and isinstance(left, Const) and not isinstance(right, Const):
        return Expr(MIRRORED[op], (right, left))
    return Expr(op, (left, right))


def gathered(iterable: Operand, collected: Operand) -> Expr:
    """What a comprehension, or a display of nothing but another collection's elements (``[*x]``), makes."""
    return Expr("gathered", (iterable, collected))


def display(values: Sequence[Operand]) -> Expr:
    """What a display of these values makes, among them those that are spread in it (`element` of another)."""
    collected = Expr("collection", tuple(values))
    match values:
        case [Expr("element", (whole,))]:
            return gathered(whole, collected)
        case _:
            return collected


def listed(operand: Operand) -> Expr | None:
    """The tuple or collection whose elements an operand has, as they are written there; None if they are not."""
    match operand:
        case Expr("gathered", (_, collected)):
            return listed(collected)
        case Expr("tuple" | "collection"):
            return operand
        case _:
            return None


def member(place: str, name: str) -> str:
    """The place of a member of `place`; past four members the path is cut with ``.*``."""
    if place.endswith(".*"):
        return place
    return f"{place}.{name}" if place.count(".") < MAX_MEMBERS else f"{place}.*"


def root(place: str) -> str:
    """The root of an access path."""
    return place.partition(".")[0]


def is_temporary(place: str) -> bool:
    """Whether a place is a temporary, or a member of what one holds."""
    return place.startswith("%")


def is_variable(place: str) -> bool:
    """Whether a place is a variable of a function, and no member of one."""
    return "." not in place and place != "this" and not place.startswith("::")


def is_of_one_name(place: str) -> bool:
    """Whether a place is a variable, a free name or a member of the object at hand, and no member of one."""
    return "." not in place.removeprefix("this.")


def is_own_member(place: str) -> bool:
    """Whether a place is a member of the object at hand, or within one."""
    return place.startswith("this.")


def is_free(place: str) -> bool:
    """Whether the root of a place is a free name."""
    return place.startswith("::")


def may_be_member(place: str) -> bool:
    """Whether a place is a member, or a free name, which may be an inherited one."""
    return "." in place or place.startswith("::")


def free_name(place: str) -> str | None:
    """The dotted name of a place whose root is a free name, else None."""
    return place[2:] if place.startswith("::") else None


def without_mark(place: str) -> str:
    """A place as a dotted name, that of a free name without what marks it."""
    return place.removeprefix("::")


def holder(place: str) -> str:
    """What a member is read of, or written to: the object at hand, where only its name is said."""
    return place.rpartition(".")[0] or "this"


def places_in(operand: Operand | None) -> Iterator[str]:
    """The places that an operand speaks of."""
    if isinstance(operand, str):
        yield operand
    elif isinstance(operand, Expr):
        for part in operand.operands:
            yield from places_in(part)


def operands_of(event: Event) -> Iterator[Operand]:
    """What an event makes use of: what it is given, and what it is made on."""
    match event:
        case Call():
            yield from (each for each in (event.receiver, event.callee) if each is not None)
            yield from (argument.value for argument in event.arguments)
        case Read():
            yield event.place
        case Assign():
            yield event.value
        case Return() | Raise() | Yield() if event.value is not None:
            yield event.value


def given_out(call: Call) -> list[str]:
    """The places that a call is given to fill (``out``, ``ref``)."""
    return [each.value for each in call.arguments if each.mode in ("out", "ref") and isinstance(each.value, str)]


def shown(place: str) -> str:
    """An access path as the user would write it."""
    first, dot, rest = place.partition(".")
    name = without_mark(first).partition("@")[0].partition("~")[0]
    return f"{name}{dot}{rest}".replace(".[]", "[…]")

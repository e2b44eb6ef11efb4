"""The rulebook: rules, each naming a form of check and its roles, and API models, giving members their roles."""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from sockslint.findings import Severity
from sockslint.flow.model import Language

Role = Literal[
    "open",
    "listen",
    "accept.begin",
    "accept",
    "made",
    "connect",
    "receive.begin",
    "receive.complete",
    "send",
    "release",
    "shutdown",
    "derive",
    "timeout.receive",
    "timeout.send",
    "timeout",
    "nonblocking",
    "liveness",
    "probe",
]
#: The roles of calls that make a connection, where it is their result.
MAKING: frozenset[Role] = frozenset(("open", "listen", "accept"))
Kind = Literal["connection", "datagram", "listener", "event_args", "stream", "pipe", "other"]
EndOfStream = Literal["zero", "empty", "null", "negative", "true", "rest"]
Answer = Literal["count", "pending"]
#: What is said of every language alike, or of each.
Wording: TypeAlias = str | dict[Language, str]
FixName = Literal["close_at_end", "send_whole", "release_scope", "drop_setting", "make_nonblocking"]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of all that is read from TOML: a key that nobody knows is an error."""


# --- API models -------------------------------------------------------------------------------------------------


class Reference(NamedTuple):
    """An argument as a row names it: by position (negative from the end), by name, or by either."""

    position: int | None
    name: str | None


@functools.cache
def reference(text: int | str) -> Reference:
    """Read an argument's reference.

    ``2`` and ``"2"`` are a position, ``"sock"`` a name, ``"1:sock"`` either: the argument given under that name, else
    the one at that position. A leading ``argument:`` is taken off.
    """
    if isinstance(text, int):
        return Reference(text, None)
    first, colon, second = text.removeprefix("argument:").partition(":")
    if first.removeprefix("-").isdigit():
        return Reference(int(first), second or None)
    return Reference(None, second if colon else first)


class When(_Data, frozen=True):
    """Which uses of a member a row is for. All that is given must hold.

    `argument` is text that stands in some argument as written, between word boundaries (``SocketFlags.Peek`` fits
    ``SocketFlags.Peek | SocketFlags.Partial``); `argument_type` a type that some argument has; `arguments` the number
    of arguments; `named` an argument's name that the call spells out (``sock=``); `empty_buffer` a buffer or size
    that is visibly zero; `any_port` an address of this machine with port 0, which stands for one that is free.
    """

    argument: str | None = None
    argument_type: str | None = None
    arguments: int | None = None
    named: str | None = None
    empty_buffer: bool = False
    any_port: bool = False


class Member(_Data, frozen=True):
    """A member of a type and what it does to a connection. The first row that fits a use is taken.

    Arguments are referred to as `reference` reads it: ``0``, ``-1``, ``"sock"``, ``"0:sock"``. An *operand* is
    ``receiver``, ``result`` or ``argument:`` and such a reference. Of a ``set`` row argument 0 is the value written.

    What it is
        `form`: how it is used: a ``call``, the ``get`` or ``set`` of a property (``set`` is also ``+=`` on an event),
        ``new`` for a constructor, which is named ``.ctor`` in C# and ``__init__`` in Python. What ``with`` and
        ``async with`` call is ``__enter__`` and ``__exit__``. `when`: the uses that the row is for.
    What it does
        `role`, and `io`: whether the caller waits for it; an async one is for ``await``, a callback or an event.
        `subject`: the operand whose life it concerns; `takes`: its type, whatever else is kept under the same name
        (``s = wrap_socket(s)`` takes a socket). `raises`: what it raises when the connection fails, if not what
        its type's other members do (``[]``: nothing); `raises_seldom`: what only those reckon with who have a handler
        around it. `raises_on_empty`: what it raises when given an empty value; `raises_on_null`: when given null, if
        another thing. `ends_line`: it sends the end of a line behind what it is given, so something even of nothing.
    What it yields
        `end_of_stream`: what a receive yields at the end of the stream: ``zero``, an ``empty`` value, ``null``, a
        ``negative`` number or ``true``, or, of one that waits for the end, the ``rest``; in part `item` of the result
        if given: a tuple's part by number, another result's by its member's name. `raises_at_end`: what it raises
        instead. One with neither does not tell. `at_end`: what another member yields once the stream has ended
        (``Connected`` stays true, ``Available`` is 0); a string names an enumeration's member. So a value other than
        `at_end` says that the end has not come. `at_failure`: what a member yields once a receive has failed
        (``Connected`` is false then); of event args, what tells of it.
        `along`: the member without which that says nothing (`Poll` of the end without ``Available``).
        `returns`: the type of the result; of a tuple, one for each part. `makes`: the kind of what is made, if not
        its type's. `tells`: the kind that a connection must be of which is used so (`recvfrom` tells a datagram
        socket), if nothing else does. `answer`: what its result tells and nothing else will: the ``count`` of what
        was taken of what it was given, or whether it is still ``pending``, so that its callback will be called.
        `answer_if`: a role; only on a connection that has met it does the answer matter (`Send` takes all, unless the
        socket is non-blocking). `whole`: the member of the type that takes all, whatever it is given.
    Whose it is
        `derives_from`: the operand that the result is another handle on; `owns`: whether releasing the result
        releases that too: true, false, ``argument:N`` if that argument is true, ``unless argument:N`` if it is not.
        `lent`: the result is a connection whose owner releases it; no release is owed here. `keeps`: the operand
        that somebody else looks after from here on.
    What it passes on
        `passes`: which value the result is. ``receiver`` or ``argument:N``: that one under another name (awaited or
        not). ``arguments``: the tuple of all arguments. ``some:arguments``: that of some, or none, of
        the elements of each. ``state``: what a begin call was given as its `state`.
        ``callback``: what the callback returns. ``origin``: what the receiver was derived from.
        ``emptiness:receiver``, ``emptiness:argument:N`` and ``emptiness:arguments``: another value, which is empty
        (null, zero) if that one, or any of the arguments, is. ``is_empty:argument:N``: whether that is empty.
        ``null_of:argument:N``: another value, which is null if that is empty. ``number_of:argument:N``: that number,
        of null zero, and of a text any. ``part:receiver``: a part of that one; of nothing there is none to be had but
        nothing, and asking for one raises.
        ``pieces:receiver``: the list that splitting that one makes. ``found:receiver``: where in that one something
        stands, which is nowhere, -1, if it is empty. ``held:receiver``: whether that one begins with, ends with or has
        what is given, which it has not if it is empty. ``ended:receiver``: whether that has come to its end in time,
        as a task has whose result is known; ``failed:receiver``: whether it has failed, or was given up, as that has
        not. ``entries:receiver``: a list of pairs, the first of each an element of the receiver. `empty`: the result
        has nothing in it. `puts`: the members of what it puts among the receiver's elements, each with the operand that
        is there.
    What it calls
        `callback`: the argument that is called later. `state`: the argument that reaches it: as ``AsyncState`` of
        what it is given if a begin call, else as its first parameter; a tuple under the name ``args``, and ``"2.."``
        (all from argument 2 on), are its parameters one by one. `callback_takes`: the types of what it is given;
        several connections there are handles on one. `uncaught`: what an exception does that leaves the callback.
        `entrusts`: the type, one of `callback_takes`, of what the callback owes the release of from there on. `lends`:
        what the callback is given is released when it returns. `runs`: the method of the receiver's own that is run
        elsewhere (``start`` of a thread runs ``run``).
    Timeouts
        `off`: the values, as written, that a setting (a `timeout` role, `nonblocking`) means nothing by; ``*`` stands
        for any. Such a write ends an earlier setting. `conflict`: the kind of finding that a timeout set on the
        connection makes here, if not the rule's ordinary one.
    Settings
        `needs`: the settings, by role, that a connection must have been given before, each with the operand that is
        the connection. `settings`: those that what it makes has from the start.
    Control
        `never_returns`: it ends the process, and every connection with it. `joins`: it waits until a thread has ended,
        or what it is called on is signalled; `signals`: it does that.
    """

    name: str
    form: Literal["call", "get", "set", "new"] = "call"
    role: Role | None = None
    io: Literal["sync", "async"] | None = None
    when: When | None = None
    end_of_stream: EndOfStream | None = None
    raises_at_end: str | None = None
    item: int | str | None = None
    subject: str = "receiver"
    returns: str | list[str] | None = None
    derives_from: str | None = None
    owns: bool | str = False
    makes: Kind | None = None
    passes: str | None = None
    empty: bool = False
    puts: dict[str, str] = {}
    callback: int | str | None = None
    state: int | str | None = None
    raises: list[str] | None = None
    raises_seldom: list[str] = []
    raises_on_empty: str | None = None
    raises_on_null: str | None = None
    ends_line: bool = False
    at_end: bool | int | str | None = None
    at_failure: bool | int | str | None = None
    along: str | None = None
    tells: Kind | None = None
    answer: Answer | None = None
    answer_if: Role | None = None
    whole: str | None = None
    lent: bool = False
    keeps: str | None = None
    callback_takes: list[str] = []
    takes: str | None = None
    entrusts: str | None = None
    lends: bool = False
    uncaught: Literal["ends_process", "ends_thread"] | None = None
    completed_by: str | None = None
    off: list[str] = []
    conflict: str | None = None
    needs: dict[Role, str] = {}
    settings: list[Role] = []
    never_returns: bool = False
    runs: str | None = None
    joins: bool = False
    signals: bool = False

    @property
    def foretells(self) -> bool:
        """Whether it answers as it does at the end already before a receive that yields the end. One that asks
        whether the stream *has* ended (``at_eof``) is asked before the end comes; but where it is asked `along` with
        another (``Poll`` with ``Available``), both do."""
        return self.at_end is not None and (self.at_end is not True or self.along is not None)


class ApiType(_Data, frozen=True):
    """A type, or (name ``""`` or a module's) a set of functions, with its members.

    `bases`: types whose rows hold here too, after the type's own. `distinctive` names members that together tell the
    type of a receiver nobody declared: `enough` of them used on one place. `named` are words in a place's own name
    that count as one more of them. `raises`: what members that do I/O raise
    when the connection fails. `entries`: methods that the platform calls on the user's subclasses, each with the
    types of what it is given. `words`: what a file that uses the type is sure to hold one of, for the byte scan, if
    its name and its distinctive members do not say it (see `sockslint.rulebook.vocabulary`). `close`: the member
    without arguments that a fix calls to release one. `adds`: another model describes the type, and its members here
    are more of them (a project's extension methods of ``Socket``); they are looked at before those.
    """

    name: str
    kind: Kind = "other"
    bases: list[str] = []
    members: list[Member] = []
    distinctive: list[str] = []
    named: list[str] = []
    enough: int = 2
    raises: list[str] = []
    entries: dict[str, list[str]] = {}
    words: list[str] | None = None
    close: str | None = None
    adds: bool = False


class Pass(_Data, frozen=True):
    """A member of any type, known by name alone, and what it passes on (see `Member.passes`). Of several rows the first
    is taken whose `when` fits the call."""

    name: str
    passes: str
    when: When | None = None


class Collections(_Data, frozen=True):
    """Members of collections, known by name alone, whatever the type.

    `stores` put their last argument among the elements. `takes` yield an element, `takes_out` leave one in their last
    argument. `same_elements` yield a collection of the same elements; `whole` are those of them that are the same
    collection in an access path (``clients.Values``). `keys` yield the keys, `entries` pairs of a key or number and an
    element, of the receiver's or of the last argument's; `extends` put the elements of their last argument among the
    receiver's. `copies` are functions that yield the elements of their last argument. `looks` are given an element and
    only look for it, or at it; `removes` are those of them after which it is among the others no longer. `pours` put
    what is in an argument behind what is in a buffer, and of nothing nothing.
    """

    stores: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    takes_out: frozenset[str] = frozenset()
    same_elements: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    extends: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    looks: frozenset[str] = frozenset()
    removes: frozenset[str] = frozenset()
    pours: frozenset[str] = frozenset()


class ApiModel(_Data, frozen=True):
    """One file of API rows for one language.

    `fixture` is the program in which every row must match a line marked ``api: TYPE.MEMBER`` (``api: TYPE.MEMBER#2``
    for the second row of that name; several with commas between), as a path from the folder above the rules.
    `aliases` maps another name of a type or exception to the one that is used here. `exceptions` maps an exception
    type to its bases.

    The word lists are looked for in names, taken apart at underscores, dots and changes of case, all in lower case:
    ``is_open`` fits ``IsOpen`` and ``stream.is_open``, ``close`` fits ``CloseAll`` and not ``closet``. `ending` are
    words in a callee's name that say it ends a connection; `handing` that it is told of the end of the stream;
    `posting` that it leaves a message for somebody to act on; `logging` words in the name, with its receiver's, of
    what only writes a log; `liveness` words in the name of a member that answers whether a peer is there.

    `everyday` are method names, in lower case, that so many types have that sharing one says nothing about a
    receiver of unknown type. `continuations` are names of members that call a function with what they are called
    on, a task, once that has ended. `raising` are callees that only raise, or yield a task that has; a name without
    a dot is of a member of any type; `throwing` are words that the name of one may begin with, or its class's.
    `asserting` are what a callee as written begins with if it is a test's assertion, which nothing received fails.
    `seeking` are names of members that only streams have which can be sought in, so none over a connection.
    `expecting` are names of callees that make a scope of which the last call is to raise.
    `clocks` are names of members that tell the time, `borrowing` of those that use what they are given until they
    return, or have been awaited, and keep nothing of it. `null_raises` is the exception that the use of a member of
    null raises, `index_raises` that of an element that is not there, `unpack_raises` that of too few of them to
    unpack, `range_raises` that of a part of a text that it does not have, `assertion_raises` that of a test's
    assertion that fails. `misuse` are exceptions by which a function tells that it was called wrongly, which no
    program is written to go on after, `argument_errors` those that complain of what it was given. `unconnected` are
    simple names of types of streams that no connection stands behind, `interfaces` of what every handle on one
    implements. `hosts` are the namespaces of hosts that catch what leaves a program's callbacks, each with the
    folder that its projects keep their sources in. `message_loops` are the namespaces of windows whose message loop
    catches what leaves an ``async void`` method that was begun on it.
    """

    language: Language
    fixture: str | None = None
    types: list[ApiType] = []
    passes: list[Pass] = []
    aliases: dict[str, str] = {}
    exceptions: dict[str, list[str]] = {}
    ending: list[str] = []
    handing: list[str] = []
    posting: list[str] = []
    logging: list[str] = []
    liveness: list[str] = []
    everyday: frozenset[str] = frozenset()
    continuations: frozenset[str] = frozenset()
    raising: frozenset[str] = frozenset()
    throwing: frozenset[str] = frozenset()
    asserting: list[str] = []
    expecting: frozenset[str] = frozenset()
    seeking: frozenset[str] = frozenset()
    clocks: frozenset[str] = frozenset()
    null_raises: str = ""
    assertion_raises: str = ""
    index_raises: str = ""
    unpack_raises: str = ""
    range_raises: str = ""
    borrowing: list[str] = []
    misuse: list[str] = []
    argument_errors: list[str] = []
    unconnected: frozenset[str] = frozenset()
    interfaces: frozenset[str] = frozenset()
    hosts: dict[str, str] = {}
    message_loops: frozenset[str] = frozenset()
    collections: Collections = Collections()


# --- rules ------------------------------------------------------------------------------------------------------


class Obligation(_Data, frozen=True, kw_only=True):
    """A call raises a duty on a connection, which every path must settle.

    It is owed `on` the end of a stream, a failure, or the success of the call. ``handling`` is owed where an exception
    that nobody catches ends the process (`Member.uncaught`).

    `raised_by` ``begin`` stands for all members with `Member.completed_by`, which owe their ``completion``: by what is
    called when it has ended, or by whoever has what it returned; ``make`` for all that open, listen or accept and have
    the connection as their result, which whoever made it owes the release of; ``entrust`` for all that give one to a
    callback, which owes it then (`Member.entrusts`).
    """

    raised_by: Role | Literal["begin", "make", "entrust"]
    on: Literal["end_of_stream", "failure", "success"]
    owes: Role | Literal["completion", "handling"]
    broken_by: list[Role] = []


class Conflict(_Data, frozen=True):
    """A connection's settings and the ways it is used do not go together.

    `settings` are those that only some ways of doing I/O obey (`obeyed_by`), each with the roles that it is for, on a
    connection that is used the other way only (`ignored_by`). `missing` is one that is needed (`Member.needs`) and
    that the connection is never given.
    """

    settings: dict[Role, list[Role]] = {}
    obeyed_by: Literal["sync", "async"] = "sync"
    ignored_by: Literal["sync", "async"] = "async"
    missing: Role | None = None


class Reliance(_Data, frozen=True):
    """A value decides what it cannot know, unless its context makes it sound."""

    on: Role
    sound_after: list[Role]
    sound_for: list[Role]
    sound_with: list[Role]
    decides: list[Role]


class Discard(_Data, frozen=True):
    """An answer that must be looked at is dropped, on a handle of one of these kinds."""

    answer: Answer
    kinds: list[Kind]


#: The keys of a rule's header that name its form.
FORMS = ("obligation", "conflict", "reliance", "discard")


class Message(_Data, frozen=True):
    """What a finding of one kind says.

    ``{subject}`` stands for the connection as the user wrote it (``this.client``), ``{call}`` for the name of the
    member at the finding's main place (``EndReceive``, ``ReceiveTimeout``), ``{end}`` for the one that completes it.
    `text` has no full stop, `advice` is one or more sentences; either is a table of them by language, where it names
    what only one has (``advice.csharp``). `fix` names the way to write what is advised:
    ``close_at_end`` tests what is received, and closes; ``send_whole`` calls what sends all (`Member.whole`);
    ``release_scope`` puts what is made into a ``using`` or ``with``; ``drop_setting`` takes out what does nothing;
    ``make_nonblocking`` calls ``setblocking(False)``.
    """

    text: Wording
    advice: Wording
    fix: FixName | None = None


def wording_in(language: Language, wording: Wording) -> str:
    """What a wording says in a file of a language, which it has to have."""
    return wording if isinstance(wording, str) else wording[language]


class RuleHeader(_Data, frozen=True, kw_only=True):
    """The TOML front matter of a rule's page."""

    id: str
    name: str
    summary: str
    severity: Severity
    cwe: list[int] = []
    tags: list[str] = []
    precision: Literal["very-high", "high", "medium", "low"] = "medium"
    symptoms: list[str] = []
    languages: list[Language] = msgspec.field(default_factory=lambda: ["csharp", "python"])
    obligation: Obligation | None = None
    conflict: Conflict | None = None
    reliance: Reliance | None = None
    discard: Discard | None = None
    messages: dict[str, Message] = {}


class Example(_Data, frozen=True):
    """A fenced block of a page: its language, what it shows, its text, and the line of the page where it starts."""

    language: Language
    verdict: Literal["bad", "good"]
    code: str
    line: int


class Rule(_Data, frozen=True):
    """A rule: its header, the Markdown of its page (without the front matter), and the page's examples."""

    header: RuleHeader
    page: str
    examples: tuple[Example, ...]
    path: str

    @property
    def id(self) -> str:
        """The stable identifier, such as ``SOCK101``."""
        return self.header.id

    @property
    def name(self) -> str:
        """The readable name, such as ``zero-byte-receive``."""
        return self.header.name


class Rulebook(_Data, frozen=True):
    """All rules, by id, and all API models."""

    rules: tuple[Rule, ...]
    models: tuple[ApiModel, ...]

    def rule(self, id_: str) -> Rule:
        """The rule with this id; KeyError if there is none."""
        for rule in self.rules:
            if rule.id == id_:
                return rule
        raise KeyError(id_)

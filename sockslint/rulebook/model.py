"""The rulebook: rules, each naming a form of check and its roles, and API models, giving members their roles."""

from __future__ import annotations

from typing import Literal

import msgspec

from sockslint.findings import Severity
from sockslint.flow.model import Language

Role = Literal[
    "open",
    "listen",
    "accept",
    "connect",
    "receive.begin",
    "receive.complete",
    "send",
    "release",
    "shutdown",
    "derive",
    "timeout.receive",
    "timeout.send",
    "liveness",
    "probe",
]
Kind = Literal["connection", "datagram", "listener", "event_args", "stream", "other"]
EndOfStream = Literal["zero", "empty", "null"]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of all that is read from TOML: a key that nobody knows is an error."""


# --- API models -------------------------------------------------------------------------------------------------


class When(_Data, frozen=True):
    """Which calls of a member a row is for. All that is given must hold.

    `argument` is text that some argument has as written (``SocketFlags.Peek``); `argument_type` a type that some
    argument has; `arguments` the number of arguments; `empty_buffer` a buffer or size that is visibly zero.
    """

    argument: str | None = None
    argument_type: str | None = None
    arguments: int | None = None
    empty_buffer: bool = False


class Member(_Data, frozen=True):
    """A member of a type and what it does to a connection. The first row that fits a use is taken.

    `form`: how it is used; a ``set`` row is a write of the property. `role` and `io`: what it does, and whether the
    caller waits. `end_of_stream`: what it yields at the end of the stream, in item `item` of a tuple if given.
    `subject`: whose life it concerns, ``receiver``, ``result`` or ``argument:N`` (or a name). `returns`: the type of
    the result; of a tuple, one for each item. `derives_from`: the result is another handle on that connection;
    `owns`: releasing the result releases the connection too (``argument:N``: if that argument is true). `makes`: the
    kind of what is made, if not its type's. `passes`: the result is this operand under another name, or empty when
    it is. `callback` and `state`: which argument; negative counts from the end. `raises`: what it raises when the
    connection fails. `raises_on_empty`: what it raises when given an empty value.
    """

    name: str
    form: Literal["call", "get", "set", "new"] = "call"
    role: Role | None = None
    io: Literal["sync", "async"] | None = None
    when: When | None = None
    end_of_stream: EndOfStream | None = None
    item: int | None = None
    subject: str = "receiver"
    returns: str | list[str] | None = None
    derives_from: str | None = None
    owns: bool | str = False
    makes: Kind | None = None
    passes: str | None = None
    callback: int | str | None = None
    state: int | str | None = None
    raises: list[str] = []
    raises_on_empty: str | None = None


class ApiType(_Data, frozen=True):
    """A type, or (name ``""`` or a module's) a set of functions, with its members.

    `distinctive` names members that together tell the type of a receiver nobody declared: two of them used on one
    place, or one if `enough` is 1.
    """

    name: str
    kind: Kind = "other"
    bases: list[str] = []
    members: list[Member] = []
    distinctive: list[str] = []


class Pass(_Data, frozen=True):
    """A member of any type, known by name alone, that yields its receiver or an argument under another name."""

    name: str
    passes: str


class ApiModel(_Data, frozen=True):
    """One file of API rows for one language.

    `fixture` is the program in which every row must match a line marked ``api: TYPE.MEMBER``. `exceptions` maps an
    exception type to its bases. `ending` are words in a callee's name that say it ends a connection; `logging` words
    in the name of what only writes a log; `liveness` words in the name of a member that answers whether a peer is
    there.
    """

    language: Language
    fixture: str | None = None
    types: list[ApiType] = []
    passes: list[Pass] = []
    exceptions: dict[str, list[str]] = {}
    ending: list[str] = []
    logging: list[str] = []
    liveness: list[str] = []


# --- rules ------------------------------------------------------------------------------------------------------


class Obligation(_Data, frozen=True, kw_only=True):
    """A call raises a duty on a connection, which every path must settle."""

    raised_by: Role
    on: Literal["end_of_stream", "failure", "success"]
    owes: Role
    settled_by: list[Literal["release", "hand_on", "raise"]]
    broken_by: list[Role] = []


class Conflict(_Data, frozen=True):
    """A setting that only some ways of doing I/O obey, on a connection that is used the other way only."""

    settings: dict[Role, list[Role]]
    obeyed_by: Literal["sync", "async"]
    ignored_by: Literal["sync", "async"]


class Reliance(_Data, frozen=True):
    """A value decides what it cannot know, unless its context makes it sound."""

    on: Role
    sound_after: list[Role]
    sound_for: list[Role]
    sound_with: list[Role]
    decides: list[Role]


class Discard(_Data, frozen=True):
    """A result that must be looked at is dropped."""

    result_of: Role


class Message(_Data, frozen=True):
    """What a finding of one kind says. ``{subject}`` and ``{call}`` stand for the user's own words."""

    text: str
    advice: str


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
    languages: list[Language] = ["csharp", "python"]
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

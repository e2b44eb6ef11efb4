"""What is wrong with a rule or an API model that has the right form: references to nothing, rows that cannot fit.

A wrong word here would make a rule or a row do nothing, and nobody would see it.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sockslint.flow.model import Language
from sockslint.rulebook.model import FORMS, ApiModel, ApiType, Member, Obligation, RuleHeader, Wording, reference
from sockslint.spelling import did_you_mean

_CONSTRUCTORS = {"csharp": ".ctor", "python": "__init__"}
_ANYTHING = frozenset({"other", "object"})
_OPERANDS = ("receiver", "result")
_PASSED = (
    "receiver",
    "arguments",
    "some:arguments",
    "state",
    "callback",
    "origin",
    "pieces:receiver",
    "part:receiver",
    "found:receiver",
    "held:receiver",
    "ended:receiver",
    "failed:receiver",
    "entries:receiver",
)

#: The words that a message may hold in braces.
_WORDS = frozenset({"subject", "call", "end"})

_A_TYPE, _AN_EXCEPTION = "a type of an API model", "an exception with a line in `exceptions`"

_PATH_KINDS = ("not-closed", "rearm", "spin")
_RELIANCE_KINDS = ("guard-io", "health-check", "loop", "member", "reconnect")


class Fault(NamedTuple):
    """What is wrong, and the keys that lead to it in the TOML."""

    keys: tuple[str | int, ...]
    message: str


class Known(NamedTuple):
    """What the API models of one language name together."""

    types: frozenset[str]
    functions: frozenset[str]
    exceptions: frozenset[str]


def known(models: Iterable[ApiModel]) -> Known:
    """The types and exceptions of some models of one language."""
    chosen = list(models)
    types = {type_.name for model in chosen for type_ in model.types}
    aliases = {alias for model in chosen for alias in model.aliases}
    exceptions = {name for model in chosen for name in model.exceptions}
    functions = {f"{type_.name}.{member.name}" for model in chosen for type_ in model.types for member in type_.members}
    return Known(frozenset(types | aliases), frozenset(functions), frozenset(exceptions | aliases))


# --- API models -------------------------------------------------------------------------------------------------


def faults_of_model(model: ApiModel, all_known: Known, taken: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with a model. `taken` holds the types of earlier models of its language, and where each is."""
    seen: set[str] = set()
    for number, type_ in enumerate(model.types):
        here = ("types", number)
        if type_.name in seen:
            yield Fault((*here, "name"), f'the type "{type_.name}" stands here a second time')
        if type_.adds:
            yield from _of_addition(type_, here, taken)
        elif type_.name in taken:
            yield Fault((*here, "name"), f'the type "{type_.name}" is described already, by {taken[type_.name]}')
        seen.add(type_.name)
        yield from _of_type(model, type_, here, all_known)
    for name, bases in model.exceptions.items():
        yield from _unknown(bases, all_known.exceptions, ("exceptions", name), _AN_EXCEPTION)
    names = all_known.types | all_known.functions | all_known.exceptions
    for alias, meant in model.aliases.items():
        yield from _unknown([meant], names, ("aliases", alias), "a type, a function or an exception")
    for field in ("ending", "handing", "posting", "logging", "liveness"):
        for number, word in enumerate(getattr(model, field)):
            if not word.replace("_", "").isalpha() or word != word.lower():
                yield Fault((field, number), f'"{word}" must be of lower-case letters, with _ between words')


def _of_addition(type_: ApiType, here: tuple[str | int, ...], taken: Mapping[str, str]) -> Iterator[Fault]:
    if type_.name not in taken:
        yield Fault((*here, "adds"), f'no other model describes "{type_.name}"{did_you_mean(type_.name, taken)}')
    bare = ApiType(type_.name, members=type_.members, words=type_.words, adds=True)
    for field in ApiType.__struct_fields__:
        if getattr(type_, field) != getattr(bare, field):
            yield Fault((*here, field), f'"{type_.name}" has its "{field}" from the model that describes it')


def _of_type(model: ApiModel, type_: ApiType, here: tuple[str | int, ...], all_known: Known) -> Iterator[Fault]:
    yield from _unknown(type_.bases, all_known.types, (*here, "bases"), _A_TYPE)
    yield from _unknown(type_.raises, all_known.exceptions, (*here, "raises"), _AN_EXCEPTION)
    for field in ("words", "distinctive"):
        for number, word in enumerate(getattr(type_, field) or ()):
            if len(word) < 3:
                yield Fault((*here, field, number), f'"{word}" is too short a word: it would stand in every file')
    yield from _no_member(type_, type_.close, (*here, "close"))
    general: dict[tuple[str, str], int] = {}
    for number, member in enumerate(type_.members):
        place = (*here, "members", number)
        key = (member.name, member.form)
        if key in general:
            row = f"row {general[key] + 1}"
            yield Fault(
                place, f'nothing comes to this row: {row} of the type fits every use of "{member.name}" before it'
            )
        elif member.when is None:
            general[key] = number
        yield from _of_member(model, type_, member, place, all_known)


def _of_member(
    model: ApiModel, type_: ApiType, member: Member, here: tuple[str | int, ...], all_known: Known
) -> Iterator[Fault]:
    constructor = _CONSTRUCTORS[model.language]
    if (member.form == "new") != (member.name == constructor):
        yield Fault((*here, "name"), f'a constructor is named "{constructor}", and has form = "new"')
    for field in ("subject", "derives_from", "keeps"):
        operand = getattr(member, field)
        if operand is not None and operand not in _OPERANDS and not _is_argument(operand):
            yield Fault((*here, field), f'"{operand}" is no operand; write "receiver", "result" or "argument:0"')
    for field, operands in (("needs", member.needs), ("puts", member.puts)):
        for name, operand in operands.items():
            if not _is_argument(f"argument:{operand.removeprefix('argument:')}"):
                yield Fault((*here, field, name), f'"{operand}" is no argument; write "argument:0"')
    if isinstance(member.owns, str) and not _is_argument(member.owns.removeprefix("unless ")):
        yield Fault((*here, "owns"), f'"{member.owns}" is no argument; write "argument:0" or "unless argument:0"')
    if member.passes is not None and not _is_passed(member.passes):
        hint = did_you_mean(member.passes, _PASSED) or '; write "receiver", "argument:0" or "emptiness:receiver"'
        yield Fault((*here, "passes"), f'"{member.passes}" is nothing that can be passed on{hint}')
    returned = [member.returns] if isinstance(member.returns, str) else member.returns or ()
    taken = () if member.takes is None else (member.takes,)
    for field, types in (("returns", returned), ("takes", taken), ("callback_takes", member.callback_takes)):
        yield from _unknown(types, all_known.types | _ANYTHING, (*here, field), _A_TYPE)
    told = (member.raises_at_end, member.raises_on_empty, member.raises_on_null)
    raised = [*(member.raises or ()), *member.raises_seldom, *filter(None, told)]
    yield from _unknown(raised, all_known.exceptions, here, _AN_EXCEPTION)
    for field in ("end_of_stream", "raises_at_end"):
        if getattr(member, field) is not None and member.role not in ("receive.complete", "probe"):
            yield Fault(
                (*here, field),
                'only a member with role = "receive.complete" meets the end of the stream, or a "probe"',
            )
    for field in ("completed_by", "whole", "along") if not type_.adds else ():
        yield from _no_member(type_, getattr(member, field), (*here, field))


def _no_member(type_: ApiType, name: str | None, here: tuple[str | int, ...]) -> Iterator[Fault]:
    names = [member.name for member in type_.members]
    if name is not None and name not in names:
        yield Fault(here, f'"{name}" is no member of the type{did_you_mean(name, names)}')


def _unknown(names: Sequence[str], among: Iterable[str], keys: tuple[str | int, ...], what: str) -> Iterator[Fault]:
    for name in names:
        if name not in among:
            yield Fault(keys, f'"{name}" is not {what}{did_you_mean(name, among)}')


def _is_argument(operand: str) -> bool:
    if not operand.startswith("argument:"):
        return False
    argument = reference(operand)
    return argument.position is not None or bool(argument.name and argument.name.isidentifier())


def _is_passed(passes: str) -> bool:
    if passes in _PASSED or _is_argument(passes):
        return True
    what, _, of = passes.partition(":")
    return (what == "emptiness" and (of in ("receiver", "arguments") or _is_argument(of))) or (
        what in ("is_empty", "null_of", "number_of") and _is_argument(of)
    )


# --- rules ------------------------------------------------------------------------------------------------------


def faults_of_rule(header: RuleHeader, models: Sequence[ApiModel]) -> Iterator[Fault]:
    """What is wrong with a rule's header."""
    if not header.languages:
        yield Fault(("languages",), "a rule is for one language at least")
    if header.obligation is not None:
        yield from _of_obligation(header.obligation)
    kinds = _kinds(header, models)
    for kind in header.messages:
        if kind not in kinds:
            hint = did_you_mean(kind, kinds) or f"; known are {', '.join(kinds)}"
            yield Fault(("messages", kind), f'a rule of this form has no finding of the kind "{kind}"{hint}')
    for kind in kinds:
        if kind not in header.messages:
            form = next(each for each in FORMS if getattr(header, each) is not None)
            yield Fault((form,), f"a rule of this form needs a table [messages.{kind}]")
    for kind, message in header.messages.items():
        yield from _of_wording(message.text, header.languages, ("messages", kind, "text"))
        yield from _of_wording(message.advice, header.languages, ("messages", kind, "advice"))


def _of_obligation(obligation: Obligation) -> Iterator[Fault]:
    if obligation.raised_by in ("begin", "make", "entrust"):
        if obligation.on != "success":
            yield Fault(("obligation", "on"), f'what is raised by "{obligation.raised_by}" is on = "success"')
        if (obligation.owes == "completion") != (obligation.raised_by == "begin") or obligation.owes == "handling":
            owed = '"completion"' if obligation.raised_by == "begin" else 'a role, such as "release"'
            yield Fault(("obligation", "owes"), f'what is raised by "{obligation.raised_by}" owes {owed}')
    elif obligation.on == "success":
        yield Fault(
            ("obligation", "on"), 'a role is on = "end_of_stream" or "failure"; "success" is for what is begun or made'
        )
    elif obligation.owes == "completion":
        yield Fault(("obligation", "owes"), 'only what is raised by "begin" owes "completion"')
    elif obligation.owes == "handling" and obligation.on != "failure":
        yield Fault(("obligation", "on"), 'what owes "handling" is on = "failure"')


def _kinds(header: RuleHeader, models: Sequence[ApiModel]) -> tuple[str, ...]:
    """The kinds of findings that a rule can have, each of which needs its message."""
    if header.obligation is not None:
        if header.obligation.raised_by == "begin":
            return ("dropped", "waited", "callback")
        if header.obligation.raised_by == "entrust":
            return ("normal-path", "early-return")
        if header.obligation.raised_by == "make":
            return ("normal-path", "early-return", "exception-path")
        if header.obligation.owes == "handling":
            return ("callback", "thread", "async-void")
        return _PATH_KINDS if header.obligation.on == "failure" else ("ignored", *_PATH_KINDS)
    if header.conflict is not None:
        rows = [
            member
            for model in models
            if model.language in header.languages
            for type_ in model.types
            for member in type_.members
        ]
        named = {row.conflict: None for row in rows if row.conflict}
        return ("missing",) * (header.conflict.missing is not None) + (
            ("ignored", *named) if header.conflict.settings else ()
        )
    if header.reliance is not None:
        return _RELIANCE_KINDS
    return ("ignored",) if header.discard is not None else ()


def _of_wording(wording: Wording, languages: Sequence[Language], here: tuple[str, ...]) -> Iterator[Fault]:
    if isinstance(wording, str):
        if problem := _problem_of_message(wording):
            yield Fault(here, problem)
        return
    for language in languages:
        if language not in wording:
            yield Fault(here, f"there are no words for {language}, which the rule is for, too")
    for language, text in wording.items():
        if language not in languages:
            yield Fault((*here, language), f"the rule is not for {language}")
        elif problem := _problem_of_message(text):
            yield Fault((*here, language), problem)


def _problem_of_message(text: str) -> str | None:
    """Why a message cannot be filled in."""
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
    except ValueError:
        return "a lone brace; double those that are meant as they are: {{ and }}"
    for field in fields:
        if field not in _WORDS:
            return f"{{{field}}} stands for nothing; there are {{subject}}, {{call}} and {{end}}"
    return None

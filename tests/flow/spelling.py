"""Structured programs written out in Python and C#, so that the frontends can be held to their traces.

Neither language has everything: `fitted` gives the program that a language can say, and that is then both interpreted
and spelled. An event is a call, an open condition a parameter, or the call that evaluating it takes.
"""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterator

from sockslint.flow.model import Language
from tests.flow.structured import (
    Ask,
    Both,
    Choice,
    Do,
    Either,
    Fixed,
    Goto,
    If,
    Keep,
    Leave,
    Loop,
    Negation,
    Question,
    Scope,
    Sequence,
    Statement,
    Throw,
    Try,
)

# --- what a language can say ----------------------------------------------------------------------------------------


def fitted(program: Statement, language: Language) -> Statement:
    """The program with what the language lacks replaced by something that it has."""
    return _Fitting(language).statement(program, in_match=False)


@dataclasses.dataclass(frozen=True)
class _Fitting:
    language: Language

    @property
    def is_python(self) -> bool:
        return self.language == "python"

    def optional(self, statement: Statement | None, in_match: bool) -> Statement | None:
        return None if statement is None else self.statement(statement, in_match=in_match)

    def statement(self, statement: Statement, *, in_match: bool) -> Statement:
        match statement:
            case Goto() if self.is_python:
                return Leave("return")
            case Leave("break") if in_match:  # it would leave the loop around
                return Leave("return")
            case If(question, then, otherwise):
                return If(question, self.statement(then, in_match=in_match), self.optional(otherwise, in_match))
            case Sequence(parts):
                return Sequence(
                    tuple(
                        (None if self.is_python else label, self.statement(part, in_match=in_match))
                        for label, part in parts
                    )
                )
            case Loop(question, body, step, otherwise, test_first):
                return Loop(
                    question,
                    self.statement(body, in_match=False),
                    step if test_first and not self.is_python else None,
                    self.optional(otherwise, in_match) if self.is_python else None,
                    test_first or self.is_python,
                )
            case Choice(sections):
                return self.choice(sections)
            case Scope(name, _, body):
                return Scope(name, self.is_python, self.statement(body, in_match=in_match))
            case Try():
                return self.try_(statement, in_match)
            case _:
                return statement

    def choice(self, sections: tuple[tuple[tuple[Question, ...], bool, Statement], ...]) -> Statement:
        if not self.is_python:
            kept = [(tests, last, self.statement(body, in_match=False)) for tests, last, body in sections]
            return Choice(tuple(section for section in kept if section[0] or section[1]))
        inner = [(tests, last, self.statement(body, in_match=True)) for tests, last, body in sections]
        tested = tuple((tests[:1], False, body) for tests, last, body in inner if tests and not last)
        default = tuple(((), True, body) for _, last, body in inner if last)
        return Choice((*tested, *default))

    def try_(self, statement: Try, in_match: bool) -> Statement:
        handlers = []
        for types, condition, body in statement.handlers:
            filter_ = None if self.is_python else condition
            handlers.append(
                (types if self.is_python else types[:1], filter_, self.statement(body, in_match=in_match)),
            )
            if not types and filter_ is None:
                break  # what follows a handler of everything catches nothing, and may not be written
        body = self.statement(statement.body, in_match=in_match)
        otherwise = self.optional(statement.otherwise, in_match) if self.is_python and handlers else None
        return Try(statement.name, body, tuple(handlers), otherwise, self.optional(statement.last, in_match))


# --- how it says it -------------------------------------------------------------------------------------------------


def spelled(program: Statement, language: Language) -> str:
    """The source of a function ``f`` that is the program."""
    names = ", ".join(f"bool {name}" if language == "csharp" else name for name in sorted(set(_names(program))))
    if language == "python":
        return f"def f(unknown, {names}):\n{_indented(_python(program))}".replace(", )", ")")
    return f"class C {{ void f({names}) {{\n{_csharp(program)}\n}} }}"


def _names(part: object) -> Iterator[str]:
    """The parameters: the conditions that take no call, and the resources."""
    match part:
        case Ask(name, None):
            yield name
        case Scope(name):
            yield name
    if isinstance(part, tuple):
        for each in part:
            yield from _names(each)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _names(getattr(part, field.name))


def _indented(text: str) -> str:
    return textwrap.indent(text, "  ")


def _condition(question: Question, no: str, both: str, either: str, true: str, false: str) -> str:
    def spell(question: Question) -> str:
        match question:
            case Fixed(value):
                return true if value else false
            case Ask(name, first, negated):
                return (no if negated else "") + (f"{first}()" if first is not None else name)
            case Negation(inner):
                return f"{no}({spell(inner)})"
            case Both(left, right):
                return f"({spell(left)} {both} {spell(right)})"
            case Either(left, right):
                return f"({spell(left)} {either} {spell(right)})"

    return spell(question)


def _python_condition(question: Question | None) -> str:
    return "True" if question is None else _condition(question, "not ", "and", "or", "True", "False")


def _csharp_condition(question: Question | None) -> str:
    return "true" if question is None else _condition(question, "!", "&&", "||", "true", "false")


def _python(statement: Statement) -> str:
    match statement:
        case Do(name):
            return f"{name}()\n"
        case Keep(question):
            return f"kept = True if {_python_condition(question)} else False\n"
        case Throw(type_):
            return f"raise {type_ or 'unknown'}\n"
        case Leave(how):
            return f"{how}\n"
        case If(question, then, otherwise):
            return f"if {_python_condition(question)}:\n{_indented(_python(then))}" + _python_else(otherwise)
        case Sequence(parts):
            return "".join(_python(part) for _, part in parts)
        case Loop(question, body, _, otherwise, _):
            return f"while {_python_condition(question)}:\n{_indented(_python(body))}" + _python_else(otherwise)
        case Choice(sections):
            cases = [
                f"case _{''.join(f' if {_python_condition(test)}' for test in tests)}:\n{_indented(_python(body))}"
                for tests, _, body in sections
            ]
            return "match unknown:\n" + _indented("".join(cases)) if cases else "pass\n"
        case Scope(name, _, body):
            return f"with {name}:\n{_indented(_python(body))}"
        case Try(name, body, handlers, otherwise, last):
            parts = [f"try:\n{_indented(_python(body))}"]
            for types, _, handler in handlers:
                shown = {0: "", 1: f" {types[0] if types else ''}"}.get(len(types), f" ({', '.join(types)})")
                parts.append(f"except{shown}:\n{_indented(_python(handler))}")
            parts.append(_python_else(otherwise))
            if last is not None:
                inner = f"finally_{name}()\n{_python(last)}over_{name}()\n"
                parts.append(f"finally:\n{_indented(inner)}")
            return "".join(parts)
        case Goto():
            raise AssertionError("Python has none")


def _python_else(statement: Statement | None) -> str:
    return "" if statement is None else f"else:\n{_indented(_python(statement))}"


def _csharp(statement: Statement) -> str:
    match statement:
        case Do(name):
            return f"{name}();"
        case Keep(question):
            return f"kept = {_csharp_condition(question)} ? true : false;"
        case Throw(type_):
            return f"throw new {type_}();" if type_ else "throw unknown;"
        case Leave(how):
            return f"{how};"
        case Goto(label):
            return f"goto {label};"
        case If(question, then, otherwise):
            rest = "" if otherwise is None else f" else {{ {_csharp(otherwise)} }}"
            return f"if ({_csharp_condition(question)}) {{ {_csharp(then)} }}{rest}"
        case Sequence(parts):
            spelled_parts = [f"{label}: {_csharp(part)}" if label else _csharp(part) for label, part in parts]
            return "{ " + "\n".join(spelled_parts) + " }"
        case Loop(question, body, None, _, True):
            return f"while ({_csharp_condition(question)}) {{ {_csharp(body)} }}"
        case Loop(question, body, step, _, True):
            last = _csharp(step).rstrip(";") if step is not None else ""
            return f"for (; {_csharp_condition(question)}; {last}) {{ {_csharp(body)} }}"
        case Loop(question, body, _, _, False):
            return f"do {{ {_csharp(body)} }} while ({_csharp_condition(question)});"
        case Choice(sections):
            return "switch (unknown) { " + "\n".join(_csharp_section(*section) for section in sections) + " }"
        case Scope(name, _, body):
            return f"using ({name}) {{ {_csharp(body)} }}"
        case Try(name, body, handlers, _, last):
            parts_ = [f"try {{ {_csharp(body)} }}"]
            for types, condition, handler in handlers:
                caught = f" ({types[0]})" if types else ""
                when = "" if condition is None else f" when ({_csharp_condition(condition)})"
                parts_.append(f"catch{caught}{when} {{ {_csharp(handler)} }}")
            if last is not None:
                parts_.append(f"finally {{ finally_{name}(); {_csharp(last)} over_{name}(); }}")
            return "\n".join(parts_)
        case _:
            raise AssertionError(f"nobody spells {statement}")


def _csharp_section(tests: tuple[Question, ...], is_default: bool, body: Statement) -> str:
    labels = [f"case var _ when {_csharp_condition(test)}:" for test in tests] + ["default:"] * is_default
    return f"{' '.join(labels)} {_csharp(body)} break;"

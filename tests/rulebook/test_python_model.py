"""The Python model against the standard library that runs the tests: names, arguments, exceptions."""

from __future__ import annotations

import builtins
import importlib
import inspect

import pytest

from sockslint.rulebook.load import load_model, rules_folder
from sockslint.rulebook.model import ApiType, Member, reference

MODEL = load_model(rules_folder() / "apis" / "python.toml")

#: What only instances have, what only some versions or systems have, and what stands for another name.
INSTANCE_ATTRIBUTES = {
    "asyncio.subprocess.Process.stdin",
    "asyncio.subprocess.Process.stdout",
    "asyncio.subprocess.Process.stderr",
    "asyncio.StreamWriter.transport.is_closing",  # of the transport that the property holds
    "socketserver.BaseRequestHandler.request",
    "socketserver.StreamRequestHandler.connection",
    "socketserver.StreamRequestHandler.rfile",
    "socketserver.StreamRequestHandler.wfile",
    "socketserver.TCPServer.socket",
}
#: What only Python 2 has, or the package that bridges it.
OF_PYTHON_2 = ("SocketServer.", "six.", "thread.")
NOT_EVERYWHERE = {"ssl.wrap_socket", "asyncio.timeout", "asyncio.timeout_at", "asyncio.ProactorEventLoop"}
ASYNC_NAMES = {"__enter__": "__aenter__", "__exit__": "__aexit__"}


def find(name: str) -> object:
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        break
    else:
        found, end = builtins, 0
    for part in parts[end:]:
        found = getattr(found, part)
    return found


def has(name: str) -> bool:
    try:
        find(name)
    except AttributeError:
        return False
    return True


def rows() -> list[tuple[ApiType, Member]]:
    return [(type_, member) for type_ in MODEL.types for member in type_.members]


def test_members_exist() -> None:
    for type_, member in rows():
        name = f"{type_.name}.{member.name}"
        if name not in INSTANCE_ATTRIBUTES | NOT_EVERYWHERE and not has(name):
            assert has(f"{type_.name}.{ASYNC_NAMES.get(member.name, member.name)}"), name
    for type_ in MODEL.types:
        for member_name in (*type_.distinctive, *type_.entries):
            assert has(f"{type_.name}.{member_name}"), f"{type_.name}.{member_name}"


def test_named_arguments_exist() -> None:
    for type_, member in rows():
        name = f"{type_.name}.{member.name}"
        if not has(name):
            continue
        function = find(name)
        if not callable(function):
            continue
        try:
            parameters = list(inspect.signature(function).parameters.values())
        except ValueError:
            continue  # built in, without a signature
        named = [parameter.name for parameter in parameters]
        if named[:1] == ["self"]:
            named = named[1:]
        takes_any = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
        named_ones = (member.subject, member.derives_from, member.passes, member.keeps, member.callback, member.state)
        for operand in (*named_ones, *member.puts.values()):
            text = str(operand).removeprefix("emptiness:").removeprefix("entries:").removeprefix("some:")
            if ":" not in text and not (isinstance(operand, str) and text.isidentifier()):
                continue
            if text in ("receiver", "result", "arguments", "callback", "origin", "state"):
                continue
            argument = reference(text)
            if argument.name is None or (argument.name not in named and takes_any):
                continue
            assert argument.name in named, f"{name}: no argument {argument.name}"
            if argument.position is not None:
                assert named[argument.position] == argument.name, f"{name}: {argument.name} is not {argument.position}"


@pytest.mark.parametrize("name", MODEL.exceptions)
def test_exceptions_have_these_bases(name: str) -> None:
    exception = find(name)
    assert isinstance(exception, type)
    for base in MODEL.exceptions[name]:
        assert issubclass(exception, find(base))  # type: ignore[arg-type]
    for other in ("OSError", "EOFError", "ValueError", "ConnectionError", "Exception"):
        if issubclass(exception, find(other)) and name != other:  # type: ignore[arg-type]
            assert other in ancestors(name), f"{name} is a {other}"


def ancestors(name: str) -> set[str]:
    return {name}.union(*(ancestors(base) for base in MODEL.exceptions[name]))


def test_aliases_are_the_same_or_a_kind_of_it() -> None:
    for alias, name in MODEL.aliases.items():
        if alias in NOT_EVERYWHERE or alias.startswith(OF_PYTHON_2):
            continue
        one, other = find(alias), find(name)
        related = (
            isinstance(one, type) and isinstance(other, type) and (issubclass(one, other) or issubclass(other, one))
        )
        assert one is other or related or alias.startswith(("io.", "typing.", "socket.SocketIO")), alias

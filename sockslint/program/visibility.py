"""Which files can mean each other's types by a name: by namespaces in C#, by the names of modules in Python.

A file has *homes*, the scopes in which what it declares is found, and *sees* scopes. A written name may mean a type of
another file where that file's homes are among the scopes that the name may come from. Scopes are namespaces in C#. In
Python, where nobody knows at which folder imports begin, they are the last parts of modules' names; a module's home is
its package, too, which may hand on what it declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TypeAlias

from sockslint.flow.model import Import, Language, Unit
from sockslint.program.index import enclosing, imported_as, module_of

Scopes: TypeAlias = frozenset[str]

_ANY = "*"
#: Whatever scope it is.
ANYWHERE: Scopes = frozenset((_ANY,))

#: The namespace of what is declared outside of any.
_GLOBAL = ""


def homes_of(path: str, namespaces: Iterable[str], language: Language) -> Scopes:
    """The scopes in which is found what a file declares."""
    if language == "csharp":
        return frozenset(namespaces) or frozenset((_GLOBAL,))
    return frozenset(_module(path)[-2:])


def meet(one: Scopes, other: Scopes) -> bool:
    """Whether a name that may come from some scopes may mean what is found in others."""
    return not one.isdisjoint(other) or _ANY in one


def imports(name: str, scopes: Scopes, imported: Set[str]) -> bool:
    """Whether a file that imports so much (`sockslint.sources.scan.Surface`) can name what is found in some scopes."""
    return any(f"{scope}.{name}" in imported or f"{scope}.*" in imported for scope in scopes) or _ANY in scopes


def imported_by(path: str, imported: Set[str], homes: Scopes, language: Language) -> Set[str]:
    """What a file imports, and what it can name without that."""
    if language == "csharp":
        return imported | {f"{scope}.*" for scope in _around(homes)}
    package = _module(path)[-2:][0]
    return imported | {f"{package}{entry}" for entry in imported if entry.startswith(".")}


def _around(namespaces: Iterable[str]) -> Iterator[str]:
    """Namespaces and all that they lie in, the outermost being that of what is declared outside of any."""
    yield _GLOBAL
    for name in namespaces:
        yield from enclosing(name)


def seen_by(unit: Unit) -> Scopes:
    """The scopes of which a file may use what is declared there without saying where."""
    if unit.language == "csharp":
        return frozenset((*_around(unit.namespaces), *_opened(unit.imports)))
    return frozenset(_last(entry.target, unit) for entry in unit.imports if entry.alias == "*")


def _opened(imports: Iterable[Import]) -> Iterator[str]:
    for entry in imports:
        yield entry.target
        if entry.alias:  # a type, or what stands in one
            yield entry.target.rpartition(".")[0]


def scopes_of(name: str, unit: Unit, seen: Scopes) -> Scopes:
    """The scopes that a dotted name written in a file may come from; `seen` is what the file sees."""
    prefix = name.rpartition(".")[0]
    if unit.language == "csharp":
        return seen | {f"{scope}.{prefix}" if scope else prefix for scope in seen} if prefix else seen
    meant = imported_as(name, unit)
    if meant is None:
        return seen
    module = meant.removesuffix(meant.rpartition(".")[2])
    return frozenset((_last(module.rstrip(".") or module, unit),))


def _last(module: str, unit: Unit) -> str:
    """The last part of a module's name as an import writes it: with dots alone it is a package around the file's."""
    last = module.rpartition(".")[2]
    if last or not module:
        return last
    here = _module(unit.path)
    up = len(module) - unit.path.endswith("/__init__.py")
    return here[-1 - up] if up < len(here) else ""


def _module(path: str) -> list[str]:
    return module_of(path).split(".")

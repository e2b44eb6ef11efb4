"""The grammars that the frontends parse by."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType

import tree_sitter


@cache
def language(package: str) -> tree_sitter.Language:
    """The grammar of a package, as ``tree_sitter_python``."""
    return tree_sitter.Language(_module(package).language())


def _module(package: str) -> ModuleType:
    """What hands out the grammar: of its package the module in C alone, if that is where it is looked for.

    The package imports ``importlib.resources`` for the sake of queries, which takes as long as to parse a file.
    """
    spec = PathFinder.find_spec(package)
    if spec is not None:
        found = PathFinder.find_spec(f"{spec.name}._binding", spec.submodule_search_locations)
        if found is not None and found.loader is not None:
            module = module_from_spec(found)
            found.loader.exec_module(module)
            return module
    return import_module(package)

"""The C# grammar."""

from __future__ import annotations

from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType

import tree_sitter


@cache
def language() -> tree_sitter.Language:
    """The C# grammar."""
    return tree_sitter.Language(_module().language())


def _module() -> ModuleType:
    """What hands out the grammar: of its package the module in C alone, if that is where it is looked for.

    The package imports ``importlib.resources`` for the sake of queries, which takes as long as to parse a file.
    """
    package = PathFinder.find_spec("tree_sitter_c_sharp")
    if package is not None:
        found = PathFinder.find_spec(f"{package.name}._binding", package.submodule_search_locations)
        if found is not None and found.loader is not None:
            module = module_from_spec(found)
            found.loader.exec_module(module)
            return module
    import tree_sitter_c_sharp

    return tree_sitter_c_sharp

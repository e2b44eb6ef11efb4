"""The kinds of node that a grammar knows."""

from __future__ import annotations

from sockslint.frontends.grammar import language


def named_kinds(package: str) -> set[str]:
    """The named kinds of node that a tree can hold, by the grammar of a package."""
    found = language(package)
    return {
        found.node_kind_for_id(number) or ""
        for number in range(found.node_kind_count)
        if found.node_kind_is_named(number) and found.node_kind_is_visible(number)
    }

"""Questions about the syntax tree of a C# file that its fixes ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import tree_sitter

from sockslint.fixes.handles import Handles
from sockslint.fixes.layout import Layout
from sockslint.frontends.csharp.syntax import grown
from sockslint.text import SourceText, Span

Node = tree_sitter.Node

#: What may stand around an expression and yields its value.
_WRAPPERS = frozenset({"await_expression", "parenthesized_expression", "cast_expression", "checked_expression"})
#: Calls on a task that go between an operation and its result.
_TASK_CALLS = frozenset({"ConfigureAwait", "AsTask", "WaitAsync", "GetAwaiter", "GetResult"})

FUNCTIONS = frozenset(
    {
        "method_declaration",
        "constructor_declaration",
        "destructor_declaration",
        "local_function_statement",
        "lambda_expression",
        "anonymous_method_expression",
        "accessor_declaration",
        "operator_declaration",
        "conversion_operator_declaration",
        "property_declaration",
        "indexer_declaration",
        "compilation_unit",
    }
)
LOOPS = frozenset({"while_statement", "do_statement", "for_statement", "foreach_statement"})
JUMPS = frozenset({"return_statement", "break_statement", "continue_statement", "throw_statement", "goto_statement"})
_STRINGS = frozenset(
    {"string_literal", "verbatim_string_literal", "raw_string_literal", "interpolated_string_expression", "comment"}
)

#: What only C# 8 and later have.
_MODERN = frozenset({"file_scoped_namespace_declaration", "switch_expression", "range_expression"})

#: An expression that may be written twice: names with dots between them.
_NAME = re.compile(r"@?[^\W\d]\w*(?:\.@?[^\W\d]\w*)*")


class File:
    """A C# file: its text, its layout, its tree. Raises TooMuchWorkError."""

    def __init__(self, source: SourceText, handles: Handles) -> None:
        self.source, self.handles = source, handles
        self.layout = Layout(source)
        self._tree = grown(source.data)
        self.root = self._tree.root_node

    @cached_property
    def is_modern(self) -> bool:
        """Whether a file is written in C# 8 or later, which has `using` declarations."""
        return any(
            node.type in _MODERN
            or (node.type == "local_declaration_statement" and any(child.type == "using" for child in node.children))
            for node in descendants(self.root)
        )

    def text(self, node: Node) -> str:
        """The text of a node."""
        return self.source.slice(span(node))

    def expression_at(self, place: Span) -> Node | None:
        """The expression that covers a place exactly, unless the code around it could not be parsed."""
        found = self.root.named_descendant_for_byte_range(place.start, place.end)
        if found is None or span(found) != place or any(each.type == "ERROR" for each in ancestors(found)):
            return None
        return found

    def braces_on_own_lines(self, block: Node) -> bool:
        """Whether a block's brace begins a line, as most C# is written."""
        return self.layout.begins_line(block.start_byte)


def span(node: Node) -> Span:
    """The place of a node."""
    return Span(node.start_byte, node.end_byte)


def is_name(text: str) -> bool:
    """Whether an expression only names something, so that it may be written again."""
    return _NAME.fullmatch(text) is not None


def part(node: Node, field: str) -> Node | None:
    """The child that fills a field."""
    return node.child_by_field_name(field)


def ancestors(node: Node) -> Iterator[Node]:
    """The nodes around a node, innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def descendants(node: Node) -> Iterator[Node]:
    """A node and the named nodes below it, in the order of the text."""
    pending = [node]
    while pending:
        at = pending.pop()
        yield at
        pending.extend(reversed(at.named_children))


def statements(block: Node) -> list[Node]:
    """The statements of a block."""
    return [child for child in block.named_children if child.type != "comment" and not child.type.startswith("preproc")]


def following(statement: Node) -> list[Node]:
    """The statements after one in its block."""
    above = statement.parent
    if above is None:
        return []
    if above.type == "global_statement":  # each statement at the top of a file has one of these around it
        return [each for each in _after(above) if each.type == "global_statement"]
    return [each for each in _after(statement) if each.type != "comment" and not each.type.startswith("preproc")]


def _after(node: Node) -> list[Node]:
    found, at = [], node.next_named_sibling
    while at is not None:
        found.append(at)
        at = at.next_named_sibling
    return found


def value_of(expression: Node) -> Node:
    """The outermost expression around one that has its value: awaited, cast, in parentheses."""
    at = expression
    while (above := at.parent) is not None:
        if above.type in _WRAPPERS:
            at = above
            continue
        call = above.parent
        name = part(above, "name")
        is_task_call = (
            above.type == "member_access_expression"
            and part(above, "expression") == at
            and name is not None
            and (name.text or b"").decode() in _TASK_CALLS
            and call is not None
            and call.type == "invocation_expression"
        )
        if is_task_call and call is not None:
            at = call
        elif above.type == "member_access_expression" and name is not None and name.text == b"Result":
            at = above
        else:
            return at
    return at


def function_around(node: Node) -> Node:
    """The function that a node is in; the file's root at its top."""
    return next(above for above in ancestors(node) if above.type in FUNCTIONS)


def receiver_of(call: Node) -> Node | None:
    """What a member is called on, or read of."""
    access = part(call, "function") if call.type == "invocation_expression" else call
    return part(access, "expression") if access is not None and access.type == "member_access_expression" else None


def untouchable(node: Node) -> list[Span]:
    """The strings and comments below a node, whose lines are not to be indented."""
    return [span(each) for each in descendants(node) if each.type in _STRINGS]

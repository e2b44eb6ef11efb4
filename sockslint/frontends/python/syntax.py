"""The syntax tree that the Python frontend walks: a copy of tree-sitter's, from which what only groups is taken out.

Parentheses around an expression are that expression, and a decorated definition is the definition, with its decorators
in front.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import tree_sitter

from sockslint.frontends import trees
from sockslint.frontends.trees import MAX_DEPTH, Grammar, Node, tables
from sockslint.text import Span

#: What the copying pass does with a kind of node.
_SKIP, _TOKEN, _COMMENT, _LEAF, _INNER = range(5)

#: Anonymous tokens that tell nothing that the node's kind and fields do not.
_PUNCTUATION: Final = frozenset(["(", ")", "[", "]", "{", "}", ".", "=", ";", "->", "\n"])

#: Kinds of which the tokens say more than the kind and the fields do.
_TOLD_BY_TOKENS: Final = frozenset(
    [
        "augmented_assignment",
        "binary_operator",
        "boolean_operator",
        "case_clause",
        "case_pattern",
        "comparison_operator",
        "complex_pattern",
        "function_definition",
        "keyword_pattern",
        "tuple_pattern",
        "unary_operator",
        "with_statement",
        "yield",
    ]
)

#: Named kinds whose text is all that matters; what they hold is not copied.
LEAVES: Final = frozenset(
    [
        "break_statement",
        "continue_statement",
        "dotted_name",
        "ellipsis",
        "false",
        "float",
        "identifier",
        "integer",
        "keyword_separator",
        "none",
        "pass_statement",
        "positional_separator",
        "relative_import",
        "string_content",
        "string_end",
        "string_start",
        "true",
        "type_conversion",
        "wildcard_import",
    ]
)

#: What tree-sitter puts between others wherever it stands.
EXTRAS: Final = frozenset({"comment", "line_continuation"})

#: What a statement of several lines ends with.
_CLAUSES: Final = frozenset({"block", "case_clause", "elif_clause", "else_clause", "except_clause", "finally_clause"})

#: What takes, or gives, all of a sequence.
SPLATS: Final = frozenset({"list_splat", "list_splat_pattern"})

#: Expressions that go on from their first child.
_LINKS: Final = frozenset({"attribute", "call", "subscript"})

#: Expressions of which the grammar has the end, and not the whole, go by a name.
_OPEN_ENDED: Final = frozenset({"conditional_expression", "lambda"})

#: Kinds that stand for the one node that they hold.
_WRAPPERS: Final = frozenset({"parenthesized_expression", "parenthesized_list_splat", "as_pattern_target"})


class Tree:
    """A parsed file: its root, where the comments begin and end, in order, and how deep the deepest node lies.

    `abysses` are nodes at `MAX_DEPTH` whose own nodes were left out; they are of the kind ``ERROR``.
    """

    __slots__ = ("abysses", "comments", "depth", "root")

    def __init__(self, root: Node) -> None:
        self.root = root
        self.comments: list[tuple[int, int]] = []
        self.abysses: list[Node] = []
        self.depth = 0


@cache
def _tables() -> Grammar:
    return tables("tree_sitter_python", _role)


def _role(kind: str, named: bool) -> int:
    if not named:
        return _SKIP if kind in _PUNCTUATION else _TOKEN
    if kind in EXTRAS:
        return _COMMENT if kind == "comment" else _SKIP
    return _LEAF if kind in LEAVES else _INNER


def grown(data: bytes) -> tree_sitter.Tree:
    """tree-sitter's own tree of a source in UTF-8. Raises TooMuchWorkError."""
    return trees.grown(data, _tables().language)


def errors_of(parsed: tree_sitter.Tree) -> list[Span]:
    """The outermost places that could not be parsed; an empty one for each token that the parser missed."""
    found: list[Span] = []
    pending = [parsed.root_node]
    while pending:
        at = pending.pop()
        if at.is_error or at.is_missing:
            found.append(Span(at.start_byte, at.end_byte))
        elif at.has_error:
            pending += reversed(at.children)
    return found


def copied(parsed: tree_sitter.Tree) -> Tree:
    """A copy of tree-sitter's tree."""
    grammar = _tables()
    kinds, fields = grammar.kinds, grammar.fields
    root = parsed.root_node
    parent = Node(root.type, root.start_byte, root.end_byte, None)
    tree = Tree(parent)
    cursor = parsed.walk()
    if not cursor.goto_first_child():
        return tree
    parent.children = siblings = []
    tokens: list[str] | None = None
    around: list[tuple[Node, list[Node], list[str] | None]] = []  # the same of the parents around the parent
    while True:
        at = cursor.node
        assert at is not None
        role, kind = kinds[at.kind_id]
        if role == _LEAF:
            siblings.append(Node(kind, at.start_byte, at.end_byte, fields[cursor.field_id]))
        elif role == _TOKEN:
            if parent.kind in _TOLD_BY_TOKENS:
                if tokens is None:
                    parent.tokens = tokens = []
                tokens.append(kind)
            elif parent.kind == "slice":
                siblings.append(Node(kind, at.start_byte, at.end_byte, None))
        elif role == _COMMENT:
            tree.comments.append((at.start_byte, at.end_byte))
        elif role != _SKIP:
            node = Node(kind, at.start_byte, at.end_byte, fields[cursor.field_id])
            siblings.append(node)
            if len(around) + 1 >= MAX_DEPTH:
                node.kind = "ERROR"
                tree.abysses.append(node)
            elif cursor.goto_first_child():
                around.append((parent, siblings, tokens))
                parent, tokens = node, None
                parent.children = siblings = []
                tree.depth = max(tree.depth, len(around))
                continue
        while not cursor.goto_next_sibling():
            if not around or not cursor.goto_parent():
                return tree
            _unwrap(parent)
            parent, siblings, tokens = around.pop()


def _unwrap(node: Node) -> None:
    """Put what a node stands for in its place, once all that it holds is there."""
    kind, children = node.kind, node.children
    if not children:
        return
    if kind == "block" or children[-1].kind in _CLAUSES:
        node.end = children[-1].end  # and not where the comment after it ends
    if kind == "decorated_definition":
        *decorators, definition = children
        definition.children = [*decorators, *definition.children]
        node.become(definition)
    elif len(children) == 1 and (kind in _WRAPPERS or (kind == "tuple_pattern" and "," not in node.tokens)):
        node.become(children[0])
    elif kind in _LINKS and children[0].kind in SPLATS and children[0].children:
        _hoist(node)
    elif kind in _OPEN_ENDED and children[-1].kind == "as_pattern":
        _widen(node)
    elif kind == "with_item" and children[0].kind == "tuple" and children[0].first("as_pattern"):
        node.children = children[0].children  # `with (a as b,):`
    elif kind == "type_alias_statement":
        _reread(node)


def _hoist(node: Node) -> None:
    """Of ``*a.b()`` the star is on all of it, not on ``a``, as the grammar has it in a display."""
    splat, *others = node.children
    inner = splat.children[0]
    inner.field = splat.field
    link = Node(node.kind, inner.start, node.end, None, [inner, *others], node.tokens)
    node.kind, node.children, node.tokens = splat.kind, [link], ()


def _widen(node: Node) -> None:
    """In `with a if b else c as d` the name is for all that stands before it, not for ``c``."""
    *others, named = node.children
    inner, *alias = named.children
    inner.field = named.field
    whole = Node(node.kind, node.start, inner.end, None, [*others, inner], node.tokens)
    node.kind, node.children, node.tokens = named.kind, [whole, *alias], ()


def _reread(node: Node) -> None:
    """Make an assignment of `type(x).a = b`, which the grammar takes for the declaration of a type named `(x).a`."""
    declared, value = node.part("left"), node.part("right")
    target = declared.children[0] if declared is not None and declared.children else None
    if target is None or target.kind not in ("attribute", "subscript") or value is None or not value.children:
        return
    begin = target.start
    holders = [target]
    while holders[-1].children and (first := holders[-1].children[0]).start == begin and first.kind != "tuple":
        holders.append(first)
    holder = holders[-1]
    if not holder.children:
        return  # no parenthesis is in front
    for each in holders:
        each.start = node.start
    given = holder.children[0]
    arguments = given.children if given.kind == "tuple" else [given]
    end = given.end if given.kind == "tuple" else given.end + 1
    call = Node("call", node.start, end, given.field)
    call.children = [
        Node("identifier", node.start, node.start + len("type"), "function"),
        Node("argument_list", begin, end, "arguments", arguments),
    ]
    holder.children = [call, *holder.children[1:]]
    target.field, value.children[0].field = "left", "right"
    node.kind, node.children = "assignment", [target, value.children[0]]

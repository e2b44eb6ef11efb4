"""The syntax tree that the C# frontend walks: a copy of tree-sitter's.

The pass of the cursor that makes it sets comments aside, drops punctuation, and notes what later stages want to know.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

import tree_sitter

from sockslint.frontends import trees
from sockslint.frontends.trees import MAX_DEPTH, Grammar, Node, tables

#: What the copying pass does with a kind of node.
_SKIP, _TOKEN, _REMARK, _LEAF, _INNER, _SUSPECT, _ERROR = range(7)

#: Nodes whose children count.
_INNER_ROLES: Final = (_INNER, _SUSPECT, _ERROR)

#: Anonymous tokens that tell nothing that the node's kind and fields do not.
_PUNCTUATION: Final = frozenset(
    ["(", ")", "{", "}", "[", "]", ",", ";", ".", ":", "::", '"', "'", "=>", "=", "new", "is", "#if", "#endif"]
) | {"\n"}

#: Anonymous tokens that stand where an expression may stand.
_RECEIVERS: Final = frozenset({"this", "base"})

#: Kinds in which tokens are parts like others: ``get``, the ``..`` of a list pattern.
_TOKENS_COUNT: Final = frozenset({"accessor_declaration", "list_pattern", "ERROR"})

#: Named kinds whose text is all that matters; what they hold is not copied.
LEAVES: Final = frozenset(
    [
        "identifier",
        "predefined_type",
        "implicit_type",
        "nullable_type",
        "pointer_type",
        "function_pointer_type",
        "tuple_type",
        "modifier",
        "null_literal",
        "boolean_literal",
        "integer_literal",
        "real_literal",
        "character_literal",
        "string_literal",
        "verbatim_string_literal",
        "raw_string_literal",
        "discard",
        "implicit_parameter",
        "interpolation_alignment_clause",
        "interpolation_format_clause",
        "type_parameter_constraints_clause",
        "explicit_interface_specifier",
    ]
)

#: Kinds that tree-sitter puts between others wherever they stand; only their place and text are kept.
REMARKS: Final = frozenset(
    [
        "comment",
        "preproc_pragma",
        "preproc_region",
        "preproc_endregion",
        "preproc_line",
        "preproc_nullable",
        "preproc_error",
        "preproc_warning",
        "preproc_define",
        "preproc_undef",
        "shebang_directive",
    ]
)

#: Expressions and patterns made of an operator between operands.
OPERATORS: Final = frozenset(
    {
        "binary_expression",
        "conditional_expression",
        "is_expression",
        "is_pattern_expression",
        "as_expression",
        "constant_pattern",
        "relational_pattern",
        "negated_pattern",
        "and_pattern",
        "or_pattern",
    }
)

#: Expressions that end with their operand: an operator in front of it, or in front of the last of two.
PREFIXES: Final = frozenset({"prefix_unary_expression", "await_expression", "cast_expression", "range_expression"})

#: Expressions that go on from their first child.
LINKS: Final = frozenset(
    {
        "invocation_expression",
        "member_access_expression",
        "element_access_expression",
        "conditional_access_expression",
        "postfix_unary_expression",
    }
)

_REGROUPED: Final = OPERATORS | PREFIXES | LINKS

#: Kinds under which the grammar may have put an operator that belongs elsewhere.
_SUSPECTS: Final = frozenset(
    {"constant_pattern", "relational_pattern", "conditional_access_expression", "cast_expression"}
)


class Tree:
    """A parsed file: its root, and what stands apart from it.

    `remarks` are comments and directives in order of place. `errors` are the outermost ERROR nodes, and empty ones
    where the parser missed a token. `suspects` are nodes that the grammar may have put at the wrong place, each with
    the outermost operator around it (see `regroup`). `depth` is how deep the deepest node lies, and `abysses` are
    nodes at `MAX_DEPTH` whose own nodes were left out; they are of the kind ``ERROR``, without being `errors`.
    """

    __slots__ = ("abysses", "depth", "errors", "remarks", "root", "suspects")

    def __init__(self, root: Node, errors: list[Node]) -> None:
        self.root = root
        self.errors = errors
        self.remarks: list[Node] = []
        self.suspects: list[tuple[Node, Node]] = []
        self.abysses: list[Node] = []
        self.depth = 0

    @property
    def has_conditional_access(self) -> bool:
        """Whether there is a ``?.`` anywhere."""
        return any(node.kind == "conditional_access_expression" for node, _ in self.suspects)


@cache
def _tables() -> Grammar:
    return tables("tree_sitter_c_sharp", _role)


def _role(kind: str, named: bool) -> int:
    if not named:
        return _LEAF if kind in _RECEIVERS else _SKIP if kind in _PUNCTUATION else _TOKEN
    if kind in REMARKS:
        return _REMARK
    if kind in _SUSPECTS:
        return _SUSPECT
    if kind == "ERROR":
        return _ERROR
    return _LEAF if kind in LEAVES else _INNER


def parse(data: bytes) -> Tree:
    """The tree of a source in UTF-8; never fails over what the bytes say. Raises TooMuchWorkError."""
    parsed = grown(data)
    return copied(parsed, errors_of(parsed))


def grown(data: bytes) -> tree_sitter.Tree:
    """tree-sitter's own tree of a source in UTF-8. Raises TooMuchWorkError."""
    return trees.grown(data, _tables().language)


def errors_of(parsed: tree_sitter.Tree) -> list[Node]:
    """The outermost ERROR nodes, and an empty one of the kind ``MISSING`` for each token that the parser missed, which
    it has in place of a field.
    """
    kinds = _tables().kinds
    found: list[Node] = []
    pending = [(parsed.root_node, 0, False)]  # with how deep they lie, and whether in an error
    while pending:
        at, depth, inside = pending.pop()
        role, kind = kinds[at.kind_id]
        if not at.has_error or role in (_TOKEN, _REMARK) or (depth >= MAX_DEPTH and role in _INNER_ROLES):
            continue
        if at.is_missing:
            found.append(Node("MISSING", at.start_byte, at.end_byte, kind))
        elif role == _ERROR and not inside:
            found.append(Node(kind, at.start_byte, at.end_byte, None))
        if role in _INNER_ROLES:
            pending += [(child, depth + 1, inside or role == _ERROR) for child in reversed(at.children)]
    return found


def bytes_in(errors: Iterable[Node]) -> int:
    """How many bytes lie in errors; a missing token counts as one."""
    return sum(max(1, error.end - error.start) for error in errors)


def copied(parsed: tree_sitter.Tree, errors: list[Node]) -> Tree:
    """A copy of tree-sitter's tree, which has these errors."""
    grammar = _tables()
    kinds, fields = grammar.kinds, grammar.fields
    root = parsed.root_node
    parent = Node(root.type, root.start_byte, root.end_byte, None)
    tree = Tree(parent, errors)
    cursor = parsed.walk()
    if not cursor.goto_first_child():
        return tree
    operator = parent  # the outermost of the operators that the parent is an operand of, or the parent itself
    parent.children = siblings = []
    tokens: list[str] | None = None
    around: list[tuple[Node, Node, list[Node], list[str] | None]] = []  # the same of the parents around the parent
    depth = 1
    while True:
        at = cursor.node
        assert at is not None
        role, kind = kinds[at.kind_id]
        if role == _LEAF:
            siblings.append(Node(kind, at.start_byte, at.end_byte, fields[cursor.field_id]))
        elif role == _TOKEN:
            if tokens is None:
                parent.tokens = tokens = []
            tokens.append(kind)
            if parent.kind in _TOKENS_COUNT:
                siblings.append(Node(kind, at.start_byte, at.end_byte, fields[cursor.field_id]))
        elif role == _REMARK:
            tree.remarks.append(Node(kind, at.start_byte, at.end_byte, None))
        elif role != _SKIP:
            node = Node(kind, at.start_byte, at.end_byte, fields[cursor.field_id])
            siblings.append(node)
            if len(around) + 1 >= MAX_DEPTH:
                node.kind = "ERROR"
                tree.abysses.append(node)
            else:
                outermost = operator if parent.kind in _REGROUPED else node
                if role == _SUSPECT:
                    tree.suspects.append((node, outermost))
                if cursor.goto_first_child():
                    around.append((parent, operator, siblings, tokens))
                    parent, operator, tokens = node, outermost, None
                    parent.children = siblings = []
                    if len(around) >= depth:
                        depth += 1
                    continue
        while not cursor.goto_next_sibling():
            if not around or not cursor.goto_parent():
                tree.depth = depth
                return tree
            parent, operator, siblings, tokens = around.pop()

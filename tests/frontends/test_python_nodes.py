"""The Python frontend: every kind of node in the grammar is lowered, or carries no flow."""

from __future__ import annotations

from sockslint.frontends.python import lower
from sockslint.frontends.python.frame import CONDITIONS, EXPRESSIONS, PATTERNS, PREFIXES, STATEMENTS, TARGETS
from sockslint.frontends.python.syntax import EXTRAS, LEAVES
from sockslint.text import SourceText

from .kinds import named_kinds

TABLES = (EXPRESSIONS, PREFIXES, CONDITIONS, TARGETS, STATEMENTS, PATTERNS)
LOWERED = frozenset(kind for table in TABLES for kind in table)

#: Kinds that no table dispatches on, and why nothing is lost by that.
NO_FLOW = {
    "the root: `lower` runs its statements": {"module"},
    "a part that the node around it lowers": {
        "aliased_import",
        "argument_list",
        "case_clause",
        "decorator",
        "default_parameter",
        "dictionary_splat_pattern",
        "elif_clause",
        "else_clause",
        "escape_interpolation",
        "escape_sequence",
        "except_clause",
        "finally_clause",
        "for_in_clause",
        "format_expression",
        "format_specifier",
        "if_clause",
        "import_prefix",
        "interpolation",
        "keyword_argument",
        "keyword_pattern",
        "keyword_separator",
        "lambda_parameters",
        "pair",
        "parameters",
        "positional_separator",
        "relative_import",
        "string_content",
        "string_end",
        "string_start",
        "type_conversion",
        "typed_default_parameter",
        "typed_parameter",
        "wildcard_import",
        "with_clause",
        "with_item",
    },
    "what the copied tree has the node in place of that it holds": {
        "as_pattern_target",
        "decorated_definition",
        "parenthesized_expression",
        "parenthesized_list_splat",
    },
    "a type: a text in a declaration, nothing at run time": {
        "constrained_type",
        "generic_type",
        "member_type",
        "splat_type",
        "type",
        "type_parameter",
        "union_type",
    },
    "layout, or a comment": set(EXTRAS),
}


GRAMMAR = named_kinds("tree_sitter_python")


def test_every_kind_of_the_grammar_is_lowered_or_carries_no_flow() -> None:
    listed = set().union(*NO_FLOW.values())
    assert sorted(GRAMMAR - LOWERED - listed) == []
    assert sorted(LOWERED & listed) == [], "lowered, so not to be listed"
    assert sorted((LOWERED | listed | LEAVES) - GRAMMAR) == []


def test_every_operator_is_known() -> None:
    binary = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"]
    compared = ["<", "<=", ">", ">=", "==", "!=", "<>", "in", "not in", "is", "is not", "and", "or"]
    lines = [f"x = a {operator} b" for operator in (*binary, *compared)]
    lines += [f"x {operator}= b" for operator in binary] + [f"x = {operator} b" for operator in ("+", "-", "~", "not")]
    assert not lower("example.py", SourceText("\n".join(lines))).problems

"""The Python frontend: every node class of libcst is lowered, or carries no flow."""

from __future__ import annotations

import inspect

import libcst as cst

from sockslint.frontends.python.expressions import BINARY_OPERATORS, COMPARISONS, UNARY_OPERATORS
from sockslint.frontends.python.frame import CONDITIONS, EXPRESSIONS, PATTERNS, PREFIXES, STATEMENTS, TARGETS
from sockslint.frontends.python.statements import AUGMENTED_OPERATORS

#: Node classes that no table dispatches on, and why nothing is lost by that.
NO_FLOW: dict[str, set[type[cst.CSTNode]]] = {
    "the root: `lower` runs its statements": {cst.Module},
    "a part that the node around it lowers": {
        cst.And,
        cst.Annotation,
        cst.Arg,
        cst.AsName,
        cst.AssignTarget,
        cst.Asynchronous,
        cst.CompFor,
        cst.CompIf,
        cst.ComparisonTarget,
        cst.Decorator,
        cst.DictElement,
        cst.Element,
        cst.ExceptHandler,
        cst.ExceptStarHandler,
        cst.FormattedStringExpression,
        cst.FormattedStringText,
        cst.From,
        cst.ImportAlias,
        cst.ImportStar,
        cst.Index,
        cst.MatchCase,
        cst.MatchKeywordElement,
        cst.MatchMappingElement,
        cst.MatchOrElement,
        cst.MatchSequenceElement,
        cst.NameItem,
        cst.Or,
        cst.Param,
        cst.Parameters,
        cst.Slice,
        cst.StarredDictElement,
        cst.SubscriptElement,
        cst.TemplatedStringExpression,
        cst.TemplatedStringText,
        cst.WithItem,
    },
    "a type parameter: named in the declaration, nothing at run time": {
        cst.ParamSpec,
        cst.TypeParam,
        cst.TypeParameters,
        cst.TypeVar,
        cst.TypeVarTuple,
    },
    "punctuation": {
        cst.AssignEqual,
        cst.Colon,
        cst.Comma,
        cst.Dot,
        cst.LeftCurlyBrace,
        cst.LeftParen,
        cst.LeftSquareBracket,
        cst.ParamSlash,
        cst.ParamStar,
        cst.RightCurlyBrace,
        cst.RightParen,
        cst.RightSquareBracket,
        cst.Semicolon,
    },
    "layout, or a comment, which the outline finds": {
        cst.Comment,
        cst.EmptyLine,
        cst.Newline,
        cst.ParenthesizedWhitespace,
        cst.SimpleWhitespace,
        cst.TrailingWhitespace,
    },
}

TABLES = (
    *(EXPRESSIONS, PREFIXES, CONDITIONS, TARGETS, STATEMENTS, PATTERNS),
    *(BINARY_OPERATORS, COMPARISONS, UNARY_OPERATORS, AUGMENTED_OPERATORS),
)


def node_classes() -> set[type[cst.CSTNode]]:
    """Every class that a node of a tree may have."""
    classes = {c for _, c in inspect.getmembers(cst, inspect.isclass) if issubclass(c, cst.CSTNode)}
    return {c for c in classes if not inspect.isabstract(c) and not c.__name__.startswith("Base")}


def test_every_node_class_is_lowered_or_carries_no_flow() -> None:
    dispatched = {kind for table in TABLES for kind in table}
    listed = set().union(*NO_FLOW.values())
    assert {c.__name__ for c in node_classes() - dispatched - listed} == set()
    assert {c.__name__ for c in dispatched & listed} == set(), "lowered, so not to be listed"


def test_every_expression_statement_and_pattern_is_dispatched_on() -> None:
    for base, table in ((cst.BaseExpression, EXPRESSIONS), (cst.MatchPattern, PATTERNS)):
        assert {c.__name__ for c in node_classes() if issubclass(c, base)} <= {c.__name__ for c in table}
    bases = (cst.BaseStatement, cst.BaseSmallStatement, cst.BaseSuite)
    assert {c.__name__ for c in node_classes() if issubclass(c, bases)} <= {c.__name__ for c in STATEMENTS}
    targets = {c.__name__ for c in node_classes() if issubclass(c, cst.BaseAssignTargetExpression)}
    assert targets <= {c.__name__ for c in TARGETS}

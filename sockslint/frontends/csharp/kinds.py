"""The kinds of node that no table lowers: parts that another node's function reads, and what carries no flow.

With the dispatch tables they make up the whole grammar; a test holds them to it.
"""

from __future__ import annotations

from typing import Final

#: Parts, and the kinds whose functions read them.
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "accessor_declaration": ("accessor_list",),
    "accessor_list": ("property_declaration", "indexer_declaration", "event_declaration"),
    "argument": ("argument_list", "bracketed_argument_list", "tuple_expression"),
    "argument_list": ("invocation_expression", "object_creation_expression", "constructor_initializer"),
    "array_rank_specifier": ("array_type",),
    "array_type": ("array_creation_expression", "stackalloc_expression"),
    "arrow_expression_clause": ("method_declaration", "property_declaration", "accessor_declaration"),
    "attribute": ("attribute_list", "global_attribute"),
    "attribute_argument": ("attribute_argument_list",),
    "attribute_argument_list": ("attribute",),
    "attribute_list": ("class_declaration", "method_declaration", "field_declaration", "property_declaration"),
    "base_list": ("class_declaration", "struct_declaration", "interface_declaration", "enum_declaration"),
    "bracketed_argument_list": ("element_access_expression",),
    "bracketed_parameter_list": ("indexer_declaration",),
    "catch_clause": ("try_statement",),
    "catch_declaration": ("catch_clause",),
    "catch_filter_clause": ("catch_clause",),
    "constructor_initializer": ("constructor_declaration",),
    "enum_member_declaration": ("enum_member_declaration_list",),
    "enum_member_declaration_list": ("enum_declaration",),
    "explicit_interface_specifier": ("method_declaration", "property_declaration"),
    "finally_clause": ("try_statement",),
    "from_clause": ("query_expression",),
    "implicit_parameter": ("lambda_expression",),
    "interpolation": ("interpolated_string_expression",),
    "join_clause": ("query_expression",),
    "let_clause": ("query_expression",),
    "member_binding_expression": ("conditional_access_expression",),
    "modifier": ("class_declaration", "method_declaration", "parameter", "lambda_expression"),
    "parameter": ("parameter_list", "bracketed_parameter_list"),
    "parameter_list": ("method_declaration", "constructor_declaration", "class_declaration", "lambda_expression"),
    "parenthesized_variable_designation": ("var_pattern", "declaration_pattern", "recursive_pattern"),
    "positional_pattern_clause": ("recursive_pattern",),
    "preproc_if_in_attribute_list": ("class_declaration", "method_declaration"),
    "primary_constructor_base_type": ("base_list",),
    "property_pattern_clause": ("recursive_pattern",),
    "string_content": ("interpolated_string_expression",),
    "escape_sequence": ("interpolated_string_expression",),
    "subpattern": ("positional_pattern_clause", "property_pattern_clause"),
    "switch_body": ("switch_statement",),
    "switch_expression_arm": ("switch_expression",),
    "switch_section": ("switch_body",),
    "tuple_pattern": ("variable_declarator", "foreach_statement"),
    "variable_declaration": ("local_declaration_statement", "field_declaration", "using_statement", "for_statement"),
    "variable_declarator": ("variable_declaration",),
    "when_clause": ("switch_section", "switch_expression_arm"),
    "with_initializer": ("with_expression",),
}

_TYPE: Final = "a type: its text says it all"
_TEXT: Final = "a part of a literal, which is read as a whole"
_DIRECTIVE: Final = "a directive that changes nothing for the flow"
_PARAMETER: Final = "a name for whatever type is given"
_CONSTRAINT: Final = "what a type parameter must be"
_QUERY: Final = "runs for each element of a query, which is opaque"

#: Kinds that carry no flow, and why.
NO_FLOW: Final[dict[str, str]] = {
    "attribute_target_specifier": "says what an attribute is for",
    "calling_convention": _TYPE,
    "character_literal_content": _TEXT,
    "comment": "set aside; kept where it speaks of sockslint",
    "compilation_unit": "the root of the tree: what it holds is lowered",
    "constructor_constraint": _CONSTRAINT,
    "delegate_declaration": "a signature; what a delegate runs is known where it is made",
    "extern_alias_directive": "a name for an assembly",
    "function_pointer_parameter": _TYPE,
    "function_pointer_type": _TYPE,
    "group_clause": _QUERY,
    "implicit_type": "`var`: the type shows in the value",
    "interpolation_alignment_clause": "formatting",
    "interpolation_brace": "punctuation",
    "interpolation_format_clause": "formatting",
    "interpolation_quote": "punctuation",
    "interpolation_start": "punctuation",
    "join_into_clause": _QUERY,
    "nullable_type": _TYPE,
    "order_by_clause": _QUERY,
    "pointer_type": _TYPE,
    "preproc_arg": _DIRECTIVE,
    "preproc_define": _DIRECTIVE,
    "preproc_endregion": _DIRECTIVE,
    "preproc_error": _DIRECTIVE,
    "preproc_line": _DIRECTIVE,
    "preproc_nullable": _DIRECTIVE,
    "preproc_pragma": "set aside; kept where it may suppress findings",
    "preproc_region": _DIRECTIVE,
    "preproc_undef": _DIRECTIVE,
    "preproc_warning": _DIRECTIVE,
    "raw_string_content": _TEXT,
    "raw_string_end": _TEXT,
    "raw_string_start": _TEXT,
    "ref_type": _TYPE,
    "scoped_type": _TYPE,
    "select_clause": _QUERY,
    "shebang_directive": "for the shell",
    "string_literal_content": _TEXT,
    "string_literal_encoding": _TEXT,
    "tuple_element": _TYPE,
    "tuple_type": _TYPE,
    "type_argument_list": _TYPE,
    "type_parameter": _PARAMETER,
    "type_parameter_constraint": _CONSTRAINT,
    "type_parameter_constraints_clause": _CONSTRAINT,
    "type_parameter_list": _PARAMETER,
    "where_clause": _QUERY,
}

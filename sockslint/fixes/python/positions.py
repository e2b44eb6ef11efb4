"""Where the nodes of a libcst tree stand in the text.

libcst keeps every character but no offset. Its own position metadata costs three times as much as parsing; writing
the tree out again and only counting costs a fraction of that, and is exact by construction, as what is written is
the source.
"""

from __future__ import annotations

from types import TracebackType

import libcst as cst
from libcst._nodes.internal import CodegenState

_FORGETTABLE = frozenset(" \t\f\\\r\n")


class Positions(CodegenState):
    """Code-point ranges of the nodes that libcst gives a syntactic position (expressions, statements, patterns...).

    A range covers the node without surrounding parentheses, whitespace and decorators; only an indented block's begins
    early, at the end of its header's line. It is kept by the node's identity, so a tree must outlive its positions.
    """

    def __init__(self) -> None:
        super().__init__("", "\n")
        self.ranges: dict[int, tuple[int, int]] = {}
        self._position = 0
        self._open: list[tuple[int, int, cst.CSTNode | None]] = []

    def record(self, module: cst.Module, text: str) -> None:
        """Take in a tree, and the text that it was parsed from."""
        self.default_indent, self.default_newline = module.default_indent, module.default_newline
        # libcst asks whether there is any token yet, never which.
        self.tokens = [""]
        module._codegen(self)
        written = self._position - (0 if module.has_trailing_newline else len(module.default_newline))
        if written != len(text) and text.strip():
            aligned = _Aligned(text)
            aligned.default_indent, aligned.default_newline = self.default_indent, self.default_newline
            module._codegen(aligned)
            self.ranges |= aligned.ranges

    # --- what libcst calls while it writes the tree ---

    def add_indent_tokens(self) -> None:
        """Count the indentation of a line."""
        for token in self.indent_tokens:
            self._position += len(token)

    def add_token(self, value: str) -> None:
        """Count a token."""
        self._position += len(value)

    def pop_trailing_newline(self) -> None:
        """Nothing follows a module, so its last line break need not be taken back."""

    def record_syntactic_position(  # type: ignore[override]  # a generator for each node is what makes libcst's slow
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Positions:
        """The context in which a node is written; this object serves all of them, innermost last."""
        self._open.append((id(node), self._position, end_node))
        return self

    def __enter__(self) -> None:
        """A node begins; `record_syntactic_position` has noted it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The innermost node ends: here, or where its last part ended."""
        node, start, end_node = self._open.pop()
        end = self._position
        if end_node is not None:
            end = self.ranges.get(id(end_node), (start, end))[1]
        self.ranges[node] = (start, end)


class _Aligned(Positions):
    """Positions by comparing what is written with the text.

    libcst forgets a form feed before a statement on the same line, and a backslash that joins the line before it.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tokens = [""]
        self._text = text

    def add_indent_tokens(self) -> None:
        """Count the indentation of a line."""
        for token in self.indent_tokens:
            self.add_token(token)

    def add_token(self, value: str) -> None:
        """Count a token, and what was forgotten before it."""
        at = forgotten = self._position
        while not self._text.startswith(value, forgotten) and self._text[forgotten : forgotten + 1] in _FORGETTABLE:
            forgotten += 1
        if self._text.startswith(value, forgotten):
            at = forgotten
        self._position = at + len(value)

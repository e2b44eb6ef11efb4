"""The connection that a question is about: which places hold it."""

from __future__ import annotations

from sockslint.program.index import Method
from sockslint.program.link import Program
from sockslint.program.paths import Question


class Subject:
    """Tells which places of a program hold the connection that a question is about."""

    def __init__(self, program: Program, question: Question) -> None:
        self._program = program
        self._question = question
        self._handles: dict[str, bool] = {}

    def concerns(self, method: Method, place: str) -> bool:
        """Whether a place holds a handle on this very connection, whatever its type."""
        return self._program.family(self._program.node(method, place)) == self._question.family

    def may_concern(self, method: Method, place: str) -> bool:
        """Whether a connection of another name may be the one asked about, which is known through event args only."""
        return self._question.loose and self.is_connection(method, place)

    def is_connection(self, method: Method, place: str) -> bool:
        """Whether a place holds a connection, this one or another."""
        return self._program.kind(self._program.node(method, place)) in ("connection", "stream")

    def is_held_by(self, node: str) -> bool:
        """Whether a node holds the connection, which is there to be received from, so is not null."""
        answer = self._handles.get(node)
        if answer is None:
            same = self._question.loose or self._program.family(node) == self._question.family
            answer = self._handles[node] = same and self._program.kind(node) in ("connection", "stream")
        return answer

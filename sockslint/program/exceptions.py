"""Which handlers can catch which exceptions: the platforms' hierarchies are data, the program's own are linked."""

from __future__ import annotations

from sockslint.program.index import Method
from sockslint.program.link import Program
from sockslint.program.typenames import TypeName

#: Handlers of these catch everything that a program may recover from.
_ALL = frozenset({"Exception", "BaseException"})


class Exceptions:
    """The exception hierarchy of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def caught_by(self, method: Method, raised: str | None, types: tuple[str, ...]) -> bool | None:
        """Whether a handler for `types` catches `raised`; None if that is open. ``""`` is an unknown exception."""
        if not types:
            return True
        names = {self._full_name(method, type_) for type_ in types}
        if not _ALL.isdisjoint(name.rpartition(".")[2] for name in names):
            return True
        if not raised:
            return None
        # What is raised is made on the spot, so its type is exact: no handler of a derived type takes it.
        return not self.ancestry(method, raised).isdisjoint(names)

    def _full_name(self, method: Method, name: str) -> str:
        """The name that the API models give an exception type."""
        apis = self.program.apis
        if self.program.language == "python":
            dotted = self.program.index.dotted(name, method.unit)
            return apis.aliases.get(dotted, dotted)
        name = self.program.index.unaliased(name, method.unit)
        return name if name in apis.exceptions else apis.exceptions_by_simple_name.get(name.rpartition(".")[2], name)

    def ancestry(self, method: Method, name: str) -> frozenset[str]:
        """The names of an exception type and all its bases."""
        found: set[str] = set()
        pending = [name]
        while pending:
            current = pending.pop()
            full = self._full_name(method, current)
            if full in found:
                continue
            found.add(full)
            pending.extend(self.program.apis.exceptions.get(full, ()))
            key = self.program.index.resolve(TypeName(current), method.unit, method.function.owner)
            if key is not None and key in self.program.index.types:
                for _, declaration in self.program.index.types[key].declarations:
                    pending.extend(declaration.bases)
        return frozenset(found)

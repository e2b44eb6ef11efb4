"""Which handlers can catch which exceptions: the platforms' hierarchies are data, the program's own are linked."""

from __future__ import annotations

from sockslint.flow.model import Assign, Call, Raise, without_mark
from sockslint.program.calls import Site
from sockslint.program.index import Method, events_of
from sockslint.program.link import Program
from sockslint.program.typenames import TypeName

#: Handlers of these catch everything that a program may recover from.
_ALL = frozenset({"Exception", "BaseException"})


class Exceptions:
    """The exception hierarchy of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._raised: dict[Site, str | None] = {}

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

    def raised(self, method: Method, at: Site, event: Raise) -> str | None:
        """The class, as written, of what an event at a site raises, also if that was made before (``error = Gone();
        raise error``); None if it is not known."""
        if event.type is not None or not isinstance(event.value, str):
            return event.type
        if at not in self._raised:  # paths come to it again and again
            self._raised[at] = self._class_of(method, at, event.value)
        return self._raised[at]

    def _class_of(self, method: Method, at: Site, place: str) -> str | None:
        """The class of what a local holds at a site, as `raised` says."""
        events = list(events_of(method))
        makers = {call.result: call for call in events if isinstance(call, Call)}
        given = [each for each in events if isinstance(each, Assign) and each.target == place]
        just_now = [each for each in method.function.blocks[at.block].events[: at.at] if each in given][-1:]
        held = [each.value for each in just_now or given]
        classes = {self._class_made(method, makers.get(value) if isinstance(value, str) else None) for value in held}
        return classes.pop() if len(classes) == 1 else None

    def _class_made(self, method: Method, call: Call | None) -> str | None:
        """The class of exceptions, as written, that a call makes one of."""
        if call is None:
            return None
        name = call.name if call.form == "new" else without_mark(call.callee or "")
        is_own = self.program.created_type(method, call) in self.program.index.types
        return name if is_own or self._full_name(method, name) in self.program.apis.exceptions else None

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

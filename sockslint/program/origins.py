"""Where the streams come from that a place may hold: assignments and arguments, followed backwards.

Unification tells which places may hold the same object, and so takes a stream in memory for a connection's where one
helper is given either. What flows is here followed against its direction, on demand and for places of any stream only
(a subset-based analysis, as Andersen's, without contexts).
"""

from __future__ import annotations


class Origins:
    """What has flowed into the places that may hold a stream, as far as that is known."""

    def __init__(self, declared: dict[str, str]) -> None:
        """`declared` are the types that places are declared to have, those that nobody knows with ``?`` before."""
        self._declared = declared
        self._sources: dict[str, set[str | None]] = {}
        #: The parameters that are declared to be any stream.
        self._given: set[str] = set()

    def forget(self) -> None:
        """What has flowed is told anew."""
        self._sources.clear()

    def expect(self, parameter: str) -> None:
        """A function is given a stream: by those of its callers who `add` what they give it, and by nobody else."""
        self._given.add(parameter)

    def add(self, target: str, source: str | None) -> None:
        """What `source` holds comes to `target`; None if nobody knows what does."""
        self._sources.setdefault(target, set()).add(source)

    def all_of(self, node: str, types: frozenset[str]) -> bool:
        """Whether all that a place may hold is known to be of types with these simple names, or is given to functions
        that nobody calls: that types flow together there says nothing of it."""
        seen = {node}
        pending = [node]
        while pending:
            here = pending.pop()
            if self._declared.get(here, "").lstrip("?").rpartition(".")[2] in types:
                continue
            for source in self._sources.get(here, () if here in self._given else (None,)):
                if source is None:
                    return False
                if source not in seen:
                    seen.add(source)
                    pending.append(source)
        return True

"""Links units: types of places, aliases, the call graph, callbacks, and what functions do in sum."""

from sockslint.program.link import Program, link, wanted_types

__all__ = ["Program", "link", "wanted_types"]

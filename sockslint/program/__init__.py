"""Links units: types of places, aliases, the call graph, callbacks, and what functions do in sum."""

from sockslint.program.apis import Apis
from sockslint.program.link import Program, link
from sockslint.program.reach import Near, Wanted, wanted_types

__all__ = ["Apis", "Near", "Program", "Wanted", "link", "wanted_types"]

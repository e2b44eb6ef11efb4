"""JSON Schemas of what a project writes in TOML, for editors that complete and check it.

They are made of the types that the files are read into, so they cannot say anything else; what is beyond a schema (a
reference to a type that nobody describes) is told when the files are read.
"""

from __future__ import annotations

import inspect
from typing import Any, Literal, TypeAlias, get_args

import msgspec

from sockslint.reports.encoding import encode
from sockslint.rulebook.model import ApiModel, RuleHeader
from sockslint.settings import Settings

SchemaName: TypeAlias = Literal["rule", "api", "settings"]
SCHEMAS: tuple[str, ...] = get_args(SchemaName)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMS = {
    "rule": (RuleHeader, "The TOML between +++ at the head of a page of a sockslint rule"),
    "api": (ApiModel, "A sockslint API model: what the members of types do to a connection"),
    "settings": (Settings, "sockslint.toml, or [tool.sockslint] in pyproject.toml"),
}


def schema(name: SchemaName) -> str:
    """The text of a schema, as JSON."""
    form, title = _FORMS[name]
    made = msgspec.json.schema(form)
    definitions: dict[str, Any] = made["$defs"]
    top = definitions.pop(form.__name__)
    if form is Settings:
        top["properties"] = {field.replace("_", "-"): each for field, each in top["properties"].items()}
        top["additionalProperties"] = False
    for each in (top, *definitions.values()):
        if "description" in each:
            each["description"] = inspect.cleandoc(each["description"])
    head = {"$schema": _DIALECT, "title": title}
    return encode({**head, **top, "title": title, **({"$defs": definitions} if definitions else {})})

"""What a client's configuration may say, over what the server's own command line says."""

from __future__ import annotations

from typing import Any

import msgspec

from sockslint.editor.orders import Options
from sockslint.options import WORDS
from sockslint.spelling import did_you_mean

#: The name of our section, where a client keeps the configuration of several servers.
SECTION = "sockslint"

_KEYS = ("config", "min-confidence")


class ConfigurationError(Exception):
    """The configuration says something that cannot be; the text says what, and what it may say."""


def configured(options: Options, values: object) -> Options:
    """The options with what a client's configuration says: an object, ours or one that holds ours as its section.

    Raises ConfigurationError.
    """
    if isinstance(values, dict) and SECTION in values:
        values = values[SECTION]
    if values is None:
        return options
    if not isinstance(values, dict):
        raise ConfigurationError(f"the configuration must be an object with {' or '.join(_KEYS)}")
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in _KEYS:
            raise ConfigurationError(f"unknown key `{key}` in the configuration{did_you_mean(str(key), _KEYS)}")
        if value in (None, ""):
            continue
        if not isinstance(value, str):
            raise ConfigurationError(f"`{key}` in the configuration must be a string")
        words = WORDS.get(f"--{key}", ())
        if words and value not in words:
            hint = did_you_mean(value, words) or f"; there are {', '.join(words)}"
            raise ConfigurationError(f"`{key}` in the configuration: unknown value `{value}`{hint}")
        changes[key.replace("-", "_")] = value
    return msgspec.structs.replace(options, **changes)

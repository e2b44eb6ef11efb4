"""Waiting for a condition, with a limit."""

from __future__ import annotations

import time
from collections.abc import Callable

LIMIT = 30.0
"""Seconds after which a condition that does not come about is a failure of the laboratory."""

_INTERVAL = 0.004


class TimeLimitError(Exception):
    """A condition did not come about within its limit."""


def until(condition: Callable[[], bool], what: str, limit: float = LIMIT) -> None:
    """Return as soon as `condition` holds; raise TimeLimitError, which names `what`, after `limit` seconds."""
    deadline = time.monotonic() + limit
    while not condition():
        if time.monotonic() > deadline:
            raise TimeLimitError(f"not within {limit:g} s: {what}")
        time.sleep(_INTERVAL)

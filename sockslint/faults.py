"""Errors that are ours, in the words of a report that helps to find them."""

from __future__ import annotations

from pathlib import Path, PurePath


def fault(error: Exception) -> str:
    """What happened, and where in our code."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    package = Path(__file__).parent
    file = PurePath(last.filename)
    place = file.relative_to(package.parent).as_posix() if file.is_relative_to(package) else file.name
    text = " ".join(str(error).split())[:200]
    return f"internal error, please report it: {type(error).__name__}: {text} ({place}:{last.lineno})"

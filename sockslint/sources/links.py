"""Symbolic links met on the way. They are never followed; some deserve a word."""

from __future__ import annotations

import os
import pathlib
import stat

from sockslint.sources.model import language_of
from sockslint.sources.trouble import kind_of, reason


def judge_link(path: str, top: str) -> str | None:
    """Why a symbolic link met below the folder `top` is worth a word, or None.

    Links are never followed: what they lead to inside the tree is met there, and what lies outside is no part of it.
    """
    try:
        target = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return "not read: this symbolic link leads nowhere" if language_of(path) else None
    except OSError as error:
        return f"not read: {reason(error)}"
    if not stat.S_ISDIR(target.st_mode) and language_of(path) is None:
        return None
    real = pathlib.Path(path).resolve()
    if stat.S_ISDIR(target.st_mode) and pathlib.Path(path).parent.resolve().is_relative_to(real):
        return "not followed: this symbolic link leads back to a folder around it"
    if not real.is_relative_to(pathlib.Path(top).resolve()):
        return "not followed: this symbolic link leads out of the folder being checked"
    return (
        None if stat.S_ISDIR(target.st_mode) or stat.S_ISREG(target.st_mode) else f"not read: it is {kind_of(target)}"
    )

"""The project's root: the folder that every path is shown relative to.

`os.path` is asked what is there: up to Python 3.13 `Path` raises over a closed folder, or a name that is too long.
"""

from __future__ import annotations

import os
import pathlib


def folder_of(path: pathlib.Path) -> pathlib.Path:
    """The absolute folder that a path is, or lies in. Links in it are kept: they are how the user sees the tree."""
    path = path.absolute()
    return path if os.path.isdir(path) else path.parent  # noqa: PTH112


def work_tree(start: pathlib.Path) -> pathlib.Path | None:
    """The top of the git work tree that holds the folder `start`, or None."""
    for folder in (start, *start.parents):
        if os.path.exists(folder / ".git"):  # noqa: PTH110
            return folder
    return None


def project_of(start: pathlib.Path, settings_folder: pathlib.Path | None) -> pathlib.Path | None:
    """The project that holds the folder `start`, or None: the top of its git work tree, since code hosts count paths
    from there; without git the folder of the settings in force."""
    return work_tree(start) or settings_folder

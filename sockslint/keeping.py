"""Where is kept what later runs need not find out again."""

from __future__ import annotations

import os
import sys

#: Names the folder in place of the system's own choice.
VARIABLE = "SOCKSLINT_CACHE_DIR"


def cache_folder() -> str:
    """The absolute folder: as SOCKSLINT_CACHE_DIR says, else where the system keeps its user's caches."""
    if given := os.environ.get(VARIABLE):
        return os.path.abspath(given)
    if sys.platform == "linux":  # what `platformdirs` says, which takes longer to import than a short run lasts
        base = os.environ.get("XDG_CACHE_HOME", "")
        return os.path.join(base if base.strip() else os.path.expanduser("~/.cache"), "sockslint")
    import platformdirs

    return platformdirs.user_cache_dir("sockslint", appauthor=False)

"""Where is kept what later runs need not find out again."""

from __future__ import annotations

import contextlib
import os
import sys

TYPE_CHECKING = False  # typing's own takes longer to import than a short run lasts
if TYPE_CHECKING:
    from pathlib import Path

#: Names the folder in place of the system's own choice.
VARIABLE = "SOCKSLINT_CACHE_DIR"


def cache_folder() -> str | None:
    """The absolute folder: as SOCKSLINT_CACHE_DIR says, else where the system keeps its user's caches.

    None if the system knows no home of its user: relative to the working directory it would be anybody's.
    """
    if given := os.environ.get(VARIABLE):
        return os.path.abspath(given)
    if sys.platform == "linux":  # what `platformdirs` says, which takes longer to import than a short run lasts
        base = os.environ.get("XDG_CACHE_HOME", "")
        folder = os.path.join(base if base.strip() else os.path.expanduser("~/.cache"), "sockslint")
    else:
        import platformdirs

        folder = platformdirs.user_cache_dir("sockslint", appauthor=False)
    return folder if os.path.isabs(folder) else None


def keep(file: Path, data: bytes) -> None:
    """Write a file in one step. What cannot be written is done without."""
    temporary = file.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            temporary.write_bytes(data)
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)

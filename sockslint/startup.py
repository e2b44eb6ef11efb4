"""What a short run need not wait for."""

from __future__ import annotations

import sys


def import_msgspec() -> None:
    """Import msgspec without ``typing_extensions``, which it takes before ``typing`` wherever it is installed.

    That takes as long to import as msgspec itself, and since Python 3.11 ``typing`` has all that is asked of it. Others
    may import it afterwards as ever.
    """
    name = "typing_extensions"
    if name in sys.modules or "msgspec" in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # how the import system is told that a module is missing
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules[name]

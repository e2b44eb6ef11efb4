"""How a process of ours starts, and ends, without losing time."""

from __future__ import annotations

import os
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


def relax_collector() -> None:
    """Let Python's cycle collector run seldom, in a process of our own that lowers or judges.

    Both make many objects, hardly any in cycles. Over 7 MB of Python this saves a ninth of the time for 7 MB more of
    memory; without the collector it would be a fifth, for 150 MB more.
    """
    import gc

    gc.set_threshold(100_000)


def leave(status: int) -> None:
    """End this process at once, with all that was written written.

    Python would free every object by itself first, which takes a twentieth of a run over one file. Returns where Python
    shall end the process after all: if the streams cannot be flushed it complains, and a profiler has yet to write.
    """
    if _observed():
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
    os._exit(status)


def _observed() -> bool:
    """Whether a profiler, a debugger or what measures coverage looks on."""
    if sys.version_info >= (3, 12) and any(sys.monitoring.get_tool(number) for number in range(6)):
        return True
    return sys.getprofile() is not None or sys.gettrace() is not None

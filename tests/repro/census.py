"""Run a Python program to its end inside this interpreter, then print as JSON what it leaves.

Called as a script: census.py PROGRAM [ARGUMENT...]. The last line it prints is an object with `open_sockets`,
`unclosed` and `made_at`; their meaning is told at inside.Census, which reads them.
"""

from __future__ import annotations

import gc
import json
import runpy
import socket
import sys
import threading
import tracemalloc
import warnings

_FRAMES = 12


def main() -> None:
    """Run the program named by the first argument, with the rest as its own, and print the census."""
    program = sys.argv[1]
    sys.argv = sys.argv[1:]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        tracemalloc.start(_FRAMES)
        names = runpy.run_path(program, run_name="__main__")
        for thread in threading.enumerate():
            if thread is not threading.main_thread() and not thread.daemon:
                thread.join()
        gc.collect()
        open_sockets = sum(isinstance(thing, socket.socket) and thing.fileno() != -1 for thing in gc.get_objects())
        # Now the program's own names go, and with them the last references to what it never closed.
        del names
        gc.collect()
    unclosed = [warning for warning in caught if str(warning.message).startswith("unclosed")]
    made_at = {line for warning in unclosed if (line := _made_at(warning.source, program)) is not None}
    print(json.dumps({"open_sockets": open_sockets, "unclosed": len(unclosed), "made_at": sorted(made_at)}))


def _made_at(thing: object, program: str) -> int | None:
    traceback = tracemalloc.get_object_traceback(thing)
    lines = [frame.lineno for frame in traceback or () if frame.filename == program]
    return lines[-1] if lines else None


if __name__ == "__main__":
    main()

"""``python -m sockslint``, and what the command ``sockslint`` calls."""

import os
import sys

# `-m` puts the working directory first on the path. That may be the tree to be checked, and nothing of it may run.
try:
    _here = os.getcwd()  # noqa: PTH109  nothing more may be imported before
except OSError:  # it is gone, and nothing of it can run
    _here = ""
if sys.path and sys.path[0] in ("", _here):
    del sys.path[0]


def main() -> int:
    """Run the command with the process's arguments, and return its exit status.

    What can be told without a run imports none of what a run needs.
    """
    from sockslint.replay import answer

    try:
        status = answer(sys.argv[1:])
    except KeyboardInterrupt:
        return 130
    if status is None:
        from sockslint.startup import relax_collector

        relax_collector()
        from sockslint.cli import main as check

        status = check()
    return status


def command() -> None:
    """Be the whole process: run the command, and end with its exit status."""
    from sockslint.startup import leave

    status = main()
    leave(status)
    sys.exit(status)


if __name__ == "__main__":
    command()

"""``python -m sockslint``."""

import os
import sys

# `-m` puts the working directory first on the path. That may be the tree to be checked, and nothing of it may run.
if sys.path and sys.path[0] in ("", os.getcwd()):  # noqa: PTH109  nothing more may be imported before
    del sys.path[0]

from sockslint.cli import main

if __name__ == "__main__":
    sys.exit(main())

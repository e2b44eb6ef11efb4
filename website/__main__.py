"""The command ``python -m website``: builds the documentation site, or writes the pages that are made from the code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from website.links import LinkError
from website.manual import manual
from website.reference import command_line_page, settings_page
from website.site import ROOT, SiteError, build

#: What is made from the code and kept in the repository, so that it can be read there.
KEPT: Mapping[Path, Callable[[], str]] = {
    ROOT / "docs" / "settings.md": settings_page,
    ROOT / "docs" / "command-line.md": command_line_page,
    ROOT / "docs" / "sockslint.1": manual,
}


def main() -> None:
    """Build the site; with `--reference`, write the reference pages and the manual page instead."""
    options = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    options.add_argument("--reference", action="store_true", help="write the reference pages and the manual page")
    options.add_argument(
        "--output", metavar="FOLDER", type=Path, default=ROOT / "build" / "website", help="where it is built"
    )
    given = options.parse_args()
    if given.reference:
        for path, make in KEPT.items():
            path.write_bytes(make().encode())
        return
    try:
        sys.stdout.write(f"{build(given.output)}\n")
    except (SiteError, LinkError) as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()

"""The command ``python -m website``: writes what is made from the code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from website.manual import manual
from website.reference import command_line_page, settings_page

ROOT = Path(__file__).parents[1]

#: What is made from the code and kept in the repository, so that it can be read there.
KEPT: Mapping[Path, Callable[[], str]] = {
    ROOT / "docs" / "settings.md": settings_page,
    ROOT / "docs" / "command-line.md": command_line_page,
    ROOT / "docs" / "sockslint.1": manual,
}


def main() -> None:
    """Write the reference pages and the manual page."""
    options = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    options.add_argument("--reference", action="store_true", help="write the reference pages and the manual page")
    if options.parse_args().reference:
        for path, make in KEPT.items():
            path.write_text(make(), "utf-8")


if __name__ == "__main__":
    main()

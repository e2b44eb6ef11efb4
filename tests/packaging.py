"""What the tests of the hook and of the package share: the checkout as it stands, apart from its history."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]


def copy_of_checkout(target: Path) -> Path:
    """A copy of all files of the checkout, committed or not, that git does not ignore; without git all that matter."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=CHECKOUT, capture_output=True, check=False
    )
    if listed.returncode == 0:
        names = [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    else:  # an unpacked sdist
        folders = ("sockslint", "rules", "bench", "fuzz", "website", "tests", "docs")
        paths = [path for folder in folders for path in (CHECKOUT / folder).rglob("*") if path.is_file()]
        paths += [path for path in CHECKOUT.iterdir() if path.is_file()]
        names = [str(path.relative_to(CHECKOUT)) for path in paths]
    for name in names:
        source = CHECKOUT / name
        if source.is_file() and "__pycache__" not in source.parts:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    return target


def run(*command: str | Path, cwd: Path, status: int | None = 0, **environment: str) -> str:
    """What a command prints, on both streams; it must end with `status`, if one is given."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "VIRTUAL_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**plain, "GIT_CONFIG_GLOBAL": os.devnull, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=900,
    )
    if status is not None:
        assert done.returncode == status, done.stdout
    return done.stdout


def commit_all(folder: Path, *, status: int | None = 0, **environment: str) -> str:
    """Commit everything in a folder; what git and its hooks print."""
    run("git", "add", "--all", cwd=folder)
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgSign=false")
    return run("git", *identity, "commit", "-m", "A commit", cwd=folder, status=status, **environment)


def new_environment(folder: Path) -> Path:
    """A virtual environment with nothing in it but pip; its folder of programs."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    return folder / ("Scripts" if os.name == "nt" else "bin")

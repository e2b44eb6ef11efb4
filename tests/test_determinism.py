"""The same input gives the same bytes, whatever the machine and the process are like."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
FORMATS = ("text", "concise", "json", "sarif", "github")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources of both languages with findings of every form, under a folder of settings."""
    top = tmp_path_factory.mktemp("determinism") / "project"
    for rule in ("SOCK101", "SOCK201", "SOCK301", "SOCK401", "SOCK501"):
        for number, path in enumerate(sorted((CASES / rule).iterdir())[:8]):
            (top / rule).mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, top / rule / f"{number}{path.suffix}")
    (top / "sockslint.toml").write_text('min-confidence = "low"\n')
    return top


def reports(folder: Path, into: Path, *arguments: str, cwd: Path, **variables: str) -> dict[str, bytes]:
    into.mkdir(exist_ok=True)
    formats = [f"--format={each}:{into / 'report'}.{each}" for each in FORMATS]
    command = [sys.executable, "-P", "-m", "sockslint", "--no-cache", "--exit-zero", *formats, *arguments]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **variables}, capture_output=True, check=True)
    found = {each: (into / f"report.{each}").read_bytes() for each in FORMATS}
    # A SARIF log tells the command's own arguments.
    found["sarif"] = b"\n".join(line for line in found["sarif"].splitlines() if str(into).encode() not in line)
    return {**found, "stderr": done.stderr}


def test_bytes_do_not_depend_on_hash_seed_locale_workers_order_or_working_directory(
    folder: Path, tmp_path: Path
) -> None:
    files = [str(path) for path in sorted(folder.rglob("*")) if path.suffix in (".cs", ".py")]
    assert len(files) > 20
    first = reports(folder, tmp_path, str(folder), cwd=folder, PYTHONHASHSEED="0")
    assert all(first[each] for each in FORMATS)
    variations = [
        reports(folder, tmp_path, str(folder), cwd=folder, PYTHONHASHSEED="1", LC_ALL="C", PYTHONUTF8="0"),
        reports(folder, tmp_path, "--jobs=2", str(folder), cwd=folder, PYTHONHASHSEED="2", TZ="Asia/Seoul"),
        reports(folder, tmp_path, "--jobs=3", *reversed(files), cwd=folder, PYTHONHASHSEED="3", LANG="de_DE"),
        reports(folder, tmp_path, "project", cwd=folder.parent, PYTHONHASHSEED="4"),
    ]
    for number, other in enumerate(variations):
        for each, said in first.items():
            told = other[each]
            if each == "sarif":  # it tells the command, too
                said, told = results(said), results(told)
            assert told == said, (number, each)


def results(log: bytes) -> bytes:
    """A SARIF log from its results on, before which the command stands."""
    return log[log.index(b'"results"') :]

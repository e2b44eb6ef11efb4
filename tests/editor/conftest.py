"""Sessions with a real language server, each over a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.editor.client import Client


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing in it but its settings, which say nothing."""
    folder = tmp_path / "project with ünïcode"
    folder.mkdir()
    (folder / "sockslint.toml").write_text("")
    return folder


@pytest.fixture
def client(project: Path) -> Iterator[Callable[..., Client]]:
    """Starts clients of a server in the project, or in another folder."""
    started: list[Client] = []

    def start(*arguments: str, folder: Path = project) -> Client:
        started.append(Client(folder, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.kill()

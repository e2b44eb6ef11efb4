from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sockslint import compiled
from sockslint.compiled import own_rulebook
from sockslint.rulebook import load
from sockslint.rulebook.load import RulebookError, load_rulebook, rules_folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the rulebook is kept, of a copy of the rules that lies beside it."""
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    for module in (compiled, load):
        monkeypatch.setattr(module, "rules_folder", lambda: folder)
    monkeypatch.setattr(compiled, "__spec__", SimpleNamespace(cached=str(tmp_path / "compiled.pyc")))
    monkeypatch.setattr(compiled, "is_settled", lambda each, now: True)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "rulebook.msgpack"


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(compiled, "load_rulebook", read)


def test_what_is_kept_is_what_was_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_rulebook() == load_rulebook()
    assert place.exists()
    assert sorted(place.parent.iterdir()) == [place, place.parent / "rules"]
    expected = load_rulebook()
    forbid_reading(monkeypatch)
    assert own_rulebook() == expected


@pytest.mark.parametrize("name", ["SOCK101-zero-byte-receive.md", "apis/dotnet.toml"])
def test_a_changed_file_is_read_again(place: Path, name: str) -> None:
    before = own_rulebook()
    file = place.parent / "rules" / name
    status = file.stat()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert own_rulebook() == before
    file.write_text("nonsense", encoding="utf-8")
    with pytest.raises(RulebookError):
        own_rulebook()


def test_another_file_is_noticed(place: Path) -> None:
    before = own_rulebook()
    added = place.parent / "rules" / "apis" / "more.toml"
    added.write_text('language = "csharp"\n', encoding="utf-8")
    assert len(own_rulebook().models) == len(before.models) + 1
    added.unlink()
    assert own_rulebook() == before


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x93\xa1x\x80\x92\x90\x90"])
def test_what_cannot_be_read_is_made_anew(place: Path, content: bytes) -> None:
    place.write_bytes(content)
    assert own_rulebook() == load_rulebook()
    assert place.read_bytes() != content


def test_nothing_is_written_where_python_writes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert own_rulebook() == load_rulebook()
    monkeypatch.setattr(compiled, "__spec__", None)
    assert own_rulebook() == load_rulebook()
    assert not place.exists()


def test_what_has_just_been_written_may_be_written_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "is_settled", lambda each, now: each is None)
    own_rulebook()
    assert not place.exists()

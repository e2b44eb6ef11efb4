"""The words of the byte scan."""

from __future__ import annotations

from pathlib import Path

import pytest

from sockslint.flow.model import Language
from sockslint.rulebook.load import load_rulebook, rules_folder
from sockslint.rulebook.model import ApiModel, ApiType, Rulebook
from sockslint.rulebook.vocabulary import vocabulary
from sockslint.sources.words import Words

RULEBOOK = load_rulebook()
LANGUAGES: dict[str, Language] = {".cs": "csharp", ".py": "python"}
FIXTURES = rules_folder().parent / "tests" / "fixtures"
DRIVERS = FIXTURES / "examples"  # the pages' examples do with sockets what these need not do

#: The programs of models that give no word: of libraries whose users owe nothing, and are read beside others only.
SILENT = {
    rules_folder().parent / str(model.fixture)
    for model in RULEBOOK.models
    if model.types and len(vocabulary(Rulebook((), (model,)))) == 1
}
SOCKET_PROGRAMS = sorted({p for s in LANGUAGES for p in FIXTURES.rglob(f"*{s}") if DRIVERS not in p.parents} - SILENT)


def is_hit(text: bytes, language: Language) -> bool:
    return Words(vocabulary(RULEBOOK, language), whole=language == "csharp").within(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("csharp", b"peer.Shutdown(SocketShutdown.Both);"),
        ("csharp", b"int n = connection.EndReceive(ar);"),
        ("csharp", b"if (wrapper.Connected) Send();"),
        ("csharp", b"var stream = wrapper.GetStream();"),
        ("csharp", b"int n = e.BytesTransferred;"),
        ("python", b"data = connection.recv(4096)"),
        ("python", b"data = await loop.sock_recv(s, 10)"),
        ("python", b"reader, writer = await asyncio.open_connection(host)"),
        ("python", b"async def f(r: asyncio.StreamReader): await r.read(1)"),
        ("python", b"class H(socketserver.StreamRequestHandler): pass"),
        ("python", b"import socket"),
        ("python", b"x = 1  # sockslint: ignore[SOCK101] a reason"),
        ("csharp", b"#pragma warning disable SOCK301"),
    ],
)
def test_a_file_that_can_matter_is_hit(language: Language, text: bytes) -> None:
    assert is_hit(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("csharp", b"using System.IO; class A { void F(Stream s) { s.Read(b, 0, 1); s.Close(); } }"),
        ("csharp", b"using System.Net.Sockets; class A { void F() { try { G(); } catch (SocketException) { } } }"),
        ("csharp", b"class Order { bool Connect() { return Server.Send(this); } }"),
        ("csharp", b"class Order { Order Again() { return Orders.Create(Start(), Open()); } }"),
        ("python", b"with open(path) as file:\n    data = file.read()\n"),
        ("python", b"class Server:\n    def close(self): self.stream.write(b'')\n"),
    ],
)
def test_a_file_that_cannot_matter_is_not(language: Language, text: bytes) -> None:
    assert not is_hit(text, language)


def test_the_words_of_a_language_are_its_own() -> None:
    assert b"recv" not in vocabulary(RULEBOOK, "csharp")
    assert b"TcpClient" not in vocabulary(RULEBOOK, "python")
    assert set(vocabulary(RULEBOOK, "csharp")) | set(vocabulary(RULEBOOK, "python")) >= set(vocabulary(RULEBOOK))


def test_no_word_is_short_or_comes_twice() -> None:
    words = vocabulary(RULEBOOK)
    assert list(words) == sorted(set(words))
    assert [word for word in words if len(word) < 4] == []


@pytest.mark.parametrize("path", SOCKET_PROGRAMS, ids=lambda p: p.name)
def test_the_fixtures_are_hit(path: Path) -> None:
    assert is_hit(path.read_bytes(), LANGUAGES[path.suffix])


def test_the_examples_of_the_pages_are_hit() -> None:
    for rule in RULEBOOK.rules:
        for example in rule.examples:
            assert is_hit(example.code.encode(), example.language), f"{rule.path}:{example.line}"


def test_a_model_of_the_user_adds_its_types() -> None:
    types = [ApiType(name="Acme.Link", kind="connection", distinctive=["PumpFrame"]), ApiType(name="Acme.Text")]
    types.append(ApiType(name="Acme.Line", kind="connection", words=["DialLine"]))
    rulebook = Rulebook(rules=(), models=(ApiModel(language="csharp", types=types),))
    assert vocabulary(rulebook, "csharp") == (b"DialLine", b"Link", b"PumpFrame", b"sockslint")
    assert vocabulary(rulebook, "python") == (b"sockslint",)

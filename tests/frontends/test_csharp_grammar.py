from __future__ import annotations

import subprocess
import sys

import pytest
import tree_sitter
import tree_sitter_c_sharp

from sockslint.frontends.csharp import grammar


def shown(language: tree_sitter.Language) -> str:
    return str(tree_sitter.Parser(language).parse(b"class A { int B => 1; }").root_node)


def test_it_is_the_grammar_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = shown(tree_sitter.Language(tree_sitter_c_sharp.language()))
    assert shown(grammar.language()) == expected
    monkeypatch.setattr(grammar.PathFinder, "find_spec", lambda name, path=None: None)
    assert grammar._module() is tree_sitter_c_sharp


def test_what_it_takes_long_to_import_is_not() -> None:
    code = "import sys; from sockslint.frontends import csharp; csharp.parsed(b'class A { }'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not {"importlib.resources", "tempfile", "tree_sitter_c_sharp"} & set(ran.stdout.split())

"""The grammars are those of their packages, without what the packages import for other purposes."""

from __future__ import annotations

import subprocess
import sys

import pytest
import tree_sitter
import tree_sitter_c_sharp
import tree_sitter_python

from sockslint.frontends import grammar

PACKAGES = {
    "tree_sitter_c_sharp": (tree_sitter_c_sharp, b"class A { int B => 1; }"),
    "tree_sitter_python": (tree_sitter_python, b"def f(a): return a.b"),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_it_is_the_grammar_of_the_package(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    package, source = PACKAGES[name]

    def shown(language: tree_sitter.Language) -> str:
        return str(tree_sitter.Parser(language).parse(source).root_node)

    expected = shown(tree_sitter.Language(package.language()))
    assert "ERROR" not in expected
    assert shown(grammar.language(name)) == expected
    monkeypatch.setattr(grammar.PathFinder, "find_spec", lambda name, path=None: None)
    assert grammar._module(name) is package


@pytest.mark.parametrize(
    "code",
    [
        "from sockslint.frontends import csharp; csharp.parsed(b'class A { }')",
        "from sockslint.frontends.python import parsing; parsing.parse(b'a = 1')",
    ],
)
def test_what_it_takes_long_to_import_is_not(code: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"], capture_output=True, check=True, text=True
    )
    assert not {"importlib.resources", "tempfile", *PACKAGES} & set(ran.stdout.split())

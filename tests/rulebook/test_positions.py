"""Where a key stands in a TOML text."""

from __future__ import annotations

import tomllib

import pytest

from sockslint.rulebook.load import rules_folder
from sockslint.rulebook.positions import Path, line_of

TEXT = """\
# a comment = "no key"
id = "X1"  # and another ]

[first.table]
a.b = 1
"quoted key" = '''
a = 2
'''

[[rows]]
name = "one"
members = [
    { name = "Read", when = { argument = "# ] }" } },  # ]
    # { name = "Commented" },
    { name = "Write", role = "send" },
]
[[rows]]
name = "two"
text = "a \\" quote"
deep = [[1, 2], [3,
    4]]
[rows.inner]
x = true
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 2),
        (("first", "table"), 4),
        (("first", "table", "a", "b"), 5),
        (("first", "table", "quoted key"), 6),
        (("rows",), 10),
        (("rows", 0, "name"), 11),
        (("rows", 0, "members"), 12),
        (("rows", 0, "members", 0, "when", "argument"), 13),
        (("rows", 0, "members", 1), 15),
        (("rows", 0, "members", 1, "role"), 15),
        (("rows", 1), 17),
        (("rows", 1, "text"), 19),
        (("rows", 1, "deep", 1, 1), 21),
        (("rows", 1, "inner", "x"), 23),
        (("rows", 1, "missing"), 17),
        (("nothing",), 1),
    ],
)
def test_line_of(path: Path, line: int) -> None:
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize("model", ["dotnet", "python"])
def test_every_row_of_the_models_is_found(model: str) -> None:
    text = (rules_folder() / "apis" / f"{model}.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    for number, type_ in enumerate(tomllib.loads(text)["types"]):
        assert lines[line_of(text, ("types", number, "name")) - 1] == f'name = "{type_["name"]}"'
        for position, member in enumerate(type_.get("members", [])):
            line = lines[line_of(text, ("types", number, "members", position, "name")) - 1]
            assert line.startswith(f'    {{ name = "{member["name"]}"')

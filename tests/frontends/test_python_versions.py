"""What tests of Python's version come to: one that all of Python 3 answers alike is decided, no other."""

from __future__ import annotations

import sys

import pytest

from sockslint.frontends.python.versions import asked_of_version

from .lowered import events_of


@pytest.mark.parametrize(
    ("test", "answer"),
    [
        ("sys.version_info[0] >= 3", True),
        ("sys.version_info.major == 2", False),
        ("sys.version_info.major != 2", True),
        ("sys.version_info < (3,)", False),
        ("sys.version_info >= (3, 0)", True),
        ("sys.version_info > (3,)", True),
        ("sys.version_info[:2] >= (3, 0)", True),
        ("sys.version_info >= (2, 7, 9)", True),
        ("sys.version > '3'", True),
        ('sys.version[0] == "2"', False),
        ("six.PY2", False),
        ("six.PY3", True),
    ],
)
def test_python_3_decides(test: str, answer: bool) -> None:
    assert asked_of_version(test, {}) is answer
    if test.startswith("sys."):
        assert eval(test, {"sys": sys}) is answer


@pytest.mark.parametrize(
    "test",
    [
        "sys.version_info >= (3, 8)",
        "sys.version_info[:2] < (3, 3)",
        "sys.version >= '3.10'",
        "sys.version_info[1] >= 5",
        "sys.version_info == version",
        "sys.platform == 'win32'",
        "sys.version",
        "six.moves",
    ],
)
def test_others_are_open(test: str) -> None:
    assert asked_of_version(test, {}) is None


def test_a_test_of_the_version_is_a_constant() -> None:
    assert events_of("x = sys.version_info >= (3,)\ny = six.PY2") == ["x = True", "y = False"]


def test_other_names_for_the_version_are_known() -> None:
    assert events_of(
        "import sys as s\nfrom sys import version_info\nx = s.version > '3'\ny = version_info < (3, 0)"
    ) == [
        "x = True",
        "y = False",
    ]


def test_a_file_for_python_2_leaves_it_open() -> None:
    assert events_of("print a\nx = six.PY2")[-2:] == ["%1 = read ::six.PY2", "x = %1"]

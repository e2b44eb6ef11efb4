"""Nodes, and what is asked of them by how they are written."""

from __future__ import annotations

import pytest

from sockslint.program import nodes

LOCAL = nodes.local(12, "client")
TEMPORARY = nodes.local(12, "%5")
RESULT = nodes.returned(12)
MEMBER = nodes.member_of("App.Session", "sock")
VARIABLE = nodes.member_of("src/app.py", "server")
FREE = nodes.undeclared("Console")
PARTS = ("", nodes.member_within("", "Client"), ".[]", ".{}", nodes.tuple_part(0))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_of_the_kind_of_what_it_is_part_of(part: str) -> None:
    found = [f"{node}{part}" for node in (LOCAL, TEMPORARY, RESULT, MEMBER, VARIABLE, FREE)]
    assert [nodes.is_local(node) for node in found] == [True, True, True, False, False, False]
    assert [nodes.is_member(node) for node in found] == [False, False, False, True, True, True]
    assert [nodes.is_of_temporary(node) for node in found] == [False, True, False, False, False, False]
    assert [nodes.is_undeclared(node) for node in found] == [False, False, False, False, False, True]


def test_members_have_an_owner_and_a_name() -> None:
    assert nodes.owner_and_name(MEMBER) == ("App.Session", "sock")
    assert nodes.owner_and_name(VARIABLE) == ("src/app.py", "server")
    assert nodes.owner_and_name(LOCAL) == (LOCAL, "")
    assert MEMBER.startswith(nodes.members_of("App.Session"))
    assert LOCAL.startswith(nodes.locals_of(12))
    assert nodes.member_within(LOCAL, "Client").startswith(nodes.within(LOCAL))


def test_an_object_at_hand_tells_its_type() -> None:
    assert nodes.type_at_hand(nodes.object_of("App.Session")) == "App.Session"
    assert nodes.type_at_hand(MEMBER) is None


def test_what_is_named_after_a_member_is_none() -> None:
    assert not nodes.is_member(nodes.told_as_no_member(MEMBER))


def test_a_folder_may_have_the_mark_of_a_tuple_in_its_name() -> None:
    variable = nodes.member_of("src/C#/app.py", "server")
    assert not nodes.is_tuple_part(variable)
    assert nodes.is_tuple_part(f"{variable}{nodes.tuple_part(0)}")
    assert nodes.is_tuple_part(f"{LOCAL}{nodes.tuple_part(0)}")

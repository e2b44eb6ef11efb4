"""Rewrites of C# programs that split their classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from tests.metamorphic.csharp_tree import enclosing, keyword, nodes, surroundings, text_of
from tests.metamorphic.rewriting import Change, Files, NewFile, Range, Rewritten, each_file, rewrite


class _Split(NamedTuple):
    """A class to be split: what makes it partial, its end, the header of a second part, and the members for that."""

    node: Node
    changes: tuple[Change, ...]
    header: bytes
    members: Range


def split_into_parts(files: Files) -> Rewritten:
    """Each class is a partial one, with the second half of its members in a part that follows."""
    namesakes = _namesakes(files)

    def change(data: bytes) -> Iterator[Change]:
        for node, changes, header, members in _splits(data, namesakes):
            yield from changes
            yield Change(node.end_byte, node.end_byte, (b"\n" + header, members, b"}\n"))

    return each_file(lambda data: list(change(data)), files)


def split_into_files(files: Files) -> Rewritten:
    """Each class is a partial one, with the second half of its members in another file."""
    splits = {path: list(_splits(data, _namesakes(files))) for path, data in files.items()}
    added: list[NewFile] = []
    for path, data in files.items():
        for number, split in enumerate(splits[path]):
            head, tail = surroundings(data, split.node)
            name = f"{path.removesuffix('.cs')}.Part{number}.cs"
            added.append(NewFile(name, path, (head + split.header, split.members, b"}\n" + tail)))
    return rewrite(files, {path: [c for split in made for c in split.changes] for path, made in splits.items()}, added)


def _namesakes(files: Files) -> frozenset[bytes]:
    """The names of several classes that are not parts of one."""
    classes = [node for data in files.values() for node in nodes(data) if node.type == "class_declaration"]
    names = Counter(text_of(node.child_by_field_name("name")) for node in classes if not _is_partial(node))
    return frozenset(name for name, count in names.items() if count > 1)


def _is_partial(node: Node) -> bool:
    return any(text_of(child) == b"partial" for child in node.children)


def _splits(data: bytes, namesakes: frozenset[bytes]) -> Iterator[_Split]:
    for node in nodes(data):
        body, name = node.child_by_field_name("body"), node.child_by_field_name("name")
        if node.type != "class_declaration" or body is None or enclosing(node, {"class_declaration", "preproc_if"}):
            continue
        members = [child for child in body.named_children if child.type != "comment"]
        if len(members) < 2 or text_of(name) in namesakes:
            continue
        middle = members[len(members) // 2]
        parameters = next((child for child in node.children if child.type == "type_parameter_list"), None)
        generic = text_of(parameters) if parameters is not None else b""
        moved = Range(middle.start_byte, body.end_byte - 1)
        changes = [Change(*moved, ())]
        word = keyword(node, "class")
        if word is not None and not _is_partial(node):
            changes.append(Change(word.start_byte, word.start_byte, (b"partial ",)))
        yield _Split(node, tuple(changes), b"partial class %b%b\n{\n" % (text_of(name), generic), moved)

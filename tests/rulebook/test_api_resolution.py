"""Every row of an API model is what the linker makes of the line that is marked for it in the model's fixture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sockslint.flow.model import Assign, Call, Event, Expr, Operand, Read
from sockslint.program import link
from sockslint.program.apis import Row
from sockslint.program.index import Method, events_of
from sockslint.program.link import Program
from sockslint.rulebook.load import load_model
from sockslint.rulebook.model import ApiModel, Rulebook
from sockslint.text import SourceText
from tests.judging import lower, rulebook
from tests.rulebook.test_api_rows import MODELS, fixture_of, marks, row_names

#: Rows that the linker does not find, each with what is wanting. One that it finds must not stand here.
UNRESOLVED = {
    "socket.socket.recv#2": "a size that is visibly 0 is not seen as an empty buffer",
    "asyncio.StreamReader.read": "a size that is visibly 0 is not seen as an empty buffer",
    "asyncio.AbstractEventLoop.sock_recv": "a size that is visibly 0 is not seen as an empty buffer",
}


@pytest.fixture(params=MODELS, ids=lambda path: path.stem)
def model(request: pytest.FixtureRequest) -> ApiModel:
    return load_model(request.param)


def test_each_row_is_resolved_at_its_mark(model: ApiModel) -> None:
    marked = set(marks(fixture_of(model)))
    missing = {row for _, row in marked - set(resolved(model))}
    assert missing == {row for row in UNRESOLVED if row in row_names(model)}


def test_what_is_unresolved_is_a_row() -> None:
    assert set(UNRESOLVED) <= {row for path in MODELS for row in row_names(load_model(path))}


def resolved(model: ApiModel) -> Iterator[tuple[int, str]]:
    """The lines of a model's fixture, each with a row that something on it is resolved to."""
    members = [member for type_ in model.types for member in type_.members]
    names = {id(member): name for member, name in zip(members, row_names(model), strict=True)}
    source = SourceText(fixture_of(model).read_text(encoding="utf-8"))
    others = [each for each in rulebook().models if each.language == model.language and each.fixture != model.fixture]
    (program,) = link([lower(fixture_of(model).name, source)], Rulebook((), (*others, model)))
    for method in program.methods:
        for event in events_of(method):
            region = source.region(event.span)
            for row in rows_at(program, method, event):
                for line in range(region.start_line, region.end_line + 1):
                    if id(row.member) in names:
                        yield line, names[id(row.member)]


def rows_at(program: Program, method: Method, event: Event) -> Iterator[Row]:
    """The rows of an event, and of the members on the access paths that it goes by."""
    match event:
        case Call():
            yield from program.resolve(method, event).rows
            for operand in (event.receiver, *(argument.value for argument in event.arguments)):
                yield from rows_on(program, method, operand)
        case Read():
            yield from rows_on(program, method, event.place)
        case Assign():
            yield from program.rows_of_member(method, event.target, "set")
            yield from rows_on(program, method, event.target.rpartition(".")[0])
            yield from rows_on(program, method, event.value)


def rows_on(program: Program, method: Method, operand: Operand | None) -> Iterator[Row]:
    """The rows of the members that an operand's access paths go through."""
    match operand:
        case str():
            yield from program.rows_of_member(method, operand, "get")
            yield from rows_on(program, method, operand.rpartition(".")[0] or None)
        case Expr(_, operands):
            for part in operands:
                yield from rows_on(program, method, part)

"""Faulty programs of the laboratory, mended by their fixes: the symptom is gone, and so is the verdict."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from tests.repro import matrix, programs
from tests.repro.symptoms import ProgramEndedError
from tests.repro.turns import Mend, mended
from tests.requirement import require

#: Rules that have fixes which cure. A timeout that does nothing is only taken out; the limit is for somebody to set.
RULES = {"SOCK101", "SOCK202", "SOCK401", "SOCK501"}

FAULTY = [each for each in programs.collect() if each.faulty and each.rule in RULES]

#: Those that no fix is sure of, with what it would have to know.
LEFT = {
    "SOCK401/server-csharp-bad-2.cs": "what is to become of a client too many",
    "SOCK501/outbox-csharp-bad-1.cs": "when the socket has room again",
    "python/recv_into_spins.py": "how many of the loops around it to leave",
}

#: Told of the end by an exception, these programs end by it, since nobody catches it.
ENDED = "ConnectionError: the peer has closed the connection"


@pytest.mark.parametrize("program", FAULTY, ids=lambda each: each.name)
def test_a_fix_is_to_be_had_or_it_is_said_why_not(program: programs.Program) -> None:
    text = program.code or program.path.read_text(encoding="utf-8")
    assert (mended(program) == text) == (program.name in LEFT)


@pytest.mark.parametrize(
    "mend",
    [Mend(program, runtime) for program in FAULTY if program.name not in LEFT for runtime in program.runtimes],
    ids=str,
)
def test_a_fix_takes_the_symptom_away(mend: Mend, outcomes: dict[str, Future[matrix.Row]]) -> None:
    try:
        row = outcomes[str(mend)].result()
    except ProgramEndedError as ended:
        assert str(ended).endswith(ENDED)
        return
    require(row.missing)
    assert row.observation is not None
    assert not row.observation.present, row.observation.seen
    assert not row.flagged

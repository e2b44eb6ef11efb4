"""Which branches are idle: whichever way they go, the same follows."""

from __future__ import annotations

import pytest

from sockslint.flow.model import Branch
from sockslint.lowering import Task, lower
from sockslint.program import link
from sockslint.program.analyses import Analyses
from tests.judging import rulebook

IDLE = {
    "a call of nothing known": "log?.Invoke(line);",
    "a nested one": "settings?.Log?.Invoke(line);",
    "in an if": "if (log != null) { log(line); log(line); }",
    "either way": "if (verbose) log(line); else log(line + line);",
    "one within another": "if (verbose) { log?.Invoke(line); }",
}
NOT_IDLE = {
    "it closes": "if (verbose) client.Close();",
    "a callee closes": "if (verbose) Stop();",
    "it is named for ending": "if (verbose) line.Disconnect();",
    "it decides something": "if (verbose) line = null;",
    "it leaves": "if (verbose) return;",
    "it gives a connection away": "if (verbose) log(client);",
    "it is a loop": "while (verbose) log(line);",
}


def branches(statement: str) -> tuple[frozenset[int], frozenset[int]]:
    """The blocks with a branch of a method that consists of a statement, and those of them that are idle."""
    source = f"""
        using System.Net.Sockets;
        class Session {{
            TcpClient client; Action<object> log; Settings settings; bool verbose;
            void Stop() {{ client.Close(); }}
            void Run(Line line) {{ {statement} log(1); }}
        }}"""
    unit = lower(Task("Session.cs", "csharp", source.encode())).unit
    assert unit is not None
    (program,) = link([unit], rulebook())
    (method,) = (each for each in program.methods if each.name == "Run")
    every = frozenset(n for n, block in enumerate(method.function.blocks) if isinstance(block.exit, Branch))
    return every, Analyses(program).idle.branches(method)


@pytest.mark.parametrize("statement", IDLE.values(), ids=IDLE)
def test_of_no_matter(statement: str) -> None:
    every, idle = branches(statement)
    assert every == idle != frozenset()


@pytest.mark.parametrize("statement", NOT_IDLE.values(), ids=NOT_IDLE)
def test_of_matter(statement: str) -> None:
    every, idle = branches(statement)
    assert every and not idle

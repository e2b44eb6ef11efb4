"""The laboratory, held to its word: every program shows its symptom if and only if it is faulty and flagged."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.repro import evidence, inside, lab, matrix, programs, verdicts
from tests.repro.examples import examples, fragments
from tests.repro.peers import BEHAVIOURS
from tests.repro.programs import FIXTURES, Program
from tests.repro.runtimes import RUNTIMES, Builds, CompileError, compile_csharp
from tests.repro.symptoms import SYMPTOMS
from tests.requirement import require

PROGRAMS = list(programs.collect())
TRIALS = list(lab.trials(PROGRAMS))
WHOLE = [program for program in PROGRAMS if program.example is None]
ARTICLE = FIXTURES / "article"
PREAMBLE = FIXTURES / "examples" / "preamble.cs"
NEEDS = re.compile(r"// needs: C# \d+")
DOTNET = ("mono", "coreclr")

RULES = {
    page.stem.split("-")[0]: tomllib.loads(page.read_text(encoding="utf-8").split("+++")[1])
    for page in sorted((FIXTURES.parents[1] / "rules").glob("SOCK[1-9]*.md"))
}
#: Rules whose programs are still to be written; a rule leaves this set with its first program.
UNPROVEN: frozenset[str] = frozenset()


def named(name: str) -> Program:
    (program,) = (program for program in PROGRAMS if name in (program.name, program.path.name))
    return program


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest, builds: Builds) -> Iterator[dict[str, Future[matrix.Row]]]:
    """The outcome of every trial that this session asks for; several run at once, since most of a trial is waiting."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    params = [item.callspec.params for item in items if hasattr(item, "callspec")]
    trials = {str(trial): trial for some in params if isinstance(trial := some.get("trial"), lab.Trial)}
    with ThreadPoolExecutor(matrix.JOBS) as pool:
        yield {name: pool.submit(matrix.outcome, trial, builds) for name, trial in trials.items()}


# The matrix


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_symptom_is_there_if_and_only_if_the_program_is_faulty(
    trial: lab.Trial, outcomes: dict[str, Future[matrix.Row]]
) -> None:
    row = outcomes[str(trial)].result()
    require(row.missing)
    assert row.observation is not None
    assert row.observation.present == trial.program.faulty, row.observation.seen


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_verdict_agrees_with_the_symptom(trial: lab.Trial, outcomes: dict[str, Future[matrix.Row]]) -> None:
    row = outcomes[str(trial)].result()
    require(row.missing)
    assert row.agrees, matrix.table([row])


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_verdict_is_what_the_source_marks(program: Program, builds: Builds) -> None:
    assert verdicts.verdict(builds.placed(program)) == program.expected_findings()


# The programs


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_sidecar_uses_names_that_exist(program: Program) -> None:
    assert program.symptom in SYMPTOMS
    assert set(program.peers) <= BEHAVIOURS.keys()
    assert set(program.runtimes) <= RUNTIMES.keys()


@pytest.mark.parametrize("rule", RULES)
def test_symptoms_have_names_that_exist(rule: str) -> None:
    assert set(RULES[rule]["symptoms"]) <= SYMPTOMS.keys()


def test_unproven_rules_have_no_program() -> None:
    assert not UNPROVEN & {program.rule for program in PROGRAMS}


@pytest.mark.parametrize("rule", sorted(RULES.keys() - UNPROVEN))
def test_every_rule_is_proven_by_a_program_that_shows_its_symptom(rule: str) -> None:
    symptoms = set(RULES[rule]["symptoms"])
    tried = {program.symptom for program in PROGRAMS if program.rule == rule}
    shown = {program.symptom for program in PROGRAMS if program.rule == rule and program.faulty}
    assert tried == shown == symptoms


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_marks_name_the_one_fault_of_a_faulty_program(program: Program) -> None:
    findings = program.expected_findings()
    assert {rule for _file, _line, rule in findings} == ({program.rule} if program.faulty else set())
    assert len(findings) == program.faulty or program.example


@pytest.mark.parametrize("program", [p for p in WHOLE if p.verdict != "peer"], ids=lambda program: program.name)
def test_twins_differ_in_the_fault_alone(program: Program) -> None:
    assert program.twin is not None
    twin = named(program.twin.name)
    assert twin.faulty != program.faulty
    assert (twin.rule, twin.symptom, twin.peers) == (program.rule, program.symptom, program.peers)


def test_every_faulty_program_has_a_mended_one() -> None:
    mended = {program.twin or program.path for program in PROGRAMS if program.verdict == "mended"}
    assert {program.path for program in PROGRAMS if program.faulty} <= mended


@pytest.mark.parametrize("program", [p for p in PROGRAMS if ARTICLE in p.path.parents], ids=lambda p: p.path.name)
def test_article_is_named_by_title_and_address(program: Program) -> None:
    head = program.path.read_text(encoding="utf-8").splitlines()[:2]
    assert "C# - 비동기 소켓 사용 시 메모리 해제가 finalizer 단계에서 발생하는 사례" in head[0]
    assert head[1].endswith("https://www.sysnet.pe.kr/2/0/13267")


DRIVERS = {program.path for program in PROGRAMS if program.example}
"""These compile with their examples only, and each trial does that."""


@pytest.mark.parametrize("source", sorted(set(FIXTURES.rglob("*.cs")) - DRIVERS), ids=lambda path: path.name)
def test_csharp_compiles_or_says_what_it_needs(source: Path, tmp_path: Path) -> None:
    require(RUNTIMES["mono"].missing())
    held_to_its_needs(source, tmp_path)


def held_to_its_needs(source: Path, folder: Path) -> None:
    """Compile `source`, which begins with a comment `needs: C# 8` if and only if mcs, which knows C# 7, refuses it."""
    if NEEDS.match(source.read_text(encoding="utf-8-sig")):
        with pytest.raises(CompileError):
            compile_csharp([source], folder / "fixture.dll", "library")
    else:
        compile_csharp([source], folder / "fixture.dll", "library")


# The examples of the rules' pages


@pytest.mark.parametrize("rule", sorted(RULES.keys() - UNPROVEN))
def test_every_example_is_tried_that_the_runtimes_can_run(rule: str, tmp_path: Path) -> None:
    tried = {program.example for program in PROGRAMS if program.rule == rule and program.example}
    newer = {name for name, example in examples()[rule].items() if NEEDS.match(example.code)}
    assert tried == examples()[rule].keys() - newer
    for name in newer:
        require(RUNTIMES["mono"].missing())
        held_to_its_needs(written(examples()[rule][name].code, tmp_path), tmp_path)


@pytest.mark.parametrize(
    ("need", "body", "held"),
    [
        ("// needs: C# 8\n", "using var stream = new MemoryStream();", True),
        ("", "using (var stream = new MemoryStream()) { }", True),
        ("// needs: C# 8\n", "using (var stream = new MemoryStream()) { }", False),
        ("", "using var stream = new MemoryStream();", False),
    ],
)
def test_needs_are_held_to_their_word(need: str, body: str, held: bool, tmp_path: Path) -> None:
    require(RUNTIMES["mono"].missing())
    source = written(f"{need}using System.IO; class Program {{ void Main() {{ {body} }} }}", tmp_path)
    if held:
        held_to_its_needs(source, tmp_path)
    else:
        with pytest.raises((CompileError, pytest.fail.Exception)):
            held_to_its_needs(source, tmp_path)


def written(code: str, folder: Path) -> Path:
    """A file of C# in `folder` that holds `code`."""
    source = folder / "written.cs"
    source.write_text(code, encoding="utf-8")
    return source


@pytest.mark.parametrize(
    ("language", "fragment"),
    [pytest.param(*fragment, id=f"{rule}-{fragment[0]}") for rule, all_ in fragments().items() for fragment in all_],
)
def test_fragment_compiles(language: str, fragment: str, tmp_path: Path) -> None:
    if language == "python":
        compile(fragment, "fragment.py", "exec")
        return
    require(RUNTIMES["mono"].missing())
    preamble = PREAMBLE.read_text(encoding="utf-8")
    assert preamble.count("// the fragment\n") == 1
    held_to_its_needs(written(preamble.replace("// the fragment\n", fragment), tmp_path), tmp_path)


@pytest.mark.parametrize("name", ["SOCK201/meter-csharp-good-1.cs", "SOCK201/sender-csharp-good-3.cs"])
def test_token_is_no_limit_on_mono(name: str, builds: Builds) -> None:
    """Why these mended programs name CoreCLR alone."""
    require(RUNTIMES["mono"].missing())
    program = named(name)
    assert program.runtimes == ("coreclr",)
    assert lab.observe(lab.Trial(program, "mono", program.peers[0]), builds).present


@pytest.mark.parametrize(
    ("name", "runtime", "peer"),
    [
        ("SOCK103/receiver-csharp-bad-1.cs", "mono", "sends-in-pieces"),  # every receive is pending
        ("SOCK501/outbox-csharp-bad-1.cs", "mono", "stops-reading"),  # a non-blocking Send goes on until all is taken
        ("SOCK104/listener-csharp-bad-2.cs", "mono", "resets"),  # Linux tells of a reset once, and then yields 0
        ("SOCK104/listener-csharp-bad-2.cs", "coreclr", "resets"),
    ],
)
def test_platform_is_kinder_than_the_rule(name: str, runtime: str, peer: str, builds: Builds) -> None:
    """Why these faulty programs do not name that runtime or that peer; their pages say it."""
    require(RUNTIMES[runtime].missing())
    program = named(name)
    assert program.faulty
    assert runtime not in program.runtimes or peer not in program.peers
    assert not lab.observe(lab.Trial(program, runtime, peer), builds).present


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rule = 1", "'rule' must be a string"),
        ('verdict = "bad"', "'verdict' must be faulty or mended or peer"),
        ("peers = []", "unknown key 'peers'"),
        ("peer = []", "'peer' must be a string or a list of strings"),
        ("timeout_ms = 0", "'timeout_ms' must be a whole number above 0"),
        ('examples = ["python bad 99"]', "the page of SOCK101 has no example 'python bad 99'"),
    ],
)
def test_sidecar_error_names_the_key(tmp_path: Path, text: str, complaint: str) -> None:
    good = {"verdict": '"faulty"', "role": '"client"', "symptom": '"spins"', "peer": '"silent"'}
    good |= {
        "runtimes": '["cpython"]',
        "args": '["{port}"]',
        "rule": '"SOCK101"',
        text.split(" = ")[0]: text.split(" = ")[1],
    }
    (tmp_path / "program.py").touch()
    sidecar = tmp_path / "program.toml"
    sidecar.write_text("\n".join(f"{key} = {value}" for key, value in good.items()))
    with pytest.raises(programs.SidecarError, match=re.escape(complaint)):
        programs.load(sidecar)


# A fix turned off, or on, is seen

UNTOLD = {
    ("client_timeout_timed.cs", "null, 300000"),  # sets no timeout of the socket's
    ("client_timeout_timed_asyncio.py", "timeout=300"),
    ("SOCK201/sender-csharp-good-3.cs", ""),
    ("client_timeout_ignored.cs", "Finished.WaitOne(300); Environment.Exit(0);"),  # its timeout does nothing still
    ("server_threads.py", "kept.append(client)\n\n\nkept: list[socket.socket] = []"),  # is about no rule
    ("SOCK301/feed-csharp-good-4.cs", ""),  # does not look at Connected
    ("server_probes.cs", "!client.Connected"),  # half a probe
    ("SOCK501/greet-python-bad-1.py", ""),  # Linux lets a send wait that has no timeout; nothing promises that
    ("server_probes_threads.py", "return client.fileno() != -1"),  # SOCK301/member-fileno.py among the known misses
}


@pytest.mark.parametrize(
    ("name", "runtime", "old", "new"),
    [
        ("client_closes.cs", "mono", "socket.Close();", ""),
        ("client_closes.cs", "coreclr", "socket.Close();", ""),
        ("client_leaks.cs", "mono", "socket.EndReceive(ar);", "socket.EndReceive(ar); socket.Close();"),
        ("client_leaks.cs", "coreclr", "socket.EndReceive(ar);", "socket.EndReceive(ar); socket.Close();"),
        ("client_closes_asyncio.py", "cpython", "writer.close()\n        del open_connections[writer]", "pass"),
        ("client_leaks_threads.py", "cpython", "connection.recv(4096)", "connection.recv(4096), connection.close()"),
        ("client_timeout_timed.cs", "mono", "null, 300", "null, 300000"),
        ("client_timeout_timed_asyncio.py", "cpython", "timeout=0.3", "timeout=300"),
        ("client_timeout_ignored.cs", "coreclr", "Finished.WaitOne();", "Finished.WaitOne(300); Environment.Exit(0);"),
        ("client_timeout_frees_loop_asyncio.py", "cpython", "setblocking(False)", "settimeout(0.3)"),
        ("client_timeout_blocks_loop_asyncio.py", "cpython", "connection.settimeout(0.3)",
         "connection.setblocking(False)"),
        ("server_probes.cs", "coreclr", "client.Available == 0", "!client.Connected"),
        ("server_trusts_connected.cs", "mono", "client.Connected", "!client.Poll(0, SelectMode.SelectRead)"),
        ("server_probes_threads.py", "cpython", 'return client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""',
         "return client.fileno() != -1"),
        ("server_trusts_connected_asyncio.py", "cpython", "writer.is_closing()", "reader.at_eof()"),
        ("server_threads.py", "cpython", "client.close()", "kept.append(client)\n\n\nkept: list[socket.socket] = []"),
        ("SOCK101/chat-csharp-good-3.cs", "mono", ") > 0)", ") >= 0)"),
        ("SOCK101/ask-python-bad-1.py", "cpython", "while len(answer) < len(question):", "if not answer:"),
        ("SOCK101/listener_leaks-python-good-2.py", "cpython", "self.sock.close()", "pass"),
        ("SOCK101/receiver-csharp-bad-4.cs", "coreclr", "            Start();\n        }",
         "            Start();\n            return;\n        }\n        socket.Close();"),
        ("SOCK201/sender-csharp-good-3.cs", "coreclr", ", limit.Token", ""),
        ("SOCK301/reader-csharp-bad-1.cs", "mono", "client.Connected",
         "!(client.Client.Poll(0, SelectMode.SelectRead) && client.Available == 0)"),
        ("SOCK301/feed-csharp-good-4.cs", "coreclr", "client.Close();", ""),
        ("SOCK301/tick-python-good-2.py", "cpython", "reader.at_eof()", "writer.is_closing()"),
        ("SOCK102/player-csharp-good-1.cs", "mono", "            stream.EndWrite(ar);\n", ""),
        ("SOCK102/dialer-csharp-bad-2.cs", "coreclr", "            return client;",
         "            client.EndConnect(pending);\n            return client;"),
        ("SOCK103/receiver-csharp-bad-1.cs", "coreclr", "        socket.ReceiveAsync(args);",
         "        if (!socket.ReceiveAsync(args)) OnReceived(this, args);"),
        ("SOCK103/dialer-csharp-good-2.cs", "mono", "if (pending)", ""),
        ("SOCK104/reader-csharp-good-1.cs", "mono", "        socket.Close();\n    }\n}", "    }\n}"),
        ("SOCK104/session-csharp-bad-3.cs", "coreclr",
         "if (e.SocketError == SocketError.Success) // error: SOCK104",
         "if (e.SocketError != SocketError.Success) socket.Close();\n        else"),
        ("SOCK104/listener-csharp-bad-2.cs", "coreclr", "Console.WriteLine(e.Message);", "break;"),
        ("SOCK501/greet-python-bad-1.py", "cpython", ", timeout=5", ""),
        ("SOCK501/upload-python-good-2.py", "cpython", "offset += sock.send(data[offset : offset + 65536])",
         "sock.send(data[offset : offset + 65536])\n        offset += 65536"),
        ("SOCK501/outbox-csharp-bad-1.cs", "coreclr", "Blocking = false", "Blocking = true"),
    ],
)  # fmt: skip
def test_turning_the_fix_off_or_on_turns_the_symptom(
    tmp_path: Path, builds: Builds, name: str, runtime: str, old: str, new: str
) -> None:
    """The verdict turns with it, but for changes that are nothing to the rule, or that it does not see."""
    require(RUNTIMES[runtime].missing())
    program = named(name)
    source = program.code or program.path.read_text(encoding="utf-8")
    assert source.count(old) == 1
    if program.code:
        changed = replace(program, code=source.replace(old, new))
    else:
        changed = replace(program, path=tmp_path / program.path.name)
        changed.path.write_text(source.replace(old, new), encoding="utf-8")
    observation = lab.observe(lab.Trial(changed, runtime, program.peers[0]), builds)
    assert observation.present != program.faulty, observation.seen
    if (name, new) not in UNTOLD:
        assert any(rule == program.rule for *_, rule in verdicts.verdict(builds.placed(changed))) != program.faulty


# What the article saw


@pytest.mark.parametrize(
    ("name", "runtime", "settings"),
    [
        ("client_leaks.cs", "mono", {"MONO_GC_PARAMS": "nursery-size=256k"}),
        ("client_leaks.cs", "coreclr", {"COMPlus_GCgen0size": "40000"}),
        ("SOCK101/echo-python-bad-4.py", "cpython", evidence.OFTEN),
    ],
)
def test_a_collection_clears_what_leaks(builds: Builds, name: str, runtime: str, settings: dict[str, str]) -> None:
    require(RUNTIMES[runtime].missing())
    program = builds.placed(named(name))
    command = RUNTIMES[runtime].command(program.files, builds)
    command = replace(command, environment={**command.environment, **settings})
    most = 0

    def fallen() -> bool:
        nonlocal most
        now = run.watch.close_wait()
        most = max(most, now)
        return most >= 20 and now < most / 2

    with lab.running(program, command, "closes-after-16ms") as run:
        run.until(fallen, "a fall to less than half")


def test_mono_heap_holds_the_sockets_until_their_finalizers_have_run(builds: Builds) -> None:
    require(inside.profiler_missing())
    before, after = inside.heap_shots(named("client_leaks.cs"), builds)
    assert before.close_wait >= 95
    assert before.sockets >= 95
    assert before.handles >= 95
    assert after.sockets < before.sockets * 0.75
    mended = inside.heap_shots(named("client_closes.cs"), builds)
    assert max(shot.sockets for shot in mended) < 10


@pytest.mark.parametrize("idiom", ["threads", "asyncio"])
def test_cpython_warns_of_what_is_left_open(idiom: str) -> None:
    leaking = inside.census(named(f"client_leaks_{idiom}.py"), connections=10)
    assert (leaking.open_sockets, leaking.unclosed) == (10, 10)
    mended = inside.census(named(f"client_closes_{idiom}.py"), connections=10)
    assert (mended.open_sockets, mended.unclosed) == (0, 0)


@pytest.mark.parametrize("runtime", DOTNET)
def test_connected_stays_true_until_a_send_fails(builds: Builds, runtime: str) -> None:
    require(RUNTIMES[runtime].missing())
    said = dict(line.split(": ") for line in evidence.connected(runtime, builds))
    assert said["the peer has closed"] == said["Receive returned 0"] == "Connected is True"
    assert said["Poll and Available"] == "gone"
    assert said["Send failed"] == "Connected is False"

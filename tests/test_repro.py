"""The laboratory, held to its word: every program shows its symptom if and only if it is faulty and flagged."""

from __future__ import annotations

import os
import re
import socket
import sys
import textwrap
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.repro import evidence, inside, lab, matrix, peers, plot, programs, verdicts, waiting
from tests.repro.child import Child
from tests.repro.peers import BEHAVIOURS, PIECES, Calling, Listening
from tests.repro.programs import FIXTURES, Program
from tests.repro.runtimes import RUNTIMES, Builds, Command, CompileError, compile_csharp
from tests.repro.symptoms import SYMPTOMS, Observation, ProgramEndedError

PROGRAMS = list(programs.collect())
TRIALS = list(lab.trials(PROGRAMS))
ARTICLE = FIXTURES / "article"
DOTNET = ("mono", "coreclr")
JOBS = 4


RULES = {
    page.stem.split("-")[0]: tomllib.loads(page.read_text(encoding="utf-8").split("+++")[1])
    for page in sorted((FIXTURES.parents[1] / "rules").glob("SOCK[1-9]*.md"))
}


def named(name: str) -> Program:
    return next(program for program in PROGRAMS if program.path.name == name)


def require(missing: str | None) -> None:
    """Stop the test where a runtime is missing: a failure in CI, elsewhere a skip that says what to install."""
    if missing and "CI" in os.environ:
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope="session")
def builds() -> Iterator[Builds]:
    with Builds() as folder:
        yield folder


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest, builds: Builds) -> Iterator[dict[str, Future[matrix.Row]]]:
    """The outcome of every trial that this session asks for; several run at once, since most of a trial is waiting."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    params = [item.callspec.params for item in items if hasattr(item, "callspec")]
    trials = {str(trial): trial for some in params if isinstance(trial := some.get("trial"), lab.Trial)}
    with ThreadPoolExecutor(JOBS) as pool:
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
    require(None if verdicts.available() else "sockslint is not installed: pip install -e .")
    row = outcomes[str(trial)].result()
    require(row.missing)
    assert row.agrees, matrix.table([row])


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.name)
def test_verdict_is_what_the_source_marks(program: Program) -> None:
    require(None if verdicts.available() else "sockslint is not installed: pip install -e .")
    assert verdicts.verdict(program.path) == program.expected_findings()


# The programs


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.name)
def test_sidecar_uses_names_that_exist(program: Program) -> None:
    assert program.symptom in SYMPTOMS
    assert set(program.peers) <= BEHAVIOURS.keys()
    assert set(program.runtimes) <= RUNTIMES.keys()


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_proven_by_a_program_that_shows_its_symptom(rule: str) -> None:
    symptoms = set(RULES[rule]["symptoms"])
    assert symptoms <= SYMPTOMS.keys()
    tried = {program.symptom for program in PROGRAMS if program.rule == rule}
    shown = {program.symptom for program in PROGRAMS if program.rule == rule and program.faulty}
    assert tried == shown <= symptoms
    assert shown


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.name)
def test_marks_name_the_one_fault_of_a_faulty_program(program: Program) -> None:
    rules = [rule for _line, rule in program.expected_findings()]
    assert rules == ([program.rule] if program.faulty else [])


@pytest.mark.parametrize("program", [p for p in PROGRAMS if p.verdict != "peer"], ids=lambda program: program.path.name)
def test_twins_differ_in_the_fault_alone(program: Program) -> None:
    assert program.twin is not None
    twin = named(program.twin.name)
    assert twin.faulty != program.faulty
    assert (twin.rule, twin.symptom, twin.peers) == (program.rule, program.symptom, program.peers)


def test_every_faulty_program_has_a_mended_one() -> None:
    mended = {program.twin for program in PROGRAMS if program.verdict == "mended"}
    assert {program.path for program in PROGRAMS if program.faulty} <= mended


@pytest.mark.parametrize("program", [p for p in PROGRAMS if ARTICLE in p.path.parents], ids=lambda p: p.path.name)
def test_article_is_named_by_title_and_address(program: Program) -> None:
    head = program.path.read_text(encoding="utf-8").splitlines()[:2]
    assert "C# - 비동기 소켓 사용 시 메모리 해제가 finalizer 단계에서 발생하는 사례" in head[0]
    assert head[1].endswith("https://www.sysnet.pe.kr/2/0/13267")


@pytest.mark.parametrize("source", sorted(FIXTURES.rglob("*.cs")), ids=lambda path: path.name)
def test_csharp_compiles_or_says_what_it_needs(source: Path, tmp_path: Path) -> None:
    if re.match(r"// needs: C# \d+", source.read_text(encoding="utf-8-sig")):
        pytest.skip("newer than mcs")
    require(RUNTIMES["mono"].missing())
    compile_csharp(source, tmp_path / "fixture.dll", "library")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rule = 1", "'rule' must be a string"),
        ('verdict = "bad"', "'verdict' must be faulty or mended or peer"),
        ("peers = []", "unknown key 'peers'"),
        ("peer = []", "'peer' must be a string or a list of strings"),
        ("timeout_ms = 0", "'timeout_ms' must be a whole number above 0"),
    ],
)
def test_sidecar_error_names_the_key(tmp_path: Path, text: str, complaint: str) -> None:
    good = {"verdict": '"faulty"', "role": '"client"', "symptom": '"spins"', "peer": '"silent"'}
    good |= {"runtimes": '["cpython"]', "args": "[]", text.split(" = ")[0]: text.split(" = ")[1]}
    (tmp_path / "program.py").touch()
    sidecar = tmp_path / "program.toml"
    sidecar.write_text("\n".join(f"{key} = {value}" for key, value in good.items()))
    with pytest.raises(programs.SidecarError, match=re.escape(complaint)):
        programs.load(sidecar)


# A fix turned off, or on, is seen


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
        ("client_timeout_ignored.cs", "coreclr", "Finished.WaitOne();", "Finished.WaitOne(300); socket.Close();"),
        ("client_timeout_frees_loop_asyncio.py", "cpython", "setblocking(False)", "settimeout(0.3)"),
        ("client_timeout_blocks_loop_asyncio.py", "cpython", "connection.settimeout(0.3)",
         "connection.setblocking(False)"),
        ("server_probes.cs", "coreclr", "client.Available == 0", "!client.Connected"),
        ("server_trusts_connected.cs", "mono", "client.Connected", "!client.Poll(0, SelectMode.SelectRead)"),
        ("server_probes_threads.py", "cpython", 'return client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""',
         "return client.fileno() != -1"),
        ("server_trusts_connected_asyncio.py", "cpython", "writer.is_closing()", "reader.at_eof()"),
        ("server_threads.py", "cpython", "client.close()", "kept.append(client)\n\n\nkept: list[socket.socket] = []"),
    ],
)  # fmt: skip
def test_turning_the_fix_off_or_on_turns_the_symptom(
    tmp_path: Path, builds: Builds, name: str, runtime: str, old: str, new: str
) -> None:
    require(RUNTIMES[runtime].missing())
    program = named(name)
    source = program.path.read_text(encoding="utf-8")
    assert source.count(old) == 1
    changed = tmp_path / name
    changed.write_text(source.replace(old, new), encoding="utf-8")
    observation = lab.observe(lab.Trial(replace(program, path=changed), runtime, program.peers[0]), builds)
    assert observation.present != program.faulty, observation.seen


# Symptoms and peers that the article does not need

CLIENT = """
import socket, sys, time
kept = []
def connect():
    kept.append(socket.create_connection(("127.0.0.1", int(sys.argv[1]))))
    return kept[-1]
"""


def tried(tmp_path: Path, symptom: str, peer: str, body: str, heard: str | None = None) -> Observation:
    """The observation of a Python client made of CLIENT and `body`."""
    path = tmp_path / "program.py"
    path.write_text(CLIENT + textwrap.dedent(body))
    program = Program(
        path, None, "faulty", "client", symptom, (peer,), ("cpython",), ("{port}",), None, 10, heard, twin=None
    )
    with Builds() as builds:
        return lab.observe(lab.Trial(program, "cpython", peer), builds)


@pytest.mark.parametrize(("at_the_end", "present"), [("pass", True), ("break", False), ("time.sleep(60)", False)])
def test_spins(tmp_path: Path, at_the_end: str, present: bool) -> None:
    body = f"""
    connection = connect()
    while True:
        if not connection.recv(4096):
            {at_the_end}
    """
    assert tried(tmp_path, "spins", "closes-after-16ms", body).present == present


@pytest.mark.parametrize(("call", "present"), [("send", True), ("sendall", False)])
def test_bytes_lost(tmp_path: Path, call: str, present: bool) -> None:
    body = f"""
    with connect() as connection:
        connection.settimeout(30)
        payload = bytes(8_000_000)
        connection.{call}(payload)
        print("sent", len(payload), flush=True)
    time.sleep(60)
    """
    assert tried(tmp_path, "bytes_lost", "stops-reading", body).present == present


@pytest.mark.parametrize(("after_the_error", "present"), [("pass", True), ("connection.close()", False)])
def test_descriptor_grows_when_errors_are_swallowed(tmp_path: Path, after_the_error: str, present: bool) -> None:
    body = f"""
    while True:
        connection = connect()
        try:
            connection.recv(4096)
        except ConnectionResetError:
            {after_the_error}
    """
    assert tried(tmp_path, "descriptor_grows", "resets", body).present == present


@pytest.mark.parametrize(("loop", "present"), [("if", True), ("while", False)])
def test_deaf_to_what_the_peer_sends(tmp_path: Path, loop: str, present: bool) -> None:
    body = f"""
    connection = connect()
    {loop} data := connection.recv(4096):
        print("received", len(data))
    time.sleep(60)
    """
    assert tried(tmp_path, "deaf", "sends-in-pieces", body, heard="received").present == present


def test_a_program_that_ends_too_soon_is_no_absent_symptom(tmp_path: Path) -> None:
    with pytest.raises(ProgramEndedError, match="exit status 3"):
        tried(tmp_path, "close_wait_grows", "closes-after-16ms", "connect(); sys.exit(3)")


def connected(peer: Listening) -> socket.socket:
    return socket.create_connection(("127.0.0.1", peer.port), timeout=10)


def test_peer_closes() -> None:
    with Listening(peers.closes_after_16ms) as peer, connected(peer) as connection:
        assert connection.recv(1) == b""
        waiting.until(lambda: (peer.tally.opened, peer.tally.acted) == (1, 1), "the tally")


def test_peer_is_silent() -> None:
    with Listening(peers.silent) as peer:
        with connected(peer) as connection:
            connection.settimeout(0.1)
            with pytest.raises(TimeoutError):
                connection.recv(1)
            assert peer.tally.ended == 0
        waiting.until(lambda: peer.tally.ended == 1, "the end, noticed")


def test_peer_resets() -> None:
    with Listening(peers.resets) as peer, connected(peer) as connection, pytest.raises(ConnectionResetError):
        connection.recv(1)


def test_peer_half_closes() -> None:
    with Listening(peers.half_closes) as peer:
        with connected(peer) as connection:
            assert connection.recv(1) == b""
            connection.sendall(b"still here")
        waiting.until(lambda: (peer.tally.received, peer.tally.ended) == (10, 1), "what was sent, and the end")


def test_peer_sends_in_pieces() -> None:
    with Listening(peers.sends_in_pieces) as peer, connected(peer) as connection:
        received = b""
        while len(received) < len(b"".join(PIECES)):
            received += connection.recv(4096)
        assert received == b"".join(PIECES)
        waiting.until(lambda: peer.tally.pieces == len(PIECES), "the tally")


def test_peer_stops_reading_until_the_sender_is_stuck() -> None:
    payload = bytes(8_000_000)
    with Listening(peers.stops_reading) as peer:
        with connected(peer) as connection:
            connection.setblocking(False)
            first = connection.send(payload)
            assert first < len(payload)
            connection.setblocking(True)
            connection.sendall(payload[first:])
        waiting.until(lambda: peer.tally.ended == 1, "the end")
        assert peer.tally.received == len(payload)


def test_peer_calls_and_holds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with Calling(peers.closes_after_16ms, server.getsockname()[1]) as peer:
            for _ in range(3):
                connection, _address = server.accept()
                with connection:
                    assert connection.recv(1) == b""
            peer.hold()
            opened = peer.tally.opened
            waiting.until(lambda: peer.tally.acted == opened, "the last to close")
        assert peer.tally.opened == opened >= 3


# Nothing is left behind


def test_child_is_killed_at_its_limit() -> None:
    with Child(Command((sys.executable, "-c", "import time; time.sleep(60)")), [], limit=0.1) as child:
        waiting.until(lambda: not child.running, "the limit", limit=10)
        assert child.exit_status == -9


def test_child_is_gone_even_when_the_trial_fails() -> None:
    with pytest.raises(ZeroDivisionError), Child(Command((sys.executable, "-c", "input(); 1")), []) as child:
        raise ZeroDivisionError
    assert not psutil.pid_exists(child.pid)


def test_builds_are_removed_and_compile_errors_told(tmp_path: Path) -> None:
    require(RUNTIMES["mono"].missing())
    broken = tmp_path / "broken.cs"
    broken.write_text("class Program { void Main( }")
    with Builds() as builds:
        with pytest.raises(CompileError, match=r"broken\.cs\(1,"):
            builds.assembly(broken)
        assert builds.folder.exists()
    assert not builds.folder.exists()


def test_waiting_has_a_limit_that_says_for_what() -> None:
    with pytest.raises(waiting.TimeLimitError, match=r"not within 0\.05 s: the impossible"):
        waiting.until(lambda: False, "the impossible", limit=0.05)


# What the article saw


@pytest.mark.parametrize(
    ("runtime", "settings"),
    [("mono", {"MONO_GC_PARAMS": "nursery-size=256k"}), ("coreclr", {"COMPlus_GCgen0size": "40000"})],
)
def test_finalizers_clear_what_leaks(builds: Builds, runtime: str, settings: dict[str, str]) -> None:
    require(RUNTIMES[runtime].missing())
    program = named("client_leaks.cs")
    command = RUNTIMES[runtime].command(program.path, builds)
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


# How it is shown


def test_table_says_what_agrees_and_what_was_not_run() -> None:
    leaks = lab.Trial(named("client_leaks_threads.py"), "cpython", "closes-after-16ms")
    seen = Observation(True, "40 of 40 in CLOSE_WAIT")
    rows = [
        matrix.Row(leaks, [(27, "SOCK101")], seen),
        matrix.Row(leaks, [], seen),
        matrix.Row(leaks, None, None, "mono not found: apt install mono-runtime"),
    ]
    assert [row.agrees for row in rows] == [True, False, None]
    head, agreed, disagreed, not_run, summary = matrix.table(rows).splitlines()
    assert head.split() == ["program", "runtime", "peer", "verdict", "symptom", "seen", "agree"]
    assert agreed.split()[:5] == ["python/client_leaks_threads.py", "cpython", "closes-after-16ms", "SOCK101",
                                  "close_wait_grows"]  # fmt: skip
    assert "clean" in disagreed
    assert disagreed.endswith("NO")
    assert "not run: mono not found" in not_run
    assert summary == "3 trials: 1 agree, 1 disagree, 1 not run"


def test_plot_is_well_formed_and_holds_every_series() -> None:
    series = [plot.Series("leaking & growing", [(0, 0), (1, 70), (2, 130)]), plot.Series("mended", [(0, 0), (2, 0)])]
    root = ElementTree.fromstring(plot.draw("Open sockets", "a note", series))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Open sockets", "a note", "leaking & growing", "mended", "150", "seconds"} <= set(texts)

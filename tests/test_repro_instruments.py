"""What the laboratory works with: its symptoms, peers, children and builds, and how it shows what it saw."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import psutil
import pytest

from tests.repro import lab, matrix, peers, plot, programs, waiting
from tests.repro.child import Child
from tests.repro.peers import PIECES, Calling, Listening
from tests.repro.programs import FIXTURES, Program
from tests.repro.runtimes import RUNTIMES, Builds, Command, CompileError
from tests.repro.symptoms import Observation, ProgramEndedError
from tests.requirement import require

ROOT = FIXTURES.parents[1]

# Symptoms and peers

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


@pytest.mark.parametrize(("handler", "present"), [("pass", True), ('print("told", error)', False)])
def test_errors_lost(tmp_path: Path, handler: str, present: bool) -> None:
    body = f"""
    while True:
        try:
            connect().sendall(bytes(8_000_000))
        except ConnectionResetError as error:
            {handler}
        print("failed", flush=True)
    """
    assert tried(tmp_path, "errors_lost", "resets-when-stuck", body, heard="told").present == present


def test_a_program_that_ends_too_soon_is_no_absent_symptom(tmp_path: Path) -> None:
    with pytest.raises(ProgramEndedError, match="exit status 3"):
        tried(tmp_path, "close_wait_grows", "closes-after-16ms", "connect(); sys.exit(3)")
    with pytest.raises(ProgramEndedError, match="exit status 4"):
        tried(tmp_path, "spins", "closes-after-16ms", "connect().recv(1); sys.exit(4)")


def test_a_program_that_ends_at_the_peers_act_is_not_too_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = peers.Tally.add

    def count_late(tally: peers.Tally, name: str, amount: int = 1) -> None:
        time.sleep(0.2 if name == "acted" else 0)
        count(tally, name, amount)

    monkeypatch.setattr(peers.Tally, "add", count_late)
    assert not tried(tmp_path, "spins", "half-closes", "connect().recv(1)").present


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


def test_peer_resets_a_sender_that_is_stuck() -> None:
    with Listening(peers.resets_when_stuck) as peer, connected(peer) as connection:
        with pytest.raises(ConnectionResetError):
            connection.sendall(bytes(8_000_000))
        waiting.until(lambda: (peer.tally.opened, peer.tally.acted) == (1, 1), "the tally")


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
        assert connection.recv(1) == b""
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


def test_peer_never_reads() -> None:
    with Listening(peers.never_reads) as peer, connected(peer) as connection:
        connection.settimeout(0.1)
        with pytest.raises(TimeoutError):
            connection.sendall(bytes(8_000_000))
        assert (peer.tally.acted, peer.tally.received) == (1, 0)


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
        assert child.exit_status == -signal.SIGKILL


def test_child_may_not_spin_longer_than_its_limit_even_if_nobody_is_there_to_kill_it() -> None:
    with Child(Command((sys.executable, "-c", "import time; time.sleep(60)")), [], limit=7) as child:
        assert psutil.Process(child.pid).rlimit(psutil.RLIMIT_CPU) == (7, 7)


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
            builds.assembly((broken,))
        assert builds.folder.exists()
    assert not builds.folder.exists()


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_what_a_program_leaves_where_it_runs_goes_with_the_builds(runtime: str, builds: Builds) -> None:
    """Mono, for one, leaves a report if it crashes."""
    require(RUNTIMES[runtime].missing())
    name = "client_closes_threads.py" if runtime == "cpython" else "client_closes.cs"
    source = FIXTURES / "article" / ("python" if runtime == "cpython" else "csharp") / name
    assert RUNTIMES[runtime].command((source,), builds).folder == builds.folder


@pytest.mark.parametrize("interrupted", [False, True])
def test_command_leaves_no_process_and_no_file(tmp_path: Path, interrupted: bool) -> None:
    command = [sys.executable, "-m", "tests.repro", "client_*s_threads.py"]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as started:  # fmt: skip
        try:
            if interrupted:
                waiting.until(lambda: any(runs_a_client(pid) for pid in others_in_session(started.pid)), "a program")
                started.send_signal(signal.SIGINT)
            output, _error = started.communicate(timeout=90)
        finally:
            started.kill()
    assert ("4 trials: 4 agree, 0 disagree, 0 not run" in output) != interrupted
    assert others_in_session(started.pid) == []
    assert list(tmp_path.iterdir()) == []


def others_in_session(leader: int) -> list[int]:
    """The processes of the session that the process `leader` began, without itself."""
    others = []
    for pid in psutil.pids():
        with contextlib.suppress(ProcessLookupError):
            if os.getsid(pid) == leader != pid:
                others.append(pid)
    return others


def runs_a_client(pid: int) -> bool:
    """Whether a process was started from one of the article's clients."""
    try:
        return any("/client_" in word for word in psutil.Process(pid).cmdline())
    except psutil.Error:
        return False


@pytest.mark.parametrize("in_ci", [True, False])
def test_what_is_missing_fails_in_ci_and_is_told_elsewhere(monkeypatch: pytest.MonkeyPatch, in_ci: bool) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true" if in_ci else "")
    with pytest.raises(pytest.fail.Exception if in_ci else pytest.skip.Exception, match="apt install mono-mcs"):
        require(RUNTIMES["mono"].missing())


def test_waiting_has_a_limit_that_says_for_what() -> None:
    with pytest.raises(waiting.TimeLimitError, match=r"not within 0\.05 s: the impossible"):
        waiting.until(lambda: False, "the impossible", limit=0.05)


# How it is shown


def test_table_says_what_agrees_and_what_was_not_run() -> None:
    (program,) = programs.load(FIXTURES / "article" / "python" / "client_leaks_threads.toml")
    leaks = lab.Trial(program, "cpython", "closes-after-16ms")
    seen = Observation(True, "40 of 40 in CLOSE_WAIT")
    rows = [
        matrix.Row(leaks, (("client_leaks_threads.py", 27, "SOCK101"),), seen),
        matrix.Row(leaks, (), seen),
        matrix.Row(leaks, (), None, "mono not found: apt install mono-runtime"),
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

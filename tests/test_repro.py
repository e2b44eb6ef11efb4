"""The laboratory, held to its word: every program shows its symptom if and only if it is faulty and flagged."""

from __future__ import annotations

import re
import tomllib
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from tests.repro import evidence, inside, lab, matrix, programs, verdicts
from tests.repro.examples import examples, fragments
from tests.repro.peers import BEHAVIOURS
from tests.repro.programs import FIXTURES, Program
from tests.repro.runtimes import RUNTIMES, Builds, CompileError, compile_csharp
from tests.repro.symptoms import SYMPTOMS, ProgramEndedError
from tests.requirement import require

PROGRAMS = programs.collect()
TRIALS = list(lab.trials(PROGRAMS))
WHOLE = [program for program in PROGRAMS if program.example is None]
ARTICLE = FIXTURES / "article"
PREAMBLE = FIXTURES / "examples" / "preamble.cs"
NEEDS = re.compile(r"// needs: (?:C# \d+|the library \w+)")
DOTNET = ("mono", "coreclr")

RULES = {
    page.stem.split("-")[0]: tomllib.loads(page.read_text(encoding="utf-8").split("+++")[1])
    for page in sorted((FIXTURES.parents[1] / "rules").glob("SOCK[1-9]*.md"))
}


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


@pytest.mark.parametrize("rule", RULES)
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
    twin = programs.named(program.twin.name)
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


@pytest.mark.parametrize("rule", RULES)
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


@pytest.mark.parametrize(
    ("trial", "present"),
    [
        # A token is no limit there.
        (lab.Trial(programs.named("SOCK201/meter-csharp-good-1.cs"), "mono", "silent"), True),
        (lab.Trial(programs.named("SOCK201/sender-csharp-good-3.cs"), "mono", "never-reads"), True),
        # Every receive is pending.
        (lab.Trial(programs.named("SOCK103/receiver-csharp-bad-1.cs"), "mono", "sends-in-pieces"), False),
        # A Send goes on until all is taken, although the socket does not block.
        (lab.Trial(programs.named("SOCK501/outbox-csharp-bad-1.cs"), "mono", "stops-reading"), False),
        # Linux tells of a reset once; the next receive yields 0.
        (lab.Trial(programs.named("SOCK104/listener-csharp-bad-2.cs"), "mono", "resets"), False),
        (lab.Trial(programs.named("SOCK104/listener-csharp-bad-2.cs"), "coreclr", "resets"), False),
    ],
    ids=str,
)
def test_platform_differs(trial: lab.Trial, present: bool, outcomes: dict[str, Future[matrix.Row]]) -> None:
    """Why these programs name no such runtime, or no such peer; their pages say it."""
    assert str(trial) not in map(str, TRIALS)
    row = outcomes[str(trial)].result()
    require(row.missing)
    assert row.observation is not None
    assert row.observation.present == present != trial.program.faulty


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
    program = builds.placed(programs.named(name))
    command = RUNTIMES[runtime].command(program.files, builds)
    command = replace(command, environment={**command.environment, **settings})
    most = 0

    def fallen() -> bool:
        nonlocal most
        now = run.watch.close_wait()
        most = max(most, now)
        return most >= 20 and now < most / 2

    # When a collection comes is the runtime's affair: CoreCLR has been seen to let a whole trial pass without one.
    for trials_left in (1, 0):
        most = 0
        try:
            with lab.running(program, command, "closes-after-16ms") as run:
                run.until(fallen, "a fall to less than half")
            return
        except ProgramEndedError:
            if not trials_left:
                raise


def test_mono_heap_holds_the_sockets_until_their_finalizers_have_run(builds: Builds) -> None:
    require(inside.profiler_missing())
    before, after = inside.heap_shots(programs.named("client_leaks.cs"), builds)
    assert before.close_wait >= 95
    assert before.sockets >= 95
    assert before.handles >= 95
    assert after.close_wait < before.close_wait  # finalizers have run, and what they ran for goes, sooner or later
    assert after.sockets < after.closed * 0.75
    mended = inside.heap_shots(programs.named("client_closes.cs"), builds)
    assert max(shot.sockets for shot in mended) < 10


@pytest.mark.parametrize("idiom", ["threads", "asyncio"])
def test_cpython_warns_of_what_is_left_open(idiom: str) -> None:
    leaking = inside.census(programs.named(f"client_leaks_{idiom}.py"), connections=10)
    assert (leaking.open_sockets, leaking.unclosed) == (10, 10)
    mended = inside.census(programs.named(f"client_closes_{idiom}.py"), connections=10)
    assert (mended.open_sockets, mended.unclosed) == (0, 0)


@pytest.mark.parametrize("runtime", DOTNET)
def test_connected_stays_true_until_a_send_fails(builds: Builds, runtime: str) -> None:
    require(RUNTIMES[runtime].missing())
    said = dict(line.split(": ") for line in evidence.connected(runtime, builds))
    assert said["the peer has closed"] == said["Receive returned 0"] == "Connected is True"
    assert said["Poll and Available"] == "gone"
    assert said["Send failed"] == "Connected is False"

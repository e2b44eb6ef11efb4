"""What every test can ask for: golden files, and two judges of SARIF logs."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings

from tests.repro import matrix
from tests.repro.lab import Trial
from tests.repro.runtimes import Builds
from tests.repro.turns import Mend, Turn

# A busy machine is no bug, so examples may take their time; and in CI everybody gets the same ones.
settings.register_profile("sockslint", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("sockslint")

# Programs to be judged, some of which look like tests.
collect_ignore = ["cases", "fixtures"]

# What is known from earlier runs, the user's own above all, is no part of any test.
os.environ["SOCKSLINT_CACHE_DIR"] = tempfile.mkdtemp(prefix="sockslint-cache-")

TESTS = Path(__file__).parent
SARIF_SCHEMA = TESTS / "reports" / "schema" / "sarif-schema-2.1.0.json"

# Microsoft's validator of SARIF logs. The release is pinned, since a new one may have new rules.
MULTITOOL_PACKAGE = "@microsoft/sarif-multitool-" + ("linux" if sys.platform.startswith("linux") else sys.platform)
MULTITOOL_RELEASE = "5.7.0"
MULTITOOL_PROGRAM = Path("node_modules", MULTITOOL_PACKAGE, "Sarif.Multitool")

# Rules that even `--rule-kind Ghas` leaves off, and the one rule that asks the network: it fetches every address.
MULTITOOL_RULES = {
    "GH1001.ProvideRequiredLocationProperties": "Error",
    "GH1002.InlineThreadFlowLocations": "Error",
    "GH1003.ProvideRequiredRegionProperties": "Error",
    "GH1004.ReviewArraysThatExceedConfigurableDefaults": "Error",
    "GH1005.LocationsMustBeRelativeUrisOrFilePaths": "Error",
    "GH1006.ProvideCheckoutPath": "Error",
    "GH1007.ProvideFullyFormattedMessageStrings": "Error",
    "SARIF2006.UrisShouldBeReachable": "Disabled",
}
MULTITOOL_POLICY = "<Properties>{}</Properties>".format(
    "".join(
        f'<Properties Key="{rule}.Options"><Property Key="RuleEnabled" Value="{level}" /></Properties>'
        for rule, level in MULTITOOL_RULES.items()
    )
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew, instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """A function that holds text to a golden file, byte for byte; `--update-golden` writes the file instead."""
    update = request.config.getoption("--update-golden")

    def check(path: Path, actual: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode())
            return
        expected = path.read_bytes().decode() if path.exists() else ""
        if actual != expected:
            lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), path.name, "actual", lineterm="")
            difference = "\n".join(ascii(line)[1:-1] if "\x1b" in line else line for line in lines)
            pytest.fail(f"{path} differs; rewrite it by --update-golden if that is right\n{difference}", pytrace=False)

    return check


@pytest.fixture(scope="session")
def schema_faults() -> Callable[[str], list[str]]:
    """A function that says what in a SARIF log breaks the OASIS schema."""
    import jsonschema

    validator = jsonschema.Draft4Validator(
        json.loads(SARIF_SCHEMA.read_text("utf-8")), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )

    def faults(log: str) -> list[str]:
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(log))]

    return faults


@pytest.fixture(scope="session")
def multitool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SARIF Multitool: as SOCKSLINT_SARIF_MULTITOOL says, or installed above the tests; in CI it is installed."""
    if given := os.environ.get("SOCKSLINT_SARIF_MULTITOOL"):
        return Path(given)
    for folder in TESTS.parents:
        if (folder / MULTITOOL_PROGRAM).exists():
            return folder / MULTITOOL_PROGRAM
    npm = shutil.which("npm")
    if not os.environ.get("CI"):
        pytest.skip(f"needs the SARIF Multitool: npm install --no-save {MULTITOOL_PACKAGE}@{MULTITOOL_RELEASE}")
    if npm is None:
        pytest.fail("CI needs npm, which installs the SARIF Multitool")
    folder = tmp_path_factory.mktemp("multitool")
    (folder / "package.json").write_text("{}")  # or npm would look for one further up
    subprocess.run(
        [npm, "install", "--no-save", "--no-audit", "--no-fund", f"{MULTITOOL_PACKAGE}@{MULTITOOL_RELEASE}"],
        cwd=folder,
        check=True,
        timeout=600,
    )
    return folder / MULTITOOL_PROGRAM


@pytest.fixture
def multitool_faults(multitool: Path, tmp_path: Path) -> Callable[[str], list[str]]:
    """A function that says which errors and warnings the SARIF Multitool has, GitHub's rules too, for a SARIF log."""
    policy = tmp_path / "policy.xml"
    policy.write_text(MULTITOOL_POLICY)

    def faults(log: str) -> list[str]:
        given, verdict = tmp_path / "log.sarif", tmp_path / "verdict.sarif"
        given.write_bytes(log.encode())
        verdict.unlink(missing_ok=True)
        rules = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "--config", str(policy)]
        run = subprocess.run(
            [multitool, "validate", str(given), *rules, "--output", str(verdict)],
            env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert verdict.exists(), run.stdout + run.stderr
        (judgement,) = json.loads(verdict.read_text("utf-8-sig"))["runs"]
        assert judgement["invocations"][0]["executionSuccessful"], run.stdout
        # It has something to note about every log. If it does not, it has not read this one.
        assert judgement["results"], run.stdout
        return [
            f"{result['ruleId']} {result['message']}"
            for result in judgement["results"]
            if result.get("level", "warning") in ("error", "warning")
        ]

    return faults


@pytest.fixture(scope="session")
def builds() -> Iterator[Builds]:
    """The laboratory's folder of placed and compiled programs."""
    with Builds() as folder:
        yield folder


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest, builds: Builds) -> Iterator[dict[str, Future[matrix.Row]]]:
    """The outcome of every trial and turn that this session asks for, by its name.

    Several are run at once, since most of a trial is waiting.
    """
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    params = [value for item in items if hasattr(item, "callspec") for value in item.callspec.params.values()]
    asked = {str(value): value for value in params if isinstance(value, (Trial, Turn, Mend))}

    def outcome(value: Trial | Turn | Mend) -> matrix.Row:
        return matrix.outcome(value.trial(builds.folder) if isinstance(value, (Turn, Mend)) else value, builds)

    with ThreadPoolExecutor(matrix.JOBS) as pool:
        yield {name: pool.submit(outcome, value) for name, value in asked.items()}

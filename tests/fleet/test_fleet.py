"""A fleet of repositories: the same findings as one process, whatever dies on the way, and nothing done twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import distributed
import pyarrow.parquet
import pytest

from sockslint.engine import run
from sockslint.fleet.cli import edition, main
from sockslint.fleet.listing import ListingError, read_listing
from sockslint.fleet.model import Orders, repository
from sockslint.fleet.schedule import check_all
from sockslint.fleet.store import Store
from sockslint.fleet.summary import render_summary
from sockslint.reports import render
from sockslint.request import prepare

CASES = Path(__file__).parent.parent / "cases"
ORDERS = Orders(isolated=True)


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Fifty-two folders of six programs each."""
    programs = sorted(path for path in CASES.glob("SOCK[123]*/*.*") if path.is_file())[: 52 * 6]
    folder = tmp_path_factory.mktemp("fleet")
    made = []
    for number in range(52):
        checkout = folder / f"repository-{number}"
        checkout.mkdir()
        for program in programs[number::52]:
            shutil.copy(program, checkout)
        made.append(checkout)
    return made


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    """Two processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as made:
        yield made


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


def test_a_worker_killed_in_the_middle_costs_nothing(
    checkouts: list[Path], cluster: distributed.LocalCluster, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    killed = threading.Event()

    def kill() -> None:
        while len(list((tmp_path / "records").iterdir())) < 8:
            time.sleep(0.02)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        killed.set()

    threading.Thread(target=kill, daemon=True).start()
    repositories = [repository(str(path)) for path in checkouts]
    with distributed.Client(cluster) as client:
        assert check_all(client, repositories, ORDERS, edition(ORDERS), store) == len(checkouts)
    assert killed.is_set()
    for each in repositories:
        alone = run(prepare([each.source], isolated=True))
        assert (tmp_path / "sarif" / f"{each.name}.sarif").read_text("utf-8") == render("sarif", alone.report())
    assert all(record.error is None for record in store.records(repositories))


def test_a_repository_that_its_process_dies_of_is_told_and_the_rest_is_checked(
    checkouts: list[Path], cluster: distributed.LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sockslint.fleet import schedule

    monkeypatch.setattr(schedule, "check", _deadly)
    store = Store(tmp_path)
    repositories = [repository(str(path)) for path in [checkouts[0], tmp_path / "deadly", checkouts[1]]]
    with distributed.Client(cluster) as client:
        assert check_all(client, repositories, ORDERS, "edition", store) == 2
    errors = {Path(record.repository.source).name: record.error for record in store.records(repositories)}
    assert errors.pop("deadly") == (
        "each process that checked it ended without a word; there may not be memory enough for it"
    )
    assert set(errors.values()) == {None}


def _deadly(each, orders, known=None):  # type: ignore[no-untyped-def]
    from sockslint.fleet.task import check

    if each.source.endswith("deadly"):
        os._exit(9)
    return check(each, orders, known)


def test_what_is_done_is_not_done_again(
    checkouts: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there, gone = tmp_path / "here", tmp_path / "there", tmp_path / "gone"
    telling = [each for each in checkouts if any(b"expect:" in path.read_bytes() for path in each.iterdir())]
    for source, copy in zip(telling, (here, there), strict=False):
        shutil.copytree(source, copy)
        git(copy, "init", "-q")
        git(copy, "add", ".")
        git(copy, "commit", "-qm", "first")
    listing = tmp_path / "list.txt"
    listing.write_text(f"# all we have\nhere\n\n{there.as_uri()}\ngone\n")
    command = [str(listing), "--output", str(tmp_path / "out"), "--workers", "1", "--isolated", "--quiet"]

    assert main(command) == 3
    said = capsys.readouterr()
    assert said.err == f"sockslint-fleet: error: {gone}: there is no such folder\n"
    assert "2 checked now, 0 known, 1 failed" in said.out

    shutil.copytree(telling[2], gone)
    (here / "more.py").write_text("import socket\n")
    assert main(command) == 1
    assert "2 checked now, 1 known, 0 failed" in capsys.readouterr().out  # the new one, and the one that was edited

    log = json.loads((tmp_path / "out" / "sarif" / f"{repository(there.as_uri()).name}.sarif").read_text("utf-8"))
    commit = git(there, "rev-parse", "HEAD")
    provenance = {"repositoryUri": there.as_uri(), "revisionId": commit, "mappedTo": {"uriBaseId": "%SRCROOT%"}}
    assert log["runs"][0]["versionControlProvenance"] == [provenance]
    assert "originalUriBaseIds" not in log["runs"][0]

    table = pyarrow.parquet.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    alone = [run(prepare([str(path)], isolated=True)).findings for path in (here, there, gone)]
    assert len(table) == sum(map(len, alone))
    assert {row["revision"] for row in table if row["source"] == there.as_uri()} == {commit}
    assert {row["revision"] for row in table if row["source"] == str(here)} == {None}
    page = (tmp_path / "out" / "summary.html").read_text("utf-8")
    assert f"{len(table)} findings in 3 repositories" in page


def test_a_page_escapes_what_a_repository_is_called() -> None:
    from sockslint.fleet.model import Checked

    page = render_summary([Checked(repository=repository("/srv/<script>"), error="no <b>luck</b>")], "1")
    assert "<script>" not in page
    assert "no &lt;b&gt;luck&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("source", "remote"),
    [
        ("https://example.org/a/b.git", True),
        ("git@example.org:a/b.git", True),
        ("ssh://example.org/a/b", True),
        ("/srv/a/b", False),
        (r"C:\work\a", False),
        ("ext::sh -c true", False),
    ],
)
def test_addresses_are_told_from_paths(source: str, remote: bool) -> None:
    found = repository(source)
    assert found.is_remote is remote
    assert not set(found.name) & set('\\/:*?"<>| ')


def test_a_list_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("# nothing\n")
    with pytest.raises(ListingError, match="names no repository"):
        read_listing(empty)
    with pytest.raises(ListingError, match="cannot be read"):
        read_listing(tmp_path / "missing.txt")

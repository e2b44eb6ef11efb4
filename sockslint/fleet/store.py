"""The folder that a fleet's results are kept in: a record and a SARIF log a repository, so that a run can be resumed.

OUTPUT/records/NAME.json    how the repository went (`sockslint.fleet.model.Checked`)
OUTPUT/sarif/NAME.sarif     its findings
OUTPUT/findings.parquet     all findings, a row each
OUTPUT/summary.html         where the bugs are
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator

import msgspec

from sockslint.fleet.model import Checked, Repository
from sockslint.output import write_file


class Store:
    """Results on disk. Every file is replaced in one step, so an interrupted run leaves whole ones."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self._records, self._logs = folder / "records", folder / "sarif"
        self._records.mkdir(parents=True, exist_ok=True)
        self._logs.mkdir(exist_ok=True)

    def known(self, repository: Repository, edition: str) -> str | None:
        """The commit at which a repository was checked by this edition, if it was."""
        checked = self.record(repository)
        if checked is None or checked.error is not None or checked.edition != edition:
            return None
        return checked.revision if (self._logs / f"{repository.name}.sarif").is_file() else None

    def record(self, repository: Repository) -> Checked | None:
        """How a repository went the last time; None if that is not known, or not in a form of ours."""
        try:
            return msgspec.json.decode((self._records / f"{repository.name}.json").read_bytes(), type=Checked)
        except (OSError, msgspec.DecodeError):
            return None

    def keep(self, checked: Checked, log: str | None) -> None:
        """Keep how a repository went. Raises OSError."""
        name = checked.repository.name
        if log is not None:
            write_file(str(self._logs / f"{name}.sarif"), log)
        write_file(str(self._records / f"{name}.json"), msgspec.json.encode(checked).decode())

    def records(self, repositories: Iterable[Repository]) -> Iterator[Checked]:
        """How these repositories went, as far as it is known, by name."""
        for repository in sorted(repositories, key=lambda each: each.name):
            checked = self.record(repository)
            if checked is not None:
                yield checked

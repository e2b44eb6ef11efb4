"""Maps the check over repositories on Dask's workers, and keeps what comes back.

Only so many repositories are given out at a time, so the scheduler holds a window, not the fleet. A repository whose
check fails is tried again; one that its worker dies of is given to others, until Dask takes it for the killer.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import distributed
import msgspec

from sockslint.fleet.model import Checked, Orders, Repository
from sockslint.fleet.store import Store
from sockslint.fleet.task import check

#: Told as the run goes on: the stage, and how many of how many repositories are behind it.
Progress: TypeAlias = Callable[[str, int, int], None]

_WINDOW_A_WORKER = 4


def check_all(
    client: distributed.Client,
    repositories: Sequence[Repository],
    orders: Orders,
    edition: str,
    store: Store,
    *,
    retries: int = 1,
    progress: Progress = lambda stage, done, total: None,
) -> int:
    """Check repositories and keep how each went; what `store` has of this edition and commit is not done again.

    `retries` is how often a failed one is tried once more. Returns how many were checked now. Raises OSError if results
    cannot be kept.
    """
    waiting = iter(repositories)
    fresh = 0

    def submitted(number: int) -> Iterator[distributed.Future]:
        for repository in itertools.islice(waiting, number):
            future = client.submit(
                check, repository, orders, store.known(repository, edition), pure=False, retries=retries
            )
            owners[future.key] = repository
            yield future

    owners: dict[Any, Repository] = {}
    window = _WINDOW_A_WORKER * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    completed = distributed.as_completed(list(submitted(window)))
    for done, future in enumerate(completed, 1):
        fresh += _keep(future, owners.pop(future.key), edition, store)
        future.release()
        completed.update(list(submitted(1)))
        progress("Checking", done, len(repositories))
    return fresh


def _keep(future: distributed.Future, repository: Repository, edition: str, store: Store) -> bool:
    """Keep what came of a repository; whether it was checked now, and could be."""
    error = future.exception()
    if error is not None:
        store.keep(Checked(repository=repository, edition=edition, error=_worded(error)), None)
        return False
    answer = future.result()
    if answer is None:
        return False
    checked, log = answer
    store.keep(msgspec.structs.replace(checked, edition=edition), log)
    return True


def _worded(error: BaseException) -> str:
    if isinstance(error, distributed.KilledWorker):
        return "each process that checked it ended without a word; there may not be memory enough for it"
    text = " ".join(str(error).split())
    return text if text else type(error).__name__

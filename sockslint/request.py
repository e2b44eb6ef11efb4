"""What a run is asked for: which files, under which settings and rules, and how."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from sockslint.rulebook.model import Rulebook
from sockslint.selection import doubts
from sockslint.settings import (
    ConfidenceName,
    Configuration,
    Doubt,
    Settings,
    discover,
    load,
    overlooked,
    override,
    rule_folders,
)
from sockslint.sources.root import folder_of, project_of

if TYPE_CHECKING:
    from sockslint.baseline import Entry


class Request(msgspec.Struct, frozen=True):
    """What to check, and how.

    `paths` are as the user names them. `root` is the folder that paths are shown relative to. `buffers` holds the bytes
    of files, by absolute path, that are to be taken instead of what is on disk. `jobs` is how many processes may lower
    and judge files, None for as many as pay. `cache` tells whether what is found out is kept for other runs. Findings
    that `known` holds are not shown, nor, with `diff_base`, those of which no place has changed since that revision.
    `in_project` tells whether `root` is a project's, or merely the working directory. `editorconfig` tells whether
    `.editorconfig` files are asked for the severity of findings in C#. `fixes` tells whether findings get theirs.
    `doubts` are what the settings say in vain.
    """

    paths: Sequence[str]
    root: pathlib.Path
    configuration: Configuration
    rulebook: Rulebook
    buffers: Mapping[str, bytes] = {}
    jobs: int | None = 1
    cache: bool = False
    known: Sequence[Entry] | None = None
    diff_base: str | None = None
    editorconfig: bool = False
    in_project: bool = True
    fixes: bool = False
    doubts: Sequence[Doubt] = ()


def prepare(
    paths: Sequence[str],
    *,
    config: pathlib.Path | None = None,
    isolated: bool = False,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    min_confidence: ConfidenceName | None = None,
    exclude: Sequence[str] = (),
    buffers: Mapping[str, bytes] | None = None,
    jobs: int | None = 1,
    cache: bool = False,
    diff_base: str | None = None,
    fixes: bool = False,
) -> Request:
    """The request for some paths, under the settings in force there: `config` if given, else those found upward from
    the first path, unless the run is `isolated` from all settings. The other options override what the settings say.

    Raises SettingsError and RulebookError.
    """
    here = pathlib.Path.cwd()
    start = folder_of(pathlib.Path(paths[0])) if paths else here
    found = None if isolated or config else discover(start)
    if config:
        configuration = load(config, base=here)
    else:
        configuration = found or Configuration(settings=Settings(), base=here)
    configuration = override(
        configuration, select=select, ignore=ignore, min_confidence=min_confidence, exclude=exclude
    )
    project = project_of(start, found.file.parent if found and found.file else None)
    rulebook = _rulebook(rule_folders(configuration))
    passed_over = [] if isolated or config else overlooked(start, found.file if found else None)
    return Request(
        paths=paths,
        root=project or here,
        in_project=project is not None,
        configuration=configuration,
        rulebook=rulebook,
        buffers=buffers or {},
        jobs=jobs,
        cache=cache,
        diff_base=diff_base,
        editorconfig=not isolated,
        fixes=fixes,
        doubts=(*passed_over, *doubts(configuration, rulebook)),
    )


def _rulebook(extra: Sequence[pathlib.Path]) -> Rulebook:
    """The own rules, and those of some folders."""
    if extra:
        from sockslint.rulebook.load import load_rulebook

        return load_rulebook(extra)
    from sockslint.compiled import own_rulebook

    return own_rulebook()


def knowing(request: Request, file: pathlib.Path, *, may_lack: bool = False) -> Request:
    """The request with the findings that a baseline holds; none if there is no such file and there `may_lack` one.

    Raises BaselineError.
    """
    from sockslint.baseline import BaselineError, read

    try:
        return msgspec.structs.replace(request, known=read(file))
    except FileNotFoundError:
        if not may_lack:
            raise BaselineError(f"{file}: there is no such baseline; --update-baseline makes it") from None
        return msgspec.structs.replace(request, known=())

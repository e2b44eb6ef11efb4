"""Finding the sources that the paths of a command line stand for."""

from __future__ import annotations

import os
import pathlib
import stat
from collections.abc import Collection, Iterator, Sequence

from sockslint.flow.model import Language
from sockslint.sources import git
from sockslint.sources.links import judge_link
from sockslint.sources.model import File, language_of, same_file
from sockslint.sources.root import work_tree
from sockslint.sources.stamps import Grounds
from sockslint.sources.trouble import Trouble, kind_of, reason
from sockslint.sources.walk import Excluded, walk

#: Windows' own errors for it: ERROR_INVALID_NAME, ERROR_BAD_PATHNAME.
_NO_NAME = (123, 161)


class NoSuchPathError(Exception):
    """A path was named that does not exist; `path` is as the user wrote it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def nothing_excluded(real: str, folder: bool) -> bool:
    """The exclusion of a project that excludes nothing."""
    return False


def find(
    paths: Sequence[str],
    root: pathlib.Path,
    excluded: Excluded = nothing_excluded,
    buffers: Collection[str] = (),
    grounds: Grounds | None = None,
) -> tuple[list[File], list[Trouble]]:
    """The sources among `paths` and below them, each once and in order of where they lie, and what was passed over.

    `root` is the project's. `excluded` is asked about every file, named ones too, and about folders. `buffers` are
    the absolute paths of files whose text the caller holds, and which need not exist. `grounds` are told what was
    looked at.

    Raises NoSuchPathError.
    """
    grounds = grounds or Grounds()
    files: dict[str, File] = {}
    troubles: list[Trouble] = []
    held = {same_file(path) for path in buffers}
    for path in (each for written in paths for each in _expanded(written, grounds)):
        absolute = os.path.abspath(path)  # noqa: PTH100  lexical, as `Path` has no way to take `..` out
        for met in _named(path, absolute, root, excluded, same_file(absolute) in held, grounds):
            if isinstance(met, Trouble):
                troubles.append(met)
            else:
                files.setdefault(met.real, met)
    return sorted(files.values()), sorted(set(troubles))


def _expanded(path: str, grounds: Grounds) -> list[str]:
    """The paths that one with `*` and `?` stands for: on Windows programs expand them, not shells."""
    if os.name != "nt" or not {*"*?"} & {*path} or os.path.lexists(path):
        return [path]
    import glob  # here, as no other run needs it

    grounds.sure = False  # what it fits may come and go
    return sorted(glob.glob(path.replace("[", "[[]"))) or [path]  # noqa: PTH207  paths as the user wrote them


def _named(
    path: str, absolute: str, root: pathlib.Path, excluded: Excluded, held: bool, grounds: Grounds
) -> Iterator[File | Trouble]:
    """What a path stands for that the user named."""
    if held:
        language = language_of(absolute)
        if language is not None and not excluded(absolute, False):
            yield File(absolute, language, "named")
        return
    real = pathlib.Path(absolute)
    try:
        status = real.stat()
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and not _tells_of_nothing(error):
            yield Trouble(absolute, f"not read: {reason(error)}")
            return
        if os.path.islink(absolute):  # noqa: PTH114  `Path` may raise over a name that nothing can have
            yield Trouble(absolute, "not read: this symbolic link leads nowhere")
            return
        raise NoSuchPathError(path) from None
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(absolute, root, excluded, grounds)
        return
    grounds.note(absolute)  # also of what is left out: a run without it would be refused
    if excluded(absolute, False):
        return
    elif not stat.S_ISREG(status.st_mode):
        yield Trouble(absolute, f"not read: it is {kind_of(status)}")
    else:
        language = language_of(absolute) or _language_of_script(real)
        if language is not None:
            yield File(absolute, language, "named")
        elif real.suffix != ".pyi":
            yield Trouble(absolute, "not checked: neither C# nor Python by its name")


def _tells_of_nothing(error: OSError) -> bool:
    """Whether an error says that there is nothing at a path, or, on Windows, that nothing can have such a name."""
    return isinstance(error, FileNotFoundError | NotADirectoryError) or getattr(error, "winerror", None) in _NO_NAME


def _language_of_script(path: pathlib.Path) -> Language | None:
    """Python, for a named file without a suffix whose first line asks for it, as hooks hand them over."""
    if path.suffix:
        return None
    try:
        with path.open("rb") as file:
            first = file.readline(200)
    except OSError:
        return None
    return "python" if first.startswith(b"#!") and b"python" in first else None


def _folder(folder: str, root: pathlib.Path, excluded: Excluded, grounds: Grounds) -> Iterator[File | Trouble]:
    """The sources below a folder, as git sees it, or as they lie there."""
    tree = work_tree(pathlib.Path(folder))
    if tree is None:
        for each in (pathlib.Path(folder), *pathlib.Path(folder).parents):
            grounds.note(str(each), ".git")  # where one comes, git is asked
    listing = git.list_files(folder, grounds) if tree is not None else None
    if listing is None:
        yield from walk(folder, tree or root, excluded, grounds)
        return
    prefix = folder if folder.endswith(os.sep) else folder + os.sep
    for names, tracked in ((listing.tracked, True), (listing.untracked, False)):
        for name in names:
            language = language_of(name)
            if language is not None and not _excluded_within(prefix, name, excluded):
                yield File(prefix + name, language, "tracked" if tracked else "walked")
    for name in listing.links:
        message = judge_link(prefix + name, folder)
        if message is not None and not _excluded_within(prefix, name, excluded):
            yield Trouble(prefix + name, message)
    for name in listing.repositories:
        grounds.note(prefix + name)  # it may be checked out later
        if os.path.exists(os.path.join(prefix + name, ".git")) and not excluded(prefix + name, True):  # noqa: PTH110, PTH118
            yield from _folder(prefix + name, root, excluded, grounds)


def _excluded_within(prefix: str, name: str, excluded: Excluded) -> bool:
    return excluded is not nothing_excluded and excluded(prefix + name, False)

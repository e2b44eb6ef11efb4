"""One run, from paths to findings. The command line and the language server only call this."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import msgspec

from sockslint.findings import Finding
from sockslint.flow.model import Language, Unit
from sockslint.lowering import Frontend, fault, frontend, lower
from sockslint.reports.model import Digest, Notice, in_order
from sockslint.rulebook.model import Rulebook
from sockslint.selection import Selection, exclusion
from sockslint.settings import ConfidenceName, Configuration, Settings, discover, load, override, rule_folders
from sockslint.sources.decoding import binary, decode
from sockslint.sources.discovery import find
from sockslint.sources.model import File, shown
from sockslint.sources.reading import MissingError, UnreadableError, read
from sockslint.sources.root import find_root, folder_of
from sockslint.sources.scan import Words, declared_types, names_in
from sockslint.text import SourceText

if TYPE_CHECKING:
    from sockslint.program import Wanted
    from sockslint.suppressions import Suppressed

#: How often files are sought that declare what the ones at hand name.
_ROUNDS = 3

#: Told as the run goes on: the stage, and how many of how many files are behind it.
Progress: TypeAlias = Callable[[str, int, int], None]


# --- what goes in -----------------------------------------------------------------------------------------------


class Request(msgspec.Struct, frozen=True):
    """What to check, and how.

    `paths` are as the user names them. `root` is the folder that paths are shown relative to. `buffers` holds the
    bytes of files, by absolute path, that are to be taken instead of what is on disk.
    """

    paths: Sequence[str]
    root: pathlib.Path
    configuration: Configuration
    rulebook: Rulebook
    buffers: Mapping[str, bytes] = {}


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
) -> Request:
    """The request for some paths, under the settings in force there: `config` if given, else those found upward from
    the first path, unless the run is `isolated` from all settings. The other options override what the settings say.

    Raises SettingsError and RulebookError.
    """
    from sockslint.rulebook.load import load_rulebook

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
    return Request(
        paths=paths,
        root=find_root(start, found.file.parent if found and found.file else None),
        configuration=configuration,
        rulebook=load_rulebook(rule_folders(configuration)),
        buffers=buffers or {},
    )


class Vocabulary(Protocol):
    """The words of a language that make a file worth reading."""

    def __call__(self, rulebook: Rulebook, language: Language) -> tuple[bytes, ...]:
        """The words."""


class Stages(msgspec.Struct, frozen=True):
    """The stages after reading. Tests put others in their place."""

    vocabulary: Vocabulary
    frontend: Callable[[Language], Frontend]
    wanted_types: Callable[[Sequence[Unit], Sequence[Unit], Rulebook, Language], Wanted]
    judge: Callable[[Sequence[Unit], Rulebook], list[Finding]]


def _vocabulary(rulebook: Rulebook, language: Language) -> tuple[bytes, ...]:
    from sockslint.rulebook.vocabulary import vocabulary

    return vocabulary(rulebook, language)


def _wanted_types(units: Sequence[Unit], speaking: Sequence[Unit], rulebook: Rulebook, language: Language) -> Wanted:
    from sockslint.program import Apis, wanted_types

    return wanted_types(units, speaking, Apis(rulebook.models, language), language)


def _judge(units: Sequence[Unit], rulebook: Rulebook) -> list[Finding]:
    from sockslint.checks import check
    from sockslint.program import link

    return check(link(units, rulebook), rulebook)


STAGES = Stages(_vocabulary, frontend, _wanted_types, _judge)


# --- what comes out ---------------------------------------------------------------------------------------------


class Analysis(msgspec.Struct, frozen=True):
    """How a run went.

    `findings` are to be shown, in order; `suppressed` were silenced in the source. `sources` and `digests` are those
    of the files that the findings and their steps lie in. `rulebook` holds the rules that ran. `failed` tells that a
    fault of ours kept something from being analysed.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    notices: tuple[Notice, ...]
    sources: Mapping[str, SourceText]
    digests: Mapping[str, Digest]
    rulebook: Rulebook
    root: pathlib.Path
    files_checked: int
    failed: bool

    @property
    def exit_status(self) -> int:
        """3 after a fault of ours, else 1 if there are findings, else 0."""
        return 3 if self.failed else 1 if self.findings else 0


# --- the run ----------------------------------------------------------------------------------------------------


def list_files(request: Request) -> list[str]:
    """The files that a request is about, as they are shown. Raises SettingsError and NoSuchPathError."""
    files, _ = find(request.paths, request.root, exclusion(request.configuration), request.buffers)
    return [shown(file.real, request.root) for file in files]


def run(request: Request, *, progress: Progress | None = None, stages: Stages = STAGES) -> Analysis:
    """Check what a request asks for.

    What is wrong with single files is told in the analysis. Raises SettingsError and NoSuchPathError for what is
    wrong with the request itself.
    """
    return _Run(request, progress or (lambda stage, done, total: None), stages).analysis()


class _Run:
    """One run in the making."""

    def __init__(self, request: Request, progress: Progress, stages: Stages) -> None:
        self._request, self._progress, self._stages = request, progress, stages
        self._root = request.root
        self._selection = Selection(request.configuration, request.rulebook, request.root)
        self._limit = request.configuration.settings.max_file_megabytes * 1e6
        self._units: dict[str, Unit] = {}
        self._held: dict[str, tuple[File, bytes]] = {}
        self._notices: list[Notice] = []
        self._checked = 0
        self._failed = False

    def analysis(self) -> Analysis:
        files, troubles = find(
            self._request.paths, self._root, exclusion(self._request.configuration), self._request.buffers
        )
        for trouble in troubles:
            self._notice(trouble.real, trouble.message)
        others = self._lower_what_matters(files)
        self._lower_what_is_wanted(others)
        return self._conclude(self._judge())

    # reading and lowering

    def _lower_what_matters(self, files: Sequence[File]) -> list[File]:
        """Lower the files that hold a word of the vocabulary; the others are returned."""
        words = {
            language: Words(self._stages.vocabulary(self._request.rulebook, language), whole=language == "csharp")
            for language in {file.language for file in files}
        }
        others = []
        for number, file in enumerate(files):
            self._progress("Reading", number, len(files))
            data = self._read(file, silent=False)
            if data is None:
                continue
            self._checked += 1
            if not words[file.language].within(data, file.language):
                others.append(file)
            elif len(data) > self._limit:
                limit = f"{self._limit / 1e6:g} MB (the setting `max-file-megabytes`)"
                self._notice(file.real, f"not analysed: its {len(data) / 1e6:.3g} MB are over the limit of {limit}")
            else:
                self._lower(file, data)
        return others

    def _lower_what_is_wanted(self, others: list[File]) -> None:
        """Lower those of the other files that the linker needs to understand the lowered ones."""
        tables: dict[Language, _Declarations] = {}
        speaking = list(self._units.values())
        for _ in range(_ROUNDS if others else 0):
            wanted: set[File] = set()
            for language in sorted({unit.language for unit in self._units.values()}):
                if language not in tables:
                    tables[language] = self._declarations([file for file in others if file.language == language])
                units = list(self._units.values())
                names = self._stages.wanted_types(units, speaking, self._request.rulebook, language)
                wanted |= tables[language].take(names)
            if not wanted:
                return
            for number, file in enumerate(sorted(wanted)):
                self._progress("Following types", number, len(wanted))
                data = self._read(file, silent=True)
                if data is not None and len(data) <= self._limit:
                    self._lower(file, data)

    def _declarations(self, files: Sequence[File]) -> _Declarations:
        """What the files may declare."""
        found = _Declarations(lambda file: self._read(file, silent=True) or b"")
        for number, file in enumerate(files):
            self._progress("Looking for types", number, len(files))
            found.add(file)
        return found

    def _read(self, file: File, *, silent: bool) -> bytes | None:
        """The bytes of a file; None if there are none worth a look, which is told unless `silent`."""
        data = self._request.buffers.get(file.real)
        try:
            if data is None:
                data = read(file.real, follow=file.origin == "named")
        except UnreadableError as error:
            # What git tracks and the user has deleted is no news.
            if not silent and not (isinstance(error, MissingError) and file.origin == "tracked"):
                self._notice(file.real, f"not read: {error}")
            return None
        if binary(data):
            if not silent:
                self._notice(file.real, "not analysed: it holds NUL characters, so it is no source")
            return None
        return data

    def _lower(self, file: File, data: bytes) -> None:
        path = shown(file.real, self._root)
        lowered = lower(path, data, file.language, self._stages.frontend)
        for line, message, internal in lowered.remarks:
            self._failed = self._failed or internal
            self._notices.append(Notice(path, line, message, "error" if internal else "warning"))
        if lowered.unit is not None:
            self._units[path] = lowered.unit
        self._held[path] = file, data

    # judging

    def _judge(self) -> list[Finding]:
        """The findings of the rules that run, of every confidence."""
        if not self._units:
            return []
        self._progress("Checking", 0, 1)
        units = [unit for _, unit in sorted(self._units.items())]
        rulebook = Rulebook(self._selection.rules, self._request.rulebook.models)
        try:
            findings = self._stages.judge(units, rulebook)
        except Exception as error:
            self._failed = True
            self._notices.append(Notice(None, None, f"nothing was checked: {fault(error)}", "error"))
            self._units.clear()  # or every suppression would be called unused
            return []
        return [finding for finding in findings if self._selection.active(finding.rule, finding.path)]

    def _conclude(self, findings: list[Finding]) -> Analysis:
        suppressed: tuple[Suppressed, ...] = ()
        texts = _Texts(self._held)
        if any(unit.comments for unit in self._units.values()):
            from sockslint.suppressions import suppress

            units = [unit for _, unit in sorted(self._units.items())]
            kept, silenced, extra = suppress(findings, units, texts, self._request.rulebook, self._selection.active)
            findings, suppressed = [*kept, *extra], tuple(silenced)
        visible = in_order(self._selection.graded(each) for each in findings if self._selection.shows(each))
        paths = _paths(visible)
        return Analysis(
            findings=visible,
            suppressed=suppressed,
            notices=tuple(sorted(set(self._notices), key=_order)),
            sources={path: texts[path] for path in paths},
            digests={path: _digest(self._held[path][1]) for path in paths},
            rulebook=Rulebook(self._selection.rules, ()),
            root=self._root,
            files_checked=self._checked,
            failed=self._failed,
        )

    def _notice(self, real: str, message: str) -> None:
        self._notices.append(Notice(shown(real, self._root), None, message, "warning"))


class _Declarations:
    """The types that files declare which are not lowered yet."""

    def __init__(self, read: Callable[[File], bytes]) -> None:
        self._read = read
        self._by_name: dict[str, list[File]] = {}
        self._by_base: dict[str, list[File]] = {}
        self._taken: set[File] = set()

    def add(self, file: File) -> None:
        """Note what a file declares."""
        for name, bases in declared_types(self._read(file), file.language):
            self._by_name.setdefault(name, []).append(file)
            for base in bases:
                self._by_base.setdefault(base, []).append(file)

    def take(self, wanted: Wanted) -> set[File]:
        """The files that declare what is wanted; each comes once."""
        files = {file for name in wanted.always for file in self._by_name.get(name, ())}
        files |= {file for base in wanted.core for file in self._by_base.get(base, ())}
        for names, mentioned in wanted.near:
            maybe = {file for name in names for file in self._by_name.get(name, ())} - files - self._taken
            files |= {file for file in maybe if not names_in(self._read(file), file.language).isdisjoint(mentioned)}
        files -= self._taken
        self._taken |= files
        return files


class _Texts(dict[str, SourceText]):
    """The texts of lowered files, made again from their bytes when they are asked for."""

    def __init__(self, held: Mapping[str, tuple[File, bytes]]) -> None:
        super().__init__()
        self._held = held

    def __missing__(self, path: str) -> SourceText:
        file, data = self._held[path]
        self[path] = decode(data, file.language).source
        return self[path]


def _paths(findings: Iterable[Finding]) -> list[str]:
    """The files that findings and their steps lie in."""
    return sorted({path for each in findings for path in (each.path, *(step.path for step in each.steps))})


def _digest(data: bytes) -> Digest:
    import hashlib  # here: only findings need it

    return Digest(len(data), hashlib.sha256(data).hexdigest())


def _order(notice: Notice) -> Any:
    return notice.path or "", notice.line or 0, notice.message

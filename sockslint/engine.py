"""One run, from paths to findings. The command line and the language server only call this."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import msgspec

from sockslint.analysis import Analysis
from sockslint.facts import Facts, Verdict, digest_of
from sockslint.faults import fault
from sockslint.findings import Finding, Gap, Judgement
from sockslint.flow.model import Language, Unit
from sockslint.lowering import Frontend, Lowered, Task, frontend, lower
from sockslint.reports.model import Digest, Notice, in_order
from sockslint.request import Request
from sockslint.rulebook.model import Rulebook
from sockslint.selection import Selection, exclusion
from sockslint.settings import Doubt
from sockslint.sources.decoding import decode
from sockslint.sources.discovery import find
from sockslint.sources.git import commit_of
from sockslint.sources.model import shown
from sockslint.sources.stamps import Grounds
from sockslint.survey import Look, Survey, state_of
from sockslint.text import SourceText, Span

if TYPE_CHECKING:
    from sockslint.baseline import Entry, Named
    from sockslint.program import Wanted
    from sockslint.suppressions import Suppressed
    from sockslint.workers import Pool

#: Told as the run goes on: the stage, and how many of how many files are behind it.
Progress: TypeAlias = Callable[[str, int, int], None]


class Vocabulary(Protocol):
    """The words of a language that make a file worth reading."""

    def __call__(self, rulebook: Rulebook, language: Language) -> tuple[bytes, ...]:
        """The words."""


class Stages(msgspec.Struct, frozen=True):
    """The stages after reading. Tests put others in their place, and then keep no facts."""

    vocabulary: Vocabulary
    frontend: Callable[[Language], Frontend]
    wanted_types: Callable[[Sequence[Unit], Sequence[Unit], Rulebook, Language], Wanted]
    judge: Callable[[Sequence[Unit], Rulebook], Judgement]


def _vocabulary(rulebook: Rulebook, language: Language) -> tuple[bytes, ...]:
    from sockslint.rulebook.vocabulary import vocabulary

    return vocabulary(rulebook, language)


def _wanted_types(units: Sequence[Unit], speaking: Sequence[Unit], rulebook: Rulebook, language: Language) -> Wanted:
    from sockslint.program import Apis, wanted_types

    return wanted_types(units, speaking, Apis(rulebook.models, language), language)


def _judge(units: Sequence[Unit], rulebook: Rulebook) -> Judgement:
    from sockslint.checks import check
    from sockslint.program import link

    return check(link(units, rulebook), rulebook)


_NO_MEMORY = "nothing was checked: there is not enough memory; set `max-memory-megabytes` lower, or check fewer files"

STAGES = Stages(_vocabulary, frontend, _wanted_types, _judge)


# --- the run ----------------------------------------------------------------------------------------------------


def list_files(request: Request) -> list[str]:
    """The files that a request is about, as they are shown. Raises SettingsError and NoSuchPathError."""
    files, _ = find(request.paths, request.root, exclusion(request.configuration), request.buffers)
    return [shown(file.real, request.root) for file in files]


def run(request: Request, *, progress: Progress | None = None, stages: Stages = STAGES) -> Analysis:
    """Check what a request asks for.

    What is wrong with single files is told in the analysis. Raises SettingsError, NoSuchPathError and
    NoSuchRevisionError for what is wrong with the request itself.
    """
    return _Run(request, progress or (lambda stage, done, total: None), stages).analysis()


class _Run:
    """One run in the making."""

    def __init__(self, request: Request, progress: Progress, stages: Stages) -> None:
        self._request, self._progress, self._stages = request, progress, stages
        self._root = request.root
        self._selection = Selection(request.configuration, request.rulebook, request.root)
        self._limit = request.configuration.settings.max_file_megabytes * 1e6
        self._memory = request.configuration.settings.max_memory_megabytes * 1e6
        self._since = commit_of(request.root, request.diff_base) if request.diff_base is not None else None
        self._vocabulary: dict[Language, tuple[bytes, ...]] = {}
        self._notices: list[Notice] = [_doubted(each, request.root) for each in request.doubts]
        self._failed = False
        self._gaps: set[Gap] = set()
        self._facts = Facts(request.cache)
        self._grounds = Grounds()
        self._survey = Survey(request.root, self._facts, request.buffers, self._notice, self._grounds)
        self._pool: Pool | None = None

    def analysis(self) -> Analysis:
        files, troubles = find(
            self._request.paths,
            self._root,
            exclusion(self._request.configuration),
            self._request.buffers,
            self._grounds,
        )
        for trouble in troubles:
            self._notice(trouble.real, trouble.message)
            self._grounds.sure = False
        for language in sorted({file.language for file in files}):
            self._vocabulary[language] = self._stages.vocabulary(self._request.rulebook, language)
        try:
            self._survey.look(
                files, self._vocabulary, self._name, lambda done: self._progress("Reading", done, len(files))
            )
            return self._conclude(self._verdict())
        finally:
            if self._pool is not None:
                self._pool.close()
            self._facts.close()

    def _name(self) -> bytes:
        """Stands for the paths of the run, and for what decides which of the files below them speak of sockets."""
        from sockslint.editions import lowering_edition

        paths = [os.fsencode(os.path.abspath(path)) for path in (str(self._root), *self._request.paths)]  # noqa: PTH100
        return digest_of([lowering_edition(), *paths, *self._words()])

    def _words(self) -> list[bytes]:
        return [b"\n".join((language.encode(), *words)) for language, words in self._vocabulary.items()]

    # lowering and judging

    def _verdict(self) -> Verdict:
        """What comes of the files, or is known to have come of them."""
        looks = self._survey.looks
        if not any(look.speaks for look in looks):
            return Verdict((), (), ())
        name = self._name_of_verdict(looks) if self._facts.kept else b""
        if self._facts.kept and (known := self._facts.verdict(name)) is not None:
            return known
        from sockslint.gathering import Gathering  # here: most runs of a hook come to nothing

        gathering = Gathering(self._facts, self._survey.bytes_of, self._lower_all, self._progress, self._memory)
        gathering.lower([look for look in looks if look.speaks and look.size <= self._limit])
        gathering.lower_wanted(
            [look for look in looks if not look.speaks and look.size <= self._limit], self._name, self._wanted
        )
        if gathering.left_out:
            self._gaps.add(_without(gathering.left_out, self._memory))
        units = [unit for _, unit in sorted(gathering.units.items())]
        judgement = self._judged(units, gathering.looks)
        outlines, remarks = tuple(map(_outline, units)), tuple(gathering.remarks)
        verdict = Verdict(judgement.findings, outlines, remarks, judgement.gaps)
        lasting = gathering.lasting and not any(gap.internal for gap in verdict.gaps)
        if self._facts.kept and lasting and not self._survey.changed:
            self._facts.keep_verdict(name, verdict)
        return verdict

    def _name_of_verdict(self, looks: Iterable[Look]) -> bytes:
        """Stands for all that a verdict over some files depends on."""
        from sockslint.editions import judging_edition

        # Not the pages, whose paths differ from one installation to the next, while verdicts do not.
        rules = [rule.header for rule in self._selection.rules], self._request.rulebook.models
        settings = [*self._words(), b"%r %r" % (self._limit, self._memory)]
        encoded = msgspec.msgpack.encode(rules, order="deterministic")
        return digest_of([judging_edition(), encoded, *settings, state_of(looks)])

    def _wanted(self, units: Sequence[Unit], speaking: Sequence[Unit], language: Language) -> Wanted:
        """What the linker needs; a fault of ours costs what one file names, or at worst all that is wanted here."""
        from sockslint.isolation import Outcome, isolate, suspect_of
        from sockslint.program import Wanted

        own = {unit.path for unit in speaking}

        def attempt(some: Sequence[Unit]) -> Outcome[Wanted]:
            spoken = [unit for unit in some if unit.path in own]
            try:
                return Outcome(self._stages.wanted_types(some, spoken, self._request.rulebook, language))
            except Exception as error:
                return Outcome(Wanted({}), fault(error), suspect_of(error))

        done = isolate(units, attempt)
        self._gaps |= {Gap(path, None, f"not fully analysed: {said}", internal=True) for path, said in done.faulty}
        if done.fault is not None:
            self._gaps.add(Gap(None, None, f"not everything was analysed: {done.fault}", internal=True))
        return done.result

    def _lower_all(self, tasks: Sequence[Task]) -> Iterable[Lowered]:
        """Lower files, here or in other processes."""
        if len(tasks) > 1 and self._request.jobs != 1 and self._stages.frontend is frontend:
            from sockslint.workers import Pool, sensible_jobs

            jobs = sensible_jobs(tasks, self._request.jobs)
            if jobs > 1:
                self._pool = self._pool or Pool()
                return self._pool.lower(tasks, jobs)
        return (lower(task, self._stages.frontend) for task in tasks)

    def _judged(self, units: Sequence[Unit], looks: Sequence[Look]) -> Judgement:
        """What is judged of all units, or is known to be.

        Each language is a program of its own, so that a change to one costs nothing of another; nor does a change to a
        file that nobody needs to understand the others.
        """
        findings: list[Finding] = []
        gaps = set(self._gaps)
        for language in sorted({unit.language for unit in units}):
            own = sorted((look for look in looks if look.file.language == language), key=lambda look: look.path)
            name = self._name_of_verdict(own) if self._facts.kept else b""
            judgement = self._facts.judgement(name) if self._facts.kept else None
            if judgement is None:
                judgement = self._judge([unit for unit in units if unit.language == language])
                lasting = not self._survey.changed and not any(gap.internal for gap in judgement.gaps)
                if self._facts.kept and lasting:
                    self._facts.keep_judgement(name, judgement)
            findings += judgement.findings
            gaps |= set(judgement.gaps)
        findings.sort(key=lambda finding: (finding.path, finding.span, finding.rule))
        return Judgement(tuple(findings), tuple(sorted(gaps, key=lambda gap: gap.order)))

    def _judge(self, units: Sequence[Unit]) -> Judgement:
        """The findings of the rules that run, of every confidence, and what could not be judged."""
        if not units:
            return Judgement(())
        from sockslint.isolation import Outcome, isolate, suspect_of

        self._progress("Checking", 0, 1)
        rulebook = Rulebook(self._selection.rules, self._request.rulebook.models)

        def attempt(some: Sequence[Unit]) -> Outcome[Judgement]:
            try:
                judgement = self._judge_linked(some, rulebook)
            except MemoryError:  # trying again takes as much
                return Outcome(Judgement((), (Gap(None, None, _NO_MEMORY, internal=True),)))
            except Exception as error:
                return Outcome(Judgement(()), f"nothing was checked: {fault(error)}", suspect_of(error))
            wide = (gap.message for gap in judgement.gaps if gap.internal and gap.path is None)
            return Outcome(judgement, next(wide, None))

        done = isolate(units, attempt)
        gaps = {Gap(path, None, f"not analysed, as with it {said}", internal=True) for path, said in done.faulty}
        if done.fault is not None:
            gaps.add(Gap(None, None, done.fault, internal=True))
        gaps |= set(done.result.gaps)
        return Judgement(done.result.findings, tuple(sorted(gaps, key=lambda gap: gap.order)))

    def _judge_linked(self, units: Sequence[Unit], rulebook: Rulebook) -> Judgement:
        """Judge units that are one program, here or in other processes, too. Raises what linking raises."""
        jobs = self._request.jobs
        if len(units) > 1 and jobs != 1 and self._stages.judge is _judge:
            from sockslint.companions import processors
            from sockslint.gathering import memory_of
            from sockslint.judging import judge

            most = min(processors(), int(self._memory // memory_of(units))) if jobs is None else jobs
            return judge(units, rulebook, most, at_once=jobs is not None)
        return self._stages.judge(units, rulebook)

    # what comes of it

    def _conclude(self, verdict: Verdict) -> Analysis:
        looks = self._survey.looks
        for look in looks:
            if look.speaks and look.size > self._limit:
                limit = f"{self._limit / 1e6:g} MB (the setting `max-file-megabytes`)"
                size = f"{look.size / 1e6:.3g} MB"
                self._notice(look.file.real, f"not analysed: its {size} are over the limit of {limit}")
        for path, (line, message, internal) in verdict.remarks:
            self._failed = self._failed or internal
            self._notices.append(Notice(path, line, message, "error" if internal else "warning"))
        texts = _Texts(looks, self._survey.bytes_of)
        for path, span, message, internal in map(msgspec.structs.astuple, verdict.gaps):
            self._failed = self._failed or internal
            line = texts[path].line_of(span.start) if path is not None and span is not None else None
            self._notices.append(Notice(path, line, message, "error" if internal else "warning"))
        findings = [each for each in verdict.findings if self._selection.active(each.rule, each.path)]
        suppressed: tuple[Suppressed, ...] = ()
        if any(unit.comments for unit in verdict.units):
            from sockslint.suppressions import suppress

            kept, silenced, extra = suppress(
                findings, verdict.units, texts, self._request.rulebook, self._selection.active
            )
            if self._failed:  # what would be silenced may not have been found
                extra = [each for each in extra if each.kind != "unused"]
            findings, suppressed = [*kept, *extra], tuple(silenced)
        self._facts.close()
        shown, hidden = self._named(findings, texts)
        baseline = None
        if self._request.known is not None:
            from sockslint.baseline import compare

            baseline = compare(shown, hidden, self._request.known, self._coverage(verdict))
            shown = list(baseline.new)
        shown = self._since_revision(shown, texts)
        visible = self._fixed([each.finding for each in shown], texts)
        if self._failed or self._survey.changed or self._facts.notes or not self._repeatable():
            self._grounds.sure = False
        paths = _paths(visible)
        return Analysis(
            findings=visible,
            fingerprints=tuple(each.fingerprint for each in shown),
            baseline=baseline,
            suppressed=suppressed,
            notices=tuple(sorted(set(self._notices), key=_order)),
            sources={path: texts[path] for path in paths},
            digests={path: _digest(texts.data(path)) for path in paths},
            rulebook=Rulebook(self._selection.rules, ()),
            root=self._root,
            in_project=self._request.in_project,
            files_checked=len(looks),
            failed=self._failed,
            grounds=self._grounds,
            asides=tuple(self._facts.notes),
        )

    def _repeatable(self) -> bool:
        """Whether the request stands for the same at another time, as long as the files are the same."""
        return not self._request.buffers and self._request.known is None and self._request.diff_base is None

    def _named(self, findings: Sequence[Finding], texts: _Texts) -> tuple[list[Named], list[str]]:
        """The findings to be shown, by name, and the names of those that are not sure enough.

        All are named together, or the confidence that is asked for would change the names of twins.
        """
        if not findings:
            return [], []
        from sockslint.baseline import Named
        from sockslint.conventions import Conventions
        from sockslint.fingerprints import fingerprints

        ordered = in_order(map(self._selection.graded, findings))
        conventions = Conventions(self._root, self._request.rulebook)
        shown, hidden = [], []
        for finding, fingerprint in zip(ordered, fingerprints(ordered, texts), strict=True):
            graded = conventions.graded(finding) if self._request.editorconfig else finding
            if graded is not None and self._selection.shows(graded):
                shown.append(Named(graded, fingerprint))
            else:
                hidden.append(fingerprint)
        self._notices += [_doubted(doubt, self._root) for doubt in conventions.doubts]
        return shown, hidden

    def _fixed(self, findings: list[Finding], texts: _Texts) -> tuple[Finding, ...]:
        """The findings with their fixes, if those are asked for."""
        if not self._request.fixes or not findings:
            return tuple(findings)
        from sockslint.fixes import with_fixes

        def source_of(path: str) -> tuple[SourceText, Language]:
            return texts[path], texts.language(path)

        def tell(finding: Finding, error: Exception) -> None:
            self._failed = True
            line = texts[finding.path].line_of(finding.span.start)
            message = f"no fix was made for {finding.rule}: {fault(error)}"
            self._notices.append(Notice(finding.path, line, message, "error"))

        return tuple(with_fixes(findings, self._request.rulebook, source_of, tell))

    def _coverage(self, verdict: Verdict) -> Callable[[Entry], bool]:
        """Whether the run would have found an entry of a baseline, were its finding still there."""
        unsure = {unit.path for unit in verdict.units if unit.problems} | {path for path, _ in verdict.remarks}
        unsure |= {look.path for look in self._survey.looks if look.size > self._limit}
        unsure |= {gap.path for gap in verdict.gaps if gap.path is not None}
        all_over = any(gap.path is None for gap in verdict.gaps)
        looked_at = {look.path for look in self._survey.looks}
        asked = [pathlib.Path(os.path.abspath(path)) for path in self._request.paths]  # noqa: PTH100

        def covers(entry: Entry) -> bool:
            if self._failed or all_over or entry.path in unsure or not self._selection.active(entry.rule, entry.path):
                return False
            real = self._root / entry.path
            gone = any(real.is_relative_to(path) for path in asked) and _is_gone(real)
            return entry.path in looked_at or gone

        return covers

    def _since_revision(self, named: list[Named], texts: _Texts) -> list[Named]:
        """Those with a place, their own or a step's, that has changed since the revision asked for."""
        if self._since is None:
            return named
        from sockslint.sources.changes import Changes

        paths = _paths(each.finding for each in named)
        changes = Changes(self._root, self._since, {path: texts[path] for path in paths})
        return [each for each in named if any(changes.touch(*place) for place in _places(each.finding))]

    def _notice(self, real: str, message: str) -> None:
        self._notices.append(Notice(shown(real, self._root), None, message, "warning"))


def _is_gone(real: pathlib.Path) -> bool:
    """Whether there is surely nothing at a path: in a folder that is closed there may be."""
    try:
        real.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False


class _Texts(dict[str, SourceText]):
    """The texts of files by path, made from their bytes when they are asked for."""

    def __init__(self, looks: Iterable[Look], bytes_of: Callable[[Look], bytes]) -> None:
        super().__init__()
        self._looks = {look.path: look for look in looks}
        self._bytes_of = bytes_of

    def data(self, path: str) -> bytes:
        return self._bytes_of(self._looks[path])

    def language(self, path: str) -> Language:
        return self._looks[path].file.language

    def __missing__(self, path: str) -> SourceText:
        self[path] = decode(self.data(path), self.language(path)).source
        return self[path]


def _without(left_out: Sequence[str], memory: float) -> Gap:
    """Tells that there was no room for files that would have helped to understand others."""
    from sockslint.gathering import limit_shown
    from sockslint.reports.display import counted

    others = counted(len(left_out) - 1, "other file")
    files = f"{left_out[0]} and {others} were" if len(left_out) > 1 else f"{left_out[0]} was"
    said = f"{files} not looked into, as the run would take over {limit_shown(memory)}"
    return Gap(None, None, f"not everything was analysed: {said}")


def _doubted(doubt: Doubt, root: pathlib.Path) -> Notice:
    """The notice of what the settings say in vain."""
    return Notice(shown(str(doubt.path), root) if doubt.path else None, doubt.line, doubt.message, "warning")


def _outline(unit: Unit) -> Unit:
    """What directives need of a unit."""
    return Unit(unit.path, unit.language, comments=unit.comments, problems=unit.problems)


def _paths(findings: Iterable[Finding]) -> list[str]:
    """The files that findings and their steps lie in."""
    return sorted({path for each in findings for path in (each.path, *(step.path for step in each.steps))})


def _places(finding: Finding) -> Iterator[tuple[str, Span]]:
    yield finding.path, finding.span
    yield from ((step.path, step.span) for step in finding.steps)


def _digest(data: bytes) -> Digest:
    import hashlib  # here: only findings need it

    return Digest(len(data), hashlib.sha256(data).hexdigest())


def _order(notice: Notice) -> Any:
    return notice.path or "", notice.line or 0, notice.message

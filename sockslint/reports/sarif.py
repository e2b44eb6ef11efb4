"""The report as SARIF 2.1.0, for code scanning services and editors.

What a service tracks a finding by is `partialFingerprints`, under the scheme of :mod:`sockslint.fingerprints`.
GitHub's own ``primaryLocationLineHash`` is left out: its upload action computes it, and warns of any other value.
Everything is in a fixed order and nothing tells the time, so the same findings make the same log.
"""

from __future__ import annotations

import os.path
import re
from pathlib import Path, PurePath
from urllib.parse import quote

from sockslint import fingerprints
from sockslint.findings import Finding, Fix, Step
from sockslint.reports.encoding import encode
from sockslint.reports.model import Notice, Origin, Report
from sockslint.reports.sarif_tool import Object, driver, sentence, taxonomies
from sockslint.text import SourceText, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LANGUAGES = {".cs": "csharp", ".csx": "csharp", ".py": "python"}

# A line of a minified file may be megabytes long: context longer than this is left out.
_CONTEXT_LINES = 1
_CONTEXT_BYTES = 4000

#: What may stand for itself in a path's segment (RFC 3986, 3.3). The colon may not in the first of a relative address.
_STANDS_FOR_ITSELF = "/!$&'()*+,;=@"

_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(report: Report) -> str:
    """The whole report as one SARIF log of one run."""
    return encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_Run(report).described()]})


def _provenance(origin: Origin) -> Object:
    """Where the files come from, for a reader who has to fetch them."""
    details: Object = {"repositoryUri": origin.address, "mappedTo": {"uriBaseId": _ROOT}}
    return details | ({"revisionId": origin.commit} if origin.commit else {})


class _Run:
    """One run: what its parts need to refer to each other by index."""

    def __init__(self, report: Report) -> None:
        self.report = report
        pageless = {finding.rule for finding in report.findings} - {rule.id for rule in report.rulebook.rules}
        self.rules = sorted((*report.rulebook.rules, *map(report.rule, pageless)), key=lambda rule: rule.id)
        self.rule_index = {rule.id: at for at, rule in enumerate(self.rules)}
        paths = sorted({finding.path for finding in report.findings})
        self.artifact_index = {path: at for at, path in enumerate(paths)}
        self.artifact_locations: dict[str, Object] = {}

    def described(self) -> Object:
        """The run object."""
        report = self.report
        run: Object = {"tool": {"driver": driver(self.rules, report.version)}}
        if weaknesses := taxonomies(self.rules):
            run["taxonomies"] = weaknesses
        run["invocations"] = [self._invocation()]
        if report.origin is None and report.in_project:
            root = file_uri(report.root)
            run["originalUriBaseIds"] = {_ROOT: {"uri": root if root.endswith("/") else f"{root}/"}}
        elif report.origin is not None:
            run["versionControlProvenance"] = [_provenance(report.origin)]
        run["artifacts"] = [self._artifact(path) for path in self.artifact_index]
        run["columnKind"] = "utf16CodeUnits"
        run["newlineSequences"] = ["\r\n", "\n", "\r"]
        run["results"] = [self._result(*named) for named in report.named()]
        return run

    # --- the run as a process ---------------------------------------------------------------------------------

    def _invocation(self) -> Object:
        report = self.report
        failed = report.exit_status not in (0, 1) or any(notice.level == "error" for notice in report.notices)
        invocation: Object = {"executionSuccessful": not failed, "exitCode": report.exit_status}
        if report.arguments:
            invocation["arguments"] = report.arguments
        invocation["toolExecutionNotifications"] = [self._notification(notice) for notice in report.notices]
        return invocation

    def _notification(self, notice: Notice) -> Object:
        notification: Object = {"level": notice.level, "message": {"text": _plain(sentence(notice.message))}}
        if notice.path is not None:
            place: Object = {"artifactLocation": self._artifact_location(notice.path)}
            if notice.line is not None:
                place["region"] = {"startLine": notice.line}
            notification["locations"] = [{"physicalLocation": place}]
        return notification

    # --- files ------------------------------------------------------------------------------------------------

    def _artifact(self, path: str) -> Object:
        artifact: Object = {"location": self._uri(path), "roles": ["resultFile"]}
        if digest := self.report.digests.get(path):
            artifact |= {"length": digest.length, "hashes": {"sha-256": digest.sha256}}
        if language := _LANGUAGES.get(PurePath(path).suffix.lower()):
            artifact["sourceLanguage"] = language
        return artifact

    def _artifact_location(self, path: str) -> Object:
        """A file by its address, and by its place among the artifacts if it is one of them."""
        if path not in self.artifact_locations:
            location = self._uri(path)
            if path in self.artifact_index:
                location["index"] = self.artifact_index[path]
            self.artifact_locations[path] = location
        return self.artifact_locations[path]

    def _uri(self, path: str) -> Object:
        """A file by its address relative to the project's root, or by its absolute one if it lies elsewhere."""
        bare = not self.report.in_project and self.report.origin is None
        if bare or Path(path).is_absolute() or ".." in PurePath(path).parts:
            whole = Path(os.path.normpath(self.report.root / path))
            if bare or not whole.is_relative_to(self.report.root):
                return {"uri": file_uri(whole)}
            path = whole.relative_to(self.report.root).as_posix()
        return {"uri": _encoded(path), "uriBaseId": _ROOT}

    # --- results ----------------------------------------------------------------------------------------------

    def _result(self, finding: Finding, fingerprint: str) -> Object:
        source = self.report.sources[finding.path]
        place: Object = {
            "artifactLocation": self._artifact_location(finding.path),
            "region": _region(source, finding.span),
        }
        if context := _context_region(source, finding.span):
            place["contextRegion"] = context
        location: Object = {"physicalLocation": place}
        if finding.symbol:
            location["logicalLocations"] = [{"fullyQualifiedName": finding.symbol, "kind": "function"}]
        text = f"{_plain(sentence(finding.message))} {_plain(sentence(finding.advice))}"

        result: Object = {
            "ruleId": finding.rule,
            "ruleIndex": self.rule_index[finding.rule],
            "level": finding.severity,
            "message": {"text": text},
            "locations": [location],
        }
        if len(finding.steps) > 1:
            result["codeFlows"] = [{"threadFlows": [{"locations": self._flow(finding.steps)}]}]
        elif finding.steps and (finding.steps[0].path, finding.steps[0].span) != (finding.path, finding.span):
            # A path of one step is no flow, and a related place is shown only where the message links to it.
            (step,) = finding.steps
            result["message"] = {"text": f"{text} See: [{_link_text(_plain(step.message))}](1)."}
            result["relatedLocations"] = [{"id": 1, **self._step(step)}]
        if finding.fixes:
            result["fixes"] = [self._fix(finding, fix) for fix in finding.fixes]
        if self.report.against_baseline:
            result["baselineState"] = "new"  # known ones are left out: services show them, whatever their state
        result["partialFingerprints"] = {fingerprints.SCHEME: fingerprint}
        result["properties"] = {
            "confidence": finding.confidence.label,
            "kind": finding.kind,
            "subject": finding.subject,
        }
        return result

    def _fix(self, finding: Finding, fix: Fix) -> Object:
        source = self.report.sources[finding.path]
        replacements = []
        for edit in fix.edits:
            replacement: Object = {"deletedRegion": _place(source, edit.span)}
            if edit.text:
                replacement["insertedContent"] = {"text": edit.text}
            replacements.append(replacement)
        location = self._artifact_location(finding.path)
        return {
            "description": {"text": _plain(sentence(fix.title))},
            "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
        }

    def _flow(self, steps: tuple[Step, ...]) -> list[Object]:
        ends = (0, len(steps) - 1)
        return [
            {"location": self._step(step), "importance": "essential" if at in ends else "important"}
            for at, step in enumerate(steps)
        ]

    def _step(self, step: Step) -> Object:
        region = _region(self.report.sources[step.path], step.span)
        return {
            "physicalLocation": {"artifactLocation": self._artifact_location(step.path), "region": region},
            "message": {"text": _plain(step.message)},
        }


def _encoded(path: str) -> str:
    """A path with ``/`` as part of an address: only what must be is percent-encoded, so that readers who compare
    addresses as text find ``a+b@1`` where they wrote it."""
    return quote(path.encode("utf-8", "surrogateescape"), safe=_STANDS_FOR_ITSELF)


def file_uri(path: PurePath) -> str:
    """The ``file`` address of an absolute path (``/srv/a``, ``C:\\a``, ``\\\\host\\share\\a``)."""
    drive, rest = path.drive.replace("\\", "/"), path.as_posix()[len(path.drive) :]
    if drive.startswith("//"):
        return f"file:{_encoded(drive)}{_encoded(rest)}"
    return f"file:///{drive}{_encoded(rest)}" if drive else f"file://{_encoded(rest)}"


def _region(source: SourceText, span: Span) -> Object:
    return {**_place(source, span), "snippet": {"text": source.slice(span)}}


def _place(source: SourceText, span: Span) -> Object:
    region = source.region(span, "utf16")
    return {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _context_region(source: SourceText, span: Span) -> Object | None:
    """The whole lines around a span, or None where they would be too long or no more than the span itself."""
    first = max(1, source.line_of(span.start) - _CONTEXT_LINES)
    last = min(len(source.line_starts), source.line_of(span.end) + _CONTEXT_LINES)
    whole = Span(source.line_span(first).start, source.line_span(last).end)
    if whole == span or whole.end - whole.start > _CONTEXT_BYTES:
        return None
    return _region(source, whole)


def _plain(text: str) -> str:
    """Text as one line in which nothing can be taken for a link, as ``handlers[0](n)``, or a placeholder, as ``{0}``.

    The standard would have every brace doubled, but no known viewer undoes that where there is no placeholder.
    """
    return _PLACEHOLDER.sub(r"{{\1}}", " ".join(text.split()).replace("](", "] ("))


def _link_text(text: str) -> str:
    """Text to stand between the brackets of a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")

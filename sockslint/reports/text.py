"""The report for a person at a terminal: each finding with its source, its path through the code, and what to do.

::

    src/Server.cs:42:17: error SOCK101 zero-byte-receive
      Nothing looks for the end of the stream here, so `client` stays open.
         |
      41 |     {
      42 |         int n = client.EndReceive(result);
         |                 ^^^^^^^^^^^^^^^^^^^^^^^^^
      43 |         Handle(buffer, n);
         |
      1. src/Server.cs:42:17: yields 0 once the peer has closed
         42 | int n = client.EndReceive(result);
      2. src/Server.cs:44:9: is armed again
         44 | client.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, client);

      help: Close the connection when `EndReceive` yields 0.
      more: sockslint --explain SOCK101

Only a path is followed by a blank line, so that a finding is seen as one thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from sockslint.findings import Confidence, Finding, Severity, Step
from sockslint.replay import nothing_found
from sockslint.reports.display import counted, one_line, visible, wrap
from sockslint.reports.frame import Row, first_row, frame
from sockslint.reports.model import Report
from sockslint.text import SourceText, Span

# Prose wider than this is hard to read, and source narrower than that is no longer code.
_PROSE = 100
_NARROWEST = 40

_CONTEXT = 2
_INDENT = "  "
_HELP, _MORE = "help: ", "more: "
_SEVERITY_COLOUR: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "note": "1;36"}


def render(report: Report) -> str:
    """Every finding, a blank line between them, and a line that counts them."""
    page = _Page(report)
    blocks = ["\n".join(page.finding(finding)) for finding in report.findings]
    return "\n\n".join([*blocks, page.summary()]) + "\n"


class _Page:
    """How one report looks: its width, and its colours if it has any."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.width = max(_NARROWEST, report.width)

    def finding(self, finding: Finding) -> Iterator[str]:
        """The lines of one finding, none of them ended."""
        source = self.report.sources[finding.path]
        colour = _SEVERITY_COLOUR[finding.severity]
        yield self._headline(finding, colour)
        for line in wrap(finding.message, self._prose(_INDENT)):
            yield _INDENT + line
        yield from self._frame(frame(source, finding.span, self._room(source, _INDENT), _CONTEXT), colour)
        if finding.steps:
            yield from self._path(finding.steps)
            yield ""
        yield from self._help(finding)

    def summary(self) -> str:
        """How many findings there are, in how many files, of how many."""
        findings = self.report.findings
        if not findings:
            return self._painted(nothing_found(self.report.files_checked), "1;32")
        files = len({finding.path for finding in findings})
        checked = f"{counted(self.report.files_checked, 'file')} checked"
        return self._painted(f"{counted(len(findings), 'finding')} in {counted(files, 'file')}; {checked}", "1")

    def _headline(self, finding: Finding, colour: str) -> str:
        place = self._painted(self._place(finding.path, finding.span), "1")
        kind = f"{self._painted(finding.severity, colour)} {self._painted(finding.rule, '1')}"
        line = f"{place}: {kind} {self.report.rule(finding.rule).name}".rstrip()
        return line if finding.confidence is Confidence.HIGH else f"{line} ({finding.confidence.label} confidence)"

    def _frame(self, rows: list[Row | None], caret: str) -> Iterator[str]:
        """Numbered rows, with carets in that colour under what is marked."""
        gutter = max(len(str(row.number)) for row in rows if row)
        margin = _INDENT + self._painted(f"{'':>{gutter}} |", "2")
        yield margin
        for row in rows:
            if row is None:
                yield _INDENT + self._painted(f"{'...':>{gutter}}", "2")
                continue
            yield _INDENT + self._row(row, gutter)
            if row.marked is not None:
                start, size = row.caret_span
                yield f"{margin} {' ' * start}{self._painted('^' * size, caret)}"
        yield margin

    def _path(self, steps: tuple[Step, ...]) -> Iterator[str]:
        """The steps, each with the line of code where it happens."""
        digits = len(str(len(steps)))
        inner = " " * (len(_INDENT) + digits + len(". "))
        sources = [self.report.sources[step.path] for step in steps]
        gutter = max(len(str(source.line_of(step.span.start))) for source, step in zip(sources, steps, strict=True))
        room = self.width - len(inner) - gutter - len(" | ")
        rows = [first_row(source, step.span, room) for source, step in zip(sources, steps, strict=True)]
        for number, (step, row) in enumerate(zip(steps, rows, strict=True), 1):
            label = self._painted(f"{number:>{digits}}.", "1")
            yield f"{_INDENT}{label} {self._place(step.path, step.span)}: {one_line(step.message)}"
            yield inner + self._row(row, gutter)

    def _row(self, row: Row, gutter: int) -> str:
        code = row.before + (self._painted(row.marked, "1") if row.marked else "") + row.after
        margin = self._painted(f"{row.number:>{gutter}} |", "2")
        return f"{margin} {code}" if code else margin

    def _help(self, finding: Finding) -> Iterator[str]:
        label = self._painted(_HELP, "1;32")
        for line in wrap(finding.advice, self._prose(_INDENT + _HELP)):
            yield _INDENT + label + line
            label = " " * len(_HELP)
        if self.report.rule(finding.rule).page:
            yield f"{_INDENT}{self._painted(_MORE, '2')}sockslint --explain {finding.rule}"

    def _place(self, path: str, span: Span) -> str:
        region = self.report.sources[path].region(span)
        return f"{visible(path)}:{region.start_line}:{region.start_column}"

    def _prose(self, indent: str) -> int:
        return min(self.width, _PROSE) - len(indent)

    def _room(self, source: SourceText, indent: str) -> int:
        """The columns that are left for code beside the indent and the widest line number of a source."""
        return self.width - len(indent) - len(f"{len(source.line_starts)} | ")

    def _painted(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.report.colour else text

"""The report as JUnit's XML, for services that show nothing but test results: each finding is a test that failed.

A run without findings is one test that passed, since some services take a report without tests for a failure.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from sockslint.findings import Finding
from sockslint.reports.annotation import annotation
from sockslint.reports.display import one_line, visible
from sockslint.reports.model import Report

# What visible text may hold and XML may not.
_NO_XML = re.compile("[\ufffe\uffff]")


def render(report: Report) -> str:
    """A suite of one test for each finding, or of one that passed."""
    tests = [_failed(report, finding) for finding in report.findings]
    if not tests:
        tests = [f"    <testcase{_attributes(classname='sockslint', name='no findings', time='0')}/>"]
    counts = {"tests": len(tests), "failures": len(report.findings), "errors": 0, "time": 0}
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<testsuites{_attributes(name='sockslint', **counts)}>",
            f"  <testsuite{_attributes(name='sockslint', **counts)}>",
            *tests,
            "  </testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _failed(report: Report, finding: Finding) -> str:
    region = report.sources[finding.path].region(finding.span)
    path = visible(finding.path)
    name = f"{finding.rule} {report.rule(finding.rule).name} at {region.start_line}:{region.start_column}"
    test = _attributes(classname=path, name=name, file=path, line=region.start_line, time="0")
    failure = _attributes(message=one_line(finding.message), type=finding.severity)
    text = escape(_NO_XML.sub("\ufffd", annotation(report, finding)))
    return f"    <testcase{test}>\n      <failure{failure}>{text}</failure>\n    </testcase>"


def _attributes(**values: object) -> str:
    return "".join(f" {key}={quoteattr(_NO_XML.sub(chr(0xFFFD), str(value)))}" for key, value in values.items())

"""A name for each finding that outlives edits elsewhere, for baselines and for services that track findings.

A fingerprint holds no line number, so code may move. It changes with the rule, the path, the enclosing function, the
connection, or the flagged code itself (but not with that code's white space).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from sockslint.findings import Finding
from sockslint.text import SourceText

#: The name of this way to compute fingerprints. Another way needs another number, or every known finding looks new.
SCHEME = "sockslint/v1"


def fingerprints(findings: Iterable[Finding], sources: Mapping[str, SourceText]) -> list[str]:
    """One fingerprint for each finding, in the order given; no two are the same.

    Findings that agree in all that is hashed are told apart by counting them, so hand in all of a file's findings
    together, in the order of their places.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        code = "".join(sources[finding.path].slice(finding.span).split())
        identity = (finding.rule, finding.path, finding.symbol, finding.subject, code)
        occurrence = seen[identity]
        seen[identity] += 1
        # NUL cannot stand in a path, and in code only as data, so it keeps neighbouring parts apart.
        whole = "\0".join((*identity, str(occurrence))).encode("utf-8", "surrogatepass")
        result.append(hashlib.sha256(whole).hexdigest()[:32])
    return result

"""The page that says where a fleet's bugs are: by rule, by repository, and what could not be checked."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from string import Template
from urllib.parse import quote

from sockslint.fleet.model import Checked

_MOST = 200

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sockslint: $total findings in $repositories repositories</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884; overflow-wrap: anywhere }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
</style>
<h1>$total findings in $repositories repositories</h1>
<p>$files files read in $seconds seconds of processor time by sockslint $version. $failed could not be checked.</p>
<h2>By rule</h2>
$rules
<h2>By repository</h2>
$places
$failures
</html>
""")


def render_summary(records: Iterable[Checked], version: str) -> str:
    """The page about these records."""
    rules: Counter[tuple[str, str]] = Counter()
    owners: dict[tuple[str, str], set[str]] = {}
    places: list[tuple[int, Checked]] = []
    failures: list[Checked] = []
    files, seconds, count = 0, 0.0, 0
    for record in records:
        count += 1
        files, seconds = files + record.files, seconds + record.seconds
        if record.error is not None:
            failures.append(record)
        elif record.rows:
            places.append((len(record.rows), record))
        for row in record.rows:
            rule = (row.rule, row.name)
            rules[rule] += 1
            owners.setdefault(rule, set()).add(record.repository.name)
    places.sort(key=lambda place: (-place[0], place[1].repository.name))
    by_rule = [(id_, name, number, len(owners[id_, name])) for (id_, name), number in sorted(rules.items())]
    return _PAGE.substitute(
        total=f"{rules.total():,}",
        repositories=f"{count:,}",
        files=f"{files:,}",
        seconds=f"{seconds:,.0f}",
        version=html.escape(version),
        failed=f"{len(failures):,}" if failures else "None",
        rules=_table(("rule", "", "findings", "repositories"), by_rule),
        places=_places(places),
        failures=_failures(failures),
    )


def _places(places: Sequence[tuple[int, Checked]]) -> str:
    rows = []
    for number, record in places[:_MOST]:
        rules = ", ".join(sorted({row.rule for row in record.rows}))
        rows.append((_link(record), rules, number))
    more = f"<p>And {len(places) - _MOST:,} more, in findings.parquet.</p>" if len(places) > _MOST else ""
    return _table(("repository", "rules", "findings"), rows) + more


def _failures(failures: Sequence[Checked]) -> str:
    if not failures:
        return ""
    rows = [(record.repository.source, record.error or "") for record in failures]
    return "<h2>Not checked</h2>\n" + _table(("repository", "why"), rows)


class _Markup(str):
    """Text that is HTML already."""


def _link(record: Checked) -> _Markup:
    target = quote(f"sarif/{record.repository.name}.sarif")
    return _Markup(f'<a href="{target}">{html.escape(record.repository.source)}</a>')


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [_line("th", heads, heads)]
    lines += [_line("td", heads, row) for row in rows]
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _line(tag: str, heads: Sequence[str], cells: Sequence[object]) -> str:
    parts = []
    for head, cell in zip(heads, cells, strict=True):
        number = isinstance(cell, int) or (tag == "th" and head in ("findings", "repositories"))
        text = f"{cell:,}" if isinstance(cell, int) else cell if isinstance(cell, _Markup) else html.escape(str(cell))
        parts.append(f'<{tag} class="n">{text}</{tag}>' if number else f"<{tag}>{text}</{tag}>")
    return f"<tr>{''.join(parts)}</tr>"

"""The page for a browser, as a browser has it: nothing of the sources obeyed, its script at work."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from sockslint.reports import render
from sockslint.reports.model import Report
from tests.reports.test_report_services import HOSTILE, PATH, hostile

__all__ = ["hostile"]  # the fixture

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


def loaded(page: str, folder: Path) -> str:
    """What a browser makes of a page once its script has run, as HTML."""
    if BROWSER is None:
        pytest.skip("needs Chromium")
    file = folder / "report.html"
    file.write_text(page, "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [BROWSER, *options, "--window-size=1400,900", file.as_uri()], capture_output=True, timeout=120, check=True
    )
    return done.stdout.decode("utf-8")


def test_it_is_whole_in_itself(report: Report) -> None:
    page = render("html", report)
    assert not re.search(r"""(?:src|href)=["'](?!#|https://)""", page)
    assert not re.search(r"<(?:link|img|iframe|base)\b|@import|url\(", page)
    assert "default-src 'none'" in page


def test_nothing_of_the_sources_is_obeyed(hostile: Report) -> None:
    page = render("html", hostile)
    assert "<img" not in page
    assert page.count("<script>") == 1
    assert "alert(1)" in page
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_a_rules_page_is_not_obeyed_either(hostile: Report) -> None:
    (first, *_), models = hostile.rulebook.rules, hostile.rulebook.models
    page = f"# {HOSTILE}\n\n[a](javascript:alert(1)) ![b](http://e/f) <script>alert(2)</script>\n"
    header = msgspec.structs.replace(first.header, id="SOCK101")
    rule = msgspec.structs.replace(first, header=header, page=page)
    changed = msgspec.structs.replace(hostile, rulebook=type(hostile.rulebook)((rule,), models))
    written = render("html", changed)
    assert 'href="javascript:' not in written
    assert "<img" not in written
    assert written.count("<script>") == 1


def test_in_a_browser(report: Report, tmp_path: Path) -> None:
    page = loaded(render("html", report), tmp_path)
    assert "7 of 7 shown</output>" in page  # its policy lets its script run
    assert page.count("<article") == 7
    assert page.count('class="current"') == 1
    assert re.search(r'<section id="rule-SOCK501" tabindex="-1" hidden="">', page)  # another rule's
    assert re.search(r'<section id="rule-SOCK101" tabindex="-1">', page)


def test_a_hostile_page_in_a_browser(hostile: Report, tmp_path: Path) -> None:
    page = loaded(render("html", hostile), tmp_path)
    assert "1 of 1 shown</output>" in page
    assert "<img" not in page
    assert PATH.split("<")[0] in page

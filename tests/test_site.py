"""The documentation site: it has every page, says what the repository's pages say, and no link in it is dead."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt

from sockslint.rulebook.load import load_rulebook
from tests.requirement import require
from website.commonmark import for_generator
from website.links import LinkError, relinked
from website.rules import sections_about
from website.site import HOME, ROOT, SECTIONS, SiteError, addresses, build, navigation, pages

RULE_IDS = [rule.id for rule in load_rulebook().rules]

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLOCKS = frozenset(("h1", "h2", "h3", "h4", "p", "li", "pre", "td", "th", "br"))
_COUNTED = ("h1", "h2", "h3", "h4", "li", "pre", "td", "th", "img", "strong", "em", "a")


class Reader(HTMLParser):
    """Reads a page: what it links to, what it can be linked at, what it loads, and what its article holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.tags: Counter[str] = Counter()
        self._text: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.words = "".join(self._text).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.anchors.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("img", "script", "source", "iframe") and "src" in given:
            self.loaded.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "preconnect"):
            self.loaded.append(given["href"])
        if tag not in _VOID:
            self._open.append((tag, given.get("class", "")))
        if self._is_said():
            self._text.append(" " * (tag in _BLOCKS))
            if tag in _COUNTED and (tag != "a" or "href" in given):
                self.tags[tag] += 1
            if re.fullmatch(r"h\d", tag):
                self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        self._text.append(" " * (tag in _BLOCKS))
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_said():
            self._text.append(data)

    def _is_said(self) -> bool:
        """Whether this is the page's own text, and not what the generator puts around it."""
        added = ("headerlink", "filename", "md-source-file", "md-content__button", "md-nav")
        inside = any(tag == "article" for tag, _ in self._open)
        return inside and not any(part in kind for _, kind in self._open for part in added)


class Built(NamedTuple):
    folder: Path

    @cache  # noqa: B019 - the folder is the key, and there is one
    def page(self, place: str) -> Reader:
        return Reader((self.folder / place).read_text("utf-8"))

    def places(self) -> Iterator[str]:
        return (path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*.html")))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    require(None if importlib.util.find_spec("zensical") else "needs zensical")
    return Built(build(tmp_path_factory.mktemp("website")).parent)


# --- links --------------------------------------------------------------------------------------------------------


def test_no_link_is_dead(site: Built) -> None:
    dead = []
    for place in site.places():
        for link in site.page(place).links:
            address = urlsplit(link)
            if address.scheme:
                if address.scheme not in ("https", "http", "mailto") or not (address.netloc or address.path):
                    dead.append(f"{place}: {link}")
                continue
            target = (site.folder / place).parent / unquote(address.path) if address.path else site.folder / place
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or not target.resolve().is_relative_to(site.folder.resolve()):
                dead.append(f"{place}: {link}")
            elif address.fragment and target.suffix == ".html":
                anchors = site.page(target.resolve().relative_to(site.folder.resolve()).as_posix()).anchors
                if unquote(address.fragment) not in anchors:
                    dead.append(f"{place}: {link}")
    assert dead == []


def test_pages_load_nothing_from_elsewhere(site: Built) -> None:
    for place in site.places():
        for address in site.page(place).loaded:
            assert not urlsplit(address).netloc, f"{place}: {address}"
            assert ((site.folder / place).parent / address).is_file(), f"{place}: {address}"


# --- what pages say -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [place for place, _ in pages()])
def test_a_page_says_what_its_source_says(site: Built, place: str) -> None:
    text = dict(pages())[place].text
    read = Reader(f"<article>{MarkdownIt('commonmark').enable('table').render(text)}</article>")
    made = site.page(place.replace(".md", ".html"))
    assert made.words == read.words
    assert made.tags == read.tags


def test_headings_are_whole(site: Built) -> None:
    for place in site.places():
        page = site.page(place)
        assert page.headings[0] == 1, place
        assert page.headings.count(1) == 1, place
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(lower <= upper + 1 for upper, lower in steps), place
        assert [anchor for anchor, times in Counter(page.anchors).items() if times > 1] == [], place


@pytest.mark.parametrize("rule", [rule for rule in RULE_IDS if rule != "SOCK001"])
def test_a_rules_page_has_its_evidence(rule: str) -> None:
    evidence = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    (page,) = (page.text for place, page in pages() if place.startswith(f"rules/{rule}-"))
    (section, *_) = sections_about(rule, evidence)
    assert section in page
    assert "### Programs of the laboratory\n" in page


# --- which pages there are ------------------------------------------------------------------------------------------


def _named(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for each in entry.values():
            yield from _named(each)
    elif isinstance(entry, list):
        for each in entry:
            yield from _named(each)


def test_every_page_is_in_the_navigation_once(site: Built) -> None:
    named = list(_named(navigation()))
    assert sorted(named) == sorted(place for place, _ in pages())
    assert sorted(named) == sorted(place.replace(".html", ".md") for place in site.places())
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= addresses().keys()


def test_a_page_without_a_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "new.md").write_text("# New\n")
    with pytest.raises(SiteError, match=r"^docs/new\.md: not in the site; give it a place in SECTIONS"):
        navigation(tmp_path)
    (tmp_path / "docs" / "new.md").unlink()
    with pytest.raises(SiteError, match=r"README\.md.* docs/ci\.md.*: not there; take it out of SECTIONS"):
        navigation(tmp_path)


# --- the two dialects -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("- a\n  b\n", "- a\n    b\n"),
        ("text\n- a\n", "text\n\n- a\n"),
        ("1. a\n   - b\n\n     c\n", "1. a\n\n    - b\n\n        c\n"),
        ("- a\n\n  ```toml\n  x = 1\n\n    y = 2\n  ```\n", "- a\n\n    ```toml\n    x = 1\n\n      y = 2\n    ```\n"),
        ("- a\nlazy\n", "- a\n    lazy\n"),
        (
            "```python bad\na\nb  # expect: SOCK101\n```\n",
            '```python title="bad" hl_lines="2"\na\nb  # expect: SOCK101\n```\n',
        ),
        ("```csharp bad\n- a\n  b\n```\n", '```csharp title="bad"\n- a\n  b\n```\n'),
    ],
)
def test_lists_and_fences_are_put_as_the_generator_reads_them(written: str, made: str) -> None:
    assert for_generator(written) == made


def test_links_lead_to_the_same_thing_from_the_page() -> None:
    places = {"README.md": "index.md", "docs/ci.md": "ci.md", "rules/A.md": "rules/A.md"}
    kept = "[d](https://e/f.md) [g](#h)\n\n```md\n[i](../README.md)\n```\n"
    text = f"[a](../rules/A.md#why) `[b](../README.md)` [`c`](../README.md) {kept}"
    moved = f"[a](rules/A.md#why) `[b](../README.md)` [`c`](index.md) {kept}"
    assert relinked(text, "docs/ci.md", "ci.md", places, ROOT) == moved
    assert relinked("[a](../docs/ci.md)", "rules/A.md", "rules/A.md", places, ROOT) == "[a](../ci.md)"
    there = relinked("[a](LICENSE) [b](tests)", HOME, "index.md", places, ROOT)
    assert re.fullmatch(r"\[a\]\(https://.*/blob/main/LICENSE\) \[b\]\(https://.*/tree/main/tests\)", there)
    with pytest.raises(LinkError, match=r"^README\.md: there is no docs/none\.md$"):
        relinked("[a](docs/none.md)", HOME, "index.md", places, ROOT)


def test_sections_name_no_file_twice() -> None:
    named = [file for section in SECTIONS.values() for file in section]
    assert len(named) == len(set(named))

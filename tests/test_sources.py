"""Finding, reading and decoding sources, whatever the tree holds."""

from __future__ import annotations

import contextlib
import errno
import ntpath
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import NoReturn

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sockslint.facts import Facts
from sockslint.flow.model import Language
from sockslint.sources import discovery, git, ignoring, reading
from sockslint.sources import walk as walking
from sockslint.sources.decoding import BinaryError, decode
from sockslint.sources.discovery import NoSuchPathError, find
from sockslint.sources.ignoring import Patterns, gitignore
from sockslint.sources.model import File, shown
from sockslint.sources.reading import MissingError, UnreadableError, read
from sockslint.sources.root import project_of
from sockslint.sources.scan import Declared, surface_of
from sockslint.sources.stamps import Grounds, stamp_of
from sockslint.sources.words import Words, binary
from sockslint.survey import Survey

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs what only POSIX file systems have")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder without git, and outside of any work tree."""
    gitignore.cache_clear()
    return tmp_path


@pytest.fixture
def repository(tree: Path) -> Path:
    git_in(tree, "init", "-q")
    return tree


def git_in(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x = 1\n")


def found(folder: Path, *paths: str | Path, root: Path | None = None) -> list[str]:
    files, _ = find([str(path) for path in paths or (folder,)], root or folder)
    return [shown(file.real, root or folder) for file in files]


def troubles(folder: Path, *paths: str | Path) -> dict[str, str]:
    _, met = find([str(path) for path in paths or (folder,)], folder)
    return {shown(trouble.real, folder): trouble.message for trouble in met}


# --- which files ------------------------------------------------------------------------------------------------


def test_sources_are_known_by_suffix(tree: Path) -> None:
    write(tree, "a.cs", "b.csx", "c.py", "D.PY", "e.pyi", "f.txt", "g", "h.cshtml")
    assert found(tree) == ["D.PY", "a.cs", "b.csx", "c.py"]


def test_each_file_comes_once_however_often_it_is_named(tree: Path) -> None:
    write(tree, "a/b.py")
    assert found(tree, tree, tree / "a", tree / "a" / "b.py", tree / "a" / ".." / "a" / "b.py") == ["a/b.py"]


def test_a_path_that_does_not_exist_is_refused(tree: Path) -> None:
    with pytest.raises(NoSuchPathError) as error:
        find([str(tree / "a.py")], tree)
    assert error.value.path == str(tree / "a.py")


def test_named_files_that_are_no_sources(tree: Path) -> None:
    write(tree, "a.txt", "b.pyi", "d")
    (tree / "c").write_text("#!/usr/bin/env python3\n")
    named = [tree / name for name in ("a.txt", "b.pyi", "c", "d")]
    assert found(tree, *named) == ["c"]
    other = "not checked: neither C# nor Python by its name"
    assert troubles(tree, *named) == {"a.txt": other, "d": other}


def test_excludes_hold_for_named_files_too(tree: Path) -> None:
    write(tree, "a.py", "gen/b.py", "gen/deep/c.py")
    patterns = Patterns(["gen/"], str(tree))

    def excluded(real: str, folder: bool) -> bool:
        return patterns.match(real, folder=folder)

    named, _ = find([str(tree / "a.py"), str(tree / "gen" / "b.py")], tree, excluded)
    walked, _ = find([str(tree)], tree, excluded)
    assert [shown(file.real, tree) for file in named] == ["a.py"]
    assert [shown(file.real, tree) for file in walked] == ["a.py"]


def test_buffers_need_no_file(tree: Path) -> None:
    files, met = find([str(tree / "new.py")], tree, buffers={str(tree / "new.py")})
    assert [shown(file.real, tree) for file in files] == ["new.py"]
    assert not met


# --- walking without git ----------------------------------------------------------------------------------------


def test_hidden_and_vendored_folders_are_left_out(tree: Path) -> None:
    write(tree, ".venv/a.py", "node_modules/b.py", "bin/c.cs", "obj/d.cs", "__pycache__/e.py", "src/.f.py", "src/g.py")
    assert found(tree) == ["src/.f.py", "src/g.py"]
    assert found(tree, tree / "bin") == ["bin/c.cs"]  # named, so wanted


def test_what_python_keeps_where_csharp_is_built(tree: Path) -> None:
    write(tree, "bin/Debug/net8.0/a.cs", "bin/serve.py", "bin/parts/b.py")
    assert found(tree) == ["bin/parts/b.py", "bin/serve.py"]


def test_nested_gitignore_files_are_honoured(tree: Path) -> None:
    write(tree, "a.py", "out/b.py", "src/c_gen.py", "src/keep_gen.py", "src/deep/d_gen.py", "src/deep/e.py")
    (tree / ".gitignore").write_text("/out/\n*_gen.py\n")
    (tree / "src" / ".gitignore").write_text("!keep_gen.py\ndeep/e.py\n")
    assert found(tree) == ["a.py", "src/keep_gen.py"]


def test_gitignore_files_above_count_unless_they_ignore_what_was_named(tree: Path) -> None:
    write(tree, "src/a.py", "src/b_gen.py", "build/c.py")
    (tree / ".gitignore").write_text("build/\n*_gen.py\n")
    assert found(tree, tree / "src") == ["src/a.py"]
    assert found(tree, tree / "build") == ["build/c.py"]


IGNORING = {
    "folders taken back, and files": "*\n!*/\n!*.py\n",
    "folders at one level taken back": "/*\n!/src/\n",
    "a folder taken back": "out/\n!src/out/\n",
    "a folder and a file in it that cannot be taken back": "src\n!src/a.py\n",
    "what a folder holds": "src/out/*\n!src/out/b.py\n",
    "at any depth": "**/out/*\n!**/out/deep/\n",
    "taken back and ignored again": "*.py\n!*.py\nb.py\n",
    "letters of either case": "[Oo]ut/\n",
    "comments, blanks and escapes": "# src\n\n\\!x.py\n  \n/a.py \n",
}


@pytest.mark.parametrize("lines", IGNORING.values(), ids=IGNORING)
def test_a_walk_finds_what_git_lists(tree: Path, lines: str) -> None:
    write(tree, "a.py", "!x.py", "src/a.py", "src/out/b.py", "src/out/deep/c.py", "out/b.py", "out/deep/d.py")
    (tree / ".gitignore").write_text(lines)
    walked = found(tree)
    git_in(tree, "init", "-q")
    assert walked == found(tree)


@posix_only
def test_what_is_no_file_is_passed_over_with_a_word(tree: Path) -> None:
    write(tree, "a.py")
    os.mkfifo(tree / "pipe.py")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(tree)  # the name of a socket may not be long
        try:
            listener.bind("sock.cs")
        finally:
            os.chdir(here)
    (tree / "folder.py").mkdir()
    assert found(tree) == ["a.py"]
    words = {"pipe.py": "not read: it is a named pipe", "sock.cs": "not read: it is a socket"}
    assert troubles(tree) == words
    assert troubles(tree, tree / "pipe.py", tree / "sock.cs") == words
    assert troubles(tree, "/dev/null") == {"/dev/null": "not read: it is a device"}


@posix_only
def test_links_are_not_followed(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, "secret.py")
    write(tree, "src/a.py")
    links: dict[str, str | Path] = {
        "src/loop": "..",
        "self.py": "self.py",
        "dangling.py": "nowhere",
        "dangling": "nowhere",
        "again.py": "src/a.py",
        "again": "src",
        "out": outside,
        "out.py": outside / "secret.py",
        "README": outside / "secret.py",
    }
    for name, target in links.items():
        (tree / name).symlink_to(target)
    assert found(tree) == ["src/a.py"]
    leads_out = "not followed: this symbolic link leads out of the folder being checked"
    met = troubles(tree)
    assert "symbolic links" in met.pop("self.py")
    assert met == {
        "src/loop": "not followed: this symbolic link leads back to a folder around it",
        "dangling.py": "not read: this symbolic link leads nowhere",
        "out": leads_out,
        "out.py": leads_out,
    }


@posix_only
def test_a_named_link_is_followed(tree: Path) -> None:
    write(tree, "a.py")
    (tree / "b.py").symlink_to("a.py")
    (tree / "c.py").symlink_to("nowhere")
    assert found(tree, tree / "b.py", tree / "c.py") == ["b.py"]
    assert troubles(tree, tree / "c.py") == {"c.py": "not read: this symbolic link leads nowhere"}


@posix_only
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_entered(tree: Path) -> None:
    write(tree, "a.py", "shut/b.py")
    (tree / "shut").chmod(0)
    try:
        assert found(tree) == ["a.py"]
        assert troubles(tree) == {"shut": "this folder could not be entered: permission denied"}
    finally:
        (tree / "shut").chmod(0o700)


@posix_only
@pytest.mark.parametrize("name", ["line\nbreak.py", "sp ace [x].py", "漢字.py", "-rf.py", "a:b.py", '"quoted".py'])
def test_odd_names(repository: Path, name: str) -> None:
    write(repository, name)
    assert found(repository) == [name]
    git_in(repository, "add", ".")
    assert found(repository) == [name]


@posix_only
def test_a_name_of_undecodable_bytes(repository: Path) -> None:
    try:
        (repository / os.fsdecode(b"bad\xff.py")).write_text("")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert found(repository) == ["bad\\xff.py"]


# --- as git sees it ---------------------------------------------------------------------------------------------


def test_git_decides_in_a_work_tree(repository: Path) -> None:
    write(repository, "a.py", "b.py", "ignored.py", ".hidden/c.py", "bin/tool.py", "gone.py")
    (repository / ".gitignore").write_text("ignored.py\n")
    (repository / ".git" / "info" / "exclude").write_text("b.py\n")
    git_in(repository, "add", ".")
    git_in(repository, "rm", "-q", "--cached", "gone.py")
    (repository / "gone.py").unlink()
    write(repository, "new.py")
    assert found(repository) == [".hidden/c.py", "a.py", "bin/tool.py", "new.py"]
    assert found(repository, repository / "bin") == ["bin/tool.py"]


def test_an_ignored_folder_can_be_named(repository: Path) -> None:
    write(repository, "build/a.py", "src/b.py")
    (repository / ".gitignore").write_text("build/\n")
    assert found(repository) == ["src/b.py"]
    assert found(repository, repository / "build") == ["build/a.py"]


def test_an_empty_work_tree(repository: Path) -> None:
    assert found(repository) == []


def test_submodules_and_nested_repositories_are_entered(repository: Path) -> None:
    for name in ("inner", "stray"):
        write(repository, f"{name}/a.py", f"{name}/ignored.py")
        (repository / name / ".gitignore").write_text("ignored.py\n")
        git_in(repository / name, "init", "-q")
        git_in(repository / name, "add", ".")
        git_in(repository / name, "commit", "-q", "-m", "one")
    git_in(repository, "-c", "advice.addEmbeddedRepo=false", "add", "inner")
    assert found(repository) == ["inner/a.py", "stray/a.py"]


@posix_only
def test_a_tracked_link_out_of_the_tree(repository: Path) -> None:
    (repository / "passwd.py").symlink_to("/etc/passwd")
    git_in(repository, "add", ".")
    assert found(repository) == []
    assert troubles(repository) == {
        "passwd.py": "not followed: this symbolic link leads out of the folder being checked"
    }


@posix_only
def test_nothing_that_a_checkout_configures_is_run(repository: Path) -> None:
    write(repository, "a.py")
    trap = repository / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {repository}/sprung\n")
    trap.chmod(0o755)
    git_in(repository, "add", ".")
    with (repository / ".git" / "config").open("a") as config:
        config.write(f'[core]\n\tfsmonitor = "{trap}"\n[alias]\n\tls-files = "!{trap}"\n')
    assert found(repository) == ["a.py"]
    assert not (repository / "sprung").exists()


def test_the_environment_of_a_hook_does_not_mislead(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, "a.py")
    other = tmp_path_factory.mktemp("other")
    git_in(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    assert found(repository) == ["a.py"]


@posix_only
def test_a_folder_that_is_named_git_is_none(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = git.program()
    projects = tmp_path_factory.mktemp("projects")
    (projects / "git").mkdir()
    monkeypatch.setenv("PATH", f"{projects}{os.pathsep}{os.environ['PATH']}")
    assert git.program() == before


@pytest.mark.parametrize("path", ["", "relative"])
def test_without_git_the_folder_is_walked(repository: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    write(repository, "a.py", "ignored.py", ".git/hooks/b.py")
    (repository / ".gitignore").write_text("ignored.py\n")
    monkeypatch.setenv("PATH", path)
    assert git.list_files(str(repository)) is None
    assert found(repository) == ["a.py"]


# --- names ------------------------------------------------------------------------------------------------------


def test_a_project_is_the_work_tree_else_the_folder_of_the_settings(repository: Path) -> None:
    write(repository, "service/a.py")
    assert project_of(repository / "service", repository / "service") == repository
    (repository / ".git").rename(repository / "git")
    assert project_of(repository / "service", repository / "service") == repository / "service"
    assert project_of(repository / "service", None) is None


def test_what_lies_outside_the_root_is_shown_whole(tree: Path) -> None:
    assert shown(str(tree / "a" / "b.py"), tree / "a") == "b.py"
    assert shown(str(tree / "ab" / "c.py"), tree / "a") == (tree / "ab" / "c.py").as_posix()


# --- on Windows -------------------------------------------------------------------------------------------------


def as_on_windows(monkeypatch: pytest.MonkeyPatch, module: ModuleType, **names: object) -> None:
    """Have a module see the system as Windows, by an `os` of its own with some other names in it."""
    own = ModuleType("os")
    vars(own).update(vars(os), name="nt", **names)
    monkeypatch.setattr(module, "os", own)


def test_patterns_are_expanded_where_no_shell_does(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_on_windows(monkeypatch, discovery)
    write(tree, "a.py", "b.py", "c.cs", "[x]/d.py", "x/e.py")
    grounds = Grounds()
    files, _ = find([str(tree / "?.py"), str(tree / "[x]" / "*")], tree, grounds=grounds)
    assert [shown(file.real, tree) for file in files] == ["[x]/d.py", "a.py", "b.py"]
    assert not grounds.sure
    with pytest.raises(NoSuchPathError) as error:
        find([str(tree / "*.csx")], tree)
    assert error.value.path == str(tree / "*.csx")


def test_a_file_may_be_named_like_a_pattern(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("not there")
    write(tree, "?.py", "a.py")
    assert found(tree, tree / "?.py") == ["?.py"]
    as_on_windows(monkeypatch, discovery)
    assert found(tree, tree / "?.py") == ["?.py"]


@pytest.mark.parametrize("number", [123, 161])
def test_a_name_that_nothing_can_have_is_refused(tree: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        error = OSError(errno.EINVAL, "The filename, directory name, or volume label syntax is incorrect")
        error.winerror = number  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(NoSuchPathError):
        find([str(tree / "a|b.py")], tree)


def test_a_name_in_the_index_that_is_no_utf_8_stops_nothing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def strict(name: bytes) -> str:
        return name.decode("utf-8", "surrogatepass")

    write(repository, "é.py")
    listing = git.listing(str(repository))
    assert listing is not None
    monkeypatch.setattr(git, "listing", lambda _: b"caf\xe9.py\0" + listing)
    as_on_windows(monkeypatch, git, fsdecode=strict)
    names = git.list_files(str(repository))
    assert names is not None
    assert names.untracked == ["caf\ufffd.py", "é.py"]


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        (f"C:\\{'x' * 300}.py", rf"\\?\C:\{'x' * 300}.py"),
        (rf"\\server\share\{'x' * 300}.py", rf"\\?\UNC\server\share\{'x' * 300}.py"),
        (rf"\\?\C:\{'x' * 300}.py", rf"\\?\C:\{'x' * 300}.py"),
        ("C:\\x.py", "C:\\x.py"),
    ],
)
def test_a_long_path_is_opened_by_its_longest_form(monkeypatch: pytest.MonkeyPatch, path: str, opened: str) -> None:
    asked: list[str] = []

    def ask(name: str, _: int) -> NoReturn:
        asked.append(name)
        raise FileNotFoundError

    as_on_windows(monkeypatch, reading, open=ask)
    with pytest.raises(MissingError):
        read(path, follow=False)
    assert asked == [opened]


class Junction:
    """An entry of a folder as Windows shows a junction."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self.name, self.path = entry.name, entry.path

    def is_symlink(self) -> bool:
        return False

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return True

    def stat(self, *, follow_symlinks: bool = True) -> SimpleNamespace:
        return SimpleNamespace(st_reparse_tag=0xA0000003)


@posix_only
def test_junctions_are_links(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, "secret.py")
    write(tree, "src/a.py")
    for name, target in {"src/loop": tree, "out": outside}.items():
        (tree / name).symlink_to(target)

    @contextlib.contextmanager
    def scandir(folder: str) -> Iterator[Iterator[object]]:
        with os.scandir(folder) as entries:
            yield (Junction(entry) if entry.is_symlink() else entry for entry in entries)

    as_on_windows(monkeypatch, walking, scandir=scandir)
    assert found(tree) == ["src/a.py"]
    assert troubles(tree) == {
        "src/loop": "not followed: this symbolic link leads back to a folder around it",
        "out": "not followed: this symbolic link leads out of the folder being checked",
    }


def test_patterns_hold_whatever_parts_a_path_and_whatever_the_case_of_its_base(monkeypatch: pytest.MonkeyPatch) -> None:
    as_on_windows(monkeypatch, ignoring, sep="\\", path=ntpath)
    patterns = Patterns(["/src/out/", "*.g.cs"], r"C:\Work")
    assert patterns.match(r"C:\Work\src\out", folder=True)
    assert patterns.match(r"c:\work\src\out\a.py")
    assert patterns.match(r"c:\work\src\a.g.cs")
    assert not patterns.match(r"C:\Work\out", folder=True)


def test_a_text_is_held_for_its_file_whatever_the_case_of_letters(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, "A.py")
    monkeypatch.setattr(os.path, "normcase", str.lower)
    files, _ = find([str(tree / "new.PY")], tree, buffers={str(tree / "New.py")})
    assert [file.real for file in files] == [str(tree / "new.PY")]
    buffers = {str(tree / "a.py"): b"recv"}
    survey = Survey(tree, Facts(False), buffers, lambda *_: None, Grounds())
    survey.look([File(str(tree / "A.py"), "python", "named")], {"python": (b"recv",)}, bytes, lambda _: None)
    assert [(look.path, look.data) for look in survey.looks] == [("A.py", b"recv")]


def test_a_stamp_fits_into_64_bits() -> None:
    status = SimpleNamespace(st_size=1, st_mtime_ns=2, st_ctime_ns=3, st_ino=(5 << 64) | 4)
    assert stamp_of(status) == (1, 2, 3, 4)  # type: ignore[arg-type]
    largest = stamp_of(SimpleNamespace(**{**vars(status), "st_ino": 2**128 - 1}))  # type: ignore[arg-type]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(largest), type=tuple[int, int, int, int]) == largest


# --- reading ----------------------------------------------------------------------------------------------------


@posix_only
def test_reading(tree: Path) -> None:
    write(tree, "a.py")
    (tree / "link.py").symlink_to("a.py")
    os.mkfifo(tree / "pipe.py")
    assert read(str(tree / "a.py"), follow=False) == b"x = 1\n"
    assert read(str(tree / "link.py"), follow=True) == b"x = 1\n"
    with pytest.raises(UnreadableError, match="it is a symbolic link"):
        read(str(tree / "link.py"), follow=False)
    with pytest.raises(UnreadableError, match="it is a named pipe"):
        read(str(tree / "pipe.py"), follow=True)
    with pytest.raises(UnreadableError, match="it is a folder"):
        read(str(tree), follow=True)
    with pytest.raises(MissingError, match="it vanished before it was read"):
        read(str(tree / "b.py"), follow=True)


@posix_only
def test_a_file_too_large_to_be_a_source_is_not_read(tree: Path) -> None:
    with (tree / "a.py").open("wb") as file:
        file.truncate(3_000_000_000)  # sparse: it takes no room
    with pytest.raises(UnreadableError, match="it is 3,000 MB large"):
        read(str(tree / "a.py"), follow=True)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs a file that does not tell its size")
def test_a_file_that_does_not_tell_its_size() -> None:
    assert b"Name:" in read("/proc/self/status", follow=True)


# --- decoding ---------------------------------------------------------------------------------------------------

TEXT = "s = 'é漢🙂'\n"


@pytest.mark.parametrize("language", ["csharp", "python"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_marked_encodings(language: Language, encoding: str) -> None:
    mark = "\ufeff" if encoding.endswith("-be") else ""
    data = (mark + TEXT).encode(encoding)
    assert not binary(data)
    decoded = decode(data, language)
    assert (decoded.source.text, decoded.remark) == (TEXT, None)


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("# -*- coding: gbk -*-\n", "gbk"),
        ("#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n", "latin-1"),
        ("\n\t# coding: koi8-r\n", "koi8-r"),
    ],
)
def test_coding_lines(line: str, encoding: str) -> None:
    text = line + {"gbk": "s = '漢字'\n", "latin-1": "s = 'é'\n", "koi8-r": "s = 'да'\n"}[encoding]
    decoded = decode(text.encode(encoding), "python")
    assert (decoded.source.text, decoded.remark) == (text, None)


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "zlib", "idna", "punycode", "unicode_escape", "../../x"])
def test_coding_lines_that_name_no_encoding_of_text(name: str) -> None:
    decoded = decode(f"# coding: {name}\nx = 1\n".encode(), "python")
    assert decoded.source.text == f"# coding: {name}\nx = 1\n"
    if name != "../../x":  # which is not even the form of a name
        assert decoded.remark == f"not in the encoding {name!r} that its coding line names: read as UTF-8"


def test_a_coding_line_further_down_is_none() -> None:
    assert decode("x = 1\n# coding: gbk\ns = 'é'\n".encode(), "python").source.text.endswith("'é'\n")
    assert decode('// coding: gbk\nvar s = "é";\n'.encode(), "csharp").source.text.endswith('"é";\n')


def test_old_code_pages_are_guessed() -> None:
    chinese = '// 关闭连接之后再次接收数据\nvar s = "客户端";\n'
    western = "// Müller schließt für später die Verbindung, déjà vu\n"
    for language in ("csharp", "python"):
        assert decode(chinese.encode("gbk"), language)[1] == "not valid UTF-8: read as GB 18030"
        assert decode(chinese.encode("gbk"), language).source.text == chinese
        assert decode(western.encode("cp1252"), language)[1] == "not valid UTF-8: read as Windows-1252"
        assert decode(western.encode("cp1252"), language).source.text == western
    assert decode(b"x \x81 y", "csharp").remark == "not valid UTF-8: read as Latin-1"


def test_broken_wide_text_is_read_all_the_same() -> None:
    decoded = decode(b"\xff\xfea\x00\x00\xd8", "csharp")
    assert (decoded.source.text, decoded.remark) == ("a\ufffd", "not valid UTF-16-LE: read with replacements")


def test_nul_is_no_text() -> None:
    assert binary(b"MZ\0\0")
    with pytest.raises(BinaryError):
        decode(b"x = 1\n" * 1000 + b"\0", "python")
    with pytest.raises(BinaryError):
        decode("\ufeffa\0".encode("utf-16-le"), "csharp")


@given(st.binary(max_size=200), st.sampled_from(["csharp", "python"]))
def test_decoding_never_fails(data: bytes, language: Language) -> None:
    try:
        source = decode(data, language).source
    except BinaryError:
        return
    assert source.data.decode("utf-8", "surrogatepass") == source.text


# --- scanning ---------------------------------------------------------------------------------------------------


def test_words_are_found_in_every_encoding() -> None:
    words = Words([b"EndReceive", b"recv"])
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gbk", "latin-1"):
        assert words.within("int n = s.EndReceive(r);".encode(encoding), "csharp")
        assert not words.within("int n = s.BeginReceive(r);".encode(encoding), "csharp")
    assert not words.within(b"", "python")


def test_no_words_at_all() -> None:
    assert not Words([]).within(b"anything", "python")


def test_declared_types() -> None:
    text = """
        public sealed class A<T> : B { }
        struct C { } interface I { } enum E { } record R(int X); record struct S; record class K;
        class\t@event { }
        class\n    Below { }
        partial class Größe { }
        where T : class
        // a first class citizen
    """
    names = {declared.name for declared in surface_of(text.encode(), "csharp").types}
    assert names >= {"A", "C", "I", "E", "R", "S", "K", "event", "Below", "Größe", "citizen"}
    assert surface_of("\ufeffclass A { }".encode("utf-16-le"), "csharp").types == [Declared("A", frozenset())]


@pytest.mark.parametrize(
    ("language", "text", "bases"),
    [
        ("csharp", "class A : B, C<D> { E f; }", {"B", "C", "D"}),
        ("csharp", "sealed class A<T>(int x, F y) : B(x) where T : C { E f; }", {"B", "x", "where", "T", "C"}),
        ("csharp", "record A(E X);", set()),
        ("csharp", "class A { B f = c ? d : e; }", set()),
        ("python", "class A(b.B, metaclass=C):\n    d = E", {"b", "B", "metaclass", "C"}),
        ("python", "class A:\n    b = (C)", set()),
    ],
)
def test_what_stands_among_the_bases_of_a_type(language: Language, text: str, bases: set[str]) -> None:
    assert surface_of(text.encode(), language).types == [Declared("A", frozenset(bases))]


def test_whole_words() -> None:
    words = Words([b"Socket", b"SocketError", b".Connected"], whole=True)
    for text in (b"a Socket b", b"Socket", b"[SocketError]", b"line.Connected"):
        assert words.within(text, "csharp"), text
    for text in (b"SocketJack", b"_Socket", b"MySocketError", b"line.ConnectedAt", "Socketé".encode()):
        assert not words.within(text, "csharp"), text


@pytest.mark.parametrize("spoil", [lambda name: name[:-1], lambda name: name + "/"])
def test_listing_a_folder_that_is_none(tree: Path, spoil: Callable[[str], str]) -> None:
    assert git.list_files(spoil(str(tree / "nothing"))) is None

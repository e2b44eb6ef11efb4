"""Where in a TOML text a key stands. tomllib does not say, and an error message needs it."""

from __future__ import annotations

from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """The line (from 1) of the key or array element at `path` in a valid TOML text.

    Of a path that is not there, the line of its longest beginning that is; 1 if there is none.
    """
    lines = _Scanner(text).scan()
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """Walks a TOML text that tomllib has accepted, and notes where each key and element begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._arrays: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip(" \t\r\n"):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _header(self) -> Path:
        is_array = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if is_array else 1
        path: Path = ()
        keys = self._key()
        for position, key in enumerate(keys):
            path = (*path, key)
            last = position == len(keys) - 1
            if last and is_array:
                self._arrays[path] = self._arrays.get(path, -1) + 1
            if path in self._arrays:
                self._note(path, start)
                path = (*path, self._arrays[path])
        self._note(path, start)
        self.at = self._end_of_line()
        return path

    def _pair(self, table: Path) -> None:
        start = self.at
        path = table
        for key in self._key():
            path = (*path, key)
            self._note(path, start)
        self.at += 1  # the equals sign
        self._value(path)

    def _key(self) -> list[str]:
        """A dotted key; stops at what follows it."""
        keys = []
        while True:
            self._skip(" \t")
            if self.text[self.at] in "\"'":
                keys.append(self._string()[1:-1])
            else:
                start = self.at
                while self.text[self.at].isalnum() or self.text[self.at] in "-_":
                    self.at += 1
                keys.append(self.text[start : self.at])
            self._skip(" \t")
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _value(self, path: Path) -> None:
        self._skip(" \t")
        first = self.text[self.at]
        if first in "\"'":
            self._string()
        elif first == "[":
            self.at += 1
            number = 0
            while self._skip(" \t\r\n,") and self.text[self.at] != "]":
                self._note((*path, number), self.at)
                self._value((*path, number))
                number += 1
            self.at += 1
        elif first == "{":
            self.at += 1
            while self._skip(" \t\r\n,") and self.text[self.at] != "}":
                self._pair(path)
            self.at += 1
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}#\n":
                self.at += 1

    def _string(self) -> str:
        start = self.at
        mark = self.text[start]
        quote = mark * 3 if self.text.startswith(mark * 3, start) else mark
        self.at += len(quote)
        while not self.text.startswith(quote, self.at):
            self.at += 2 if mark == '"' and self.text[self.at] == "\\" else 1
        self.at += len(quote)
        while len(quote) == 3 and self.text.startswith(mark, self.at):  # a quote right before the closing ones
            self.at += 1
        return self.text[start : self.at]

    def _skip(self, blanks: str) -> bool:
        """Go past blanks and comments; false at the end of the text."""
        while self.at < len(self.text):
            if self.text[self.at] in blanks:
                self.at += 1
            elif self.text[self.at] == "#":
                self.at = self._end_of_line()
            else:
                return True
        return False

    def _end_of_line(self) -> int:
        end = self.text.find("\n", self.at)
        return len(self.text) if end < 0 else end

    def _note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, self.text.count("\n", 0, at) + 1)

"""Synthetic source trees, the same for the same numbers: for growth curves, and where no public repository is at hand.

python -m bench.trees FOLDER --files N [--share 0.02] [--language csharp] [--functions 12]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

Language = Literal["csharp", "python"]

#: Files a folder, as large repositories have them.
_BREADTH = 50

_CSHARP_PLAIN = """\
        public int Method{n}(int[] values, string name)
        {{
            int total = {n};
            foreach (int value in values)
            {{
                if (value > total && name != null) total += value; else total -= {n};
            }}
            return total;
        }}
"""
_CSHARP_SOCKET = """\
        public void Pump{n}(System.Net.Sockets.Socket peer)
        {{
            byte[] buffer = new byte[{n} + 1024];
            while (true)
            {{
                int count = peer.Receive(buffer);
                if (count == 0) {{ {end} }}
                Use(buffer, count);
            }}
        }}
"""
_PYTHON_PLAIN = """\
    def method{n}(self, values, name):
        total = {n}
        for value in values:
            if value > total and name is not None:
                total += value
            else:
                total -= {n}
        return total
"""
_PYTHON_SOCKET = """\
    def pump{n}(self, peer: socket.socket):
        while True:
            data = peer.recv({n} + 1024)
            if not data:
                {end}
            self.use(data)
"""


def write_tree(folder: Path, files: int, share: float, language: Language, functions: int = 12) -> int:
    """Write so many files into a folder, of which a share speaks of sockets, each of so many functions.

    In one function of seven that receive, the end of the stream is met by going on. Returns the size in bytes.
    """
    if not 0 <= share <= 1 or files < 0 or functions < 1:
        raise ValueError("a tree has no less than no files, and a share is between 0 and 1")
    size = 0
    for number in range(files):
        # Spread evenly: the share's whole part grows here, so this file is one of them.
        speaks = int((number + 1) * share) > int(number * share)
        text = _text(number, speaks, language, functions)
        name = f"File{number}.cs" if language == "csharp" else f"file{number}.py"
        path = folder / f"part{number // _BREADTH // _BREADTH}" / f"folder{number // _BREADTH}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        path.write_bytes(data)
        size += len(data)
    return size


def _text(number: int, speaks: bool, language: Language, functions: int) -> str:
    bodies = []
    for n in range(functions):
        on_socket = speaks and n % 2 == 0
        leaks = (number + n) % 7 == 0
        if language == "csharp":
            end = "continue;" if leaks else "peer.Close(); return;"
            bodies.append((_CSHARP_SOCKET if on_socket else _CSHARP_PLAIN).format(n=n, end=end))
        else:
            end = "continue" if leaks else "return peer.close()"
            bodies.append((_PYTHON_SOCKET if on_socket else _PYTHON_PLAIN).format(n=n, end=end))
    if language == "csharp":
        use = "        private void Use(byte[] data, int count) { }\n" if speaks else ""
        return (
            f"namespace Tree.Part{number // _BREADTH}\n{{\n    public class File{number}\n    {{\n"
            + "".join(bodies)
            + use
            + "    }\n}\n"
        )
    head = "import socket\n\n\n" if speaks else ""
    use = "    def use(self, data):\n        pass\n" if speaks else ""
    return f"{head}class File{number}:\n{''.join(bodies)}{use}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a tree, say how large it is, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.trees", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, required=True)
    parser.add_argument("--share", type=float, default=0.02, help="of files that speak of sockets [0.02]")
    parser.add_argument("--language", choices=get_args(Language), default="csharp")
    parser.add_argument("--functions", type=int, default=12, help="in a file [12]")
    options = parser.parse_args(arguments)
    size = write_tree(options.folder, options.files, options.share, options.language, options.functions)
    print(f"{options.files:,} files, {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

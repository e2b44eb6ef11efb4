"""Run one target under atheris, from the test cases and examples as seeds."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sockslint"]):
    from fuzz.targets import TARGETS

PROJECT = Path(__file__).parents[1]
SEEDS = {
    "csharp": "tests/cases/**/*.cs",
    "python": "tests/cases/**/*.py",
    "rules": "rules/**/*.*",
    "settings": "**/sockslint.toml",
}


def main() -> None:
    """`python -m fuzz TARGET [options]`; libFuzzer's, such as -max_total_time=60."""
    name, *options = sys.argv[1:]
    corpus = Path(tempfile.mkdtemp(prefix=f"sockslint-seeds-{name}-"))
    for number, seed in enumerate(sorted(PROJECT.glob(SEEDS[name]))):
        if seed.is_file():
            shutil.copy(seed, corpus / str(number))
    (corpus / "settings").write_text('select = ["SOCK101"]\nrules = ["rules"]\nbaseline = "known.json"\n')
    atheris.Setup(
        [sys.argv[0], "-max_len=4096", "-timeout=60", "-rss_limit_mb=4096", *options, str(corpus)], TARGETS[name]
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""Counts over time as a small SVG that reads on light and on dark ground."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 760, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 64, 52
_LINES = 5
_LETTER = 7.5

# Fixed colours where they are legible on both grounds; text and grid follow the reader's scheme.
_COLOURS = ("#d1495b", "#3a86d8", "#2a9d5c", "#b5802a")
_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #3b4048 }
  .title { font-size: 15px; font-weight: 600 }
  .grid { stroke: #d5d9df; stroke-width: 1 }
  .series { fill: none; stroke-width: 2; stroke-linejoin: round }
  @media (prefers-color-scheme: dark) {
    text { fill: #d4d8de }
    .grid { stroke: #454b54 }
  }
"""


@dataclass(frozen=True)
class Series:
    """A named line: points of seconds and count, in order of time; dashed where it covers another."""

    name: str
    points: Sequence[tuple[float, float]]
    dashed: bool = False


def draw(title: str, note: str, series: Sequence[Series]) -> str:
    """The series as the text of an SVG file: `title` above it says what is counted, `note` below how to read it."""
    seconds = max(x for line in series for x, _y in line.points)
    step = _step(max(y for line in series for _x, y in line.points))
    top = step * _LINES

    def x(value: float) -> float:
        return _LEFT + value / seconds * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM)

    def parts() -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
            f'aria-labelledby="title"><title id="title">{escape(title)}</title><style>{_STYLE}</style>'
        )
        yield f'<text class="title" x="{_LEFT}" y="22">{escape(title)}</text>'
        for count in range(0, top + 1, step):
            yield f'<path class="grid" d="M{_LEFT} {y(count):.1f}H{_WIDTH - _RIGHT}"/>'
            yield f'<text x="{_LEFT - 8}" y="{y(count) + 4:.1f}" text-anchor="end">{count}</text>'
        for second in range(0, math.floor(seconds) + 1, max(1, _step(seconds))):
            yield f'<text x="{x(second):.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{second}</text>'
        yield f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 10}" text-anchor="end">seconds</text>'
        yield f'<text x="{_LEFT}" y="{_HEIGHT - 10}">{escape(note)}</text>'
        left = float(_LEFT)
        for line, colour in zip(series, _COLOURS, strict=False):
            path = "L".join(f"{x(t):.1f} {y(count):.1f}" for t, count in line.points)
            look = f'class="series" stroke="{colour}"' + (' stroke-dasharray="6"' if line.dashed else "")
            yield f'<path {look} d="M{path}"/>'
            yield f'<path {look} d="M{left:.0f} 42h18"/>'
            yield f'<text x="{left + 24:.0f}" y="46">{escape(line.name)}</text>'
            left += 44 + _LETTER * len(line.name)
        yield "</svg>"

    return "\n".join(parts()) + "\n"


def _step(most: float) -> int:
    """A round distance such that _LINES of it reach at least to `most`."""
    least = max(most, _LINES) / _LINES
    power = 10 ** math.floor(math.log10(least))
    return int(
        next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= least and factor * power % 1 == 0)
    )

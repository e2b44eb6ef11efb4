"""All findings of a fleet as one Parquet table, written piece by piece, so that no run is too large for it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable
from typing import Any

import msgspec
import pyarrow
import pyarrow.parquet

from sockslint.fleet.model import Checked, Row

_WHOLE_NUMBERS = ("line", "column", "end_line", "end_column")
_OF_THE_REPOSITORY = ("repository", "source", "revision")
SCHEMA = pyarrow.schema(
    [(name, pyarrow.string()) for name in _OF_THE_REPOSITORY]
    + [(name, pyarrow.int32() if name in _WHOLE_NUMBERS else pyarrow.string()) for name in Row.__struct_fields__]
)
_BATCH = 10_000


def write_table(file: pathlib.Path, records: Iterable[Checked]) -> int:
    """Write the findings of these records, a row each, and return how many there are. Raises OSError."""
    partial = file.with_suffix(".partial")
    count = 0
    try:
        with pyarrow.parquet.ParquetWriter(partial, SCHEMA) as writer:
            rows: list[dict[str, Any]] = []
            for record in records:
                whose = {
                    "repository": record.repository.name,
                    "source": record.repository.source,
                    "revision": record.revision,
                }
                rows.extend({**whose, **msgspec.structs.asdict(row)} for row in record.rows)
                if len(rows) >= _BATCH:
                    writer.write_table(pyarrow.Table.from_pylist(rows, schema=SCHEMA))
                    count, rows = count + len(rows), []
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=SCHEMA))
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return count + len(rows)

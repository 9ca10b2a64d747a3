"""Tables as Parquet files that are named after their content, written so that a crash leaves either all of a file or nothing."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from corpus_tools.tables import FLAG, REAL, SCHEMAS, TEXT, WHOLE, columns
from corpus_tools.text.files import write

# Of the columns, types and encodings of the files; a change of it makes every store stale.
SCHEMA: Final = 1

# What a parse gives, and what a word list decides: the two are stale apart from each other.
PARSED: Final = ("issues", "articles", "lines", "repairs", "quantities", "periods")
COUNTED: Final = ("tokens", "counts")
TABLES: Final = ("issues", "articles", "lines", "repairs", "tokens", "counts", "quantities", "periods")

# Whole numbers that can be missing: float64 in pandas, whole in the file, where SQL sees them.
SOMETIMES_WHOLE: Final = {"lines": ("paragraph", "text_start")}
KINDS: Final = {TEXT: pa.string(), WHOLE: pa.int64(), REAL: pa.float64(), FLAG: pa.bool_()}

IDS: Final = ("issue_id", "article_id", "group", "date")

DIGITS: Final = 16  # of the SHA-256 in a file's name: enough to tell the versions of one table apart


def schema_of(name: str) -> pa.Schema:
    """Return the columns of the table called `name` as they stand in a file, with the number of the schema.

    >>> schema_of("counts").names, schema_of("counts").metadata[b"schema"]
    (['group', 'term', 'n'], b'1')
    """
    whole = SOMETIMES_WHOLE.get(name, ())
    kinds = {key: pa.int64() if key in whole else KINDS[kind] for key, kind in SCHEMAS[name].items()}
    return pa.schema(list(kinds.items()), metadata={"schema": str(SCHEMA), "table": name})


def encode(name: str, table: pd.DataFrame) -> bytes:
    """Return a table as the bytes of a Parquet file: zstd, whole numbers as differences; a missing number is null.

    The same rows give the same bytes.
    """
    schema = schema_of(name)
    arrays = [_column(table[field.name], field.type) for field in schema]
    sink = pa.BufferOutputStream()
    with open_writer(sink, schema) as writer:
        writer.write_table(pa.table(arrays, schema=schema))
    return bytes(sink.getvalue())


def _column(column: pd.Series, kind: pa.DataType) -> pa.Array:
    """Return a column of a table as it is written; its text, which is in Arrow already, not by way of pandas."""
    values = column.array if pa.types.is_string(kind) else column.to_numpy()
    return pa.array(values, type=kind, from_pandas=True)


def open_writer(sink: Any, schema: pa.Schema) -> pq.ParquetWriter:
    """Return what writes a file of a table: the numbers of its schema go into the file's own metadata."""
    writer = pq.ParquetWriter(sink, schema, **encodings(schema))
    writer.add_key_value_metadata(schema.metadata)
    return writer


def encodings(schema: pa.Schema) -> dict[str, Any]:
    """Return how the columns of a file are written: what would cost more than it saves in a file of one issue is left out.

    Numbers are small once they are differences; only the ids are worth a statistic by which a reader passes over them.
    """
    whole = [field.name for field in schema if pa.types.is_integer(field.type)]
    text = [field.name for field in schema if pa.types.is_string(field.type)]
    return {
        "compression": {name: "zstd" if name in text else "none" for name in schema.names},
        "use_dictionary": text,
        "column_encoding": dict.fromkeys(whole, "DELTA_BINARY_PACKED"),
        "write_statistics": [name for name in text if name in IDS],
        "store_schema": False,
    }


def decode(name: str, found: pa.Table) -> pd.DataFrame:
    """Return rows of files as the table called `name`: its columns, in its order, with its types."""
    kinds = {
        key: pa.large_string() if kind == TEXT else found.schema.field(key).type for key, kind in SCHEMAS[name].items()
    }
    frame = found.select(columns(name)).cast(pa.schema(list(kinds.items()))).to_pandas(split_blocks=True)
    return frame.astype({key: kind for key, kind in SCHEMAS[name].items() if str(frame.dtypes[key]) != kind})


def read_table(name: str, path: Path) -> pd.DataFrame:
    """Return the table called `name` in one file."""
    return decode(name, pq.ParquetFile(path).read())


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def keep(folder: Path, name: str, suffix: str, content: bytes) -> str:
    """Write `content` under a name that holds its SHA-256, unless it is there already; return the name."""
    path = folder / f"{name}.{digest(content)[:DIGITS]}{suffix}"
    if not path.is_file() or path.stat().st_size != len(content):
        write(path, content)
    return path.name


def sweep(folder: Path, kept: Iterable[str]) -> None:
    """Remove every file of a folder that is not among `kept`: older versions, and what a crash left unfinished."""
    wanted = frozenset(kept)
    if folder.is_dir():
        for entry in sorted(folder.iterdir()):
            if entry.name not in wanted and entry.is_file():
                entry.unlink()


def sizes(folder: Path) -> Mapping[str, int]:
    """Return the size of every file in a folder by its name; nothing where there is no folder."""
    if not folder.is_dir():
        return {}
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat().st_size for entry in entries}

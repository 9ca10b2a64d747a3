"""The tables of a month in one file each: what a store of thousands of issues is read from; made from the rest, deletable.

A pack is named after the files that are in it, so a reader knows by its name whether it holds just what is wanted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from corpus_tools.corpus.states import State, hash_of
from corpus_tools.corpus.storage import DIGITS, TABLES, open_writer, schema_of, sweep

FOLDER: Final = "packs"
# Below so many issues, opening their files one by one takes less than a second.
MANY: Final = 2_000
# Rows that are written at a time: what a reader passes over whole, and what is in memory.
ROWS: Final = 200_000


def files_of(store: Path, states: Sequence[State], table: str) -> list[Path]:
    """Return the files that hold a table of some issues: the packs of whole months where they are there, else one an issue."""
    there = {path.name for path in (store / FOLDER / table).glob("*.parquet")}
    files: list[Path] = []
    for month, group in _months(states).items():
        pack = _name(month, group, table)
        if pack in there:
            files.append(store / FOLDER / table / pack)
        else:
            files += [store / table / state.tables[table].file for state in group]
    return files


def pack(store: Path, states: Sequence[State]) -> None:
    """Make the packs of a store of many issues that are not there, and remove those that hold something else."""
    months = _months(states) if len(states) > MANY else {}
    for table in TABLES:
        folder, wanted = store / FOLDER / table, {_name(month, group, table): group for month, group in months.items()}
        for name, group in wanted.items():
            if not (folder / name).is_file():
                _write(folder / name, table, [store / table / state.tables[table].file for state in group])
        sweep(folder, wanted)


def _months(states: Iterable[State]) -> Mapping[str, list[State]]:
    """Return issues by month, all newspapers together, in their order."""
    months: dict[str, list[State]] = {}
    for state in states:
        months.setdefault(state.date[:7] or "undated", []).append(state)
    return months


def _name(month: str, states: Sequence[State], table: str) -> str:
    """Return the name of a pack, after what is in it."""
    return f"{month}.{hash_of([state.tables[table].sha256 for state in states])[:DIGITS]}.parquet"


def _write(path: Path, table: str, files: Sequence[Path]) -> None:
    """Write the rows of several files into one; under another name until it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part, schema = path.with_name(f".{path.name}.part"), schema_of(table)
    with open_writer(part, schema) as writer:
        for rows in _in_large_parts(files):
            writer.write_table(rows)
    part.replace(path)


def _in_large_parts(files: Sequence[Path]) -> Iterator[pa.Table]:
    """Yield the rows of files, as many together as make one row group."""
    held: list[pa.Table] = []
    for file in files:
        held.append(pq.ParquetFile(file).read())
        if sum(len(one) for one in held) >= ROWS:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)

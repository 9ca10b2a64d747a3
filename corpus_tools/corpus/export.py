"""A table of a corpus → one file for other programs: CSV, Excel, JSON lines or Parquet."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Final

import pandas as pd

from corpus_tools.corpus.opening import Corpus
from corpus_tools.corpus.storage import TABLES, encode, whole, write
from corpus_tools.text.writable import sheet_errors, writable_table

EXCEL_ROWS: Final = 1_048_575  # of a sheet, without the header
FORMS: Final = (".csv", ".xlsx", ".jsonl", ".parquet")


def export(corpus: Corpus, table: str, path: str | Path) -> Path:
    """Write a table of `corpus` to `path`, in the form that its ending names, and return the path.

    ``.csv`` is UTF-8 with a mark, so that Excel reads it; ``.jsonl`` has one row a line; ``.xlsx`` holds at most 1,048,575
    rows. Newspaper, date and page are added where the table has none, but not in ``.parquet``, which is the table as it is.
    Raises ValueError for a table or form that there is none of, and for a table that is too long for Excel.
    """
    path = Path(path)
    if table not in TABLES or path.suffix.lower() not in FORMS:
        what, there = (path.suffix, FORMS) if table in TABLES else (table, TABLES)
        msg = f"cannot export – {what!r} – there are {', '.join(there)}"
        raise ValueError(msg)
    rows: pd.DataFrame = getattr(corpus, table)
    if path.suffix.lower() == ".parquet":
        write(path, encode(table, rows))
        return path
    if path.suffix.lower() == ".xlsx" and len(rows) > EXCEL_ROWS:
        msg = f"too long for Excel – {len(rows):,} rows of {table} – a sheet has {EXCEL_ROWS:,}; choose fewer issues or .csv"
        raise ValueError(msg)
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as file:
        WRITERS[path.suffix.lower()](corpus.dated(rows), file)
    return path


def _csv(rows: pd.DataFrame, file: IO[bytes]) -> None:
    """Write rows as CSV."""
    writable_table(rows, cells=True).to_csv(file, index=False, encoding="utf-8-sig", lineterminator="\n")


def _jsonl(rows: pd.DataFrame, file: IO[bytes]) -> None:
    """Write rows as JSON, one a line."""
    rows.to_json(file, orient="records", lines=True, force_ascii=False)


def _xlsx(rows: pd.DataFrame, file: IO[bytes]) -> None:
    """Write rows as a sheet."""
    held, buffer = writable_table(rows), BytesIO()
    with sheet_errors(), pd.ExcelWriter(buffer, engine="openpyxl") as book:
        held.to_excel(book, index=False, freeze_panes=(1, 0))
        for cell in (cell for row in book.book.active.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.data_type = "s"
    file.write(buffer.getvalue())


WRITERS: Final[Mapping[str, Callable[[pd.DataFrame, IO[bytes]], None]]] = {
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".xlsx": _xlsx,
}

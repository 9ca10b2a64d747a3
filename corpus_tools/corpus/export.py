"""A table of a corpus → one file for other programs: CSV, Excel, JSON lines or Parquet."""

from io import BytesIO
from pathlib import Path
from typing import Final

import pandas as pd

from corpus_tools.corpus.opening import Corpus
from corpus_tools.corpus.storage import TABLES, encode
from corpus_tools.text.files import SHEET_ROWS, sheet_errors, write
from corpus_tools.text.writable import writable_table

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
    if path.suffix.lower() == ".xlsx" and len(rows) > SHEET_ROWS:
        msg = f"too long for Excel – {len(rows):,} rows of {table} – a sheet has {SHEET_ROWS:,}; choose fewer issues or .csv"
        raise ValueError(msg)
    forms = {".csv": _csv, ".xlsx": _xlsx, ".jsonl": _jsonl}
    form = path.suffix.lower()
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, encode(table, rows) if form == ".parquet" else forms[form](corpus.dated(rows)))
    return path


def _csv(rows: pd.DataFrame) -> bytes:
    """Return rows as CSV."""
    text: str = writable_table(rows, cells=True).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8-sig")


def _jsonl(rows: pd.DataFrame) -> bytes:
    """Return rows as JSON, one a line."""
    text: str = rows.to_json(orient="records", lines=True, force_ascii=False)
    return text.encode()


def _xlsx(rows: pd.DataFrame) -> bytes:
    """Return rows as a sheet."""
    held, buffer = writable_table(rows), BytesIO()
    with sheet_errors(), pd.ExcelWriter(buffer, engine="openpyxl") as book:
        held.to_excel(book, index=False, freeze_panes=(1, 0))
        for cell in (cell for row in book.book.active.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.data_type = "s"
    return buffer.getvalue()

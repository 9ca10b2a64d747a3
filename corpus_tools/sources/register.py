"""``issues.csv`` → what a researcher states of the files: newspaper, date and page."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from corpus_tools.seed_files import read_beside
from corpus_tools.sources.encodings import decode
from corpus_tools.sources.file_names import is_outside
from corpus_tools.sources.sheets import Statement
from corpus_tools.tables import SeedError
from corpus_tools.text.calendar import read_day
from corpus_tools.text.newspapers import wrong_name
from corpus_tools.text.page_numbers import read_page

FILE = "issues.csv"
COLUMNS = ("file", "newspaper", "date", "page")


@dataclass(frozen=True)
class Entry:
    """One row of ``issues.csv``: what it states of one file; `line` is where it stands."""

    file: str
    statements: tuple[Statement, ...]
    line: int


def read_register(path: Path) -> dict[str, Entry]:
    """Return the rows of the file at `path` by the file that each speaks of.

    Spreadsheets save it as UTF-8 or GB18030, with or without a mark; both are read. Raises SeedError, with the line,
    for a column that does not belong there, a date that is none and a file that is named twice. `file` is a name, the end
    of a path (``2024/a.txt``) or a pattern (``*.txt``); a row that names a file comes before a pattern.
    """
    rows = _rows(path)
    header = [name.strip().lower() for name in rows[0]] if rows else []
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or "file" not in header:
        msg = f"has the columns {header}; it needs file, and can have newspaper, date, page"
        raise SeedError(msg, path, 1)
    if twice := sorted({name for name in header if header.count(name) > 1}):
        msg = f"has the column {twice[0]} twice; it needs file, and can have newspaper, date, page"
        raise SeedError(msg, path, 1)
    entries: dict[str, Entry] = {}
    for line, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            entry = _entry(row, header, path, line)
            _once(entry, entries, path)
            entries[entry.file] = entry
    return entries


def _rows(path: Path) -> list[list[str]]:
    """Return the cells of the file, row by row."""
    text = decode(read_beside(path), path)
    try:
        return list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        msg = f"is no list that can be read: {error}"
        raise SeedError(msg, path) from error


def _entry(row: list[str], header: list[str], path: Path, line: int) -> Entry:
    """Return one row, or raise SeedError with its line."""
    if len(row) > len(header):
        msg = f"{len(row)} fields under {len(header)} columns"
        raise SeedError(msg, path, line)
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
    problem = problem_of(cells)
    if problem:
        raise SeedError(problem, path, line)
    values = {
        "newspaper": cells.get("newspaper", ""),
        "date": read_day(cells.get("date", "")),
        "page": read_page(cells.get("page", "")),
    }
    statements = tuple(Statement(field, (value,), FILE) for field, value in values.items() if value)
    return Entry(cells["file"], statements, line)


def problem_of(cells: Mapping[str, str]) -> str:
    """Say what is wrong with the cells of a row, by their columns, or nothing."""
    if not cells.get("file"):
        return "names no file"
    if is_outside(cells["file"]):
        return f"{cells['file']!r} leads out of the folder; name a file in it"
    if problem := wrong_name(cells.get("newspaper", "")):
        return problem
    if cells.get("date") and not read_day(cells["date"]):
        return f"{cells['date']!r} is no date; write it as 2024-01-13"
    if cells.get("page") and not read_page(cells["page"]):
        return f"{cells['page']!r} is no page; write it as 3 or A03"
    return ""


def _once(entry: Entry, entries: Mapping[str, Entry], path: Path) -> None:
    """Raise SeedError when an earlier row speaks of the same file."""
    if entry.file in entries:
        msg = f"{entry.file} stands already on line {entries[entry.file].line}"
        raise SeedError(msg, path, entry.line)

"""Ready-made articles, one a line of a ``.jsonl`` file → Source: one for each newspaper, date and page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus_tools.sources.encodings import decode
from corpus_tools.sources.file_names import read_page
from corpus_tools.sources.sheets import Source, Statement, digest_of, make_sheet
from corpus_tools.tables import SeedError
from corpus_tools.text.bylines import is_credit
from corpus_tools.text.calendar import read_day

FIELDS = ("newspaper", "date", "page")
# The fields of a row that become lines, with the roles of these lines, as an article is printed.
HEADS = ("column", "kicker", "title", "subtitle", "byline", "editors_note")
Row = Mapping[str, object]


def read_jsonl(paths: Sequence[Path]) -> list[Source]:
    """Return the pages in each file, in the order in which the file first names them.

    A row has `title` or `body`, and may have newspaper, date, page, column, kicker, subtitle, byline and editors_note;
    paragraphs of the body stand on lines of their own. Raises SeedError, with the line, for a row that is none.
    """
    return [source for path in paths for source in _pages(path)]


def _pages(path: Path) -> list[Source]:
    """Return the pages in one file."""
    pages: dict[tuple[str, ...], list[Row]] = {}
    for line, text in enumerate(decode(path.read_bytes(), path).split("\n"), 1):
        if text.strip():
            row = _row(text, path, line)
            pages.setdefault(tuple(_stated(row, field) for field in FIELDS), []).append(row)
    return [_page(path, key, rows, alone=len(pages) == 1) for key, rows in pages.items()]


def _page(path: Path, key: tuple[str, ...], rows: Sequence[Row], *, alone: bool) -> Source:
    """Return one page from its rows."""
    columns = {str(row.get("column") or "") for row in rows}
    # A column that all articles of a page are in is the name of the page.
    shared = columns.pop() if len(columns) == 1 and len(rows) > 1 else ""
    parts: list[tuple[str, str, int | None]] = [(shared, "furniture", None)]
    parts += [(line, role, place) for place, row in enumerate(rows) for line, role in _lines(row, shared)]
    statements = tuple(Statement(field, (value,), "row") for field, value in zip(FIELDS, key, strict=True) if value)
    return Source((path,), make_sheet(parts, statements), digest_of([path]), alone=alone)


def _lines(row: Row, shared: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of an article with their roles, without the page's name and a byline that the body itself holds."""
    body = str(row.get("body") or "").split("\n")
    for role in HEADS:
        lines = str(row.get(role) or "").split("\n")
        known = {"column": [shared], "byline": [line for line in lines if line in body[0]]}.get(role, [])
        yield from ((line, role) for line in lines if line not in known)
    yield from ((line, "credit" if is_credit(line) else "body") for line in body)


def _row(text: str, path: Path, line: int) -> Row:
    """Return one row, or raise SeedError with its line."""
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        msg = f"is no JSON: {error.msg} at character {error.pos + 1}"
        raise SeedError(msg, path, line) from error
    problem = _problem(row)
    if problem:
        raise SeedError(problem, path, line)
    return row


def _problem(row: object) -> str:
    """Say what is wrong with a row, or nothing."""
    if not isinstance(row, dict):
        return f"is no article but a {type(row).__name__}"
    if not (row.get("title") or row.get("body")):
        return f"has neither title nor body; it has {sorted(row)}"
    if row.get("date") and not read_day(str(row["date"])):
        return f"{row['date']!r} is no date; write it as 2024-01-13"
    return ""


def _stated(row: Row, field: str) -> str:
    """Return what a row states of its newspaper, date or page."""
    value = str(row.get(field) or "").strip()
    return {"newspaper": str, "date": read_day, "page": read_page}[field](value)

"""Ready-made articles, one a line of a ``.jsonl`` file → Source: one for each newspaper, date and page."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from corpus_tools.sources.encodings import decode
from corpus_tools.sources.sheets import Sheet, Source, Statement, digest_of, make_sheet
from corpus_tools.tables import SeedError
from corpus_tools.text.bylines import is_credit
from corpus_tools.text.calendar import read_day
from corpus_tools.text.newspapers import wrong_name
from corpus_tools.text.page_numbers import read_page

FIELDS = ("newspaper", "date", "page")
# The fields of a row that become lines, with the roles of these lines, as an article is printed.
HEADS = ("column", "kicker", "title", "subtitle", "byline", "editors_note")
# The `articles` table of the kit itself is read too: what it calls otherwise, and what it tells from the text.
NAMES = {"text": "body", "authors": "byline"}
DERIVED = ("article_id", "issue_id", "position", "kind", "dateline_date", "dateline_place", "agency")
KNOWN = (*FIELDS, *HEADS, "body", *NAMES, *DERIVED)
HALF = re.compile(r"[\ud800-\udfff]")
ALIKE = 0.8  # of two keys that are so alike one is misspelt
Row = Mapping[str, str]


def read_jsonl(path: Path) -> list[Source]:
    """Return the pages in a file, in the order in which the file first names them.

    A row has `title` or `body` (or `text`, as in the `articles` table), and may have newspaper, date, page, column, kicker,
    subtitle, byline and editors_note; paragraphs of the body stand on lines of their own or are members of a list. Raises
    SeedError, with the line, for a row that is none.
    """
    pages: dict[tuple[str, ...], list[Row]] = {}
    unread: dict[str, None] = {}
    for line, text in enumerate(decode(path.read_bytes(), path).split("\n"), 1):
        if text.strip():
            row = _row(text, path, line)
            unread |= dict.fromkeys(key for key in row if key not in KNOWN)
            pages.setdefault(tuple(_stated(row, field) for field in FIELDS), []).append(row)
    notes = (f"rows: not read were {', '.join(unread)}",) if unread else ()
    alone = len(pages) == 1
    return [Source((path,), _sheet(key, rows), digest_of([path]), alone, notes) for key, rows in pages.items()]


def _sheet(key: tuple[str, ...], rows: Sequence[Row]) -> Sheet:
    """Return one page from its rows."""
    columns = {row.get("column", "") for row in rows}
    # A column that all articles of a page are in is the name of the page.
    shared = columns.pop() if len(columns) == 1 and len(rows) > 1 else ""
    parts: list[tuple[str, str, int | None]] = [(shared, "furniture", None)]
    parts += [(line, role, place) for place, row in enumerate(rows) for line, role in _lines(row, shared)]
    statements = tuple(Statement(field, (value,), "row") for field, value in zip(FIELDS, key, strict=True) if value)
    return make_sheet(parts, statements)


def _lines(row: Row, shared: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of an article with their roles, without the page's name and a byline that the body itself holds."""
    body = row.get("body", "").split("\n")
    for role in HEADS:
        lines = row.get(role, "").split("\n")
        known = {"column": [shared], "byline": [line for line in lines if line in body[0]]}.get(role, [])
        yield from ((line, role) for line in lines if line not in known)
    yield from ((line, "credit" if is_credit(line) else "body") for line in body)


def _row(text: str, path: Path, line: int) -> Row:
    """Return one row, every value of a known field as text, or raise SeedError with its line."""
    try:
        row = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        msg = f"is no JSON: {error.msg} at character {error.pos + 1}"
        raise SeedError(msg, path, line) from error
    except (ValueError, RecursionError) as error:
        msg = f"is no article: {error}"
        raise SeedError(msg, path, line) from error
    problem = _problem(row)
    if problem:
        raise SeedError(problem, path, line)
    texts = {key: value if key not in KNOWN else _text(value) for key, value in row.items()}
    return texts | {name: texts[key] for key, name in NAMES.items() if key in texts and not texts.get(name)}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of the file; a key that stands twice is an error."""
    row = dict(pairs)
    if len(row) != len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        msg = f"{twice!r} stands twice in it"
        raise ValueError(msg)
    return row


def _no_number(constant: str) -> float:
    """Refuse what JSON does not have."""
    msg = f"{constant} is no value of JSON"
    raise ValueError(msg)


def _text(value: object) -> str:
    """Return a value as text: the members of a list on lines of their own."""
    return "\n".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _problem(row: object) -> str:
    """Say what is wrong with a row, or nothing."""
    if not isinstance(row, dict):
        return f"is no article but a {type(row).__name__}"
    wrong = next((key for key in KNOWN if not _is_text(row.get(key), key)), None)
    if wrong:
        return f"{wrong} is a {type(row[wrong]).__name__} – {str(row[wrong])[:40]}; it is text, or a list of texts"
    for key in row:
        meant = [name for name in _alike(key) if name not in row]
        if meant:
            return f"has no {key!r}; is {meant[0]} meant?"
    if not any(row.get(key) for key in ("title", "body", "text")):
        return f"has neither title nor body; it has {sorted(row)}"
    return _wrong_body(row) or _wrong_statement(row)


@lru_cache(maxsize=256)
def _alike(key: str) -> tuple[str, ...]:
    """Return the known keys that `key` may be a misspelling of."""
    return () if key in KNOWN else tuple(get_close_matches(key, KNOWN, cutoff=ALIKE))


def _is_text(value: object, key: str) -> bool:
    """Tell whether a value can be that of a field: text, a list of texts, in a few fields a whole number."""
    if isinstance(value, list):
        return key not in FIELDS and all(isinstance(one, str) for one in value)
    number = isinstance(value, int) and not isinstance(value, bool)
    return value is None or isinstance(value, str) or (number and key in ("page", "date", *DERIVED))


def _wrong_body(row: Mapping[str, object]) -> str:
    """Say where the body of a row stands under a key that is not known, or which of its texts cannot be written."""
    if not (row.get("body") or row.get("text")):
        prose = [key for key, value in row.items() if key not in KNOWN and isinstance(value, str) and "。" in value]
        if prose:
            return f"has no body, and text under {prose[0]!r}; the body is called body or text"
    halves = next((key for key in KNOWN if HALF.search(_text(row.get(key)))), "")
    return f"{halves} holds half a character (a lone surrogate)" if halves else ""


def _wrong_statement(row: Mapping[str, object]) -> str:
    """Say what is wrong with the newspaper, date or page of a row, or nothing."""
    stated = {field: _text(row.get(field)).strip() for field in FIELDS}
    if stated["date"] and not read_day(stated["date"]):
        return f"{stated['date']!r} is no date; write it as 2024-01-13"
    if stated["page"] and not read_page(stated["page"]):
        return f"{stated['page'][:20]!r} is no page; write it as 3 or A03"
    return wrong_name(stated["newspaper"])


def _stated(row: Row, field: str) -> str:
    """Return what a row states of its newspaper, date or page."""
    value = row.get(field, "").strip()
    return {"newspaper": str, "date": read_day, "page": read_page}[field](value)

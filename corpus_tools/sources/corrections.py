"""``corrections.toml`` → Correction: what a reader decided where the parser was wrong.

One table a decision::

    [[correction]]
    file = "2024-01-13.txt"          # the name of the seed file
    page = "02"                      # only where one file holds several pages
    line = 57                        # the line of the page's text
    text = "高质量建设先行区"        # that line, or how it begins: the decision fails loudly when the line has changed
    decision = "role"
    value = "title"

=============  ==================================================================================================
decision       value
=============  ==================================================================================================
``role``       a role of the `lines` table: ``title``, ``byline``, ``body`` …
``article``    a line number: this line belongs to the article of that line; ``new``: an article begins here;
               ``none``: it belongs to none
``title``      the headline of this line's article
``join``       nothing: this line goes on the paragraph of the line before it in its article
``split``      nothing: this line begins a paragraph
``character``  ``wrong→right``: the wrong text must stand once in the line (take in its neighbours where it stands twice)
=============  ==================================================================================================
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus_tools.seed_files import read_beside
from corpus_tools.sources.encodings import decode
from corpus_tools.sources.file_names import is_outside
from corpus_tools.sources.sheets import line_spans
from corpus_tools.tables import SeedError
from corpus_tools.text.page_numbers import read_page

FILE = "corrections.toml"
TABLE = "correction"
ROLES = (
    "column",
    "kicker",
    "title",
    "subtitle",
    "byline",
    "body",
    "subhead",
    "caption",
    "credit",
    "editors_note",
    "note",
    "furniture",
    "leftover",
)
DECISIONS = ("role", "article", "title", "join", "split", "character")
TEXTS = ("file", "text", "decision", "value")
KEYS = {"file", "page", "line", "text", "decision", "value"}
ENOUGH = 6  # characters of a line that name it; a shorter line must be given whole


@dataclass(frozen=True)
class Correction:
    """One decision of a reader on one line of a page.

    `line` is counted from 1 in `Issue.text`, `text` is the line or how it begins, `value` is as in the table of this
    module, `where` is the path of the corrections file and `at` the line of it, for errors.
    """

    line: int
    decision: str
    value: str
    text: str = ""
    file: str = ""
    page: str = ""
    where: str = ""
    at: int = 0


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the decisions in the file at `path`, in its order; raise SeedError with the line of the first that is wrong.

    The limit of the check: whether the line still reads as it did is asked in `hold`, when the page is there.
    """
    source = decode(read_beside(path), path)
    entries = _entries(source, path)
    heads = re.finditer(r"(?m)^[ \t]*\[\[[ \t]*correction[ \t]*\]\]", source)
    places = [source.count("\n", 0, head.start()) + 1 for head in heads]
    if len(places) != len(entries):
        msg = "each decision begins with a line [[correction]]"
        raise SeedError(msg, path)
    return tuple(_correction(entry, path, at) for entry, at in zip(entries, places, strict=True))


def _entries(source: str, path: Path) -> list[dict[str, object]]:
    """Return the tables of the file, or raise SeedError where it is no TOML or holds another table than ``correction``."""
    try:
        tables = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        msg = f"is no TOML: {error}"
        raise SeedError(msg, path) from error
    if unknown := sorted(set(tables) - {TABLE}):
        first = re.search(rf"(?m)^[ \t\[]*[\"']?{re.escape(unknown[0])}", source)
        msg = f"there is no table {', '.join(unknown)}: each decision begins with a line [[{TABLE}]]"
        raise SeedError(msg, path, source.count("\n", 0, first.start()) + 1 if first else None)
    entries = tables.get(TABLE, [])
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        msg = f"each decision begins with a line [[{TABLE}]]"
        raise SeedError(msg, path)
    return entries


def hold(corrections: tuple[Correction, ...], text: str) -> tuple[Correction, ...]:
    r"""Return `corrections` when each of their lines still reads as it did; raise SeedError for the first that does not.

    >>> hold((Correction(1, "role", "title", text="春耕时节"),), "春耕时节\n雨停了。")[0].value
    'title'
    """
    spans = line_spans(text)
    for made in corrections:
        line = text[slice(*spans[made.line - 1])].strip() if made.line <= len(spans) else None
        problem = _changed(made, line, len(spans))
        if problem:
            raise SeedError(problem, made.where, made.at)
    return corrections


def _changed(made: Correction, line: str | None, lines: int) -> str:
    """Say what is wrong with a decision on a line that reads `line`, or nothing."""
    if line is None:
        return f"line {made.line} of {made.file} is gone; the page has {lines}"
    if not (line == made.text or (len(made.text) >= ENOUGH and line.startswith(made.text))):
        return f"line {made.line} of {made.file} has changed: not {made.text!r} but {line[:40]!r}"
    if made.decision == "character" and line.count(made.value.split("→")[0]) != 1:
        wrong = made.value.split("→")[0]
        return f"{wrong!r} stands {line.count(wrong)} times in line {made.line} of {made.file}; it must stand once"
    if made.decision == "article" and made.value.isdigit() and not 1 <= int(made.value) <= lines:
        return f"there is no line {made.value} in {made.file}; the page has {lines}"
    return ""


def _correction(entry: Mapping[str, object], path: Path, at: int) -> Correction:
    """Return one entry as a value, or raise SeedError with its line."""
    problem = _problem(entry)
    if problem:
        raise SeedError(problem, path, at)
    values = {key: str(entry.get(key, "")).strip() for key in ("decision", "value", "text", "file", "page")}
    values["page"] = read_page(values["page"]) or values["page"]
    return Correction(line=int(str(entry["line"])), where=str(path), at=at, **values)


def _problem(entry: Mapping[str, object]) -> str:
    """Say what is wrong with an entry by itself, or nothing."""
    missing, unknown = sorted({"file", "line", "text", "decision"} - set(entry)), sorted(set(entry) - KEYS)
    if missing or unknown:
        return f"a correction lacks {missing}" if missing else f"a correction has no {unknown}; it has {sorted(KEYS)}"
    if wrong := [key for key in TEXTS if not isinstance(entry.get(key, ""), str)]:
        return f"{wrong[0]} is {entry[wrong[0]]!r}; it is text in quotation marks"
    if is_outside(str(entry["file"])):
        return f"{entry['file']!r} leads out of the folder; name a file in it"
    if not isinstance(entry["line"], int) or isinstance(entry["line"], bool) or entry["line"] < 1:
        return f"line is {entry['line']!r}; it is a number from 1"
    return _wrong_value(str(entry["decision"]), str(entry.get("value", "")).strip())


def _wrong_value(decision: str, value: str) -> str:
    """Say what is wrong with the value of a decision, or nothing."""
    if decision == "role" and value not in ROLES:
        return f"no role {value!r}; there are {', '.join(ROLES)}"
    if decision == "article" and not (value.isdigit() or value in {"new", "none"}):
        return f"an article is named by one of its lines, or is new or none, not {value!r}"
    if decision == "title" and not value:
        return "a title must say something"
    if decision == "character" and not re.fullmatch(r"[^→]+→[^→]*", value):
        return f"a character is corrected as wrong→right, not {value!r}"
    return "" if decision in DECISIONS else f"no decision {decision!r}; there are {', '.join(DECISIONS)}"

"""What one page of a file holds before its newspaper and date are known: lines, the roles that markup gives them, statements."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A line ends at \n, \r\n or a lone \r (old Macintosh files); form feeds and Unicode separators do not end one.
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Mark:
    """What the markup of a file itself says of one line of its text: its role and its article (counted from 0)."""

    line: int
    role: str
    article: int | None


@dataclass(frozen=True)
class Statement:
    """One thing that a file states of itself: the `field` (newspaper, date or page), what it can be, and where it stands.

    `values` has several entries where the statement fits several: the code hnrb three newspapers.
    """

    field: str
    values: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Sheet:
    """One page as a file holds it: its text, what the markup says of its lines, what it states of itself.

    `first_line` is the line of the file on which the text begins, for a page cut out of a longer file.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    statements: tuple[Statement, ...] = ()
    first_line: int = 1


@dataclass(frozen=True)
class Source:
    """One page and the files that it was read from; the first of them names it.

    `alone` tells that the first file holds no other page, `digest` is the SHA-256 of the files, one after the other.
    """

    paths: tuple[Path, ...]
    sheet: Sheet
    digest: str
    alone: bool = True
    notes: tuple[str, ...] = ()


def digest_of(paths: Sequence[Path]) -> str:
    """Return the SHA-256 of the bytes of the files, one after the other."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def line_spans(text: str) -> list[tuple[int, int]]:
    r"""Return where each line of `text` stands, blank ones too, without its line end; the first is line 1.

    >>> line_spans("县域\r\n\n经济")
    [(0, 2), (4, 4), (5, 7)]
    """
    ends = [match.span() for match in LINE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    return list(zip(starts, [*(start for start, _ in ends), len(text)], strict=True))


def make_sheet(parts: Sequence[tuple[str, str, int | None]], statements: tuple[Statement, ...] = ()) -> Sheet:
    """Return a sheet whose lines are `parts` (text, role, article), with a blank line between two, as in a page dump.

    >>> make_sheet([("春耕", "title", 0), ("雨停了。", "body", 0)]).marks[1]
    Mark(line=3, role='body', article=0)
    """
    kept = [(line, role, article) for text, role, article in parts if (line := " ".join(text.split()))]
    marks = tuple(Mark(2 * place + 1, role, article) for place, (_, role, article) in enumerate(kept))
    return Sheet("\n\n".join(line for line, _, _ in kept), marks, statements)

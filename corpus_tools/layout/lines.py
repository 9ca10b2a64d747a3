"""The lines of a page: every non-blank line of an issue, with its place in the text."""

import re
from dataclasses import dataclass
from functools import cache

# Characters that print nothing; they stand in the source and not in the articles.
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"


@dataclass(frozen=True, slots=True)
class PageLine:
    """One non-blank line: its number (from 1), where it stands in the text, and its text without zero-width characters.

    `gap` is the number of blank lines before it, `indent` tells that it begins with blanks.
    """

    number: int
    start: int
    end: int
    text: str
    gap: int
    indent: bool


def read_lines(text: str) -> list[PageLine]:
    """Return the non-blank lines of `text`; between them they hold every character that is not white space.

    >>> [(line.number, line.start, line.text) for line in read_lines("　　春\\r\\n\\r\\n秋 ")]
    [(1, 2, '春'), (3, 7, '秋')]
    """
    found, last = [], 0
    for number, match in enumerate(_line().finditer(text), 1):
        bare = match[1]
        if not (stripped := bare.strip()):
            continue
        start = match.start() + len(bare) - len(bare.lstrip())
        indent = start > match.start()
        found.append(PageLine(number, start, start + len(stripped), printed(stripped), number - last - 1, indent))
        last = number
    return found


def printed(text: str) -> str:
    """Return `text` without the characters that print nothing.

    >>> printed("春\\u200b风")
    '春风'
    """
    return _zero_width().sub("", text) if not text.isprintable() else text


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")


@cache
def _zero_width() -> re.Pattern[str]:
    return re.compile(f"[{ZERO_WIDTH}]")

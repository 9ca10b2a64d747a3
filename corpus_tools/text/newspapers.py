"""The newspapers that the kit knows by name, code or CN number, and how it recognises one that it does not know."""

import re
import unicodedata
from functools import cache

from corpus_tools.resources import read_rows, read_toml
from corpus_tools.text.bylines import HAN

NAME, CODES, PLACE, NUMBER = range(4)  # the fields of newspapers.tsv
LONGEST = 60  # characters; the longest names, with a city and an edition, have under twenty


def papers_by_code(code: str) -> tuple[str, ...]:
    """Return the papers that a code in a file name can mean.

    >>> papers_by_code("hnrb")
    ('河南日报', '湖南日报', '海南日报')
    >>> papers_by_code("page")
    ()
    """
    return _index(CODES).get(code.lower(), ())


def papers_by_number(number: str) -> tuple[str, ...]:
    """Return the paper with a CN number.

    >>> papers_by_number("43-0001")
    ('湖南日报',)
    """
    return _index(NUMBER).get(number, ())


def wrong_name(name: str) -> str:
    """Say why `name` cannot be that of a newspaper, or nothing.

    >>> wrong_name("清河日报"), wrong_name("报" * 100)
    ('', "'报报报报报报报报报报报报报报报报报报报报…' is no newspaper's name: it has 100 characters, 60 at most are expected")
    """
    if len(name) > LONGEST:
        return (
            f"{name[:20] + '…'!r} is no newspaper's name: it has {len(name)} characters, {LONGEST} at most are expected"
        )
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in name):
        return f"{name!r} is no newspaper's name: it holds a line break or a control character"
    return ""


@cache
def paper_pattern() -> str:
    """Return a regular expression for the name of a newspaper, known or formed like one: 某某日报.

    >>> re.fullmatch(paper_pattern(), "清河日报") is not None
    True
    """
    names = sorted((re.escape(row[NAME]) for row in read_rows("text/newspapers.tsv")), key=len, reverse=True)
    endings = "|".join(map(re.escape, read_toml("text/datelines.toml")["papers"]))
    return rf"(?:{'|'.join(names)}|[{HAN}]{{2,6}}?(?:{endings}))"


@cache
def _index(field: int) -> dict[str, tuple[str, ...]]:
    """Return the papers by the values of one field, in the order of the list."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows("text/newspapers.tsv"):
        for value in filter(None, row[field].split(",") if len(row) > field else ()):
            found[value] = (*found.get(value, ()), row[NAME])
    return found

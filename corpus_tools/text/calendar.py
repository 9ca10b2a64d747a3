"""A written day → ``YYYY-MM-DD``: 2024年1月13日, 2024/1/13, 20240113, 二〇二四年一月十三日."""

import re
import unicodedata
from datetime import date

from corpus_tools.text.grammar import pattern, source

# Newspapers in modern Chinese; a number outside is no year of an issue.
FIRST_YEAR, LAST_YEAR = 1900, 2099
YEAR = source("calendar: year")
FORMS = (
    pattern("calendar: day"),
    re.compile(rf"{YEAR}(?P<sign>[-/._])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d)"),
    re.compile(rf"{YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)"),
    pattern("calendar: day in words"),
)
LONGEST = 400  # characters that are read: a name, a heading, a field, never prose
HAN_DIGITS = str.maketrans(source("calendar: written digits"), "000123456789")
TEN = source("numerals: ten")


def read_day(text: str) -> str:
    """Return the first day in `text` as ``YYYY-MM-DD``, or ``""`` where there is none that the calendar has.

    >>> read_day("2024年1月13日 星期六"), read_day("hnrb-20240113-02"), read_day("二〇二四年一月十三日"), read_day("2024-02-30")
    ('2024-01-13', '2024-01-13', '2024-01-13', '')
    """
    return next((day for _, day in days_in(text)), "")


def days_in(text: str) -> list[tuple[str, str]]:
    """Return every whole date in `text`, as it stands there and as ``YYYY-MM-DD``, in order.

    >>> days_in("2023年3月16日至2023年8月21日")
    [('2023年3月16日', '2023-03-16'), ('2023年8月21日', '2023-08-21')]
    """
    return [(match[0], day) for match in _written(text) if (day := _day(match))]


def is_dated(text: str) -> bool:
    """Tell whether `text` holds what is written like a date, even one that the calendar does not have.

    >>> is_dated("2024-02-30"), is_dated("000_4642ff")
    (True, False)
    """
    return bool(_written(text))


def without_days(text: str) -> str:
    """Return `text` without the dates in it.

    >>> without_days("清河日报 2024年1月13日")
    '清河日报 '
    """
    for form in FORMS:
        text = form.sub("", text)
    return text


def iso_day(year: int, month: int, day: int) -> str:
    """Return the day as ``YYYY-MM-DD``, or ``""`` where the calendar has none such or no newspaper could be of it.

    >>> iso_day(2023, 2, 29), iso_day(2024, 2, 29)
    ('', '2024-02-29')
    """
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else ""
    except ValueError:
        return ""


def read_small(numeral: str) -> int:
    """Return a numeral below one hundred, in figures or Chinese; 0 for what is none.

    >>> [read_small(numeral) for numeral in ("13", "十三", "二十", "三十一", "十十")]
    [13, 13, 20, 31, 0]
    """
    tens, ten, ones = numeral.translate(HAN_DIGITS).partition(TEN)
    parts = (tens or "1", ones or "0") if ten else (tens,)
    return int("".join(parts)) if all(part.isdecimal() for part in parts) else 0


def _written(text: str) -> list[re.Match[str]]:
    """Return what is written like a date at the head of a text, in order."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    return sorted((match for form in FORMS for match in form.finditer(plain)), key=re.Match.start)


def _day(match: re.Match[str]) -> str:
    """Return the day that a match of one of the forms says."""
    year = int(match["year"].translate(HAN_DIGITS))
    return iso_day(year, read_small(match["month"]), read_small(match["day"]))

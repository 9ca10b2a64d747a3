"""Clocks: what a text has said of time so far, and the arithmetic of EDTF (ISO 8601-2) values on it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from corpus_tools.rules import Rules
from corpus_tools.text.numerals import read_number

# More than half a year ahead of the issue, a month without a year is last year's.
AHEAD = timedelta(days=183)
# A day this close before the issue is news, whatever year the paragraph spoke of.
NEWS = timedelta(days=40)


class Clock(NamedTuple):
    """What is known of time: the day of the issue and of the report, and what the text has named last.

    `year`, `span` and `day` are the year, the months and the day named last, None in a fresh paragraph. `ahead` says
    that the expression to be read speaks of what is to come, `close` that the year was named in the same sentence,
    `caption` that the day of the report is that of a caption and holds for its paragraph;
    `rules` hold the words of time.
    """

    issue: date
    report: date | None = None
    year: int | None = None
    day: date | None = None
    ahead: bool = False
    close: bool = False
    caption: bool = False
    rules: Rules = Rules()

    @property
    def today(self) -> date:
        """The day that 今天 means: the dateline's, else the issue's."""
        return self.report or self.issue

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of time."""
        return self.rules.table("periods")


def whole(stated: str) -> int:
    """Return the small number that `stated` is, in either script."""
    number = read_number(stated)
    if number is None:
        msg = f"not a numeral – {stated!r}"
        raise ValueError(msg)
    return int(number.low)


def day_value(year: int, month: str, day: str) -> str:
    """Return the EDTF of a day, "" where the calendar has no such day."""
    try:
        return date(year, whole(month), whole(day)).isoformat()
    except ValueError:
        return ""


def years_of(value: str) -> list[int]:
    """Return the years that an EDTF value begins and ends with.

    >>> years_of("2023-01/2024-11"), years_of("2023/.."), years_of("")
    ([2023, 2024], [2023], [])
    """
    return [int(part[:4]) for part in value.split("/") if part[:4].isdigit()]


def is_over(value: str, issue: date) -> bool:
    """Say whether an EDTF value ended before the issue appeared.

    >>> is_over("2026-01/2026-06", date(2026, 7, 15)), is_over("2026", date(2026, 7, 15))
    (True, False)
    """
    end = value.rsplit("/", maxsplit=1)[-1]
    return end[:4].isdigit() and end < issue.isoformat()[: len(end)]


def is_to_come(period: str, issue: date | None) -> bool:
    """Say whether a period begins after the day of the issue: nothing that has happened can lie there.

    >>> is_to_come("2024-12", date(2024, 1, 13)), is_to_come("2024", date(2024, 1, 13))
    (True, False)
    """
    begins = period.split("/", maxsplit=1)[0]
    return issue is not None and begins[:4].isdigit() and begins > issue.isoformat()[: len(begins)]


def onward(value: str, since: str | None) -> str:
    """Return a value left open at its end where 以来, 至今 or 起 follows."""
    return f"{value.split('/', maxsplit=1)[0]}/.." if since and value else value


def month_year(month: int, clock: Clock) -> int:
    """Return the year of a month that is named without one."""
    if clock.year and clock.year <= clock.issue.year:
        return clock.year
    first = date(clock.issue.year, month, 1)
    return clock.issue.year - (first - clock.issue > AHEAD and not clock.ahead)


def part_year(first: int, last: int, clock: Clock) -> int:
    """Return the year of a quarter, a half or 全年 named without one: the last that is over, unless it is to come."""
    if clock.year and (clock.year <= clock.issue.year or clock.ahead):
        return clock.year
    # A whole year is foreseen from October on; what a January issue says of a quarter is last year's.
    begun = clock.issue.month >= (10 if last - first == 11 else max(first, 2))
    return clock.issue.year - (not begun and not clock.ahead)


def day_year(month: int, day: int, clock: Clock) -> int:
    """Return the year of a day named without one: news first, else the year named last, else the nearest."""
    try:
        here = date(clock.issue.year, month, day)
    except ValueError:
        return clock.issue.year
    news = timedelta(0) <= clock.issue - here <= NEWS
    if clock.year and clock.year <= clock.issue.year and (clock.close or not news):
        return clock.year
    return clock.issue.year - (here - clock.issue > AHEAD and not clock.ahead)


def recent_day(stated: str, clock: Clock) -> date | None:
    """Return the last day of that number before the issue, in the month named last where there is one."""
    base, day = clock.day or clock.issue, whole(stated)
    months = [base.year * 12 + base.month - 1 - back for back in (0, 1)]
    days = [day_value(count // 12, str(count % 12 + 1), stated) for count in months if day >= 1]
    over = [date.fromisoformat(value) for value in days if value and (clock.day or value <= clock.issue.isoformat())]
    return over[0] if over else None


def years_in_turn(value: str, count: int) -> list[str]:
    """Return the years that a span of exactly `count` years holds, one by one; [] where it holds others.

    >>> years_in_turn("2003/2005", 3)
    ['2003', '2004', '2005']
    """
    found = re.fullmatch(r"(\d{4})/(\d{4})", value)
    if not found:
        return []
    years = [str(year) for year in range(int(found.group(1)), int(found.group(2)) + 1)]
    return years if len(years) == count else []

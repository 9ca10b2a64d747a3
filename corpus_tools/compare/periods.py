"""Periods: a day → the week, month, quarter or year that it lies in; and whether one follows another."""

import re
from datetime import date, timedelta
from typing import Final

import pandas as pd

FORMS: Final = {  # how a period is written, by its length
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
    "week": re.compile(r"\d{4}-W\d\d"),
    "month": re.compile(r"\d{4}-\d\d"),
    "quarter": re.compile(r"\d{4}-Q\d"),
    "year": re.compile(r"\d{4}"),
}


def periods_of(days: pd.Series, by: str) -> pd.Series:
    """Return the period of each day, as ISO 8601 writes it (a quarter as 2024-Q1); "" for a day that is not known.

    Raises ValueError for a period that there is not.

    >>> periods_of(pd.Series(["2024-12-30", ""]), "week").tolist()
    ['2025-W01', '']
    """
    if by not in FORMS:
        msg = f"no such period – {by!r} – there are {', '.join(FORMS)}"
        raise ValueError(msg)
    known = {day: _period(day, by) for day in days.unique()}
    return days.map(known).astype("str")


def length_of(period: str) -> str:
    """Return what a period is: day, week, month, quarter or year; "" for what is none.

    >>> length_of("2024-W02"), length_of("2024-01/2024-11")
    ('week', '')
    """
    return next((name for name, form in FORMS.items() if form.fullmatch(period)), "")


def number_of(period: str) -> int:
    """Return the number of a period, so that of two that follow each other the numbers do.

    >>> number_of("2025-01") - number_of("2024-12"), number_of("2025-W01") - number_of("2024-W52")
    (1, 1)
    """
    by, year = length_of(period), int(period[:4])
    if by == "day":
        return date.fromisoformat(period).toordinal()
    if by == "week":
        return date.fromisocalendar(year, int(period[6:]), 1).toordinal() // 7
    return {"month": 12, "quarter": 4, "year": 1}[by] * year + int(period[5:].lstrip("Q") or 0)


def name_of(number: int, by: str) -> str:
    """Return the period with a number: the inverse of `number_of`.

    >>> name_of(number_of("2024-W52") + 1, "week"), name_of(number_of("2024-Q4") + 1, "quarter")
    ('2025-W01', '2025-Q1')
    """
    if by == "day":
        return date.fromordinal(number).isoformat()
    if by == "week":
        year, week, _ = (date.fromordinal(number * 7) + timedelta(1)).isocalendar()
        return f"{year}-W{week:02}"
    if by == "year":
        return str(number)
    parts = 12 if by == "month" else 4
    year, part = (number - 1) // parts, (number - 1) % parts + 1
    return f"{year}-{part:02}" if by == "month" else f"{year}-Q{part}"


def _period(day: str, by: str) -> str:
    """Return the period of one day."""
    if len(day) < len("2024-01-13"):
        return ""
    if by == "week":
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year}-W{week:02}"
    quarter = f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return {"day": day, "month": day[:7], "quarter": quarter, "year": day[:4]}[by]

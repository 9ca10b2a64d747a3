"""Dates: one expression of time and a clock → EDTF (ISO 8601-2): 去年前11个月, 2024-01-13 → 2023-01/2023-11.

Each form of words has a pattern and a rule of its own. A rule gets the match and the `Clock` and returns the value
and the clock as it stands after it.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.edtf import (
    Clock,
    day_value,
    day_year,
    month_year,
    onward,
    part_year,
    recent_day,
    whole,
)
from corpus_tools.text.grammar import pattern, source, words
from corpus_tools.text.numerals import read_number
from corpus_tools.text.patterns import choice
from corpus_tools.text.units import unit_source

PLAN_YEARS = 5
# What was done in the year before is reviewed until March.
REVIEW_MONTHS = 3

# The words of time that need no date of the issue.
ABSOLUTE = frozenset({"years", "decade", "plan", "bare_year"})

YEAR_DIGITS, YEAR_IN_SPAN = pattern("dates: year digits"), pattern("dates: year in a span")
OPENING, MIDDLE, CLOSING = source("dates: opening"), source("dates: middle"), source("dates: closing")
ONWARD, YEARS_TO_COME = source("dates: from then on"), words("dates: years to come")
YEARS_BACK, THIS_YEAR = source("dates: years back"), source("dates: this year")

Rule = Callable[[re.Match[str], "Clock"], tuple[str, "Clock"]]


def read_year(stated: str | None, clock: Clock) -> int | None:
    """Return the year that 2023年, 二零二三年, 去年 or 当年 names; None where nothing is stated."""
    if not stated:
        return None
    if stated in clock.words["years"]:
        return clock.issue.year + int(clock.words["years"][stated])
    if stated in clock.words["same_year"]["words"]:
        return clock.year
    digits = YEAR_DIGITS.match(stated)
    number = read_number(digits.group()) if digits else None
    return int(number.low) if number else None


def read_years(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """2019年至2025年 → 2019/2025."""
    first, last = (read_year(text, clock) for text in YEAR_IN_SPAN.findall(found.group()))
    return f"{first}/{last}", clock._replace(year=last)


def read_days(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """2023年3月16日至8月21日 → 2023-03-16/2023-08-21; 14日至16日 is in the month named last."""
    year, month = read_year(found["year"], clock), found["m1"]
    if month is None:
        base = recent_day(found["d1"], clock)
        year, month = (base.year, str(base.month)) if base else (None, "1")
    year = year or day_year(whole(month), whole(found["d1"]), clock)
    first = day_value(year, month, found["d1"])
    last_year = read_year(found["year2"], clock) or year + (
        found["m2"] is not None and whole(found["m2"]) < whole(month)
    )
    last = day_value(last_year, found["m2"] or month, found["d2"])
    value = f"{first}/{last}" if first and last else ""
    return value, clock._replace(year=year if found["year"] else clock.year)


def read_months(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """1—10月 → 2023-01/2023-10."""
    first, last = whole(found["m1"]), whole(found["m2"])
    year = read_year(found["year"], clock) or month_year(last, clock)
    last_year = read_year(found["year2"], clock) or year + (last < first)
    return f"{year}-{first:02}/{last_year}-{last:02}", clock._replace(year=year)


def read_first(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """去年前11个月 → 2023-01/2023-11."""
    last = whole(found["m1"])
    if not 1 <= last <= 12:
        return "", clock
    year = read_year(found["year"], clock) or month_year(last, clock)
    return f"{year}-01/{year}-{last:02}", clock._replace(year=year)


def read_part(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """上半年 → 2023-01/2023-06; 全年 → 2023."""
    first, last = clock.words["parts"][found["part"]]
    year = read_year(found["year"], clock) or part_year(first, last, clock)
    value = str(year) if last - first == 11 else f"{year}-{first:02}/{year}-{last:02}"
    return onward(value, found["since"]), clock._replace(year=year)


def read_edge(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """年底 → 2024-12, 年初 → 2024-01; 2023年初 is no month of its own → 2023."""
    stated = read_year(found["year"], clock)
    year = stated or clock.year or clock.issue.year - (clock.issue.month <= REVIEW_MONTHS and not clock.ahead)
    edge = found["edge"][-1]
    month = {OPENING: "01", MIDDLE: "06"}.get(edge, "12")
    value = str(year) if stated and edge in (OPENING, MIDDLE) and found["year"][0].isdigit() else f"{year}-{month}"
    return onward(value, found["since"]), clock._replace(year=year)


def read_day(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """1月12日 → 2024-01-12, 去年9月8日 → 2023-09-08."""
    stated = read_year(found["year"], clock)
    value = day_value(stated or day_year(whole(found["m1"]), whole(found["d1"]), clock), found["m1"], found["d1"])
    day = date.fromisoformat(value) if value else clock.day
    return onward(value, found["since"]), clock._replace(
        year=stated or clock.year, day=day, close=clock.close or bool(stated)
    )


def read_month(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """9月 → 2023-09, 去年9月以来 → 2023-09/..; 9月底 counts as the month."""
    month = whole(found["m1"])
    year = read_year(found["year"], clock) or month_year(month, clock)
    clock = clock._replace(year=year, close=clock.close or bool(found["year"]))
    return onward(f"{year}-{month:02}", found["since"]), clock


def read_whole_year(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """2023年 → 2023, 去年 → 2023, 2023年以来 → 2023/..."""
    year = read_year(found["year"], clock)
    return (onward(str(year), found["since"]), clock._replace(year=year, close=True)) if year else ("", clock)


def read_plan(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """“十四五”期间 → 2021/2025, its end → 2025, “十四五”以来 → 2021/..: the five-year plans since 1953."""
    number = whole(found["plan"])
    # The third plan began in 1966, after three years of readjustment; each since then has followed without a gap.
    first = 1966 + PLAN_YEARS * (number - 3) if number >= 3 else 1953 + PLAN_YEARS * (number - 1)
    tail = found["tail"] or ""
    if tail == ONWARD:
        return f"{first}/..", clock
    last = first + PLAN_YEARS - 1
    return str(last) if CLOSING in tail else str(first) if OPENING in tail else f"{first}/{last}", clock


def read_window(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """近三年来 → the last three years that are over; 前三年 → three years before the one under review."""
    count, word = whole(found["n"]), found["word"]
    if word in YEARS_TO_COME:
        return f"{clock.issue.year + 1}/{clock.issue.year + count}", clock
    # A report of January to March looks back from the year before; 前三年 … 今年 from its own.
    looks_back = (
        word == YEARS_BACK
        and clock.issue.month <= REVIEW_MONTHS
        and THIS_YEAR not in found.string[found.end() : found.end() + 20]
    )
    last = clock.issue.year - 1 - looks_back
    return (f"{last - count + 1}/{last}" if count > 1 else str(last)), clock


def read_today(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """今天 → the dateline's day, 昨天 → the day before."""
    day = clock.today + timedelta(days=clock.words["days"][found["word"]])
    return day.isoformat(), clock._replace(day=day)


def read_same_day(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """当天 → the day named last."""
    if not clock.day:
        return "", clock
    day = clock.day + timedelta(days=clock.words["same_day"][found["word"]])
    return day.isoformat(), clock._replace(day=day)


def read_month_word(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """上月 → 2023-12."""
    count = clock.issue.year * 12 + clock.issue.month - 1 + clock.words["months"][found["word"]]
    return f"{count // 12}-{count % 12 + 1:02}", clock


def read_now(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """目前 → the day where a dateline or a caption gives one, else the month of the issue."""
    del found
    return clock.report.isoformat() if clock.report else clock.issue.isoformat()[:7], clock


def read_vague(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """近年来 → no value."""
    del found
    return "", clock


def read_onward(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """即日起 → from the day of the issue on."""
    del found
    return f"{clock.issue.isoformat()}/..", clock


def read_lone_day(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """15日, 昨(18)日 → the day of that number in the month of the news."""
    day = recent_day(found["d1"], clock)
    return (onward(day.isoformat(), found["since"]), clock._replace(day=day)) if day else ("", clock)


def read_decade(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """20世纪90年代 → 199X; 21世纪 → 20XX."""
    century = whole(found["century"]) if found["century"] else 20
    return f"{century - 1}{whole(found['n']) // 10 if found['n'] else 'X'}X", clock


def read_bare_year(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """2024 in the name of an event → 2024."""
    return found.group(), clock


@cache
def forms(rules: Rules) -> dict[str, tuple[re.Pattern[str], Rule]]:
    """Return the forms of words in the order in which they are tried: pattern and rule of each."""
    given = given_words(rules)
    return {name: (pattern(f"dates: {name}", given), rule) for name, rule in READERS.items()}


# The forms in the order in which they are tried, and the rule of each.
READERS: dict[str, Rule] = {
    "years": read_years, "days": read_days, "months": read_months, "first": read_first, "part": read_part,
    "edge": read_edge, "day": read_day, "month": read_month, "year": read_whole_year, "plan": read_plan,
    "window": read_window, "today": read_today, "same_day": read_same_day, "month_word": read_month_word,
    "now": read_now, "vague": read_vague, "onward": read_onward, "decade": read_decade, "lone_day": read_lone_day,
    "bare_year": read_bare_year,
}  # fmt: skip


def given_words(rules: Rules) -> dict[str, str]:
    """Return what the grammar of dates leaves to the rules: the words of ``periods.toml``, and the units."""
    table = rules.table("periods")
    named = {word[0] for group in table.values() for word in [*group, *group.get("words", [])]} - {"w"}
    return {
        "relative year": choice([*table["years"], *table["same_year"]["words"]]),
        "parts of a year": choice(table["parts"]),
        "days named": choice(table["days"]),
        "day named last": choice(table["same_day"]),
        "months named": choice(table["months"]),
        "now named": choice(table["now"]["words"]),
        "vague words": choice(table["vague"]["words"]),
        "unit": unit_source(rules),
        "first characters": "".join(sorted(named)),
    }


@cache
def date_pattern(rules: Rules) -> re.Pattern[str]:
    """Return the pattern of every expression of time in folded text; `lastgroup` names its form."""
    plain = {name: re.sub(r"\?P<\w+>", "?:", form.pattern) for name, (form, _) in forms(rules).items()}
    sources = "|".join(f"(?P<{name}>{text})" for name, text in plain.items())
    return re.compile(f"{source('dates: begins', given_words(rules))}(?:{sources})")


def resolve(form: str, folded: str, start: int, clock: Clock) -> tuple[str, Clock]:
    """Return the EDTF value of the expression of a given form that starts at `start`, and the clock after it.

    >>> resolve("first", "去年前11个月", 0, Clock(date(2024, 1, 13)))[0]
    '2023-01/2023-11'
    """
    shape, rule = forms(clock.rules)[form]
    found = shape.match(folded, start)
    return rule(found, clock) if found else ("", clock)

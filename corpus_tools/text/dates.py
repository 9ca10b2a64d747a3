"""Dates: one expression of time and a clock → EDTF (ISO 8601-2): 去年前11个月, 2024-01-13 → 2023-01/2023-11.

Each form of words has a pattern and a rule of its own. A rule gets the match and the `Clock` and returns the value
and the clock as it stands after it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

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
from corpus_tools.text.numerals import HAN_DIGITS, read_number
from corpus_tools.text.patterns import choice
from corpus_tools.text.units import unit_source

PLAN_YEARS = 5
# What was done in the year before is reviewed until March.
REVIEW_MONTHS = 3

# The words of time that need no date of the issue.
ABSOLUTE = frozenset({"years", "decade", "plan", "bare_year"})

NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
MONTH = r"(?:(?<![\d.])(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九]))"
DAY = r"(?:[0-3]?\d|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
DASH = "(?:-|—{1,2}|~|至|到)"
YEAR = rf"(?:(?<![\d.])[12]\d\d\d|(?<![{HAN_DIGITS}])[一二][{HAN_DIGITS}]{{3}}) ?年"
SINCE = "(?P<since>以来|至今|起(?![来伏点步诉到])|开始(?=[，,]))?"

Rule = Callable[[re.Match[str], "Clock"], tuple[str, "Clock"]]


def year_source(words: Mapping[str, Any]) -> str:
    """Return the source of a pattern for a year, absolute or relative, as the group ``year``."""
    relative = choice([*words["years"], *words["same_year"]["words"]])
    return rf"(?P<year>{YEAR}(?:度)?|{relative})"


def read_year(stated: str | None, clock: Clock) -> int | None:
    """Return the year that 2023年, 二零二三年, 去年 or 当年 names; None where nothing is stated."""
    if not stated:
        return None
    if stated in clock.words["years"]:
        return clock.issue.year + int(clock.words["years"][stated])
    if stated in clock.words["same_year"]["words"]:
        return clock.year
    digits = re.match(rf"\d+|[{HAN_DIGITS}]+", stated)
    number = read_number(digits.group()) if digits else None
    return int(number.low) if number else None


def read_years(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """2019年至2025年 → 2019/2025."""
    first, last = (read_year(text, clock) for text in re.findall(rf"\d{{4}}|[一二][{HAN_DIGITS}]{{3}}", found.group()))
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
    month = {"初": "01", "中": "06"}.get(edge, "12")
    value = str(year) if stated and edge in "初中" and found["year"][0].isdigit() else f"{year}-{month}"
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
    if tail == "以来":
        return f"{first}/..", clock
    last = first + PLAN_YEARS - 1
    return str(last) if "末" in tail else str(first) if "初" in tail else f"{first}/{last}", clock


def read_window(found: re.Match[str], clock: Clock) -> tuple[str, Clock]:
    """近三年来 → the last three years that are over; 前三年 → three years before the one under review."""
    count, word = whole(found["n"]), found["word"]
    if word in {"未来", "今后"}:
        return f"{clock.issue.year + 1}/{clock.issue.year + count}", clock
    # A report of January to March looks back from the year before; 前三年 … 今年 from its own.
    looks_back = (
        word == "前"
        and clock.issue.month <= REVIEW_MONTHS
        and "今年" not in found.string[found.end() : found.end() + 20]
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
    words = rules.table("periods")
    year, parts = year_source(words), choice(words["parts"])
    second = year.replace("<year>", "<year2>")
    sources: dict[str, tuple[str, Rule]] = {
        "years": (rf"(?:{YEAR}|(?<![\d.])[12]\d\d\d){DASH}{YEAR}度?", read_years),
        "days": (rf"(?:{year}?(?P<m1>{MONTH})月)?(?<![\d.])(?P<d1>{DAY})日?{DASH}(?:{second}?(?P<m2>{MONTH})月)?(?P<d2>{DAY})日", read_days),
        "months": (rf"{year}?(?P<m1>{MONTH})月?份?{DASH}{second}?(?P<m2>{MONTH})月(?![\d一二三]{{1,2}}日)份?", read_months),
        "first": (rf"{year}?(?<![提以此之目日先从])前(?P<m1>{NUMBER})个?月份?", read_first),
        "part": (rf"{year}?第?(?P<part>{parts}){SINCE}", read_part),
        "edge": (rf"(?:{year}年?|(?<![\d近多几半去今])年)(?P<edge>[初底末中终])(?![小学期秋级]){SINCE}", read_edge),
        "day": (rf"{year}?(?P<m1>{MONTH}) ?月 ?(?P<d1>{DAY})日{SINCE}", read_day),
        "month": (rf"{year}?(?P<m1>{MONTH})月份?(?:初|底|末|[上中下]旬|中下旬)?{SINCE}(?![\d饼球亮])", read_month),
        "year": (rf"{year}(?:同期)?{SINCE}(?!轻)", read_whole_year),
        "plan": (r"(?:“|‘)?(?P<plan>十[一二三四五六七]?|[一二三四五六七八九])五(?=[”’]|期|规划|以来|计划|末|时期)[”’]?(?P<tail>以来|期末|末期|末|初期|期间|时期|规划)?", read_plan),
        "window": (rf"(?P<word>近|过去|最近|前|未来|今后)(?P<n>{NUMBER})年(?:多?来|间|内)?(?![级月])", read_window),
        "today": (rf"(?P<word>{choice(words['days'])})", read_today),
        "same_day": (rf"(?P<word>{choice(words['same_day'])})(?!发)", read_same_day),
        "month_word": (rf"(?P<word>{choice(words['months'])})", read_month_word),
        "now": (choice(words["now"]["words"]), read_now),
        "vague": (choice(words["vague"]["words"]), read_vague),
        "onward": ("即日起", read_onward),
        "decade": (rf"(?<![\d{HAN_DIGITS}十])(?=[\d{HAN_DIGITS}十]{{1,4}}(?:世纪|年代))(?:(?P<century>{NUMBER})世纪)?(?:(?P<n>\d0|[一二三四五六七八九]十)年代)?", read_decade),
        "lone_day": (r"(?:[昨今前]\()?(?<![\d.月])(?P<d1>[0-3]?\d|三十一?|二?十[一二三四五六七八九]|二十)\)?日(?![内均])(?P<since>起(?![来伏点步诉到])|以来)?", read_lone_day),
        "bare_year": (rf"(?<![\d.A-Za-z〔\[(+-])(?:19|20)\d\d(?=[一-鿿“《])(?![年多余万亿千百十级版度款来几号]|{unit_source(rules)})", read_bare_year),
    }  # fmt: skip
    return {name: (re.compile(source), rule) for name, (source, rule) in sources.items()}


@cache
def date_pattern(rules: Rules) -> re.Pattern[str]:
    """Return the pattern of every expression of time in folded text; `lastgroup` names its form."""
    plain = {name: re.sub(r"\?P<\w+>", "?:", pattern.pattern) for name, (pattern, _) in forms(rules).items()}
    start = "".join(
        sorted(
            {word[0] for group in rules.table("periods").values() for word in [*group, *group.get("words", [])]} - {"w"}
        )
    )
    source = "|".join(f"(?P<{name}>{text})" for name, text in plain.items())
    return re.compile(rf"(?=[\d{HAN_DIGITS}十两今前第年未过“‘即{start}])(?:{source})")


def resolve(form: str, folded: str, start: int, clock: Clock) -> tuple[str, Clock]:
    """Return the EDTF value of the expression of a given form that starts at `start`, and the clock after it.

    >>> resolve("first", "去年前11个月", 0, Clock(date(2024, 1, 13)))[0]
    '2023-01/2023-11'
    """
    pattern, rule = forms(clock.rules)[form]
    found = pattern.match(folded, start)
    return rule(found, clock) if found else ("", clock)

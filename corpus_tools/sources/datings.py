"""Datelines → what they say of the issue: its newspaper, and its date where nothing else states one."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from corpus_tools.resources import read_rows, read_toml
from corpus_tools.sources.sheets import Statement, line_spans
from corpus_tools.text.bylines import HAN
from corpus_tools.text.calendar import iso_day
from corpus_tools.text.datelines import Dateline, find_dateline
from corpus_tools.text.newspapers import paper_pattern

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
YEAR_DAYS = 366  # of a leap year, which holds every day of the calendar
LEAP_YEAR = 2024
# A year that the text does not make as sure as this stays unknown: an empty date beats a guess.
SURE = 0.8
# So many bylines name a paper without a dateline.
ENOUGH = 2
# Mentions in one article speak of the same thing: n of them weigh like n to this power independent ones.
TOGETHER = 0.7
# A year after one of these words, up to three characters before, is one that is planned for.
PLANNED = re.compile(r"(?:到|至|力争|预计|计划|将|定于|目标|拟|距离|[—–\-~～])[^，。]{0,3}$")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
# After the year, what does not make it part of a name.
ALONE = re.compile(r"以来|[底末初春夏秋冬]|全年|[前间的至到起后和与]|[^\u4e00-\u9fff]|$")


def read_datelines(text: str) -> list[Dateline]:
    """Return the datelines of a page, in order."""
    found = (find_dateline(text[start:end]) for start, end in line_spans(text))
    return [dateline for dateline in found if dateline]


def paper_by_datelines(text: str, datelines: list[Dateline], *, expected: Sequence[str] = ()) -> tuple[Statement, ...]:
    r"""Return the newspaper that most of the page's datelines and bylines name.

    The limit of the method: a page made of another paper's reports is taken for that paper's; a single byline says
    nothing, because papers print each other's comments, unless it names one of the `expected` papers.

    >>> paper_by_datelines("清河日报记者 张一山\n雨停了。\n（清河日报记者 李小川）", [])[0].values
    ('清河日报',)
    """
    agencies = tuple(read_toml("text/datelines.toml")["agencies"])
    senders = [line.source for line in datelines if not line.source.endswith(agencies)]
    named = senders + [match["paper"] for match in _reporter().finditer(text)]
    if not senders and len(named) < ENOUGH and not set(named) & set(expected):
        return ()
    [(paper, times)] = Counter(named).most_common(1)
    return (Statement("newspaper", (paper,), f"named by {times} of {len(named)} datelines and bylines"),)


def date_by_datelines(text: str, datelines: list[Dateline]) -> tuple[Statement, ...]:
    """Return the day after the latest dateline, in the year that the dates and years named in the text speak for.

    The limit of the method: a page that holds only old reports is dated too early, an evening paper a day too late;
    where the years named in the text leave the year in doubt there is no date.

    >>> page = "清河日报1月12日讯 2024年防汛会议召开，2024年春运启动，2023年夏粮丰收。2024年植树节将至。"
    >>> [found] = date_by_datelines(page, read_datelines(page))
    >>> found.values, found.source
    (('2024-01-13',), 'datelines: 12 January, printed the day after; year from 4 mentions in the text (89 % sure)')
    """
    latest = latest_day(datelines)
    year, evidence = _year(text, *latest) if latest else (0, "")
    if not (latest and year):
        return ()
    month, day = latest
    printed = date(year, month, day) + timedelta(days=1)
    source = f"datelines: {day} {MONTHS[month - 1]}, printed the day after; year from {evidence}"
    return (Statement("date", (printed.isoformat(),), source),)


def latest_day(datelines: list[Dateline]) -> tuple[int, int] | None:
    """Return month and day of the latest dateline: the one that the others lie least far behind, across a new year too.

    >>> days = [find_dateline(f"本报{day}讯") for day in ("12月30日", "1月1日", "12月31日")]
    >>> latest_day(days)
    (1, 1)
    """
    known = [line for line in datelines if line.month and iso_day(LEAP_YEAR, line.month, line.day)]
    days = Counter(date(LEAP_YEAR, line.month, line.day) for line in known)
    if not days:
        return None
    behind = {day: sum(times * ((day - other).days % YEAR_DAYS) for other, times in days.items()) for day in days}
    latest = min(sorted(behind), key=behind.__getitem__)
    return latest.month, latest.day


def _year(text: str, month: int, day: int) -> tuple[int, str]:
    """Return the year that makes the years named in the text most likely, and how sure that is; 0 where it is not."""
    named = Counter(_mention(text, match, (month, day)) for match in YEAR.finditer(text))
    years = sorted({year + later for _, year in named for later in (0, 1, 2) if iso_day(year + later, month, day)})
    fit = {
        year: sum(n**TOGETHER * math.log(_share(kind, found - year)) for (kind, found), n in named.items())
        for year in years
    }
    if not fit:
        return 0, ""
    best = max(years, key=fit.__getitem__)
    chance = 1 / sum(math.exp(value - fit[best]) for value in fit.values())
    near = sum(n for (_, year), n in named.items() if abs(year - best) <= 1)
    mentions = f"{near} mention{'' if near == 1 else 's'} in the text"
    # More than 99 is never said: the shares are rounded.
    return (best, f"{mentions} ({min(99, round(100 * chance))} % sure)") if chance >= SURE else (0, "")


def _mention(text: str, match: re.Match[str], latest: tuple[int, int]) -> tuple[str, int]:
    """Return the kind of a mention of a year, as in ``year_mentions.tsv``, and the year that counts for it."""
    year, after = int(match[1]), text[match.end() : match.end() + 2]
    if PLANNED.search(text[max(0, match.start() - 6) : match.start()]):
        return "future", year
    if match[2]:
        return "whole", year + ((int(match[2]), int(match[3] or 0)) > latest)
    return "plain" if ALONE.match(after) else "event", year


def _share(kind: str, years: int) -> float:
    """Return the share of mentions of this kind that lie so many years after the issue's."""
    shares = _shares()[kind]
    if years > 0:
        return shares[0] if years > 2 else shares[1]
    return shares[min(2 - years, 5)] if years > -10 else shares[6]


@cache
def _shares() -> dict[str, tuple[float, ...]]:
    """Return the table of mentions."""
    return {kind: tuple(map(float, shares)) for kind, *shares in read_rows("sources/year_mentions.tsv")}


@cache
def _reporter() -> re.Pattern[str]:
    """Return the form of a newspaper's name with its reporters, where a byline stands."""
    words = read_toml("text/bylines.toml")
    kinds = "|".join(map(re.escape, words["qualifiers"]))
    return re.compile(
        rf"(?m)(?:^|[（(/／、\s{re.escape(words['marks'])}])(?P<paper>{paper_pattern()})(?:{kinds})*(?:记者|评论员|通讯员)(?![{HAN}]*[，。])"
    )

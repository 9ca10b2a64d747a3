"""Datelines → what they say of the issue: its newspaper, and its date where nothing else states one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from corpus_tools.resources import read_toml
from corpus_tools.sources.sheets import Statement, line_spans
from corpus_tools.text.calendar import iso_day
from corpus_tools.text.datelines import Dateline, find_dateline
from corpus_tools.text.grammar import pattern, source
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
# So many bylines name a paper without a dateline.
ENOUGH = 2
PLANNED, YEAR = pattern("imprints: planned"), pattern("imprints: year")
# So many datelines of one day tell when the page was made: of 101 pages with two all were printed the day after the latest,
# of 25 with one seven were not.
DATELINES = 2
SENTENCE = re.compile(r"[^。！？\n\r]+")


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
    """Return the day after the latest dateline, where the text fixes its year: by an event of that year, held on that day.

    How often a text names a year says too little: the likeliest year was wrong on one page in five. The limit of the
    method: it dates one page in fifty and leaves the others without a date; a page of an evening paper, with one dateline,
    or of November and December it never dates. Of 176 pages of five papers and 2,649 stretches of broadcast news it dated
    14, all rightly: too few to put a probability to.

    >>> page = "清河日报1月12日讯 今天，全县召开2024年防汛会议。\\n清河日报1月12日讯 2023年7月3日，新桥通车。"
    >>> [found] = date_by_datelines(page, read_datelines(page))
    >>> found.values, found.source
    (('2024-01-13',), 'datelines: 12 January, printed the day after; year from line 1: 召开2024年')
    """
    latest, evening = latest_day(datelines), tuple(read_toml("sources/datings.toml")["evening"])
    times = Counter((line.month, line.day) for line in datelines)
    if latest is None or times[latest] < DATELINES or any(line.source.endswith(evening) for line in datelines):
        return ()
    year, where = _year(text, *latest)
    if not year or not iso_day(year, *latest):
        return ()
    printed = date(year, *latest) + timedelta(days=1)
    source = f"datelines: {latest[1]} {MONTHS[latest[0] - 1]}, printed the day after; year from {where}"
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


def month_day(month: int, day: int) -> str:
    """Return a day of no year as a newspaper prints it.

    >>> month_day(1, 12)
    '1月12日'
    """
    return source("imprints: stated day", {"month": str(month), "day": str(day)})


def _year(text: str, month: int, day: int) -> tuple[int, str]:
    """Return the one year that the events held on the day fix, and where the first is named; 0 where they fix none."""
    words = read_toml("sources/datings.toml")
    held = [(int(match[1]), match) for match in _events(text, month, day)]
    years = {year for year, _ in held}
    if len(years) != 1 or month in words["open"]:
        return 0, ""
    [year] = years
    named = [(found, match) for match in YEAR.finditer(text) if (found := _named(text, match, (month, day)))]
    past = max((found for found, match in named if match[2]), default=0)
    beside = [found for found, match in named if year - 1 <= found <= year and match.start() not in _places(held)]
    if max(found for found, _ in named) > year or not beside or (month in words["turn"] and past != year):
        return 0, ""
    first = held[0][1]
    return year, f"line {len(line_spans(text[: first.start()]))}: {text[first.start() - 2 : first.end()].strip()}"


def _places(held: Sequence[tuple[int, re.Match[str]]]) -> set[int]:
    """Return where the years of some events stand."""
    return {match.start() for _, match in held}


def _events(text: str, month: int, day: int) -> Iterator[re.Match[str]]:
    """Yield the years of events that are held on the day, each as it stands in the text."""
    today, before, after = _event_forms()
    own = pattern("imprints: day of the year", {"month": str(month), "day": str(day)})
    for sentence in SENTENCE.finditer(text):
        if today.search(sentence[0]) or own.search(sentence[0]):
            for match in YEAR.finditer(text, *sentence.span()):
                near = text[max(sentence.start(), match.start() - 4) : match.start()]
                if not match[2] and before.search(near) and after.match(text[match.end() : sentence.end()]):
                    yield match


def _named(text: str, match: re.Match[str], latest: tuple[int, int]) -> int:
    """Return the first year of the issue that a mention allows, 0 for one that is planned for.

    A month or day after the dateline's lies in the year before the issue's.
    """
    if PLANNED.search(text[max(0, match.start() - 6) : match.start()]):
        return 0
    later = match[2] and (int(match[2]), int(match[3] or 0)) > latest
    return int(match[1]) + bool(later)


@cache
def _event_forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the forms of a word for the day, of the verb before a year and of the event after it."""
    given = given_words()
    return re.compile(given["today"]), pattern("imprints: held", given), pattern("imprints: event", given)


@cache
def _reporter() -> re.Pattern[str]:
    """Return the form of a newspaper's name with its reporters, where a byline stands."""
    return pattern("imprints: reporter", given_words())


def given_words() -> dict[str, str]:
    """Return what the grammar of imprints leaves to the lists of words: newspapers, their reporters, events of a year."""
    events, bylines = read_toml("sources/datings.toml"), read_toml("text/bylines.toml")
    names = {"today": "today", "verbs of an event": "held", "events": "event", "games": "games"}
    given = {name: "|".join(map(re.escape, events[key])) for name, key in names.items()}
    qualifiers = "|".join(map(re.escape, bylines["qualifiers"]))
    return given | {"newspaper": paper_pattern(), "qualifiers": qualifiers, "marks": re.escape(bylines["marks"])}

"""Articles → every date and period that they state, resolved against issue date and dateline to EDTF, one a row.

Limits: festivals, weekdays and hours are not read; 近年来 and its like are found and left without a value.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pandas as pd

from corpus_tools.rules import Rules
from corpus_tools.tables import make_table, require
from corpus_tools.text import grammar
from corpus_tools.text.dates import ABSOLUTE, date_pattern, resolve
from corpus_tools.text.edtf import Clock
from corpus_tools.text.numerals import fold
from corpus_tools.text.patterns import either
from corpus_tools.text.sentences import Sentence, sentences

KNOWN = ("article_id", "date", "dateline_date", "newspaper")
FIELDS = ("text", "title", "kicker", "subtitle")
Days = tuple[date | None, date | None]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
CLOSING, DATELINE = grammar.pattern("clauses: closing dateline"), grammar.pattern("clauses: dateline")
COMPLETED = grammar.source("clauses: completed")
# The last characters in which a closing dateline can stand.
LAST = 80
# Stands for the day of the issue where it is unknown; no value that rests on it is given.
NOWHEN = date(2000, 1, 1)
# Newspapers begin in the 19th century; other years are damage.
YEARS = range(1800, 2200)
# A caption or dispatch is dated within the week.
RECENT = timedelta(days=7)


def find_periods(articles: pd.DataFrame, *, rules: Rules = Rules()) -> pd.DataFrame:
    """Return one row per date or period that the articles state, in their text and headlines.

    `value` is EDTF: ``2023-01/2023-11``, ``2023/..``, ``2024-01-12``; "" where the text is vague (近年来). Needs
    `article_id`, `date` and `text`; uses `dateline_date` and the headlines where they are there. 今天 is the dateline's
    day; quarters and 全年 in a January issue mean last year's.

    >>> page = pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": ["去年前11个月，税收增长。"]})
    >>> find_periods(page)[["stated", "value"]].values.tolist()
    [['去年前11个月', '2023-01/2023-11']]
    """
    return period_table(read_articles(articles, rules))


class Period(NamedTuple):
    """A date or period in a folded text: its EDTF `value` ("" where it is vague) and the `form` of words."""

    start: int
    end: int
    value: str
    form: str

    @property
    def kind(self) -> str:
        """``date`` for a single day, else ``period``."""
        return "date" if DAY.fullmatch(self.value) else "period"


class DatedText(NamedTuple):
    """A field of an article, such as its title: its text, the same folded, and the sentences and periods in it."""

    field: str
    text: str
    folded: str
    passages: list[Sentence]
    periods: list[Period]


class DatedArticle(NamedTuple):
    """An article whose texts were searched for periods."""

    article_id: object
    newspaper: str
    days: Days
    texts: list[DatedText]


def read_articles(articles: pd.DataFrame, rules: Rules) -> list[DatedArticle]:
    """Return articles with the periods in their text and headlines: what quantities and periods are both made from."""
    held = require(articles, ("article_id", "date", "text"), of="articles")
    columns = {name: held[name].tolist() for name in (*KNOWN, *FIELDS) if name in held.columns}
    return [read_article(dict(zip(columns, row, strict=True)), rules) for row in zip(*columns.values(), strict=True)]


def read_article(article: Mapping[str, object], rules: Rules) -> DatedArticle:
    """Return an article with the periods in its text and headlines."""
    days = read_date(article["date"]), read_date(article.get("dateline_date"))
    texts = []
    for field in FIELDS:
        text = article.get(field)
        if isinstance(text, str) and text:
            folded = fold(text, rules)
            passages = sentences(folded)
            texts.append(DatedText(field, text, folded, passages, periods_in(folded, passages, days, rules)))
    return DatedArticle(article.get("article_id"), str(article.get("newspaper") or ""), days, texts)


def period_table(articles: Iterable[DatedArticle]) -> pd.DataFrame:
    """Return the table that `find_periods` returns."""
    return make_table(
        "periods",
        [
            row_of(article.article_id, one.field, one.text, period)
            for article in articles
            for one in article.texts
            for period in one.periods
        ],
    )


def read_date(stated: object) -> date | None:
    """Return the ISO date that `stated` is, or None."""
    try:
        day = date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def periods_in(folded: str, passages: list[Sentence], days: Days, rules: Rules) -> list[Period]:
    """Return every date and period of a folded text, in order; without a date of the issue only the absolute ones."""
    issue, report = days
    base = Clock(issue or NOWHEN, report or final_dateline(folded, issue, rules), rules=rules)
    clock, found, last = base, [], -1
    places = [passage.start for passage in passages]
    for match in date_pattern(rules).finditer(folded):
        here = bisect_right(places, match.start()) - 1
        clock = enter(clock, base, passages[last + 1 : here + 1])
        last = here
        coming = is_ahead(folded, match, rules)
        clock = clock if clock.ahead == coming else clock._replace(ahead=coming)
        value, clock = resolve(match.lastgroup, folded, match.start(), clock)
        clock = dated(clock, folded, match, passages[here].start if here >= 0 else -1)
        known = issue or match.lastgroup in ABSOLUTE or match.group()[:4].isdigit()
        found.append(Period(match.start(), match.end(), value if known else "", match.lastgroup))
    return found


def enter(clock: Clock, base: Clock, passages: list[Sentence]) -> Clock:
    """Return the clock on entering new sentences: a paragraph forgets year and day, a headline the dateline too."""
    if any(passage.headline for passage in passages):
        clock = clock._replace(report=base.report)
    if clock.caption and any(passage.fresh for passage in passages):
        clock = clock._replace(report=base.report, caption=False)
    if any(passage.fresh for passage in passages):
        return clock._replace(year=None, day=None, close=False)
    return clock._replace(close=False) if passages and clock.close else clock


@cache
def ahead(rules: Rules) -> tuple[re.Pattern, re.Pattern]:
    """Return the patterns of 目标 after 全年 and 到 before 年底: the text speaks of what is to come."""
    return re.compile(either(rules, "ahead after")), re.compile(f"{either(rules, 'ahead before')}$")


def is_ahead(folded: str, match: re.Match, rules: Rules) -> bool:
    """Say whether the words around an expression of time speak of what is to come."""
    coming, until = ahead(rules)
    after, before = folded[match.end() : match.end() + 8], folded[max(0, match.start() - 3) : match.start()]
    return not before.endswith(COMPLETED) and bool(coming.search(after) or until.search(before))


def dated(clock: Clock, folded: str, match: re.Match, sentence: int) -> Clock:
    """Return the clock after a day: one in a dateline, or at the head of a fresh caption, is the day of the report."""
    if match.lastgroup != "day" or not clock.day:
        return clock
    caption = (
        match.start() == sentence and folded.startswith("，", match.end()) and abs(clock.issue - clock.day) <= RECENT
    )
    if DATELINE.match(folded, match.end()):
        return clock._replace(report=clock.day, caption=False)
    return clock._replace(report=clock.day, caption=True) if caption else clock


def final_dateline(folded: str, issue: date | None, rules: Rules) -> date | None:
    """Return the day of a dateline that closes a text: （本报海口7月9日讯）."""
    found = CLOSING.search(folded, max(0, len(folded) - LAST))
    if not found or not issue:
        return None
    value, _ = resolve("day", folded, found.start(1), Clock(issue, rules=rules))
    return read_date(value)


def row_of(article_id: object, field: str, text: str, period: Period) -> dict[str, object]:
    """Return the row of one period."""
    span = {"article_id": article_id, "field": field, "start": period.start, "end": period.end}
    return span | {"stated": text[period.start : period.end], "kind": period.kind, "value": period.value}

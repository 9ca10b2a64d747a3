"""The dates and periods of one text, in reading order, resolved against the issue date and the dateline to EDTF.

Limits: festivals, weekdays and hours are not read; 近年来 and its like are found and left without a value.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from corpus_tools.quantities.wordings import either
from corpus_tools.text.dates import ABSOLUTE, date_pattern, resolve
from corpus_tools.text.edtf import Clock
from corpus_tools.text.passages import Sentence

DAY = re.compile(r"\d{4}-\d\d-\d\d")
CLOSING = re.compile(r"(\d{1,2}月\d{1,2}日)[讯电][^\n]{0,30}\)\s*$")
# The last characters in which a closing dateline can stand.
LAST = 80
# Stands for the day of the issue where it is unknown; no value that rests on it is given.
NOWHEN = date(2000, 1, 1)
# Newspapers begin in the 19th century; other years are damage.
YEARS = range(1800, 2200)
DATELINE = re.compile(r"\)?(?:上午|下午|晚|晚间)?[讯电]")
# A caption or dispatch is dated within the week.
RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """A date or period in a folded text: its EDTF `value` ("" where it is vague) and the `form` of words."""

    start: int
    end: int
    value: str
    form: str

    @property
    def kind(self) -> str:
        """``date`` for a single day, else ``period``."""
        return "date" if DAY.fullmatch(self.value) else "period"


def read_date(stated: object) -> date | None:
    """Return the ISO date that `stated` is, or None."""
    try:
        day = date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def periods_in(folded: str, passages: list[Sentence], issue: date | None, report: date | None) -> list[Period]:
    """Return every date and period of a folded text, in order; without a date of the issue only the absolute ones."""
    base = Clock(issue or NOWHEN, report or final_dateline(folded, issue))
    clock, found, last = base, [], -1
    places = [passage.start for passage in passages]
    for match in date_pattern().finditer(folded):
        here = bisect_right(places, match.start()) - 1
        clock = enter(clock, base, passages[last + 1 : here + 1])
        last = here
        value, clock = resolve(match.lastgroup, folded, match.start(), replace(clock, ahead=is_ahead(folded, match)))
        clock = dated(clock, folded, match, passages[here].start if here >= 0 else 0)
        known = issue or match.lastgroup in ABSOLUTE or match.group()[:4].isdigit()
        found.append(Period(match.start(), match.end(), value if known else "", match.lastgroup))
    return found


def enter(clock: Clock, base: Clock, passages: list[Sentence]) -> Clock:
    """Return the clock on entering new sentences: a paragraph forgets year and day, a headline the dateline too."""
    if any(passage.headline for passage in passages):
        clock = replace(clock, report=base.report)
    if any(passage.fresh for passage in passages):
        return replace(clock, year=None, day=None, close=False)
    return replace(clock, close=False) if passages else clock


@cache
def ahead() -> tuple[re.Pattern, re.Pattern]:
    """Return the patterns of 目标 after 全年 and 到 before 年底: the text speaks of what is to come."""
    return re.compile(either("ahead after")), re.compile(f"{either('ahead before')}$")


def is_ahead(folded: str, match: re.Match) -> bool:
    """Say whether the words around an expression of time speak of what is to come."""
    coming, until = ahead()
    after, before = folded[match.end() : match.end() + 8], folded[max(0, match.start() - 3) : match.start()]
    return not before.endswith("完成") and bool(coming.search(after) or until.search(before))


def dated(clock: Clock, folded: str, match: re.Match, sentence: int) -> Clock:
    """Return the clock after a day: one in a dateline, or at the head of a fresh caption, is the day of the report."""
    if match.lastgroup != "day" or not clock.day:
        return clock
    caption = (
        match.start() == sentence and folded.startswith("，", match.end()) and abs(clock.issue - clock.day) <= RECENT
    )
    return replace(clock, report=clock.day) if caption or DATELINE.match(folded, match.end()) else clock


def final_dateline(folded: str, issue: date | None) -> date | None:
    """Return the day of a dateline that closes a text: （本报海口7月9日讯）."""
    found = CLOSING.search(folded, max(0, len(folded) - LAST))
    if not found or not issue:
        return None
    value, _ = resolve("day", folded, found.start(1), Clock(issue))
    return read_date(value)

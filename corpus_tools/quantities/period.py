"""Governors: the period that governs an amount, stated in its sentence or carried from one before."""

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus_tools.quantities.clauses import Mention
from corpus_tools.quantities.periods import Period
from corpus_tools.rules import Rules
from corpus_tools.text.edtf import years_of
from corpus_tools.text.patterns import either

REFERRED = re.compile("(?:比|较|与|同|相对于|恢复[至到]|相当于|高于|低于|超过|超出)$")
FROM = re.compile("(?:由|从)$")
OPENS = re.compile("开始|起|以来|到|至|[，、]")
TODATE = re.compile("[^。]{0,40}(?:至今|以来|迄今)")
MEANWHILE = re.compile("(?:其间|期间)[，,]")
# A period governs at most so many paragraphs after its own.
HOPS = 2
# The length of an EDTF day.
DAY = 10
# A plan governs only where it is a time; in “十四五”规划 it is a document.
DURING = ("期间", "时期", "以来", "末", "初", "初期", "末期")
# Forms that name an event or nothing definite: they govern no amount.
NEVER = frozenset({"bare_year", "decade", "vague"})


@dataclass(frozen=True, slots=True)
class Governor:
    """A period that governs amounts: its EDTF value, where it stands, and whence it was taken.

    `source` is ``sentence``, ``paragraph`` (an earlier sentence of it), ``article`` (an earlier paragraph), ``below`` (the
    sentence under a headline) or "".
    `planned` says that it was called this year (今年), not named by its number; `hops` counts the paragraphs since.
    """

    value: str = ""
    span: tuple[int, int] | None = None
    source: str = ""
    planned: bool = False
    hops: int = 0


NOTHING = Governor()


@cache
def patterns(rules: Rules) -> tuple[re.Pattern, re.Pattern]:
    """Return the patterns of a date that only says when something was published, and of words for this year."""
    return re.compile(rf"[^，。；、]{{0,12}}{either(rules, 'release')}"), re.compile(either(rules, "this year"))


def role_of(period: Period, folded: str, references: list[tuple[int, int]], rules: Rules) -> str:
    """Return what a period does in its sentence: it governs, is a reference or a start (由2010年的), or nothing."""
    before = folded[max(0, period.start - 4) : period.start]
    if period.form == "vague":
        return "vague"
    if (
        period.form in NEVER
        or not period.value
        or (period.form == "plan" and not folded[: period.end].endswith(DURING))
    ):
        return "nothing"
    if any(start < period.end and period.start < end for start, end in references) or REFERRED.search(before):
        return "reference"
    if FROM.search(before) and not period.value.endswith("/..") and not OPENS.match(folded, period.end):
        return "start"
    return "nothing" if period.kind == "date" and patterns(rules)[0].match(folded, period.end) else "governs"


def find_governors(
    folded: str, mentions: list[Mention], periods: list[Period], carried: Governor, rules: Rules
) -> tuple[list[Governor], Governor]:
    """Return the governor of each mention of a sentence, and the one that stands at its end."""
    references = [mention.head.marks["comparison"] for mention in mentions if "comparison" in mention.head.marks]
    roles = [(period, role_of(period, folded, references, rules)) for period in periods]
    found: list[Governor] = []
    current, place = carried, 0
    for number, mention in enumerate(mentions):
        start = None
        while place < len(roles) and roles[place][0].start < mention.amount.start:
            start = roles[place][0] if roles[place][1] == "start" else start
            current = succeed(folded, current, *roles[place], rules)
            place += 1
        inner = found[mention.first] if mention.first < number else current
        found.append(governor_of(folded, start, rules) if start else inner)
    for period, role in roles[place:]:
        current = succeed(folded, current, period, role, rules)
    return found, current


def succeed(folded: str, current: Governor, period: Period, role: str, rules: Rules) -> Governor:
    """Return what governs after one more period."""
    if role == "vague":
        return NOTHING
    return governor_of(folded, period, rules) if role == "governs" else current


def governor_of(folded: str, period: Period, rules: Rules) -> Governor:
    """Return the governor that a period is: 年初 stands for its year, 自2006年…至今 is open."""
    value = period.value[:4] if period.form == "edge" and period.value.endswith("-01") else period.value
    if (
        folded[max(0, period.start - 1) : period.start] == "自"
        and "/" not in value
        and TODATE.match(folded, period.end)
    ):
        value += "/.."
    planned = bool(patterns(rules)[1].match(folded, period.start))
    return Governor(value, (period.start, period.end), "sentence", planned)


def enter(current: Governor, folded: str, start: int, *, fresh: bool, year: int) -> Governor:
    """Return what is carried into a sentence; into a new paragraph neither a single day nor what is long past or to come."""
    recent = all(year - 1 <= named <= year for named in years_of(current.value))
    hops = current.hops + fresh
    if not current.value or hops > HOPS or (fresh and (not recent or len(current.value) == DAY)):
        return NOTHING
    value = f"{current.value}/.." if MEANWHILE.match(folded, start) and "/" not in current.value else current.value
    source = "article" if fresh or current.source == "article" else "paragraph"
    return replace(current, value=value, source=source, hops=hops)


def announced(folded: str, periods: list[Period], rules: Rules) -> Governor:
    """Return the period that the sentence below a headline opens with: the headline states its number."""
    found = next((one for one in periods if one.kind == "period" and role_of(one, folded, [], rules) == "governs"), None)
    return replace(governor_of(folded, found, rules), source="below") if found else NOTHING


def align_years(governor: Governor, count: int) -> list[str]:
    """Return the years that a span of exactly `count` years holds, one by one; [] where it holds others.

    >>> align_years(Governor("2003/2005"), 3)
    ['2003', '2004', '2005']
    """
    found = re.fullmatch(r"(\d{4})/(\d{4})", governor.value)
    if not found:
        return []
    years = [str(year) for year in range(int(found.group(1)), int(found.group(2)) + 1)]
    return years if len(years) == count else []

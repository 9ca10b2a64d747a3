"""The dateline of a report: who sent it, from where, on which day, and who wrote it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.bylines import alternatives, read_names
from corpus_tools.text.grammar import pattern
from corpus_tools.text.numerals import fold, read_number


@dataclass(frozen=True)
class Dateline:
    """What a dateline says: 本报海口7月7日讯（记者 张一山）.

    `source` is the paper or agency as printed, `place` is empty and `month` and `day` are 0 where it does not say them,
    `names` are the reporters in the brackets, `span` is where the dateline (brackets with names included) stands in
    its line, `closing` tells that it stands in brackets at the end of the report.
    """

    source: str
    place: str
    month: int
    day: int
    names: tuple[str, ...]
    span: tuple[int, int]
    closing: bool = False

    def iso(self, issue_date: str) -> str:
        """Return the day as ``YYYY-MM-DD`` in the year that puts it nearest to the issue, or ``""``.

        >>> find_dateline("本报北京12月31日电 新年将至。").iso("2024-01-01")
        '2023-12-31'
        """
        if not (self.month and issue_date):
            return ""
        issue = date.fromisoformat(issue_date)
        days = [
            day for year in (issue.year, issue.year - 1, issue.year + 1) if (day := _day(year, self.month, self.day))
        ]
        return min(days, key=lambda day: abs(day - issue)).isoformat() if days else ""


def find_dateline(line: str, rules: Rules = Rules()) -> Dateline | None:
    """Return the dateline at the beginning of `line`, or in brackets at its end, or None.

    The limit of the method: a dateline has a paper or agency and a word for sending (讯, 电, 消息); a day or a place
    alone is none.

    >>> find_dateline("本报海口7月7日讯（记者 张一山 通讯员 李小川）今天，雨停了。")
    Dateline(source='本报', place='海口', month=7, day=7, names=('张一山', '李小川'), span=(0, 25), closing=False)
    >>> find_dateline("雨停了。（据新华社电）").source
    '新华社'
    >>> find_dateline("本报电话有变。") is None
    True
    """
    opening, closing = dateline_forms(rules)
    match = opening.match(line) or closing.search(line)
    if match is None:
        return None
    month, day = (_number(match[name]) for name in ("month", "day"))
    groups = match.groupdict()
    return Dateline(
        source=match["source"],
        place=match["place"] or "",
        month=month if day else 0,
        day=day if month else 0,
        names=read_names(groups["names"] or groups.get("reporter") or "", rules),
        span=match.span(),
        closing=match.re is closing,
    )


def _number(digits: str | None) -> int:
    """Return a small number in Arabic or Chinese digits, 0 for none."""
    if not digits:
        return 0
    number = read_number(fold(digits))
    return int(number.low) if number else 0


def _day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def dateline_forms(rules: Rules = Rules()) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a dateline at the beginning of a paragraph and of one in brackets at its end."""
    given = given_words(rules)
    return pattern("datelines: opening", given), pattern("datelines: closing", given)


def given_words(rules: Rules) -> dict[str, str]:
    """Return what the grammar of datelines leaves to the rules: roles, agencies, papers, and the words for sending."""
    words = rules.table("datelines")
    sent = (word + (f"(?![{after}])" if after else "") for word, after in words["sent"].items())
    return {
        "roles": alternatives("roles", rules),
        "agencies": "|".join(map(re.escape, words["agencies"])),
        "papers": "|".join(map(re.escape, words["papers"])),
        "sent": "|".join(sent),
    }

"""What the pages of one issue say of each other: one that states newspaper or date settles it for those that do not.

Two pages are *siblings* when their files stand in one folder, their names are the same but for numbers, and they are

* of the same stated date, or
* undated in their names and told apart there by one number alone, as the pages of one issue are (``1.txt``, ``2.txt``),
  or in one file.

Siblings say nothing where any two of them disagree, where two state the same page, or where their datelines speak of
different days: what is doubtful stays empty.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus_tools.sources.imprints import Imprint
from corpus_tools.sources.sheets import Statement
from corpus_tools.text.calendar import iso_day
from corpus_tools.text.grammar import pattern

NUMERAL = pattern("imprints: number in a name")
WITNESSES = 2  # pages that must agree on a newspaper that none of them states outright
LAG = 2  # days: the latest dateline of a daily is rarely older


@dataclass(frozen=True)
class Sibling:
    """One page as the others see it: its file, what is settled of it, whether its newspaper and date are stated outright.

    `candidates` are the papers that its name can mean, `latest` is the month and day of its latest dateline.
    """

    path: Path
    imprint: Imprint
    candidates: tuple[str, ...] = ()
    named: bool = False
    dated: bool = False
    dated_by_name: bool = False
    latest: tuple[int, int] | None = None

    @property
    def series(self) -> tuple[Path, str]:
        """The folder of the file and its name without numbers."""
        return self.path.parent, NUMERAL.sub("#", unicodedata.normalize("NFKC", self.path.stem))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in the name of the file."""
        return tuple(NUMERAL.findall(unicodedata.normalize("NFKC", self.path.stem)))


def dates_of_siblings(pages: Sequence[Sibling]) -> list[tuple[Statement, ...]]:
    """Return for each page the date that its siblings state, where it states none itself."""
    found: list[tuple[Statement, ...]] = [()] * len(pages)
    for group in _issues(pages):
        told = [pages[place] for place in group if pages[place].imprint.date]
        sure = [page for page in told if page.dated] or told
        days = {page.imprint.date for page in sure}
        if len(days) != 1 or not _of_one_day([pages[place] for place in group], *days):
            continue
        [day] = days
        for place in group:
            if not pages[place].imprint.date:
                found[place] = (Statement("date", (day,), _source(sure)),)
    return found


def papers_of_siblings(pages: Sequence[Sibling]) -> list[tuple[Statement, ...]]:
    """Return for each page the newspaper that its siblings state, where it states none itself."""
    found: list[tuple[Statement, ...]] = [()] * len(pages)
    for group in [*_days(pages), *_issues(pages)]:
        told = [pages[place] for place in group if pages[place].imprint.newspaper]
        papers = {page.imprint.newspaper for page in told}
        if len(papers) != 1:
            continue
        [paper] = papers
        enough = len(told) >= WITNESSES or any(page.named or paper in page.candidates for page in told)
        for place in group:
            page = pages[place]
            fits = not page.candidates or paper in page.candidates
            if enough and fits and not page.imprint.newspaper and not found[place]:
                found[place] = (Statement("newspaper", (paper,), _source(told)),)
    return found


def _days(pages: Sequence[Sibling]) -> Iterable[list[int]]:
    """Return the places of the pages of one series and date."""
    groups: dict[tuple, list[int]] = {}
    for place, page in enumerate(pages):
        if page.imprint.date:
            groups.setdefault((page.series, page.imprint.date), []).append(place)
    return groups.values()


def _issues(pages: Sequence[Sibling]) -> list[list[int]]:
    """Return the places of pages that are undated in their names and of which one number alone tells the files apart."""
    groups: dict[tuple, list[int]] = {}
    for place, page in enumerate(pages):
        if not page.dated_by_name:
            groups.setdefault((page.series, len(page.numbers)), []).append(place)
    return [group for group in groups.values() if _is_one_issue([pages[place] for place in group])]


def _is_one_issue(pages: Sequence[Sibling]) -> bool:
    """Tell whether pages can be those of one issue by their names and by the pages that they state."""
    stated = [page.imprint.page for page in pages if page.imprint.page]
    varying = sum(len(set(numbers)) > 1 for numbers in zip(*(page.numbers for page in pages), strict=True))
    return len(pages) > 1 and varying <= 1 and len(set(stated)) == len(stated)


def _of_one_day(pages: Sequence[Sibling], day: str) -> bool:
    """Tell whether the latest datelines of some pages let all of them be of `day`: none later, no two of another day."""
    lags = [(page, _lag(page.latest, day)) for page in pages if page.latest]
    usual = min((lag for page, lag in lags if page.imprint.date == day), default=1)
    if any(lag < min(usual, 1) for _, lag in lags):
        return False
    older = Counter(page.latest for page, lag in lags if lag > LAG and page.imprint.date != day)
    return max(older.values(), default=0) < WITNESSES


def _lag(latest: tuple[int, int], day: str) -> int:
    """Return how many days before `day` the month and day lie that are nearest to it; less than 0 where they lie after it."""
    issue = date.fromisoformat(day)
    near = [iso_day(issue.year + step, *latest) for step in (0, -1, 1)]
    lags = [(issue - date.fromisoformat(other)).days for other in near if other]
    return min(lags, key=abs, default=0)


def _source(told: Sequence[Sibling]) -> str:
    """Return how a date or paper is known: from how many pages, and of which the first is."""
    first = min(page.path.name for page in told)
    return f"siblings: {len(told)} page{'s' if len(told) > 1 else ''} in its folder, such as {first}"

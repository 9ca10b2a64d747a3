"""The lines of a page that state the issue: 湖南日报 2024年1月13日 星期六 第3版, 今日8版, 国内统一连续出版物号 CN 43-0001."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from corpus_tools.sources.sheets import Sheet, Statement, line_spans
from corpus_tools.text.calendar import read_day, without_days
from corpus_tools.text.grammar import pattern, source
from corpus_tools.text.newspapers import paper_pattern, papers_by_number
from corpus_tools.text.page_numbers import read_page

LONGEST = 120  # a masthead with address and telephone numbers on one line; longer is prose
TOP = 5  # a bare date among the first lines is the issue's; further down it dates a notice
WEEKDAYS, SUNDAY, WEEK = source("imprints: weekdays"), source("imprints: sunday"), source("imprints: week")
WEEKDAY = pattern("imprints: weekday")
NUMBER = re.compile(r"CN ?(\d\d-\d{4})")
PAGE, HAN_PAGE = pattern("imprints: page"), pattern("imprints: page in words")
# 07 要闻: what stands at the head of an inner page.
NUMBERED = re.compile(r"(?:[A-Z]\d{1,2}|0\d|[12]\d)(?: +[\u4e00-\u9fff·/]{0,8})?")
REST = pattern("imprints: rest")
PROSE = re.compile(r"[,。;!?]")  # a day in a line with one of these dates what the line tells
RECENT = 20_000  # lines of which it is remembered what they state: a page is looked at twice, an issue has some thousand lines
LEFT = 8  # characters of a folio line that may remain unexplained: the name of the page, a slogan


@dataclass(frozen=True)
class Folio:
    """What one masthead or folio line states; `line` is counted from 1, what it does not state is empty."""

    line: int
    newspaper: str = ""
    date: str = ""
    page: str = ""
    weekday: str = ""


def find_folios(text: str) -> list[Folio]:
    r"""Return the masthead and folio lines of a page, in order.

    The limit of the method: the line holds nothing else; a date without weekday, paper or page counts only among the
    first lines, because notices end in one.

    >>> find_folios("清河日报 2024年1月13日 星期六\n03 要闻\n雨停了。")
    [Folio(line=1, newspaper='清河日报', date='2024-01-13', page='', weekday='六'), Folio(line=2, newspaper='', date='', page='03', weekday='')]
    >>> find_folios("上接第2版")
    []
    """
    lines = [
        (number, text[start:end]) for number, (start, end) in enumerate(line_spans(text), 1) if text[start:end].strip()
    ]
    found = (
        (number, _folio(line, top=place < TOP)) for place, (number, line) in enumerate(lines) if len(line) <= LONGEST
    )
    return [replace(folio, line=number) for number, folio in found if folio]


def read_masthead(text: str, folios: list[Folio]) -> tuple[Statement, ...]:
    """Return what the folio lines of a page and its CN number state."""
    number = NUMBER.search(text)
    found = [
        Statement(field, (value,), f"line {folio.line}")
        for folio in folios
        for field in ("newspaper", "date", "page")
        if (value := getattr(folio, field))
    ]
    papers = papers_by_number(number[1]) if number else ()
    return (*found, *([Statement("newspaper", papers, f"CN {number[1]}")] if number and papers else []))


def wrong_weekdays(folios: list[Folio]) -> tuple[str, ...]:
    """Return a note for each date whose weekday, as printed, is another.

    >>> wrong_weekdays([Folio(1, date="2024-01-13", weekday="五")])
    ('line 1: 2024-01-13 is a 星期六, not a 星期五',)
    """
    dated = [
        (folio, WEEKDAYS[date.fromisoformat(folio.date).weekday()]) for folio in folios if folio.date and folio.weekday
    ]
    return tuple(
        f"line {folio.line}: {folio.date} is a {WEEK}{right}, not a {WEEK}{folio.weekday}"
        for folio, right in dated
        if right != folio.weekday
    )


def split_pages(sheet: Sheet) -> list[Sheet]:
    r"""Return the pages of a whole issue in one text, or the sheet itself where it is not clear that it holds several.

    It is clear where folio lines with two or more page numbers stand in the paper's order, and nothing but masthead
    lines stands before the first of them.

    >>> [page.first_line for page in split_pages(Sheet("第1版\n雨停了。\n第2版\n风起了。"))]
    [1, 3]
    """
    folios = find_folios(sheet.text)
    starts = [_block_start(sheet.text, folios, folio) for folio in folios if folio.page]
    pages = [folio.page for folio in folios if folio.page]
    first = next(
        (number for number, (start, end) in enumerate(line_spans(sheet.text), 1) if sheet.text[start:end].strip()), 1
    )
    if len(pages) < 2 or pages != sorted(set(pages)) or starts[0] != first:
        return [sheet]
    offsets = [line_spans(sheet.text)[start - 1][0] for start in starts]
    bounds = zip([0, *offsets[1:]], [*offsets[1:], len(sheet.text)], [1, *starts[1:]], strict=True)
    return [Sheet(sheet.text[low:high], first_line=line) for low, high, line in bounds]


def _block_start(text: str, folios: list[Folio], folio: Folio) -> int:
    """Return the first of the folio lines that stand together with this one."""
    lines = {other.line for other in folios}
    spans, start = line_spans(text), folio.line
    while start > 1 and (start - 1 in lines or not text[slice(*spans[start - 2])].strip()):
        start -= 1
    return min(line for line in lines if line >= start)


@lru_cache(maxsize=RECENT)
def _folio(line: str, *, top: bool) -> Folio | None:
    """Return what a line states if it is a masthead or folio line, without its number."""
    plain = " ".join(unicodedata.normalize("NFKC", line).split())
    paper, day, weekday = _paper(plain), read_day(plain), WEEKDAY.search(plain)
    spelt = HAN_PAGE.search(plain) if paper or day or weekday else HAN_PAGE.match(plain)
    page = PAGE.search(plain) or spelt or (NUMBERED.fullmatch(plain) if top else None)
    # What stands in brackets speaks of another page.
    if not (day or page or paper) or plain[0] == "(" or len(_unexplained(plain)) > LEFT:
        return None
    if not (top or page or (day and (paper or weekday))) or (PROSE.search(plain) and not (page or paper or weekday)):
        return None
    return Folio(
        0, paper, day, read_page(page[0]) if page else "", weekday[1].replace(SUNDAY, WEEKDAYS[-1]) if weekday else ""
    )


def _paper(plain: str) -> str:
    """Return the newspaper whose name stands at the head of the line, letters spaced out or not."""
    squeezed = plain.replace(" ", "")
    whole = re.fullmatch(paper_pattern(), squeezed)
    head = whole or _head().match(squeezed)
    return head["paper"] if head and not whole else squeezed if whole else ""


@cache
def _head() -> re.Pattern[str]:
    """Return the form of a newspaper's name before or after the date."""
    return pattern("imprints: head", {"newspaper": paper_pattern()})


def _unexplained(plain: str) -> str:
    """Return what remains of a line when all that a masthead holds is taken out."""
    plain = without_days(plain)
    for form in (WEEKDAY, PAGE, HAN_PAGE, re.compile(paper_pattern()), REST):
        plain = form.sub("", plain)
    return plain

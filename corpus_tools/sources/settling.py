"""Pages → their newspaper, date and page: what is stated of each, what its siblings and its datelines say where nothing is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from corpus_tools.sources.datings import date_by_datelines, latest_day, month_day, paper_by_datelines, read_datelines
from corpus_tools.sources.file_names import read_file_name, read_folder_name, wrong_date
from corpus_tools.sources.imprints import Imprint, settle
from corpus_tools.sources.mastheads import Folio, find_folios, read_masthead, wrong_weekdays
from corpus_tools.sources.scripts import wrong_script
from corpus_tools.sources.seeds import Desk
from corpus_tools.sources.sheets import Source, Statement
from corpus_tools.sources.siblings import Sibling, dates_of_siblings, papers_of_siblings
from corpus_tools.text.datelines import Dateline

LOST = "\ufffd"  # what a conversion leaves for a character that it could not read
HALF_YEAR = 6  # months: a dateline further ahead is of the year before


@dataclass(frozen=True)
class Settled:
    """One page with all that is stated of it: `stated` outright, `told` by its datelines, bylines and siblings."""

    source: Source
    folios: list[Folio]
    datelines: list[Dateline]
    stated: tuple[Statement, ...] = ()
    told: tuple[Statement, ...] = ()

    @cached_property
    def imprint(self) -> Imprint:
        """What the statements settle together."""
        return settle([*self.stated, *self.told])

    @property
    def latest(self) -> tuple[int, int] | None:
        """Month and day of the latest dateline."""
        return latest_day(self.datelines)

    @property
    def notes(self) -> tuple[str, ...]:
        """What disagrees, and what makes the page doubtful by itself."""
        text, path = self.source.sheet.text, self.source.paths[0]
        weekdays = wrong_weekdays(self.folios)
        doubts = _doubts(path, text, self.imprint.date, self.latest)
        return (*self.source.notes, *self.imprint.notes, *weekdays, *doubts, *_inferred(self.told, self.imprint))


def settle_pages(sources: Sequence[Source], desks: Mapping[Path, Sequence[Desk]]) -> list[Settled]:
    """Return the pages with what settles newspaper, date and page of each, in their order.

    In this order holds what the researcher says, what the markup, the name of the file, the page's own masthead and the
    folder state; then its siblings, and last its datelines.
    """
    pages = [_stated(source, desks.get(source.paths[0].parent, ())) for source in sources]
    pages = _told(pages, [_by_bylines(page) for page in pages])
    pages = _told(pages, dates_of_siblings([_sibling(page) for page in pages]))
    pages = _told(pages, [_by_datelines(page) for page in pages])
    pages = _told(pages, dates_of_siblings([_sibling(page) for page in pages]))
    return _told(pages, papers_of_siblings([_sibling(page) for page in pages]))


def _stated(source: Source, desks: Sequence[Desk]) -> Settled:
    """Return a page with what is stated of it outright."""
    path, sheet = source.paths[0], source.sheet
    said = _once([one for desk in desks for entry in desk.entries(source.paths) for one in entry.statements])
    named, folder = read_file_name(path), read_folder_name(path)
    if not source.alone:  # the page in a name cannot be that of every page in the file
        said, named, folder = (tuple(one for one in part if one.field != "page") for part in (said, named, folder))
    folios = find_folios(sheet.text)
    stated = (*said, *sheet.statements, *named, *read_masthead(sheet.text, folios), *folder)
    return Settled(source, folios, read_datelines(sheet.text), stated)


def _once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the first statement on each field: what is said of a file by its name comes before what a pattern says."""
    return tuple({one.field: one for one in reversed(statements)}.values())


def _told(pages: Sequence[Settled], told: Sequence[tuple[Statement, ...]]) -> list[Settled]:
    """Return the pages with some more statements each."""
    return [replace(page, told=(*page.told, *more)) for page, more in zip(pages, told, strict=True)]


def _by_bylines(page: Settled) -> tuple[Statement, ...]:
    """Return the newspaper that datelines and bylines name."""
    text = page.source.sheet.text
    expected = [paper for one in page.stated if one.field == "newspaper" for paper in one.values]
    return paper_by_datelines(text, page.datelines, expected=expected)


def _by_datelines(page: Settled) -> tuple[Statement, ...]:
    """Return the date that the datelines speak for, where nothing else states one."""
    text = page.source.sheet.text
    return () if page.imprint.date else date_by_datelines(text, page.datelines)


def _sibling(page: Settled) -> Sibling:
    """Return a page as its siblings see it."""
    outright = settle(page.stated)
    candidates = next((one.values for one in page.stated if one.field == "newspaper" and len(one.values) > 1), ())
    return Sibling(
        page.source.paths[0],
        page.imprint,
        candidates,
        named=bool(outright.newspaper),
        dated=bool(outright.date),
        dated_by_name=any(one.field == "date" for one in read_file_name(page.source.paths[0])),
        latest=page.latest,
    )


def _inferred(told: Sequence[Statement], imprint: Imprint) -> list[str]:
    """Return a note on a newspaper that only the siblings of a page state."""
    return [
        f"newspaper: {imprint.newspaper} by its {one.source}"
        for one in told
        if one.field == "newspaper" and one.source.startswith("siblings")
    ]


def _doubts(path: Path, text: str, day: str, latest: tuple[int, int] | None) -> list[str]:
    """Return what makes a page doubtful by itself."""
    found = []
    if wrong_date(path):
        found.append(f"date: the calendar has no such day as the file name {path.name} states")
    if day and latest and _is_after(latest, day):
        found.append(f"date: {day}, but a dateline is of {month_day(*latest)}, which is later")
    if latest and not day:
        found.append(
            f"date: the latest dateline is of {month_day(*latest)}, the text leaves the year in doubt; give the date in issues.csv"
        )
    if LOST in text:
        found.append(f"text: {text.count(LOST)} characters were lost in an earlier conversion (U+FFFD)")
    return [*found, *wrong_script(text)]


def _is_after(latest: tuple[int, int], day: str) -> bool:
    """Tell whether a day without a year falls in the half year after `day`."""
    months = (latest[0] - int(day[5:7])) % 12
    return 0 < months < HALF_YEAR or (months == 0 and latest[1] > int(day[8:]))

"""A file → Issue: the text of a newspaper issue or page, with its newspaper, date and page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from corpus_tools.sources.corrections import Correction, hold
from corpus_tools.sources.datings import date_by_datelines, latest_day, paper_by_datelines, read_datelines
from corpus_tools.sources.file_names import read_file_name, wrong_date
from corpus_tools.sources.html import read_html
from corpus_tools.sources.imprints import settle
from corpus_tools.sources.jsonl import read_jsonl
from corpus_tools.sources.mastheads import find_folios, read_masthead, wrong_weekdays
from corpus_tools.sources.pdf import read_pdf
from corpus_tools.sources.seeds import Desk, find_seeds, read_desk
from corpus_tools.sources.sheets import Mark, Source, Statement
from corpus_tools.sources.txt import read_text_file
from corpus_tools.tables import SeedError

__all__ = ["Issue", "Mark", "read_issues"]

LOST = "\ufffd"  # what a conversion leaves for a character that it could not read
EMPTY = "is empty"
HALF_YEAR = 6  # months: a dateline further ahead is of the year before

READERS: Mapping[str, Callable[[Sequence[Path]], list[Source]]] = {
    ".txt": read_text_file,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".jsonl": read_jsonl,
}


@dataclass(frozen=True)
class Issue:
    """The text of one newspaper issue or page, and what is known of it.

    `text` is the decoded file (``.txt``) or the lines taken out of its markup (``.html``, ``.pdf``, ``.jsonl``): all
    offsets in `Parsed.lines` count its characters. A whole issue in one file gives one Issue a page, whose text begins
    on line `first_line` of the file. `date_source` says where `date` comes from. `marks` hold the roles that the markup
    states, and are empty where it states none; `corrections` a reader's decisions on lines of this text. `notes` hold
    what was found to disagree.
    """

    path: str
    text: str
    newspaper: str = ""
    date: str = ""
    page: str = ""
    date_source: str = ""
    sha256: str = ""
    marks: tuple[Mark, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()
    first_line: int = 1

    @cached_property
    def issue_id(self) -> str:
        """The newspaper's name, the date and the page where they are known, else the name of the file.

        >>> Issue("a.txt", "", newspaper="湖南日报", date="2024-01-13", page="03").issue_id, Issue("b.txt", "").issue_id
        ('湖南日报-2024-01-13-p03', 'b')
        """
        stem = Path(self.path).stem
        name = f"{self.newspaper}-{self.date}" if self.newspaper and self.date else stem
        return f"{name}-p{self.page}" if self.page and not (name == stem and stem.endswith(self.page)) else name


def read_issues(path: str | Path) -> list[Issue]:
    """Return the issues in a file or in a folder and the folders in it, one a page, in the order of their names.

    Reads ``.txt`` in any Chinese encoding, saved e-paper pages (``.html``), ``.pdf`` with a text layer and ready-made
    articles (``.jsonl``); anything else in a folder is left alone. What ``issues.csv`` and ``corrections.toml`` beside
    the files, or one folder above, say of them is applied. Raises SeedError, with the file, for a seed that cannot be
    read, and for two that have the same id.
    """
    files = find_seeds(Path(path))
    desks = {folder: read_desk(folder) for folder in dict.fromkeys(file.parent for file in files)}
    issues = [_make_issue(source, desks[source.paths[0].parent]) for source in read_sources(files)]
    _tell_apart(issues)
    for folder, desk in desks.items():
        _check_decisions(desk, [issue for issue in issues if Path(issue.path).parent == folder])
    return issues


def read_sources(files: Sequence[Path]) -> list[Source]:
    """Return the pages in the files, in the order of the files; raise SeedError for a file that holds nothing."""
    for file in files:
        if not file.read_bytes().strip():
            raise SeedError(EMPTY, file)
    kinds = {reader: [file for file in files if READERS[file.suffix.lower()] is reader] for reader in READERS.values()}
    sources = [source for reader, mine in kinds.items() for source in reader(mine)]
    for source in sources:
        if not source.sheet.text.strip():
            raise SeedError(EMPTY, source.paths[0])
    return sorted(sources, key=lambda source: source.paths[0])


def _make_issue(source: Source, desk: Desk) -> Issue:
    """Return one page with the newspaper, date and page that all statements about it settle."""
    path, sheet = source.paths[0], source.sheet
    said, named = _stated(path, desk, alone=source.alone)
    folios, datelines = find_folios(sheet.text), read_datelines(sheet.text)
    stated = [*said, *sheet.statements, *named, *read_masthead(sheet.text, folios)]
    expected = [paper for one in stated if one.field == "newspaper" for paper in one.values]
    known = [*stated, *paper_by_datelines(sheet.text, datelines, expected=expected)]
    dated = any(one.field == "date" for one in known)
    imprint = settle(known if dated else [*known, *date_by_datelines(sheet.text, datelines)])
    doubts = _doubts(path, sheet.text, imprint.date, latest_day(datelines))
    issue = Issue(
        str(path), sheet.text, **asdict(imprint), sha256=source.digest, marks=sheet.marks, first_line=sheet.first_line
    )
    notes = (*source.notes, *imprint.notes, *wrong_weekdays(folios), *doubts)
    return replace(issue, notes=notes, corrections=_corrected(issue, desk, alone=source.alone))


def _stated(path: Path, desk: Desk, *, alone: bool) -> tuple[Sequence[Statement], Sequence[Statement]]:
    """Return what the researcher says of a file and what its name states."""
    entry = desk.register.get(path.name)
    both = (entry.statements if entry else (), read_file_name(path))
    # The page in a name cannot be that of every page in the file.
    return both if alone else tuple(tuple(one for one in part if one.field != "page") for part in both)


def _doubts(path: Path, text: str, day: str, latest: tuple[int, int] | None) -> list[str]:
    """Return what makes a page doubtful by itself."""
    found = []
    if wrong_date(path):
        found.append(f"date: the calendar has no such day as the file name {path.name} states")
    if day and latest and _is_after(latest, day):
        found.append(f"date: {day}, but a dateline is of {latest[0]}月{latest[1]}日, which is later")
    if latest and not day:
        found.append(
            f"date: the latest dateline is of {latest[0]}月{latest[1]}日, the text leaves the year in doubt; give the date in issues.csv"
        )
    if LOST in text:
        found.append(f"text: {text.count(LOST)} characters were lost in an earlier conversion (U+FFFD)")
    return found


def _is_after(latest: tuple[int, int], day: str) -> bool:
    """Tell whether a day without a year falls in the half year after `day`."""
    months = (latest[0] - int(day[5:7])) % 12
    return 0 < months < HALF_YEAR or (months == 0 and latest[1] > int(day[8:]))


def _corrected(issue: Issue, desk: Desk, *, alone: bool) -> tuple[Correction, ...]:
    """Return the decisions on this page's lines, held against them."""
    name = Path(issue.path).name
    mine = (made for made in desk.decisions if made.file == name and (alone or made.page == issue.page))
    return hold(tuple(mine), issue.text)


def _check_decisions(desk: Desk, issues: Sequence[Issue]) -> None:
    """Raise SeedError for a decision on a file that was read, but on no page in it."""
    pages = {
        name: [issue.page for issue in issues if Path(issue.path).name == name]
        for name in {Path(issue.path).name for issue in issues}
    }
    applied = {made for issue in issues for made in issue.corrections}
    for made in desk.decisions:
        if made.file in pages and made not in applied:
            msg = f"page {made.page!r} is none of {made.file}; it has {', '.join(pages[made.file])}"
            raise SeedError(msg, made.where, made.at)


def _tell_apart(issues: Sequence[Issue]) -> None:
    """Raise SeedError when two issues have the same id."""
    seen: dict[str, Issue] = {}
    for issue in issues:
        other = seen.setdefault(issue.issue_id, issue)
        if other is not issue:
            msg = f"is {issue.issue_id}, and so is {other.path}: give the page of each in issues.csv (columns file, newspaper, date, page)"
            raise SeedError(msg, issue.path)

"""A file → Issue: the text of a newspaper issue or page, with its newspaper, date and page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import overload

from corpus_tools.arguments import as_path, of_stated_types
from corpus_tools.sources.corrections import Correction, hold
from corpus_tools.sources.file_names import speaks_of
from corpus_tools.sources.ids import letters_of, portable, same_name
from corpus_tools.sources.imprints import Imprint
from corpus_tools.sources.readers import read_sources
from corpus_tools.sources.seeds import Desk, find_seeds, leads_nowhere, read_desks
from corpus_tools.sources.settling import settle_pages
from corpus_tools.sources.sheets import Mark, Source
from corpus_tools.tables import SeedError

__all__ = ["Issue", "Issues", "Mark", "read_issues"]

ADVICE = "give the page of each in issues.csv (columns file, newspaper, date, page)"


@of_stated_types
@dataclass(frozen=True)
class Issue:
    """The text of one newspaper issue or page, and what is known of it.

    `text` is the decoded file (``.txt``) or the lines taken out of its markup (``.html``, ``.pdf``, ``.jsonl``): all
    offsets in `Parsed.lines` count its characters. A whole issue in one file gives one Issue a page, whose text begins
    on line `first_line` of the file. `date_source` says where `date` comes from. `marks` hold the roles that the markup
    states, and are empty where it states none; `corrections` a reader's decisions on lines of this text. `notes` hold
    what was found to disagree. `letter` tells apart pages of one newspaper and day of which nothing states the page.
    `beside` are further files that the text was taken from: the articles of a saved list.
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
    letter: str = ""
    beside: tuple[str, ...] = ()

    @cached_property
    def issue_id(self) -> str:
        """The newspaper's name, the date and the page where they are known, else the name of the file.

        It is a file name on every system: what is none in a newspaper's name is left out.

        >>> Issue("a.txt", "", newspaper="湖南日报", date="2024-01-13", page="03").issue_id, Issue("b.txt", "").issue_id
        ('湖南日报-2024-01-13-p03', 'b')
        """
        stem = Path(self.path).stem
        known = self.newspaper and self.date
        name = portable(self.newspaper if known else stem)
        page = f"-p{self.page}" if self.page and (known or not stem.endswith(self.page)) else ""
        return name + (f"-{self.date}" if known else "") + page + (f"-{self.letter}" if self.letter else "")


@dataclass(frozen=True, repr=False)
class Issues(Sequence[Issue]):
    """The issues that were read, a sequence, and in `failed` why others were not.

    `failed` holds an error for each file of the folder that could not be read, and for each row of ``issues.csv`` and
    decision of ``corrections.toml`` that speaks of nothing.
    """

    issues: tuple[Issue, ...] = ()
    failed: tuple[SeedError, ...] = ()

    def __repr__(self) -> str:
        """Say how many issues were read and how many failed."""
        return f"<{len(self.issues)} issues, {len(self.failed)} failed>"

    def __len__(self) -> int:
        """Return how many issues were read."""
        return len(self.issues)

    @overload
    def __getitem__(self, place: int) -> Issue: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Issue, ...]: ...
    def __getitem__(self, place: int | slice) -> Issue | tuple[Issue, ...]:
        """Return one issue, or several."""
        return self.issues[place]

    def __iter__(self) -> Iterator[Issue]:
        """Go through the issues."""
        return iter(self.issues)

    def _repr_html_(self) -> str:
        """Show the issues in a notebook, one line each, and what could not be read."""
        fields = ("issue_id", "newspaper", "date", "page", "date_source", "path")
        rows = [[str(getattr(issue, field)) for field in fields] + ["; ".join(issue.notes)] for issue in self.issues]
        cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
        head = "".join(f"<th>{field}</th>" for field in (*fields, "notes"))
        failed = "".join(f"<li>{escape(str(error))}</li>" for error in self.failed)
        table = f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        return table + (f"<p>not read:</p><ul>{failed}</ul>" if failed else "")


def read_issues(path: str | Path) -> Issues:
    """Return the issues in a file or in a folder and the folders in it, one a page, in the order of their names.

    Reads ``.txt`` in any Chinese encoding, saved e-paper pages (``.html``), ``.pdf`` with a text layer and ready-made
    articles (``.jsonl``); anything else in a folder is left alone. What ``issues.csv`` and ``corrections.toml`` beside
    the files, or one folder above, say of them is applied. Pages of one newspaper and day settle for each other what one
    alone does not state (see `siblings`); a file that is read alone has none to do so.

    A file of a folder that cannot be used is in `Issues.failed` and stops no other. Raises SeedError for a single file that
    cannot be used, for a folder of which nothing can, and for a list or decisions that cannot be understood.
    """
    root = as_path(path)
    files, failed = find_seeds(root)
    desks = read_desks(files, root if root.is_dir() else root.parent)
    found, unread = read_files(files, root, desks)
    told = tell_apart(found)
    issues = [issue for issue in told if isinstance(issue, Issue)]
    failed += [*unread, *(error for error in told if isinstance(error, SeedError))]
    if failed and (root.is_file() or not issues):
        raise _only(failed, root)
    failed += idle(desks, files, issues)
    return Issues(tuple(issues), tuple(sorted(failed, key=lambda error: (error.path, error.line or 0))))


def read_files(
    files: Sequence[Path], root: Path, desks: Mapping[Path, Sequence[Desk]]
) -> tuple[list[Issue], list[SeedError]]:
    """Return the issues in files that are read together, in the order of the files, and why others cannot be used.

    `desks` are what is said of the files of each folder. Newspaper and date are settled among these files; two issues can
    still have one id (see `tell_apart`).
    """
    sources, unread = read_sources(files, root)
    made = [_attempt(settled.source, settled.imprint, settled.notes, desks) for settled in settle_pages(sources, desks)]
    return _parted(made, unread)


def read_texts(
    files: Sequence[Path], root: Path, desks: Mapping[Path, Sequence[Desk]], pages: Mapping[tuple[Path, int], str]
) -> tuple[list[Issue], list[SeedError]]:
    """Return the same of files of which the imprint is known: nothing is settled, and no issue has a newspaper or date.

    `pages` are the pages by file and place in it, from 0, by which decisions on a file of several are told apart.
    """
    sources, unread = read_sources(files, root)
    seen, made = Counter[Path](), []
    for source in sources:
        path = source.paths[0]
        made.append(_attempt(source, Imprint(page=pages.get((path, seen[path]), "")), (), desks))
        seen[path] += 1
    return _parted(made, unread)


def _parted(made: Sequence[Issue | SeedError], unread: Sequence[SeedError]) -> tuple[list[Issue], list[SeedError]]:
    """Return the issues, and the errors with those of files that could not be read."""
    failed = [*unread, *(issue for issue in made if isinstance(issue, SeedError))]
    return [issue for issue in made if isinstance(issue, Issue)], failed


def _only(failed: Sequence[SeedError], root: Path) -> SeedError:
    """Return the error of a folder of which nothing can be used."""
    if len(failed) == 1:
        return failed[0]
    return SeedError(f"none of its {len(failed)} files can be used; the first: {failed[0]}", root)


def _attempt(
    source: Source, imprint: Imprint, notes: tuple[str, ...], desks: Mapping[Path, Sequence[Desk]]
) -> Issue | SeedError:
    """Return one page as an issue with a reader's decisions on it, or why these cannot be applied."""
    sheet = source.sheet
    issue = Issue(
        str(source.paths[0]),
        sheet.text,
        **asdict(imprint),
        sha256=source.digest,
        marks=sheet.marks,
        first_line=sheet.first_line,
        beside=tuple(map(str, source.paths[1:])),
    )
    try:
        corrections = _corrected(issue, source, desks.get(source.paths[0].parent, ()))
        return replace(issue, notes=notes, corrections=corrections)
    except SeedError as error:
        return error


def _corrected(issue: Issue, source: Source, desks: Sequence[Desk]) -> tuple[Correction, ...]:
    """Return the decisions on this page's lines, held against them."""
    made = (one for desk in desks for one in desk.decisions if speaks_of(one.file, source.paths[0]))
    return hold(tuple(one for one in made if source.alone or one.page == issue.page), issue.text)


def idle(desks: Mapping[Path, Sequence[Desk]], files: Sequence[Path], issues: Sequence[Issue]) -> list[SeedError]:
    """Return an error for each row and decision that speaks of no seed, and each decision on a page that a seed lacks.

    Of the issues their paths, pages and decisions are looked at.
    """
    every = {desk.folder: desk for mine in desks.values() for desk in mine}
    return [error for desk in every.values() for error in (*leads_nowhere(desk, files), *_pageless(desk, issues))]


def _pageless(desk: Desk, issues: Sequence[Issue]) -> Iterator[SeedError]:
    """Yield an error for each decision on a file that was read, but on no page in it."""
    applied = {made for issue in issues for made in issue.corrections}
    for made in desk.decisions:
        pages = [issue.page for issue in issues if speaks_of(made.file, Path(issue.path))]
        if pages and made not in applied:
            msg = f"page {made.page!r} is none of {made.file}; it has {', '.join(pages)}"
            yield SeedError(msg, made.where, made.at)


def tell_apart(issues: Sequence[Issue]) -> list[Issue | SeedError]:
    """Return each issue with an id of its own, or an error where it only repeats another of its id.

    Those of one id are lettered in the order of their files' names: a, b, …
    """
    groups: dict[str, list[Issue]] = {}
    for issue in issues:
        groups.setdefault(same_name(issue.issue_id), []).append(issue)
    repeated = {id(issue): first for group in groups.values() for issue, first in _repeated(group)}
    told: dict[int, Issue | SeedError] = {
        id(issue): _copy(issue, repeated[id(issue)]) for issue in issues if id(issue) in repeated
    }
    for group in groups.values():
        kept = [issue for issue in group if id(issue) not in repeated]
        if len(kept) > 1:
            told |= dict(zip(map(id, kept), _lettered(kept, set(groups)), strict=True))
    return [told.get(id(issue), issue) for issue in issues]


def _repeated(group: Sequence[Issue]) -> Iterator[tuple[Issue, Issue]]:
    """Yield the issues whose whole text is that of one before, with that one."""
    seen: dict[str, Issue] = {}
    for issue in group:
        first = seen.setdefault(issue.text.strip(), issue)
        if first is not issue:
            yield issue, first


def _copy(issue: Issue, first: Issue) -> SeedError:
    """Return the error of a page that is there already."""
    return SeedError(f"is {issue.issue_id} with the same text as {first.path}: take one of them away", issue.path)


def _lettered(group: Sequence[Issue], taken: set[str]) -> Iterator[Issue]:
    """Yield the issues of one id with a letter each and a note; no letter makes an id that another issue has."""
    place = 0
    for issue in group:
        while same_name(f"{issue.issue_id}-{letters_of(place)}") in taken:
            place += 1
        note = f"id: {len(group)} pages are {issue.issue_id}, lettered in the order of their files; {ADVICE}"
        yield replace(issue, letter=letters_of(place), notes=(*issue.notes, note))
        place += 1

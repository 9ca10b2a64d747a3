"""The path of a file → what its name states: newspaper, date, page."""

import re
from pathlib import Path

from corpus_tools.sources.sheets import Statement
from corpus_tools.text.bylines import HAN
from corpus_tools.text.calendar import days_in, is_dated, without_days
from corpus_tools.text.newspapers import paper_pattern, papers_by_code

SOURCE = "file name"
# Folders that belong to an e-paper's address: html/2024-01/13/node_2.htm, layout/202401/13/node_01.html.
DATED_FOLDERS = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)/(\d\d)/")
# The page after the date or at the end: -03, _A02, 第3版. A bare number without a date is none.
AFTER_DATE = re.compile(r"^[-_. ]*(?:p|page|第)?[-_. ]*([A-Za-z]?\d{1,2})(?:版)?(?![0-9A-Za-z])", re.IGNORECASE)
# The address of an article in the e-paper of 人民日报: nw.D110000renmrb_20240113_1-03, day, place on the page, page.
ADDRESS = re.compile(r"_\d{8}_\d+-([A-Z]?\d\d)$")
NAMED = re.compile(r"(?:第|(?<![A-Za-z])p(?:age)?[-_]?)([A-Z]?\d{1,2})(?:版)?(?!\d)", re.IGNORECASE)


def read_file_name(path: Path) -> tuple[Statement, ...]:
    """Return what the name of the file, and dated folders above it, state.

    >>> [(s.field, s.values) for s in read_file_name(Path("hnrb-2026-07-10-03.txt"))]
    [('newspaper', ('河南日报', '湖南日报', '海南日报')), ('date', ('2026-07-10',)), ('page', ('03',))]
    >>> read_file_name(Path("000_4642ff647f3830ea.txt"))
    ()
    """
    papers, (stated, day), page = _papers(path.stem), _date(path), ""
    if stated:
        rest = re.sub("|".join(papers) or "$", "", path.stem).partition(stated)[2]
        after = ADDRESS.search(path.stem) or AFTER_DATE.match(rest) or NAMED.search(path.stem)
        page = read_page(after[1]) if after else ""
    found = {"newspaper": papers, "date": (day,) if day else (), "page": (page,) if page else ()}
    return tuple(Statement(field, values, SOURCE) for field, values in found.items() if values)


def wrong_date(path: Path) -> bool:
    """Tell whether the name is written like a date that the calendar does not have.

    >>> wrong_date(Path("hnrb-2024-02-30.txt")), wrong_date(Path("notes.txt"))
    (True, False)
    """
    return bool(re.search(r"(?:19|20)\d\d([-/._年])\d", path.stem)) and is_dated(path.stem) and not days_in(path.stem)


def read_page(text: str) -> str:
    """Return the number of a page with its letter, two digits, so that pages sort: 3 → 03, a2 → A02; ``""`` for none.

    >>> read_page("第3版：要闻"), read_page("A2"), read_page("12"), read_page("要闻")
    ('03', 'A02', '12', '')
    """
    match = re.search(r"([A-Za-z]?)(\d{1,3})", text)
    return f"{match[1].upper()}{int(match[2]):02d}" if match else ""


def _papers(stem: str) -> tuple[str, ...]:
    """Return the papers that the name of the file can mean."""
    name = re.search(rf"(?:^|[^{HAN}])({paper_pattern()})", without_days(stem))
    if name:
        return (name[1],)
    code = re.match(r"[A-Za-z]+", stem)
    return papers_by_code(code[0]) if code else ()


def _date(path: Path) -> tuple[str, str]:
    """Return the date as the name has it and as ``YYYY-MM-DD``; from the folders above where the name has none."""
    found = days_in(path.stem)
    folders = DATED_FOLDERS.search("/".join(path.parts[-4:-1]) + "/")
    if not found and folders:
        found = [("", day) for _, day in days_in("-".join(folders.groups()))]
    return found[0] if found else ("", "")

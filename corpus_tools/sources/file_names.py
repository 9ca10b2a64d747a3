"""The path of a file → what its name states: newspaper, date, page."""

import re
from pathlib import Path, PureWindowsPath

from corpus_tools.sources.sheets import Statement
from corpus_tools.text.bylines import HAN
from corpus_tools.text.calendar import days_in, is_dated, without_days
from corpus_tools.text.grammar import pattern, source
from corpus_tools.text.newspapers import paper_pattern, papers_by_code
from corpus_tools.text.page_numbers import read_page

SOURCE = "file name"
FOLDER = "folder name"
# Folders that belong to an e-paper's address: html/2024-01/13/node_2.htm, layout/202401/13/node_01.html.
DATED_FOLDERS = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)/(\d\d)/")
# The page after the date or at the end: -03, _A02, 第3版. A bare number without a date is none.
AFTER_DATE = re.compile(source("imprints: page after a date"), re.IGNORECASE)
# The address of an article in the e-paper of 人民日报: nw.D110000renmrb_20240113_1-03, day, place on the page, page.
ADDRESS = re.compile(r"_\d{8}_\d+-([A-Z]?\d\d)$")
NAMED = re.compile(source("imprints: page in a name"), re.IGNORECASE)
NUMBERED = re.compile(source("imprints: named by a page"), re.IGNORECASE)
SIGNED = pattern("imprints: signed date")


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
        page = read_page(after[after.lastindex]) if after else ""
    found = {"newspaper": papers, "date": (day,) if day else (), "page": (page,) if page else ()}
    return tuple(Statement(field, values, SOURCE) for field, values in found.items() if values)


def read_folder_name(path: Path) -> tuple[Statement, ...]:
    """Return what the folder of a file states where its name is a newspaper's, a day or both, and nothing else.

    In the folder of a day a file that is named by a number alone is the page of that number.

    >>> [(s.field, s.values) for s in read_folder_name(Path("issues/清河日报 2024-01-13/1.txt"))]
    [('newspaper', ('清河日报',)), ('date', ('2024-01-13',)), ('page', ('01',))]
    >>> read_folder_name(Path("issues/清河日报 2024-01-13 scans/1.txt"))
    ()
    """
    name = path.parent.name
    days, paper = days_in(name), re.sub(r"[\W_]+", "", without_days(name))
    papers = (paper,) if re.fullmatch(paper_pattern(), paper) else papers_by_code(paper)
    if len(days) > 1 or (paper and not papers):
        return ()
    page = read_page(path.stem) if days and NUMBERED.fullmatch(path.stem) else ""
    found = {"newspaper": papers, "date": tuple(day for _, day in days), "page": (page,) if page else ()}
    return tuple(Statement(field, values, FOLDER) for field, values in found.items() if values)


def wrong_date(path: Path) -> bool:
    """Tell whether the name is written like a date that the calendar does not have.

    >>> wrong_date(Path("hnrb-2024-02-30.txt")), wrong_date(Path("notes.txt"))
    (True, False)
    """
    return bool(SIGNED.search(path.stem)) and is_dated(path.stem) and not days_in(path.stem)


def speaks_of(name: str, path: Path) -> bool:
    """Tell whether a row or decision that names a file speaks of `path`: by its name, the end of its path, or a pattern.

    >>> [speaks_of(name, Path("seeds/issues/a/1.txt")) for name in ("1.txt", "a/1.txt", "*.txt", "b/1.txt")]
    [True, True, True, False]
    """
    parts = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    exact = bool(parts) and path.parts[-len(parts) :] == parts
    return exact or (is_pattern(name) and path.match("/".join(parts)))


def is_pattern(name: str) -> bool:
    """Tell whether a name stands for several files."""
    return any(sign in name for sign in "*?")


def is_outside(name: str) -> bool:
    """Tell whether a name leads out of the folder that it is said in: ``/a.txt``, ``C:\\a.txt``, ``../a.txt``."""
    parts = PureWindowsPath(name)
    return bool(parts.drive or parts.root) or ".." in parts.parts


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

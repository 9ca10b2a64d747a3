"""The stages from a file to the tables of its issue: the only place where a build calls the rest of the package."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corpus_tools.articles.parse import parse_issues
from corpus_tools.corpus.states import Page, hash_of
from corpus_tools.corpus.storage import digest
from corpus_tools.quantities.extract import quantity_table
from corpus_tools.quantities.periods import period_table, read_articles
from corpus_tools.rules import Rules
from corpus_tools.sources.file_names import read_file_name
from corpus_tools.sources.imprints import Imprint
from corpus_tools.sources.issues import Issue, read_files, read_texts
from corpus_tools.sources.seeds import Desk
from corpus_tools.sources.sheets import Statement
from corpus_tools.sources.siblings import Sibling
from corpus_tools.stats.counts import tally
from corpus_tools.tables import SeedError, make_table
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

MARKUP: Final = (".html", ".htm")
# What a page of text is known by; the rest of an `Issue` is read from its file again.
IMPRINT: Final = tuple(
    field.name
    for field in fields(Issue)
    if field.name not in {"path", "text", "marks", "corrections", "sha256", "beside"}
)
UNSURE: Final = 0.75  # a line below this confidence is unsure, as on the review page
Tables = dict[str, pd.DataFrame]
Desks = Mapping[str, Sequence[Desk]]  # what is said of the files of each folder, which is named as below the root


def said_of(desks: Mapping[Path, Sequence[Desk]], files: Sequence[Path], root: Path) -> dict[str, tuple[Desk, ...]]:
    """Return the part of desks that speaks of some files, without a path of this computer in it."""
    folders: dict[Path, list[Path]] = {}
    for file in files:
        folders.setdefault(file.parent, []).append(file)
    return {
        below(folder, root): tuple(_part(desk, mine, root) for desk in desks[folder])
        for folder, mine in folders.items()
    }


def _part(desk: Desk, files: Sequence[Path], root: Path) -> Desk:
    """Return what a desk says of some files."""
    names = {name for file in files for name in desk.speaking_of(file)}
    register = {name: desk.register[name] for name in desk.register if name in names} if names else {}
    where = [replace(made, where=below(made.where, root)) for made in desk.decisions if made.file in names]
    return Desk(register, tuple(where))


def hash_desks(desks: Desks) -> str:
    """Return the hash of what desks say."""
    said = [
        [[entry.file, *map(str, entry.statements)] for entry in desk.register.values()]
        + [str(made) for made in desk.decisions]
        for _, held in sorted(desks.items())
        for desk in held
    ]
    return hash_of(sorted(desks), said)


def read_pages(root: Path, files: Sequence[str], desks: Desks) -> tuple[list[Issue], list[SeedError]]:
    """Return the issues in files that are read together, their paths below `root`, and the files that cannot be used."""
    read = read_files([root / file for file in files], root, {root / name: held for name, held in desks.items()})
    return _all_moved(*read, root)


def read_again(
    root: Path, files: Sequence[str], desks: Desks, pages: Sequence[Page]
) -> tuple[list[Issue], list[SeedError]]:
    """Return the same of files whose `pages` are known, without newspaper and date: see `with_imprint`."""
    known = {(root / page.path, page.nth): str(page.imprint["page"]) for page in pages}
    held = {root / name: said for name, said in desks.items()}
    return _all_moved(*read_texts([root / file for file in files], root, held, known), root)


def _all_moved(issues: Sequence[Issue], failed: Sequence[SeedError], root: Path) -> tuple[list[Issue], list[SeedError]]:
    """Return issues and errors with their paths below `root`."""
    return [_moved(issue, root) for issue in issues], [at_home(error, root) for error in failed]


def _moved(issue: Issue, root: Path) -> Issue:
    """Return an issue with its paths below `root`."""
    return replace(issue, path=below(issue.path, root), beside=tuple(below(path, root) for path in issue.beside))


def at_home(error: SeedError, root: Path) -> SeedError:
    """Return an error with its path below `root`."""
    return SeedError(error.problem, below(error.path, root), error.line)


def below(path: str | Path, root: Path) -> str:
    """Return a path as it leads from `root`, as it is written on every system; one that stands so already as it is.

    >>> below("/kit/seeds/issues/a/1.txt", Path("/kit/seeds/issues")), below("/kit/seeds/issues.csv", Path("/kit/seeds/issues"))
    ('a/1.txt', '../issues.csv')
    """
    if not Path(path).is_absolute():
        return Path(path).as_posix()
    return Path(os.path.relpath(path, root)).as_posix()


def clusters_of(files: Sequence[Path], desks: Mapping[Path, Sequence[Desk]], root: Path) -> list[list[Path]]:
    """Return files in the groups in which they must be read: those that can settle newspaper or date for each other.

    These are the files of a series (see `siblings`), of one day where all names in it state the day; and saved e-paper pages of
    one day, or of one folder below `root` where no day is known, as a list takes in articles of other folders.
    """
    days = {file: _day(file, desks[file.parent]) for file in files}
    series = {file: Sibling(file, Imprint()).series for file in files}
    mixed = {series[file] for file in files if not days[file]}
    groups: dict[object, list[Path]] = {}
    for file in files:
        groups.setdefault((series[file], "" if series[file] in mixed else days[file]), []).append(file)
    for file in files:
        if file.suffix.lower() in MARKUP:
            groups.setdefault((days[file] or file.relative_to(root).parts[0],), []).append(file)
    return _joined(files, list(groups.values()))


def _day(file: Path, desks: Sequence[Desk]) -> str:
    """Return the day of a file whose name states one, as its name or a row of ``issues.csv`` has it."""
    named = _date_in(read_file_name(file))
    said = (_date_in(entry.statements) for desk in desks for entry in desk.entries([file])) if named else ()
    return next((day for day in said if day), named)


def _date_in(statements: Sequence[Statement]) -> str:
    """Return the day that statements state, or nothing."""
    return next((day for one in statements if one.field == "date" for day in one.values), "")  # noqa: PD011 - of no array


def _joined(files: Sequence[Path], groups: Sequence[Sequence[Path]]) -> list[list[Path]]:
    """Return groups that share a file as one, each in the order of the files."""
    first = {file: file for file in files}

    def root_of(file: Path) -> Path:
        while first[file] != file:
            file = first[file]
        return file

    for group in groups:
        for file in group:
            first[root_of(file)] = root_of(group[0])
    found: dict[Path, list[Path]] = {}
    for file in files:
        first[file] = root_of(file)
        found.setdefault(first[file], []).append(file)
    return list(found.values())


def page_of(issue: Issue, nth: int) -> Page:
    """Return what is known of an issue, without its text; `nth` is its place among the issues of its file."""
    imprint = {name: getattr(issue, name) for name in IMPRINT}
    imprint = {name: list(value) if isinstance(value, tuple) else value for name, value in imprint.items()}
    decisions = hash_of([_decision(made) for made in issue.corrections]) if issue.corrections else ""
    text = fingerprint(issue.text)
    return Page(issue.issue_id, issue.path, nth, issue.beside, issue.sha256, text, imprint, decisions)


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the text of a page, without the white space around it."""
    return digest(text.strip().encode("utf-8", "surrogatepass"))


def issue_of(page: Page) -> Issue:
    """Return an issue of which all is known but its text, in the place of which its hash stands."""
    return with_imprint(Issue(page.path, page.text, sha256=page.sha256), page)


def with_imprint(issue: Issue, page: Page) -> Issue:
    """Return an issue that was read alone with the imprint that was settled when all were read together."""
    held: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in page.imprint.items()
    }
    return replace(issue, path=page.path, **held)


def parse(issues: Sequence[Issue], rules: Rules) -> Tables:
    """Return the tables of the issues of one newspaper and day that depend on no word list."""
    parsed = parse_issues(issues, rules=rules)
    articles = parsed.articles
    read = read_articles(articles, rules)
    return {
        "issues": _issues(issues, articles),
        "articles": articles,
        "lines": parsed.lines,
        "repairs": parsed.repairs,
        "quantities": quantity_table(read, rules),
        "periods": period_table(read),
    }


def cut(articles: pd.DataFrame, lexicon: Lexicon) -> Tables:
    """Return the tables of articles that depend on the word list."""
    tokens = tokenise(articles, lexicon)
    return {"tokens": tokens, "counts": tally(tokens)}


def sums(tables: Tables) -> dict[str, dict[str, int]]:
    """Return how much there is of each issue: articles, characters, lines, lines that are unsure, repairs."""
    articles, lines, repairs = tables["articles"], tables["lines"], tables["repairs"]
    unsure = lines.loc[lines["confidence"] < UNSURE, "issue_id"]
    counted = {
        "articles": Counter(articles["issue_id"]),
        "characters": _characters(articles),
        "lines": Counter(lines["issue_id"]),
        "unsure": Counter(unsure),
        "repairs": Counter(repairs["issue_id"]),
    }
    return {one: {name: found[one] for name, found in counted.items()} for one in tables["issues"]["issue_id"]}


def _characters(articles: pd.DataFrame) -> "Counter[str]":
    """Return how many characters the articles of each issue have."""
    found = Counter[str]()
    for issue, text in zip(articles["issue_id"], articles["text"], strict=True):
        found[issue] += len(text)
    return found


def _issues(issues: Sequence[Issue], articles: pd.DataFrame) -> pd.DataFrame:
    """Return the table of the issues."""
    sizes, characters = Counter(articles["issue_id"]), _characters(articles)
    names = ("issue_id", "newspaper", "date", "page", "date_source", "path", "sha256")
    rows = [
        {
            **{name: getattr(issue, name) for name in names},
            "articles": sizes[issue.issue_id],
            "characters": characters[issue.issue_id],
            "notes": "; ".join(issue.notes),
        }
        for issue in issues
    ]
    return make_table("issues", rows)


def _decision(made: Any) -> list[str]:
    """Return what a decision of a reader says, without where it stands."""
    return [str(value) for key, value in asdict(made).items() if key not in {"where", "at"}]

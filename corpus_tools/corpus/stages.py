"""The stages from a file to the tables of its issue: the only place where a build calls the rest of the package."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corpus_tools.articles.parse import parse_issues
from corpus_tools.corpus.states import Page, hash_of
from corpus_tools.quantities.extract import find_quantities
from corpus_tools.quantities.periods import find_periods
from corpus_tools.rules import Rules
from corpus_tools.sources.file_names import read_file_name
from corpus_tools.sources.issues import Issue, _make_issue, read_sources
from corpus_tools.sources.seeds import Desk, find_seeds, read_desk
from corpus_tools.stats.counts import tally
from corpus_tools.tables import SeedError, make_table
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

# What a page of text is known by; the rest of an `Issue` is read from its file again.
IMPRINT: Final = tuple(
    field.name for field in fields(Issue) if field.name not in {"path", "text", "marks", "corrections", "sha256"}
)
MARKUP: Final = (".html", ".htm")
UNSURE: Final = 0.75  # a line below this confidence is unsure, as on the review page
Tables = dict[str, pd.DataFrame]


def list_files(root: Path) -> tuple[list[Path], list[SeedError]]:
    """Return the files that hold issues, and what cannot be taken; raise SeedError where there is nothing."""
    return find_seeds(root), []


def list_desks(files: Sequence[Path]) -> dict[Path, Desk]:
    """Return what a researcher says of the files of each folder; raise SeedError where that cannot be understood."""
    return {folder: read_desk(folder) for folder in dict.fromkeys(file.parent for file in files)}


def said_of(desk: Desk, files: Sequence[Path]) -> Desk:
    """Return the part of a desk that speaks of some files."""
    names = {file.name for file in files}
    entries = {name: desk.register[name] for name in sorted(names) if name in desk.register}
    return Desk(entries, tuple(made for made in desk.decisions if made.file in names))


def hash_desk(desk: Desk) -> str:
    """Return the hash of what a desk says, wherever in its files it says it."""
    entries = [[entry.file, *map(str, entry.statements)] for entry in desk.register.values()]
    return hash_of(entries, [_decision(made) for made in desk.decisions])


def cluster_of(file: Path) -> tuple[str, ...]:
    """Return what names the files that are read together to know the imprint of each of them."""
    days = [one.values for one in read_file_name(file) if one.field == "date"]  # noqa: PD011 - what a name states
    if file.suffix.lower() in MARKUP:
        return ("markup", *(days[0] if days else (str(file.parent),)))
    return (str(file),)


def read_pages(root: Path, files: Sequence[Path], desk: Desk) -> tuple[list[Issue], list[SeedError]]:
    """Return the issues in files that are read together, in the order of the files, and the files that cannot be used."""
    groups = [files] if all(file.suffix.lower() in MARKUP for file in files) else [[file] for file in files]
    issues: list[Issue] = []
    failed: list[SeedError] = []
    for group in groups:
        try:
            found = [_make_issue(source, desk) for source in read_sources(group)]
        except SeedError as error:
            failed.append(SeedError(error.problem, below(error.path, root), error.line))
            rest = [file for file in group if str(file) != error.path]
            if len(group) > len(rest) > 0:
                more = read_pages(root, rest, desk)
                issues, failed = issues + more[0], failed + more[1]
        except OSError as error:
            failed.append(SeedError(f"cannot be read: {error.strerror}", below(str(error.filename or group[0]), root)))
        else:
            issues += found
    return issues, failed


def below(path: str | Path, root: Path) -> str:
    """Return a path below `root` as it is written on every system; another path as it is."""
    return Path(path).relative_to(root).as_posix() if Path(path).is_relative_to(root) else str(path)


def page_of(issue: Issue, where: Mapping[str, Any]) -> Page:
    """Return what is known of an issue, without its text; `where` holds what the issue itself does not know."""
    imprint = {name: getattr(issue, name) for name in IMPRINT}
    imprint = {name: list(value) if isinstance(value, tuple) else value for name, value in imprint.items()}
    decisions = hash_of([_decision(made) for made in issue.corrections]) if issue.corrections else ""
    return Page(issue_id=issue.issue_id, sha256=issue.sha256, imprint=imprint, decisions=decisions, **where)


def with_imprint(issue: Issue, page: Page) -> Issue:
    """Return an issue that was read alone with the imprint that was settled when all were read together."""
    held: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in page.imprint.items()
    }
    return replace(issue, path=page.path, **held)


def parse(issues: Sequence[Issue], rules: Rules) -> Tables:
    """Return the tables of the issues of one newspaper and day that depend on no word list."""
    del rules  # to be handed to parse_issues and find_quantities as rules=rules once they take them
    parsed = parse_issues(issues)
    articles = parsed.articles
    return {
        "issues": _issues(issues, articles),
        "articles": articles,
        "lines": parsed.lines,
        "repairs": parsed.repairs,
        "quantities": find_quantities(articles),
        "periods": find_periods(articles),
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

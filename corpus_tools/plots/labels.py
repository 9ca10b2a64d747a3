"""Words on figures: labels in the language of the style, large numbers as they are read, and the names of articles."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import matplotlib as mpl
import pandas as pd

from corpus_tools.arguments import WORDS
from corpus_tools.resources import read_rows
from corpus_tools.tables import require

LANGUAGES: Final = WORDS["language"]
MAGNITUDES: Final = {
    "en": ((1e12, " trn"), (1e9, " bn"), (1e6, " m"), (1e3, "k")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
WHERE: Final = ("newspaper", "date", "page")  # what tells the issues of a table apart, in the order in which one looks
PARTS_OF_ID: Final = r"-(?!\d\d(?:-|$))"  # what parts newspaper, date and page; a date stays whole
OPENING: Final = 24  # characters of an article without a headline that stand for one

Note = tuple[str, dict[str, object]]  # a sentence that limits a figure: the key of its label, and what stands in it


def label(key: str, language: str | None = None) -> str:
    """Return the words for `key` in `language`, or in the style's: English outside `house_style`, `key` itself if unknown.

    >>> label("per_10k")
    'Frequency per 10,000 tokens'
    """
    return labels()[language or current_language()].get(key, key)


def short_label(key: str, language: str | None = None) -> str:
    """Return the words for `key` as the heading of a narrow column."""
    short = f"{key}_short"
    return label(short, language) if label(short, language) != short else label(key, language)


def current_language() -> str:
    """Return the language of the style: English outside `house_style`."""
    return mpl.rcParams["text.language"] or LANGUAGES[0]


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return the words of ``resources/plots/labels.tsv`` by language and key."""
    rows = read_rows("plots/labels.tsv")
    return {"zh": {key: zh for key, zh, _ in rows}, "en": {key: en for key, _, en in rows}}


def say(notes: Iterable[Note], language: str | None = None) -> str:
    """Return `notes` as one line.

    >>> say([("shown_of", {"shown": 30, "of": 88}), ("part_of", {"part": 1, "parts": 2})])
    '30 of 88 shown, part 1 of 2'
    """
    language = language or current_language()
    return label("between_notes", language).join(label(key, language).format(**numbers) for key, numbers in notes)


def shown_of(shown: int, of: int, key: str = "shown_of") -> tuple[Note, ...]:
    """Return the note that `shown` of so many are drawn; none where all are.

    >>> shown_of(30, 88), shown_of(5, 5)
    ((('shown_of', {'shown': 30, 'of': 88}),), ())
    """
    return ((key, {"shown": shown, "of": of}),) if shown < of else ()


def confident(quantities: pd.DataFrame, least: float) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """Return the statistics of at least so much confidence, and the note that says how many are left out.

    A row whose confidence is not known stays, as does a table without the column.
    """
    if "confidence" not in quantities:
        return quantities, ()
    kept = quantities[~(quantities["confidence"] < least)]
    left = len(quantities) - len(kept)
    return kept, ((("uncertain", {"left": left, "least": least}),) if left else ())


def plain(text: str) -> str:
    r"""Return `text` so that matplotlib prints it as it stands, on one line: a dollar sign begins no formula.

    >>> plain("$5")
    '\\$5'
    """
    return " ".join(text.split("\n")).replace("$", r"\$")


def magnitude(value: float, language: str | None = None) -> str:
    """Return a large number as it is read aloud in `language`, or in the style's.

    >>> magnitude(1.63e10)
    '16.3 bn'
    """
    size, word = next(((size, word) for size, word in MAGNITUDES[language or current_language()] if abs(value) >= size), (1, ""))
    return f"{value / size:,.4g}{word}"


def name_articles(articles: pd.DataFrame) -> pd.Series:
    """Return the name under which each of `articles` is found, by ``article_id``: its place in the issue and its headline.

    Newspaper, date and page stand before it, each where the table has more than one; the id of the issue where these
    do not tell its issues apart. An article without a headline is named by its opening words. Give it the articles
    that a figure or table shows, not the whole corpus: what they share is left out.

    >>> pages = pd.DataFrame({"article_id": ["a-01", "b-01"], "page": ["1", "2"], "position": 1, "title": ["春茶", "公路"]})
    >>> name_articles(pages).tolist()
    ['p. 1 · 1  春茶', 'p. 2 · 1  公路']
    """
    table = require(articles, ("article_id", "position", "title"), of="articles")
    titles = [row["title"] or str(row.get("text", ""))[:OPENING] for row in table.to_dict("records")]
    pairs = zip(_whereabouts(table), table["position"], titles, strict=True)
    names = [f"{where} · {position}  {title}" if where else f"{position}  {title}" for where, position, title in pairs]
    return pd.Series(names, index=pd.Index(table["article_id"], name="article_id"), name="article", dtype="str")


def name_some(articles: pd.DataFrame | None, ids: Iterable[str]) -> Mapping[str, str]:
    """Return the names of those of `articles` that are among `ids`, by ``article_id``; nothing where there is no table."""
    if articles is None:
        return {}
    held = require(articles, ["article_id"])
    return name_articles(held[held["article_id"].isin(list(ids))]).to_dict()


def name_issues(articles: pd.DataFrame) -> dict[str, str]:
    """Return newspaper, date and page of each issue of `articles`, each where it tells some from others; "" of a single one."""
    return dict(zip(articles["issue_id"], _whereabouts(articles), strict=True)) if "issue_id" in articles else {}


def _whereabouts(table: pd.DataFrame) -> list[str]:
    """Return newspaper, date and page of each article, each where it tells some from others."""
    telling = [name for name in WHERE if name in table and len(set(table[name])) > 1]
    where = [
        " ".join(_page(value) if name == "page" else str(value) for name, value in row.items() if value)
        for row in table[telling].to_dict("records")
    ]
    issues = list(table["issue_id"]) if "issue_id" in table else where
    return issues if len(set(zip(issues, where, strict=True))) > len(set(where)) else where


def _page(page: str) -> str:
    """Return a page as it is cited."""
    return label("page_number").format(page=page)


def short_issues(issues: Sequence[str]) -> dict[str, str]:
    """Return ids of issues without what they all begin with, whole parts only.

    >>> short_issues(["湖南日报-2024-01-13-p1", "湖南日报-2024-01-13-p12"])
    {'湖南日报-2024-01-13-p1': 'p1', '湖南日报-2024-01-13-p12': 'p12'}
    """
    parts = {issue: re.split(PARTS_OF_ID, issue) for issue in issues}
    shared = next((at for at, same in enumerate(zip(*parts.values(), strict=False)) if len(set(same)) > 1), 0)
    return {issue: "-".join(own[shared:]) for issue, own in parts.items()}


def short_period(period: str) -> str:
    """Return a period with what its end shares with its start written once, as ISO 8601 allows.

    >>> short_period("2026-01/2026-06"), short_period("2020-01-23/2020-04-08"), short_period("2023/2025")
    ('2026-01/06', '2020-01-23/04-08', '2023/2025')
    """
    start, _, end = period.partition("/")
    parts, own = start.split("-"), end.split("-")
    shared = next((at for at, (one, other) in enumerate(zip(parts, own, strict=False)) if one != other), 0)
    return f"{start}/{'-'.join(own[shared:])}" if len(parts) == len(own) and shared else period


def of_issue(key: str, issues: int) -> str:
    """Return the words for `key`: those for a corpus where there are several `issues`."""
    return label(f"{key}_corpus" if issues > 1 else key)

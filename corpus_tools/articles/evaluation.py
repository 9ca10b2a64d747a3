"""Pages whose markup states every field → how well the text parser does on them when it is not told."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from corpus_tools.sources.issues import Issue

if TYPE_CHECKING:
    from corpus_tools.articles.parse import Parsed

FIELDS = ("column", "kicker", "title", "subtitle", "authors", "editors_note", "text")
HEADLINE = ("column", "kicker", "title", "subtitle")


def check_parse(issues: Sequence[Issue], parse: Callable[[Sequence[Issue]], "Parsed"]) -> pd.DataFrame:
    """Return how often `parse`, given the text alone, finds what the markup of the same pages states.

    One row is one field: ``role`` counts lines, ``article`` the lines that are put together with the same neighbour
    before them, the others articles, each held against the one that has most of its lines; ``headline`` is the whole
    headline, however it is divided. Columns: ``field``, ``n``, ``right``, ``share``. White space is not compared.

    The limit of the method: saved pages have none of the damage of recognised text, so this is the upper end.
    Raises ValueError where no issue has markup.
    """
    marked = [replace(issue, corrections=()) for issue in issues if issue.marks]
    if not marked:
        msg = f"none of {len(issues)} issues has markup to be held against; .html and .jsonl have"
        raise ValueError(msg)
    exact, blind = parse(marked), parse([replace(issue, marks=()) for issue in marked])
    counts = _lines(exact.lines, blind.lines) | _articles(exact, blind)
    rows = [
        {"field": field, "n": n, "right": right, "share": right / n if n else float("nan")}
        for field, (right, n) in counts.items()
    ]
    return pd.DataFrame(rows, columns=["field", "n", "right", "share"])


def _lines(exact: pd.DataFrame, blind: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Return right and all lines, by role and by article."""
    both = exact.merge(blind, on=["issue_id", "line"], suffixes=("", "_blind"))
    together = [_with_line_before(both[name]) for name in ("article_id", "article_id_blind")]
    return {
        "role": (int((both["role"] == both["role_blind"]).sum()), len(both)),
        "article": (int((together[0] == together[1]).sum()), len(both)),
    }


def _with_line_before(articles: pd.Series) -> pd.Series:
    """Tell of each line whether it belongs to the article of the line before it."""
    return articles.fillna("").eq(articles.fillna("").shift())


def _articles(exact: "Parsed", blind: "Parsed") -> dict[str, tuple[int, int]]:
    """Return right and all articles, by field; an empty field that is found empty is not counted."""
    match, found = (
        _matches(exact.lines, blind.lines),
        {row["article_id"]: row for row in blind.articles.to_dict("records")},
    )
    right, n = Counter(), Counter()
    for row in exact.articles.to_dict("records"):
        other = found.get(match.get(row["article_id"], ""), {})
        for field, names in {**{name: (name,) for name in FIELDS}, "headline": HEADLINE}.items():
            want, got = (_folded("".join(str(side.get(name, "")) for name in names)) for side in (row, other))
            n[field] += bool(want or got)
            right[field] += bool(want) and want == got
    return {field: (right[field], n[field]) for field in (*FIELDS, "headline")}


def _matches(exact: pd.DataFrame, blind: pd.DataFrame) -> dict[str, str]:
    """Return for each article the one of the other parse that has most of its lines."""
    both = exact.merge(blind, on=["issue_id", "line"], suffixes=("", "_blind"))
    pairs = both[["article_id", "article_id_blind"]].replace("", None).dropna()
    votes = pairs.value_counts().reset_index()
    return dict(
        votes.sort_values(["count", "article_id_blind"], ascending=[False, True])
        .drop_duplicates("article_id")[["article_id", "article_id_blind"]]
        .to_numpy()
        .tolist()
    )


def _folded(text: str) -> str:
    """Return `text` without white space."""
    return "".join(text.split())

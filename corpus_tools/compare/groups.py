"""Groups: what is compared with what – issues, newspapers, days, pages, columns – as articles of two sides."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.compare.reuse import leave_out_repeats
from corpus_tools.corpus.opening import Corpus
from corpus_tools.tables import issue_of, make_table, require

Group = Corpus | str | Iterable[str] | Mapping[str, object]

SPAN: Final = re.compile(r"(?P<since>\d{4}(?:-\d\d){0,2}|\.\.)(?:/(?P<until>\d{4}(?:-\d\d){0,2}|\.\.))?")
MANY_ISSUES: Final = (
    8  # issues on both sides from which whole issues are what varies: articles of a day speak of one event
)
FIELDS: Final = ("newspaper", "date", "page", "kind", "column", "authors", "agency", "dateline_place", "title")


class Sides(NamedTuple):
    """The articles of both groups: one row of `articles` per article and side, with `after`, `unit` and `weight`.

    `units` says what a unit is, articles or issues.
    """

    articles: pd.DataFrame
    units: str


def latest_day(corpus: Corpus) -> tuple[list[str], list[str]]:
    """Return the issues before the latest day, and those of it: two groups to compare.

    Before it come the earlier days of the newspapers of that day, or of all where they have none. Issues without a date are in
    neither. With the issues of a single day both are all of them: nothing then differs.
    """
    issues = corpus.issues
    dated = issues[issues["date"] != ""]
    last = dated[dated["date"] == dated["date"].max()]
    earlier = dated[dated["date"] < dated["date"].max()]
    same = earlier[earlier["newspaper"].isin(set(last["newspaper"]))]
    if earlier.empty:
        return list(issues["issue_id"]), list(issues["issue_id"])
    return list((earlier if same.empty else same)["issue_id"]), list(last["issue_id"])


def articles_once(corpus: Corpus, group: Group, reuse: pd.DataFrame) -> list[str]:
    """Return the articles of a group without those that repeat one before them in it: a group itself.

    `reuse` is what `find_reuse` gave. A text that stands in both of two groups stays in both.
    """
    articles = read_sides(corpus, group, group).articles
    here = list(articles.loc[articles["after"], "article_id"])
    pairs = require(reuse, ["article_id", "other_id", "kind"])
    return list(leave_out_repeats(pd.DataFrame({"article_id": here}), pairs[pairs["article_id"].isin(set(here))])["article_id"])


def group_sizes(corpus: Corpus, before: Group, after: Group, *, match: Sequence[str] = ()) -> pd.DataFrame:
    """Return what is compared: one row for each of the two groups, with its newspapers, days, articles and counted tokens."""
    sides = read_sides(corpus, before, after, match)
    groups = (sides.articles[sides.articles["after"] == later] for later in (False, True))
    rows = [
        {
            "group": name,
            "newspapers": "、".join(sorted(set(part["newspaper"]) - {""})),
            "first": part["date"].min(),
            "last": part["date"].max(),
            "days": len(set(part["date"]) - {""}),
            "articles": len(part),
            "tokens": int(part["tokens"].sum()),
        }
        for name, part in zip(("before", "after"), groups, strict=True)
    ]
    return make_table("group_sizes", rows)


def read_sides(corpus: Corpus, before: Group, after: Group, match: Sequence[str] = ()) -> Sides:
    """Return the articles of two groups of a corpus; one can be in both.

    A group is a `Corpus` of the same store; the id of an issue, or a pattern; a newspaper; a day, month or year
    (``2024-03``), or a span of them (``2024-01/2024-03``, ``../2024-02``, ``2024-03/..``); a page; a column; an article; several of these; or a mapping
    as in `Corpus.select`, which may have `column` too. With `match` (`page`, `kind`, …), only articles whose values are on both
    sides remain, and those before are weighted so that each value has the part of the tokens that it has after.

    Raises ValueError for a group that names nothing of the corpus, and for one without articles.
    """
    names = ", ".join(f'"{name}"' for name in FIELDS)
    query = f'SELECT article_id, {names}, coalesce(t.n, 0) AS tokens FROM articles LEFT JOIN (SELECT "group" AS article_id, sum(n)::BIGINT AS n FROM counts GROUP BY 1) AS t USING (article_id) ORDER BY article_id'  # noqa: S608
    known = corpus.sql(query).assign(issue=lambda rows: issue_of(rows["article_id"]))
    parts = [_chosen(corpus, known, group).assign(after=later) for group, later in ((before, False), (after, True))]
    for part, name in zip(parts, ("before", "after"), strict=True):
        if part.empty:
            msg = f"a group without articles – {name} – the corpus has {len(known)} in {len(corpus.pages)} issues or pages"
            raise ValueError(msg)
    both = _matched(pd.concat(parts, ignore_index=True), match)
    days = both["newspaper"] + "-" + both["date"].where(both["date"] != "", both["issue"])
    many = min(days[both["after"] == side].nunique() for side in (False, True)) >= MANY_ISSUES
    return Sides(both.assign(unit=days if many else both["article_id"]), "issues" if many else "articles")


def _chosen(corpus: Corpus, known: pd.DataFrame, group: Group) -> pd.DataFrame:
    """Return the articles of one group."""
    if isinstance(group, Corpus):
        wanted = known["article_id"].isin(set(group.sql("SELECT article_id FROM articles")["article_id"]))
    elif isinstance(group, Mapping):
        choice = {name: value for name, value in group.items() if name != "column"}
        wanted = known["article_id"].isin(
            set(corpus.select(**choice).sql("SELECT article_id FROM articles")["article_id"])
        )  # type: ignore[arg-type]
        if "column" in group:
            wanted &= known["column"].isin([group["column"]] if isinstance(group["column"], str) else group["column"])
    else:
        names = {group} if isinstance(group, str) else {str(name) for name in group}
        there = names & {*known["article_id"], *known["issue"]}
        wanted = (known["article_id"].isin(there) | known["issue"].isin(there)).to_numpy()
        for name in sorted(names - there):
            wanted = wanted | _named(corpus, known, name)
    return known[wanted]


def _named(corpus: Corpus, known: pd.DataFrame, name: str) -> np.ndarray:
    """Tell of each article whether it belongs to what has a name."""
    for wanted in _readings(corpus, known, name):
        if wanted.any():
            return wanted.to_numpy()
    msg = (
        f"nothing in the corpus has that name – {name!r} – a group is an issue ({', '.join(corpus.issue_ids[:3])} …), a newspaper "
        f"({', '.join(sorted(set(known['newspaper']))[:3])}), a day, month, year or span of them, a page or a column"
    )
    raise ValueError(msg)


def _readings(corpus: Corpus, known: pd.DataFrame, name: str) -> Iterator[pd.Series]:
    """Yield what a name can mean: issues, a newspaper, a time, a page, a column."""
    try:
        yield known["issue"].isin(corpus.select(issues=name).issue_ids)
    except ValueError:  # no issue has that id: it is the name of something else
        yield pd.Series(data=False, index=known.index)
    yield known["newspaper"] == name
    if span := SPAN.fullmatch(name):
        since, until = span["since"].strip("."), (span["until"] or span["since"]).strip(".")
        yield (
            (known["date"] >= since)
            & (known["date"].str[: len(until) or None] <= (until or "9"))
            & (known["date"] != "")
        )
    for field in ("page", "column"):
        yield known[field] == name


def _matched(both: pd.DataFrame, match: Sequence[str]) -> pd.DataFrame:
    """Return the articles that have a counterpart on the other side, those before with their weights."""
    if unknown := [name for name in match if name not in FIELDS]:
        msg = f"nothing to match by – {unknown} – there are {', '.join(FIELDS)}"
        raise ValueError(msg)
    if not match:
        return both.assign(weight=1.0)
    stratum = both[list(match)].agg(" ".join, axis=1)
    tokens = pd.crosstab(stratum, both["after"], both["tokens"], aggfunc="sum").fillna(0)
    shared = tokens[(tokens > 0).all(axis=1)]
    if shared.empty:
        msg = f"no articles of both groups are alike – in {', '.join(match)} – before has {sorted(set(stratum[~both['after']]))[:5]}"
        raise ValueError(msg)
    parts = shared / shared.sum()
    weights = (parts[True] / parts[False]).reindex(stratum).to_numpy()
    kept = both.assign(weight=np.where(both["after"], 1.0, weights))[np.isfinite(weights)]
    return kept.reset_index(drop=True)

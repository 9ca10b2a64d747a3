"""The parse of a page → Axes: where each article stands in the file, and what it is made of."""

import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import legend_above, rows_down
from corpus_tools.plots.frames import MOST_ROWS, attach, axes_for, cut, describe, explain, part_of
from corpus_tools.plots.labels import label, name_articles, name_issues
from corpus_tools.plots.margins import margin_columns
from corpus_tools.plots.style import colour
from corpus_tools.resources import read_rows
from corpus_tools.tables import require

MARKS = "v^dsoPX*<>"  # one for each rule of repair, in alphabetical order
HATCHES = {"caption": "/////", "outside": "xxxxx"}
# Rules that say where a line went: its colour says so already.
READ = ("_read", "_set_aside", "_dropped")


def plot_page(
    lines: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    repairs: pd.DataFrame | None = None,
    part: int = 1,
    ax: Axes | None = None,
) -> Axes:
    """Draw a page as a map: each article a row, each of its lines where it stands in the file, in the colour of its role's group.

    An article that stands in one piece is an unbroken bar; a headline that the layout put elsewhere stands apart. Of
    `repairs`, those that changed or moved text are marked on their line. Each file begins a `part` of its own, and goes
    on in further ones where it has more than fifty articles: see `plot_parts`.
    """
    articles, repairs = _gated(articles, repairs)
    named = _name_articles(lines, articles, among="issue_id")
    parts = [rows for issue in named["issue_id"].unique() for rows in _parts(named[named["issue_id"] == issue])]
    only, count = cut(len(parts), part, most=1)
    shown = _renumber(named[named["row"].isin([row for rows in parts[only] for row in rows])])
    names = list(shown.drop_duplicates("row").sort_values("row")["article"])
    ax = axes_for(ax, rows=len(names))
    rows_down(ax, names)
    for group, those in _by_group(shown):
        width = those["end"] - those["start"]
        ax.barh(those["row"], width, left=those["start"], height=0.56, label=label(group), **_look(group))
    if repairs is not None:
        _mark_repairs(ax, shown.merge(repairs[["issue_id", "line", "rule"]], on=["issue_id", "line"]))
    issues = {issue for issue in shown["issue_id"].map(name_issues(articles)).dropna() if issue}
    notes = (*(("issue_named", {"issue": issue}) for issue in issues), *part_of(part, count))
    explain(ax, label("offset"), notes)
    legend_above(ax)
    return attach(describe(ax, "page"), shown[["article", "line", "start", "end", "role"]], notes=notes, parts=count)


def plot_ledger(
    lines: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    repairs: pd.DataFrame | None = None,
    part: int = 1,
    ax: Axes | None = None,
) -> Axes:
    """Draw how many characters each article has in each group of roles; in the margin its kind and the number of `repairs`.

    More than fifty articles go on in further parts: see `plot_parts`.
    """
    articles, repairs = _gated(articles, repairs)
    named = _name_articles(lines, articles)
    rows, parts = cut(named["row"].nunique(), part)
    shown = _renumber(named[named["row"].isin(sorted(named["row"].unique())[rows])])
    characters = shown.assign(characters=shown["end"] - shown["start"]).groupby(
        ["row", "article", "article_id", "issue_id", "group"]
    )
    sums = characters["characters"].sum().unstack("group", fill_value=0)  # noqa: PD010 – the pivot of a grouped sum
    ax = axes_for(ax, rows=len(sums))
    rows_down(ax, list(sums.index.get_level_values("article")))
    left = pd.Series(0, index=sums.index)
    for group in (group for group in _groups() if group in sums):
        ax.barh(range(len(sums)), sums[group], left=left, height=0.6, label=label(group), **_look(group))
        left = left + sums[group]
    margin_columns(ax, _margin(sums, shown, articles, repairs))
    notes = part_of(part, parts)
    explain(ax, label("characters"), notes)
    legend_above(ax)
    return attach(describe(ax, "ledger"), sums.reset_index().drop(columns=["row", "issue_id"]), notes=notes, parts=parts)


def _gated(articles: pd.DataFrame, repairs: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return articles and repairs, if there are any, with what a drawing of a page needs of them."""
    articles = require(articles, ("article_id", "position", "title", "kind"), of="articles")
    needed = ("issue_id", "line", "rule")
    return articles, None if repairs is None else require(repairs, needed, of="repairs")


def _name_articles(lines: pd.DataFrame, articles: pd.DataFrame, among: str = "") -> pd.DataFrame:
    """Return the lines with the row and the name of their article, told from all others or those of its `among`.

    What is in no article stands below the articles of its issue.
    """
    lines = require(lines, ("issue_id", "line", "start", "end", "article_id", "role"), of="lines")
    groups = dict(read_rows("plots/role_groups.tsv"))
    if unknown := sorted(set(lines["role"]) - set(groups)):
        msg = f"no group for the role {unknown}; there are {list(groups)}"
        raise ValueError(msg)
    groups_of = [part for _, part in articles.groupby(among)] if among in articles else [articles]
    names = {article: name for part in groups_of for article, name in name_articles(part).items()}
    where = {} if among else name_issues(articles)
    places = {article: place for place, article in enumerate(articles["article_id"])}
    issues = {issue: place for place, issue in enumerate(lines["issue_id"].unique())}
    keyed = lines.assign(
        issue=lines["issue_id"].map(issues),
        place=lines["article_id"].map(places).fillna(len(places)).astype("int64"),
        article=lines["article_id"]
        .map(names)
        .fillna(lines["issue_id"].map(lambda issue: _unplaced(where.get(issue, "")))),
        group=lines["role"].map(groups),
    )
    return keyed.assign(row=keyed.groupby(["issue", "place"]).ngroup()).drop(columns=["issue", "place"])


def _unplaced(where: str) -> str:
    """Return the name of the row for what is in no article of an issue."""
    return f"{where} · {label('unplaced')}" if where else label("unplaced")


def _parts(named: pd.DataFrame) -> list[list[int]]:
    """Return the rows of one issue, fifty at most in each part."""
    rows = sorted(named["row"].unique())
    _, parts = cut(len(rows), 1, MOST_ROWS)
    return [rows[cut(len(rows), part, MOST_ROWS)[0]] for part in range(1, parts + 1)]


def _renumber(shown: pd.DataFrame) -> pd.DataFrame:
    """Return lines with their rows counted from 0."""
    return shown.assign(row=shown["row"].rank(method="dense").sub(1).astype("int64"))


def _groups() -> list[str]:
    """Return the groups of roles, in the order of a page."""
    return list(dict.fromkeys(group for _, group in read_rows("plots/role_groups.tsv")))


def _look(group: str) -> dict[str, object]:
    """Return colour and hatching of a group of roles: greys that a printer may make alike are told apart by lines."""
    hatch = HATCHES.get(group, "")
    return {"facecolor": colour(group), "hatch": hatch, "edgecolor": "white", "linewidth": 0}


def _by_group(shown: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return the lines of each group of roles, in the order of a page."""
    return [(group, part) for group in _groups() if len(part := shown[shown["group"] == group])]


def _mark_repairs(ax: Axes, repaired: pd.DataFrame) -> None:
    """Mark each repaired line above its bar, one sign for each rule."""
    changed = repaired[~repaired["rule"].str.endswith(READ)]
    for sign, (rule, part) in zip(MARKS, changed.groupby("rule"), strict=False):
        ax.plot(part["start"], part["row"] - 0.42, sign, color=colour("ink"), markersize=2.6, label=label(rule))


def _margin(
    sums: pd.DataFrame, shown: pd.DataFrame, articles: pd.DataFrame, repairs: pd.DataFrame | None
) -> dict[str, list[str]]:
    """Return the columns beside the ledger: kind, sum of characters, number of repairs."""
    ids = sums.index.get_level_values("article_id")
    kinds = dict(zip(articles["article_id"], articles["kind"], strict=True))
    columns = {
        "kind": [label(kinds.get(each, "")) for each in ids],
        "sum": [f"{total:,}" for total in sums.sum(axis=1)],
    }
    if repairs is not None:
        repaired = shown.merge(repairs[["issue_id", "line"]], on=["issue_id", "line"])
        counted = repaired.groupby(["issue_id", "article_id"]).size()
        keys = zip(sums.index.get_level_values("issue_id"), ids, strict=True)
        columns["repairs"] = [str(counted.get(key, 0)) for key in keys]
    return columns

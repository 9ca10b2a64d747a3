"""The parse of a page → Axes: where each article stands in the file, and what it is made of."""

import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.style import attach, axes_for, colour, label, legend_above, margin_columns, rows_down, shorten
from corpus_tools.resources import read_rows
from corpus_tools.tables import require

TITLE_LENGTH = 16  # characters of a headline that leave a double column enough room for the drawing
MARKS = "v^dsoPX*<>"  # one for each rule of repair, in alphabetical order
# Rules that say where a line went: its colour says so already.
READ = ("_read", "_set_aside", "_dropped")


def plot_page(
    lines: pd.DataFrame, articles: pd.DataFrame, *, repairs: pd.DataFrame | None = None, ax: Axes | None = None
) -> Axes:
    """Draw a page as a map: each article a row, each of its lines where it stands in the file, in the colour of its role's group.

    An article that stands in one piece is an unbroken bar; a headline that the layout put elsewhere stands apart. Of
    `repairs`, those that changed or moved text are marked on their line. Shows one issue or page.
    """
    shown = _name_articles(lines, articles)
    names = list(shown.drop_duplicates("row").sort_values("row")["article"])
    ax = axes_for(ax, rows=len(names) + 2)
    rows_down(ax, names)
    for group, part in _by_group(shown):
        width = part["end"] - part["start"]
        ax.barh(part["row"], width, left=part["start"], height=0.56, color=colour(group), label=label(group))
    if repairs is not None:
        _mark_repairs(ax, shown.merge(repairs[["line", "rule"]], on="line"))
    ax.set_xlabel(label("offset"))
    legend_above(ax)
    return attach(ax, shown[["article", "line", "start", "end", "role"]])


def plot_ledger(
    lines: pd.DataFrame, articles: pd.DataFrame, *, repairs: pd.DataFrame | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how many characters each article has in each group of roles; in the margin its kind and the number of `repairs`."""
    shown = _name_articles(lines, articles)
    characters = shown.assign(characters=shown["end"] - shown["start"]).groupby(
        ["row", "article", "article_id", "group"]
    )
    sums = characters["characters"].sum().unstack("group", fill_value=0)  # noqa: PD010 – the pivot of a grouped sum
    ax = axes_for(ax, rows=len(sums) + 2)
    rows_down(ax, list(sums.index.get_level_values("article")))
    left = pd.Series(0, index=sums.index)
    for group in (group for group in _groups() if group in sums):
        ax.barh(range(len(sums)), sums[group], left=left, height=0.6, color=colour(group), label=label(group))
        left = left + sums[group]
    margin_columns(ax, _margin(sums, shown, articles, repairs))
    ax.set_xlabel(label("characters"))
    legend_above(ax)
    return attach(ax, sums.reset_index().drop(columns="row"))


def _name_articles(lines: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the lines with the row and the name of their article; what is in none comes last."""
    require(lines, ("line", "start", "end", "article_id", "role"))
    groups = dict(read_rows("plots/role_groups.tsv"))
    if unknown := sorted(set(lines["role"]) - set(groups)):
        msg = f"no group for the role {unknown}; there are {list(groups)}"
        raise ValueError(msg)
    ordered = require(articles, ("article_id", "position", "title", "kind")).reset_index(drop=True)
    names = {row.article_id: f"{row.position}  {shorten(row.title, TITLE_LENGTH)}" for row in ordered.itertuples()}
    rows = dict(zip(ordered["article_id"], ordered.index, strict=True))
    return lines.assign(
        row=lines["article_id"].map(rows).fillna(len(rows)).astype("int64"),
        article=lines["article_id"].map(names).fillna(label("unplaced")),
        group=lines["role"].map(groups),
    )


def _groups() -> list[str]:
    """Return the groups of roles, in the order of a page."""
    return list(dict.fromkeys(group for _, group in read_rows("plots/role_groups.tsv")))


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
        counted = shown.merge(repairs[["line"]], on="line")["article_id"].value_counts()
        columns["repairs"] = [str(counted.get(each, 0)) for each in ids]
    return columns

"""Topics → Axes: which article speaks of what, and how much of the issue each topic takes."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.style import attach, axes_for, colour, ems, label, legend_above, plain, rows_down, shorten
from corpus_tools.tables import require

TITLE_LENGTH = 14  # characters of a headline beside a heat map of a double column
DARK = 0.55  # share of the colour scale from which a number is set in white
ROOMY = 1.2  # rows of text for a row of cells
SLOPE = 0.4  # rows of text for each em of a name that slopes at 45 degrees
WRITTEN = 0.05  # shares below this stay without a number: the colour says enough


def plot_topic_map(shares: pd.DataFrame, articles: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each topic (across) in each article (down) as a heat map, with the share in per cent.

    `shares` is `Topics.articles`; `articles` gives the headlines. Topics that no article touches are left out.
    """
    table = require(shares, ("topic", "label", "article_id", "share"))
    wide = table.pivot_table("share", index="article_id", columns=["topic", "label"])
    wide = wide.loc[:, wide.gt(0).any()]
    names = list(wide.columns.get_level_values("label"))
    ax = axes_for(ax, rows=ROOMY * len(wide) + SLOPE * max(map(ems, names), default=0))
    ax.pcolormesh(wide.to_numpy(), vmin=0, vmax=1, edgecolor="white", linewidth=1)
    _write_shares(ax, wide.to_numpy())
    ax.set_yticks(np.arange(len(wide)) + 0.5, _headlines(wide.index, articles))
    ax.set_xticks(np.arange(len(names)) + 0.5, map(plain, names), rotation=45, ha="left", rotation_mode="anchor")
    ax.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set_xlabel(label("topic_share"))
    ax.invert_yaxis()
    return attach(ax, table)


def _write_shares(ax: Axes, shares: np.ndarray) -> None:
    """Write each share that is worth a number into its cell, in per cent."""
    for (row, column), share in np.ndenumerate(shares):
        if share >= WRITTEN:
            shade = "white" if share > DARK else colour("ink")
            ax.text(column + 0.5, row + 0.5, f"{share:.0%}".rstrip("%"), ha="center", va="center", color=shade)


def _headlines(ids: pd.Index, articles: pd.DataFrame | None) -> list[str]:
    """Return the headline of each article with its place in the issue; its id where there is none."""
    known = (
        {}
        if articles is None
        else {row.article_id: f"{row.position}  {shorten(row.title, TITLE_LENGTH)}" for row in articles.itertuples()}
    )
    return [plain(known.get(each, each)) for each in ids]


def plot_topic_shares(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean share of each topic over the articles, largest first, with a mark for each article.

    A mean that one article carries shows as a bar with one far mark.
    """
    table = require(shares, ("topic", "label", "article_id", "share"))
    means = (
        table.groupby(["topic", "label"], as_index=False)["share"]
        .mean()
        .sort_values(["share", "topic"], ascending=[False, True])
    )
    ax = axes_for(ax, rows=len(means))
    rows_down(ax, list(means["label"]))
    ax.barh(range(len(means)), means["share"] * 100, height=0.6, color=colour("pale"), label=label("mean"))
    rows = table["topic"].map({topic: row for row, topic in enumerate(means["topic"])})
    some = table["share"] > 0
    ax.plot(
        table.loc[some, "share"] * 100,
        rows[some],
        "o",
        color=colour("main"),
        markersize=2.4,
        alpha=0.8,
        label=label("article"),
    )
    ax.set(xlabel=label("topic_share"), xlim=(0, None))
    legend_above(ax)
    return attach(ax, means)

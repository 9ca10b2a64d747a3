"""Topics → Axes: which article speaks of what, and how much of the issue each topic takes."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import NAMES_SHARE, legend_above, margin_columns, measure, room, rows_down, shorten
from corpus_tools.plots.frames import attach, axes_for, cut, describe, explain, part_of
from corpus_tools.plots.labels import label, name_articles, plain, shown_of
from corpus_tools.plots.style import colour
from corpus_tools.tables import require

DARK = 0.55  # share of the colour scale from which a number is set in white
ROOMY = 1.2  # rows of text for a row of cells
MOST_ARTICLES = 40  # rows of cells of one figure
COLUMN = 12.5  # points across that a topic takes at the least: two digits, and a name that slopes
HEADER = 0.25  # of the width of a figure: the name of a topic at the most
SLOPE = 0.71  # of the length of a name that slopes at 45 degrees: what it takes across and up
WRITTEN = 0.05  # shares below this stay without a number: the colour says enough


def plot_topic_map(
    shares: pd.DataFrame, articles: pd.DataFrame | None = None, *, part: int = 1, ax: Axes | None = None
) -> Axes:
    """Draw the share of each topic (across) in each article (down) as a heat map, with the share in per cent.

    `shares` is `Topics.articles`; `articles` gives the headlines. Topics that no article touches are left out, and where
    the width does not hold all others, the smallest. More than forty articles go on in further parts: see `plot_parts`.
    """
    table = require(shares, ("topic", "label", "article_id", "share"), of="topic_articles")
    wide = table.pivot_table("share", index="article_id", columns=["topic", "label"])
    wide = wide.reindex(table["article_id"].unique())
    rows, parts = cut(len(wide), part, MOST_ARTICLES)
    spoken = wide.loc[:, wide.gt(0).any()]
    kept = _topics_that_fit(spoken, ax)
    shown, names = spoken[kept].iloc[rows], list(kept.get_level_values("label"))
    ax = axes_for(ax, rows=ROOMY * len(shown))
    ax.pcolormesh(shown.to_numpy(), vmin=0, vmax=1, edgecolor="white", linewidth=1)
    _write_shares(ax, shown.to_numpy())
    ax.set_yticks(np.arange(len(shown)) + 0.5, _headlines(shown.index, articles, NAMES_SHARE * room(ax)))
    headings = [plain(shorten(name, HEADER * room(ax))) for name in names]
    ax.set_xticks(np.arange(len(names)) + 0.5, headings, rotation=45, ha="left", rotation_mode="anchor")
    ax.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    notes = (*shown_of(len(names), spoken.shape[1], "topics_of"), *part_of(part, parts))
    explain(ax, label("topic_share"), notes)
    ax.invert_yaxis()
    drawn = table[table["article_id"].isin(shown.index)]
    return attach(describe(ax, "topic_map"), drawn, notes=notes, parts=parts, marks=len(shown) if names else 0)


def _topics_that_fit(shares: pd.DataFrame, ax: Axes | None) -> pd.Index:
    """Return the topics for which there is width, the largest, in the order given."""
    names = [measure(name) for name in shares.columns.get_level_values("label")]
    header = SLOPE * min(max(names, default=0), HEADER * room(ax))
    most = int((room(ax) * (1 - NAMES_SHARE) - header) / COLUMN)
    largest = shares.mean().sort_values(ascending=False, kind="stable").head(most).index
    return shares.columns[shares.columns.isin(largest)]


def _write_shares(ax: Axes, shares: np.ndarray) -> None:
    """Write each share that is worth a number into its cell, in per cent."""
    for (row, column), share in np.ndenumerate(shares):
        if share >= WRITTEN:
            shade = "white" if share > DARK else colour("ink")
            ax.text(column + 0.5, row + 0.5, f"{share:.0%}".rstrip("%"), ha="center", va="center", color=shade)


def _headlines(ids: pd.Index, articles: pd.DataFrame | None, points: float) -> list[str]:
    """Return the name of each article, within so many points; its id where there is none."""
    known = {} if articles is None else name_articles(articles[articles["article_id"].isin(ids)])
    return [plain(shorten(known.get(each, each), points)) for each in ids]


def plot_topic_shares(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean share of each topic over all articles, largest first, with a mark for each article, zeros too.

    A mean that one article carries shows as a bar with one far mark; the margin counts the articles that touch the topic.
    """
    table = require(shares, ("topic", "label", "article_id", "share"), of="topic_articles")
    grouped = table.assign(articles=table["share"] > 0).groupby(["topic", "label"], as_index=False)
    means = grouped.agg(share=("share", "mean"), articles=("articles", "sum"))
    means = means.sort_values(["share", "topic"], ascending=[False, True], ignore_index=True)
    ax = axes_for(ax, rows=len(means))
    rows_down(ax, list(means["label"]))
    ax.barh(range(len(means)), means["share"] * 100, height=0.6, color=colour("pale"), label=label("mean"))
    rows = table["topic"].map({topic: row for row, topic in enumerate(means["topic"])}).astype("float64")
    ax.plot(
        table["share"] * 100,
        rows,
        "o",
        color=colour("main"),
        markersize=2.4,
        alpha=0.8,
        label=label("an_article"),
        clip_on=False,
    )
    ax.set(xlim=(0, None))
    margin_columns(ax, {"articles_touching": [str(count) for count in means["articles"]]})
    explain(ax, label("topic_share"))
    legend_above(ax)
    return attach(describe(ax, "topic_shares"), means, marks=int((means["share"] > 0).sum()))

"""Topics → Axes: which article speaks of what, how much of the corpus each topic takes, and on which words that rests."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from corpus_tools.plots.fitting import (
    NAMES_SHARE,
    legend_above,
    measure,
    room,
    rows_down,
    shorten,
    shorten_name,
)
from corpus_tools.plots.frames import attach, axes_for, cut, describe, explain, part_of
from corpus_tools.plots.labels import Note, label, name_some, plain, short_label, shown_of
from corpus_tools.plots.margins import margin_columns
from corpus_tools.plots.style import colour
from corpus_tools.tables import require

DARK = 0.55  # share of the colour scale from which a number is set in white
ROOMY = 1.2  # rows of text for a row of cells
MOST_ARTICLES = 40  # rows of cells of one figure
COLUMN = 12.5  # points across that a topic takes at the least: two digits, and a name that slopes
HEADER = 0.25  # of the width of a figure: the name of a topic at the most
SLOPE = 0.71  # of the length of a name that slopes at 45 degrees: what it takes across and up
WRITTEN = 0.05  # shares below this stay without a number: the colour says enough
FEW = 5  # different words: a share that rests on fewer is framed, not filled
FRAME = 0.13  # of a cell: how wide such a frame is
BESIDE = (1.1, 2.7)  # columns of cells from the last one to the words of the first topic, and to its lead
TOP_TERMS = 8  # words of a topic that are drawn, where there is room
WORD = 38  # points across for each: five characters
WORDS_SHARE = 0.56  # of the width of a figure: all of them
SHARES = ("topic", "label", "articles", "share", "low", "high", "matched")
CORRECTED = ("label", "machine", "share", "low", "high")
NUMBERS = ("topic", "articles", "matched")
INSIDE = 0.94  # of its column: the bar of the first word, and the letters of any
WORD_INSET = 0.02  # of a column


def plot_topic_map(
    shares: pd.DataFrame, articles: pd.DataFrame | None = None, *, part: int = 1, ax: Axes | None = None
) -> Axes:
    """Draw the share of each topic (across) in each article (down) as a heat map, with the share in per cent.

    A cell is framed, not filled, where the share rests on fewer than five different words; the columns at the right say on
    how many the first topic rests, and how far it leads the second, in points. `shares` is `Topics.articles`, or one of
    pages or groups (`pool_topics`, `group_topics`); `articles` gives the headlines. Topics that no article touches are left
    out, and where the width does not hold all others, the smallest. More than forty articles go on in further parts: see
    `plot_parts`.
    """
    table = require(shares, ("topic", "label", "article_id", "share", "matched"), of="topic_articles")
    wide = table.pivot_table("share", index="article_id", columns=["topic", "label"])
    wide = wide.reindex(table["article_id"].unique())
    rows, parts = cut(len(wide), part, MOST_ARTICLES)
    spoken = wide.loc[:, wide.gt(0).any()]
    kept = _topics_that_fit(spoken, ax)
    shown, names = spoken[kept].iloc[rows], list(kept.get_level_values("label"))
    drawn = table[table["article_id"].isin(shown.index)]
    ax = axes_for(ax, rows=ROOMY * len(shown))
    ax.pcolormesh(shown.to_numpy(), vmin=0, vmax=1, edgecolor="white", linewidth=1)
    few = _resting_on_few(drawn, shown)
    _write_shares(ax, shown.to_numpy(), few)
    headings = [*names, *(_write_first(ax, drawn, shown) if names else [])]
    ax.set_yticks(np.arange(len(shown)) + 0.5, _headlines(shown.index, articles, NAMES_SHARE * room(ax)))
    places = [*(np.arange(len(names)) + 0.5), *(len(names) - 0.5 + np.array(BESIDE) if names else [])]
    _name_columns(ax, places, headings)
    notes = (*shown_of(len(names), spoken.shape[1], "topics_of"), *part_of(part, parts))
    notes = ((("framed", {"few": FEW}),) if few.any() else ()) + notes
    explain(ax, label("topic_share"), notes)
    ax.invert_yaxis()
    return attach(describe(ax, "topic_map"), drawn, notes=notes, parts=parts, marks=len(shown) if names else 0)


def _name_columns(ax: Axes, places: list[float], headings: list[str]) -> None:
    """Write a sloping heading above each column, and take the frame away."""
    said = [plain(shorten(heading, HEADER * room(ax))) for heading in headings]
    ax.set_xticks(places, said, rotation=45, ha="left", rotation_mode="anchor")
    ax.set_xlim(0, max(places, default=0.5) + 0.9)
    ax.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    ax.spines[["left", "bottom"]].set_visible(False)


def _resting_on_few(table: pd.DataFrame, shown: pd.DataFrame) -> np.ndarray:
    """Tell of each cell with a number whether its share rests on fewer than `FEW` different words."""
    words = table.pivot_table("matched", index="article_id", columns=["topic", "label"])
    words = words.reindex(index=shown.index, columns=shown.columns).to_numpy()
    return (shown.to_numpy() >= WRITTEN) & (words < FEW)


def _write_first(ax: Axes, table: pd.DataFrame, shown: pd.DataFrame) -> list[str]:
    """Write beside each article the words that its first topic rests on and its lead; return the headings."""
    ranked = table[table["share"] > 0].sort_values(["share", "topic"], ascending=[False, True]).groupby("article_id")
    first, second = (ranked.nth(place).set_index("article_id") for place in (0, 1))
    leads = first["share"] - second["share"].reindex(first.index).fillna(0.0)
    for row, article in enumerate(shown.index):
        if article in first.index:
            said = (str(first["matched"][article]), f"+{100 * leads[article]:.0f}")
            for place, text in zip(BESIDE, said, strict=True):
                ax.text(len(shown.columns) - 0.5 + place, row + 0.5, text, ha="center", va="center")
    keys = ("words_of_first", "lead_of_first")
    return [label(key) if measure(label(key)) <= HEADER * room(ax) else short_label(key) for key in keys]


def _topics_that_fit(shares: pd.DataFrame, ax: Axes | None) -> pd.Index:
    """Return the topics for which there is width, the largest, in the order given."""
    names = [measure(name) for name in shares.columns.get_level_values("label")]
    header = SLOPE * min(max(names, default=0), HEADER * room(ax))
    most = int((room(ax) * (1 - NAMES_SHARE) - header) / COLUMN - BESIDE[-1] - 1)
    largest = shares.mean().sort_values(ascending=False, kind="stable").head(most).index
    return shares.columns[shares.columns.isin(largest)]


def _write_shares(ax: Axes, shares: np.ndarray, few: np.ndarray) -> None:
    """Write each share that is worth a number into its cell, in per cent, and hollow out the cells that rest on few words."""
    for (row, column), share in np.ndenumerate(shares):
        if few[row, column]:
            size = 1 - 2 * FRAME
            ax.add_patch(Rectangle((column + FRAME, row + FRAME), size, size, facecolor="white", edgecolor="none"))
        if share >= WRITTEN:
            shade = "white" if share > DARK and not few[row, column] else colour("ink")
            ax.text(column + 0.5, row + 0.5, f"{share:.0%}".rstrip("%"), ha="center", va="center", color=shade)


def _headlines(ids: pd.Index, articles: pd.DataFrame | None, points: float) -> list[str]:
    """Return the name of each article, within so many points; its id where there is none."""
    known = name_some(articles, ids)
    return [plain(shorten_name(known.get(each, each), points)) for each in ids]


def plot_topic_shares(
    shares: pd.DataFrame,
    *,
    totals: pd.DataFrame | None = None,
    corrected: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of each topic in the corpus, largest first, with a mark for each article, zeros too.

    `shares` is `Topics.articles`; of more than forty articles only the totals are drawn. With `totals` (`Topics.shares`) a
    bar is the share of the tokens with its interval, none of the topics is a row too, and the margin has the articles whose
    main topic it is and the different words that it rests on; a bar that rests on fewer than five words is hollow. Without,
    it is the mean over the articles, and the margin counts those that touch the topic. A bar that one article carries shows
    as one far mark.

    With `corrected` (`Coding.shares`, of the same topics) as well, all that is drawn is of articles by main topic, not of
    tokens: a bar is the machine's share, the mark and its interval the one that the coded sample corrects it to. Pages and
    periods have no such mark: the sample stands for the whole corpus and for no part of it.

    Raises ValueError for corrected shares without `totals`, or of other topics.
    """
    table = require(shares, ("topic", "label", "article_id", "share"), of="topic_articles")
    bars = _means(table) if totals is None else require(totals, SHARES, of="topic_shares")
    if corrected is not None:
        bars = _corrected_bars(totals, corrected)
    bars = bars.sort_values(["share", "topic"], ascending=[False, True], ignore_index=True)
    ax = axes_for(ax, rows=len(bars))
    rows_down(ax, list(bars["label"]))
    notes = _draw_bars(ax, bars)
    if corrected is not None:
        mark_corrected(ax, bars)
    elif totals is None or table["article_id"].nunique() <= MOST_ARTICLES:  # more would hide the bars
        _mark_articles(ax, table, bars)
    counts = [str(count) for count in bars["articles"]]
    columns = {"articles_touching": counts}
    if totals is not None:
        columns = {"main_articles": counts, "words_matched": [str(count) for count in bars["matched"]]}
    ax.set(xlim=(0, None))
    margin_columns(ax, columns)
    explain(ax, label("topic_share" if corrected is None else "article_share"), notes)
    legend_above(ax)
    return attach(describe(ax, "topic_shares" if corrected is None else "topic_corrected"), bars, notes=notes, marks=int((bars["share"] > 0).sum()))


def _corrected_bars(totals: pd.DataFrame | None, corrected: pd.DataFrame) -> pd.DataFrame:
    """Return the corrected shares, each with the number, the articles and the words that the totals have of its topic."""
    if totals is None:
        msg = "corrected shares stand beside all articles – no totals given – give Topics.shares as totals"
        raise ValueError(msg)
    known = require(totals, SHARES, of="topic_shares")[["topic", "label", "articles", "matched"]]
    held = require(corrected, CORRECTED, of="corrected_shares")
    lacking = sorted(set(known["label"]) - set(held["label"]))
    if lacking:
        msg = f"topics without a corrected share – {', '.join(lacking)} – there are {', '.join(held['label'])}"
        raise ValueError(msg)
    bars = held.merge(known, on="label", how="left")  # a free model has no none
    return bars.fillna(dict.fromkeys(NUMBERS, 0)).astype(dict.fromkeys(NUMBERS, "int64"))


def _draw_bars(ax: Axes, bars: pd.DataFrame) -> tuple[Note, ...]:
    """Draw a bar for each share, hollow where it rests on few words, and the interval of totals; return the note on the hollow."""
    by_hand, totals = "machine" in bars, "matched" in bars
    named = label("machine" if by_hand else "share_of_all_tokens" if totals else "mean")
    solid = (bars["matched"] >= FEW) | (bars["topic"] == 0) if totals else pd.Series(True, index=bars.index)
    fills = np.where(solid, colour("pale"), "white")
    sizes = bars["machine" if by_hand else "share"] * 100
    ax.barh(range(len(bars)), sizes, height=0.6, color=fills, edgecolor=colour("pale"), label=named)
    if totals and not by_hand:
        _draw_intervals(ax, bars, "accent", "interval")
    return () if solid.all() else (("hollow", {"few": FEW}),)


def _means(table: pd.DataFrame) -> pd.DataFrame:
    """Return the mean share of each topic, and how many articles touch it."""
    grouped = table.assign(articles=table["share"] > 0).groupby(["topic", "label"], as_index=False)
    return grouped.agg(share=("share", "mean"), articles=("articles", "sum"))


def _mark_articles(ax: Axes, table: pd.DataFrame, bars: pd.DataFrame) -> None:
    """Draw a mark for the share of each article."""
    rows = table["topic"].map({topic: row for row, topic in enumerate(bars["topic"])}).astype("float64")
    faint = {"markersize": 2.4, "alpha": 0.8, "clip_on": False}
    ax.plot(table["share"] * 100, rows, "o", color=colour("main"), label=label("an_article"), **faint)


def mark_corrected(ax: Axes, shares: pd.DataFrame) -> None:
    """Draw a mark for each corrected share, a row each from the top, on the line of its interval."""
    _draw_intervals(ax, shares, "main", "corrected_interval")
    marks = {"markersize": 3.5, "clip_on": False}
    ax.plot(shares["share"] * 100, range(len(shares)), "o", color=colour("main"), label=label("corrected"), **marks)


def _draw_intervals(ax: Axes, bars: pd.DataFrame, shade: str, named: str) -> None:
    """Draw the interval of each share as a line; one article has none."""
    known = bars[bars["low"].notna()]
    if len(known):
        ends = (known["low"] * 100, known["high"] * 100)
        ax.hlines(known.index, *ends, color=colour(shade), linewidth=1.2, label=label(named), zorder=3)


def plot_topic_terms(terms: pd.DataFrame, *, part: int = 1, ax: Axes | None = None) -> Axes:
    """Draw the first words of each topic from left to right, each on a bar as long as its weight beside the first one's.

    `terms` is `Topics.terms`. As many words as the width holds, eight at the most; the margin has the part of the topic's
    weight that the first word brings, in per cent, and how many words there are. Where the first has nearly all, the topic
    is that word. More than fifty topics go on in further parts: see `plot_parts`.
    """
    table = require(terms, ("topic", "label", "rank", "term", "weight"), of="topic_terms")
    topics = table[["topic", "label"]].drop_duplicates("topic").sort_values("topic")
    rows, parts = cut(len(topics), part)
    shown = topics.iloc[rows]
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, list(shown["label"]))
    kept = table[table["topic"].isin(shown["topic"])].sort_values(["topic", "rank"])
    most = max(1, min(TOP_TERMS, int(WORDS_SHARE * room(ax) / WORD)))
    ax.set(xlim=(0, most), xticks=np.arange(most) + 0.5, xticklabels=[str(rank) for rank in range(1, most + 1)])
    ax.tick_params(axis="x", length=0)
    ax.spines["bottom"].set_visible(False)
    first, counts = kept.groupby("topic")["weight"].max(), kept["topic"].value_counts()
    margin = {"first_weight": [f"{100 * first[topic]:.3g}" for topic in shown["topic"]]}
    margin_columns(ax, margin | {"words_matched": [str(counts[topic]) for topic in shown["topic"]]})
    notes = part_of(part, parts)
    explain(ax, label("topic_weight"), notes)
    attach(describe(ax, "topic_terms"), kept, notes=notes, parts=parts, marks=len(shown))
    for row, topic in enumerate(shown["topic"]):
        _draw_words(ax, row, kept[(kept["topic"] == topic) & (kept["rank"] <= most)])
    return ax


def _draw_words(ax: Axes, row: int, terms: pd.DataFrame) -> None:
    """Draw the words of one topic in their columns, each on the bar of its weight."""
    points = (ax.bbox.width / ax.figure.dpi * 72) / ax.get_xlim()[1] * INSIDE
    parts = terms["weight"] / terms["weight"].max() * INSIDE
    ax.barh(row, parts, left=terms["rank"] - 1, height=0.8, color=colour("pale"))
    for rank, term in zip(terms["rank"], terms["term"], strict=True):
        ax.text(rank - 1 + WORD_INSET, row, plain(shorten(term, points)), ha="left", va="center")

"""Tokens and terms → Axes: one drawing each, with how far a single issue can be trusted beside every number."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from corpus_tools.plots.callouts import name_points
from corpus_tools.plots.style import attach, axes_for, colour, label, legend_above, margin_columns, plain, rows_down
from corpus_tools.tables import require

ONE_ARTICLE = 0.5  # a term with more than half of its tokens in one article is that article's, not the issue's
LENGTHS = ("1", "2", "3", "4+")  # characters of a token
LENGTH_SHADES = ("#DEEBF7", "#9ECAE1", "#4292C6", "#084594")  # light to dark, so that grey print keeps the order
SIGNIFICANT = 0.05  # the usual bound on the false-discovery rate


def plot_profile(tokens: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how the tokens divide among parts of speech, and each of these by length in characters.

    Parts of speech are the dictionary's, by their first letter: nouns, verbs and verbal nouns are often confused, so
    build no finding on their difference. Punctuation is left out.
    """
    words = require(tokens, ("term", "pos"))[lambda table: ~table["pos"].str.startswith(("x", "w"))]
    shares = (
        pd.crosstab(words["pos"].str[0].map(_part_of_speech), words["term"].str.len().clip(upper=4), normalize="all")
        * 100
    )
    shares = shares.reindex(columns=range(1, 5), fill_value=0.0).set_axis(LENGTHS, axis=1)
    shares = shares.loc[shares.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    ax = axes_for(ax, rows=len(shares) + 1)
    rows_down(ax, [label(part) for part in shares.index])
    left = np.zeros(len(shares))
    for length, shade in zip(LENGTHS, LENGTH_SHADES, strict=True):
        ax.barh(range(len(shares)), shares[length], left=left, height=0.6, color=shade, label=label(f"length_{length}"))
        left += shares[length].to_numpy()
    ax.set_xlabel(label("share_of_tokens"))
    legend_above(ax)
    return attach(ax, shares.rename_axis(index="pos", columns=None).reset_index())


def _part_of_speech(letter: str) -> str:
    """Return the key of the label for the first letter of a tag; what has no label of its own is other."""
    key = f"pos_{letter}"
    return key if label(key) != key else "pos_other"


def plot_ranking(terms: pd.DataFrame, *, by: str = "per_10k", top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw the `top` terms by `by` with the bootstrap interval of each rank.

    A filled mark says that the interval ends among the first `top`; a hollow one that another choice of articles might
    have left the term out. Without intervals every mark is hollow. The margin names the checks of the segmentation
    that a rank did not survive, where `score_terms` was given any.
    """
    needed = ("term", by, "rank", "rank_low", "rank_high", "articles", "sensitive")
    shown = require(terms, needed).sort_values([by, "term"], ascending=[False, True]).head(top)
    ax = axes_for(ax, rows=len(shown) + 2)
    rows_down(ax, list(shown["term"]))
    _draw_intervals(
        ax, shown[["rank", "rank_low", "rank_high"]].to_numpy(float), (shown["rank_high"] <= top).to_numpy()
    )
    ax.axvline(top + 0.5, color=colour("muted"), linewidth=0.6, linestyle=(0, (4, 3)))
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlabel(label("rank_interval"))
    margin_columns(ax, _margin(shown, by))
    legend_above(ax)
    return attach(ax, shown)


def _margin(shown: pd.DataFrame, by: str) -> dict[str, list[str]]:
    """Return the columns beside a ranking."""
    form = "{:,.1f}".format if shown[by].dtype.kind == "f" else "{:,}".format
    columns = {by: list(map(form, shown[by])), "articles": list(map(str, shown["articles"]))}
    checks = shown["sensitive"].replace("unchecked", "").str.split(", ")
    if checks.str.join("").any():
        columns["sensitive"] = [", ".join(label(check) for check in failed) for failed in checks]
    return columns


def _draw_intervals(ax: Axes, ranks: np.ndarray, stays: np.ndarray) -> None:
    """Draw rank and interval of each row; hollow where the rank does not hold."""
    rows = np.arange(len(ranks))
    for kept, name, face in ((True, "stays", colour("main")), (False, "leaves", "white")):
        those, shade = stays == kept, colour("main" if kept else "muted")
        ax.hlines(rows[those], ranks[those, 1], ranks[those, 2], color=shade, linewidth=1.2)
        ax.plot(
            ranks[those, 0], rows[those], "o", color=shade, markerfacecolor=face, markeredgewidth=0.8, label=label(name)
        )


def plot_frequency_dispersion(terms: pd.DataFrame, *, least: int = 5, ax: Axes | None = None) -> Axes:
    """Draw frequency against dispersion (Gries' DP: 0 even, 1 all in one place), of terms that occur `least` times.

    Below five occurrences dispersion says little. Hollow: more than half of the tokens stand in a single article.
    Names are written where there is room, the most frequent first.
    """
    table = require(terms, ("term", "n", "per_10k", "dp", "largest_share"))
    shown = table[table["n"] >= least].sort_values(["n", "term"], ascending=[False, True])
    ax = axes_for(ax)
    for single, name, shade in ((False, "several", colour("main")), (True, "single", colour("accent"))):
        part = shown[(shown["largest_share"] > ONE_ARTICLE) == single]
        face = "white" if single else shade
        ax.plot(
            part["per_10k"], part["dp"], "o", color=shade, markerfacecolor=face, markeredgewidth=0.7, label=label(name)
        )
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_formatter(FuncFormatter(lambda value, _: f"{value:g}" if f"{value:e}"[0] in "235" else ""))
    ax.set(xlabel=label("per_10k"), ylabel=label("dp"), ylim=(-0.02, 1.04))
    legend_above(ax)
    name_points(ax, shown[["term", "per_10k", "dp"]].itertuples(index=False), colour=colour("ink"))
    return attach(ax, shown)


def plot_dispersion(tokens: pd.DataFrame, terms: pd.Series | list[str], *, ax: Axes | None = None) -> Axes:
    """Draw where in the issue each of `terms` stands: a stroke for each occurrence, the articles in bands one after another."""
    ordered = require(tokens, ("article_id", "term")).assign(offset=range(len(tokens)))
    terms = list(terms)
    shown = ordered[ordered["term"].isin(terms)][["term", "article_id", "offset"]]
    ax = axes_for(ax, rows=len(terms) + 1)
    rows_down(ax, terms)
    _draw_bands(ax, ordered.groupby("article_id", sort=False)["offset"].agg(["min", "max"]))
    rows = shown["term"].map({term: row for row, term in enumerate(terms)}).astype("float64")
    ax.vlines(shown["offset"], rows - 0.32, rows + 0.32, color=colour("main"), linewidth=0.7)
    ax.set(xlabel=label("token_offset"), xlim=(0, max(len(tokens), 1)))
    counts = shown["term"].value_counts()
    margin_columns(ax, {"n": [str(counts.get(term, 0)) for term in terms]})
    return attach(ax, shown)


def _draw_bands(ax: Axes, articles: pd.DataFrame) -> None:
    """Shade every second article and number those that are wide enough for a number."""
    for number, (first, last) in enumerate(articles.itertuples(index=False), 1):
        if number % 2 == 0:
            ax.axvspan(first, last + 1, color=colour("faint"), alpha=0.6, linewidth=0, zorder=0)
        ax.annotate(
            str(number),
            ((first + last + 1) / 2, 1),
            (0, 2),
            xycoords=ax.get_xaxis_transform(),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize="small",
            color=colour("muted"),
        )


def plot_keyness(keyness: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the `top` key terms of the target and of the reference, by G², as a butterfly of log ratios with intervals.

    One unit to the right is twice as frequent in the target. Pale bars: not significant at a false-discovery rate of 5 %.
    """
    needed = ("term", "n_target", "n_reference", "log_ratio", "log_ratio_low", "log_ratio_high", "g2", "q")
    table = require(keyness, needed)
    halves = [
        table[table["log_ratio"] > 0].nlargest(top, "g2"),
        table[table["log_ratio"] < 0].nlargest(top, "g2").iloc[::-1],
    ]
    shown = pd.concat(halves, ignore_index=True)
    ax = axes_for(ax, rows=len(shown) + 1)
    rows_down(ax, [""] * len(shown))
    _draw_wings(ax, shown)
    for row, term in shown.iterrows():
        right = term["log_ratio"] > 0
        start = min(term["log_ratio_low"], 0) if right else max(term["log_ratio_high"], 0)
        ax.annotate(
            plain(term["term"]),
            (start, row),
            (-3 if right else 3, 0),
            textcoords="offset points",
            ha="right" if right else "left",
            va="center",
        )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(label("log_ratio"))
    margin_columns(ax, {name: [f"{count:,}" for count in shown[name]] for name in ("n_target", "n_reference")})
    return attach(ax, shown)


def _draw_wings(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw the bars of both sides with their intervals."""
    rows = np.arange(len(shown))
    for right, shade in ((True, "main"), (False, "second")):
        for significant, strength in ((True, 1.0), (False, 0.35)):
            those = ((shown["log_ratio"] > 0) == right) & ((shown["q"] < SIGNIFICANT) == significant)
            ax.barh(rows[those], shown.loc[those, "log_ratio"], height=0.6, color=colour(shade), alpha=strength)
    ax.hlines(rows, shown["log_ratio_low"], shown["log_ratio_high"], color=colour("ink"), linewidth=0.7)
    ax.axvline(0, color=colour("ink"), linewidth=0.6)

"""How far topics can be trusted → Axes: shares corrected by a coded sample, the stability of a free model, the choice of k."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from corpus_tools.plots.fitting import legend_above, rows_down
from corpus_tools.plots.frames import attach, axes_for, describe
from corpus_tools.plots.labels import label
from corpus_tools.plots.style import colour
from corpus_tools.tables import require

NUMBERS = {"stability": "main", "weakest": "muted", "coherence": "third", "exclusivity": "second"}


def plot_corrected_shares(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw `Coding.shares`: the corrected share of each topic with its interval, and the machine's own as a hollow mark.

    A hollow mark outside its interval is a share that the machine alone gets wrong.
    """
    needed = require(shares, ("label", "machine", "share", "low", "high"), of="corrected_shares")
    shown = needed.sort_values(["share", "label"], ascending=[False, True], ignore_index=True)
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, list(shown["label"]))
    ax.hlines(range(len(shown)), shown["low"] * 100, shown["high"] * 100, color=colour("main"), linewidth=1)
    ax.plot(
        shown["share"] * 100, range(len(shown)), "o", color=colour("main"), markersize=3.5, label=label("corrected")
    )
    ax.plot(
        shown["machine"] * 100,
        range(len(shown)),
        "o",
        mfc="white",
        mec=colour("accent"),
        markersize=3.5,
        label=label("machine"),
    )
    ax.set(xlabel=label("article_share"), xlim=(0, None))
    legend_above(ax)
    return attach(describe(ax, "corrected_shares"), shown)


def plot_stability(stability: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the table of `topic_stability`: the mean of each topic over the subsamples, and a line to the least of them.

    A topic whose line reaches far to the left is one that some four fifths of the articles do not have.
    """
    needed = require(stability, ("label", "stability", "lowest"), of="topic_stability")
    shown = needed.sort_values(["stability", "label"], ascending=[False, True], ignore_index=True)
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, list(shown["label"]))
    ax.hlines(
        range(len(shown)), shown["lowest"], shown["stability"], color=colour("main"), linewidth=1, label=label("lowest")
    )
    ax.plot(
        shown["stability"], range(len(shown)), "o", color=colour("main"), markersize=3.5, label=label("mean_jaccard")
    )
    ax.set(xlabel=label("jaccard"), xlim=(0, 1.02))
    legend_above(ax)
    return attach(describe(ax, "stability"), shown)


def plot_topic_numbers(numbers: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the table of `compare_topic_numbers`: stability, its weakest topic, coherence and exclusivity over k."""
    shown = require(numbers, ("k", *NUMBERS), of="topic_numbers").sort_values("k", ignore_index=True)
    ax = axes_for(ax)
    for number, (name, shade) in enumerate(NUMBERS.items()):
        ax.plot(shown["k"], shown[name], marker="os^D"[number], markersize=3, color=colour(shade), label=label(name))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel=label("k"), ylim=(min(0, shown["coherence"].min()) if len(shown) else 0, 1.02))
    legend_above(ax)
    return attach(describe(ax, "topic_numbers"), shown)

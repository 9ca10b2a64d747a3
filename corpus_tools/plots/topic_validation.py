"""How far topics can be trusted → Axes: shares corrected by a coded sample, the stability of a free model, the choice of k."""

from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import legend_above, measure, room, rows_down
from corpus_tools.plots.frames import attach, axes_for, describe, explain
from corpus_tools.plots.labels import label
from corpus_tools.plots.style import colour
from corpus_tools.plots.topics import CORRECTED, mark_corrected
from corpus_tools.tables import require

MEASURES = {"stability": "main", "weakest": "muted", "coherence": "third", "exclusivity": "second"}
DRAWN = 0.75  # of the width of a figure: the axis
APART = 1.6  # widths of a number from the middle of one to that of the next


def plot_corrected_shares(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw `Coding.shares`: the corrected share of each topic with its interval, and the machine's own as a hollow mark.

    A hollow mark outside its interval is a share that the machine alone gets wrong.
    """
    needed = require(shares, CORRECTED, of="corrected_shares")
    shown = needed.sort_values(["share", "label"], ascending=[False, True], ignore_index=True)
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, list(shown["label"]))
    mark_corrected(ax, shown)
    hollow = {"mfc": "white", "mec": colour("accent"), "markersize": 3.5, "clip_on": False}
    ax.plot(shown["machine"] * 100, range(len(shown)), "o", label=label("machine"), **hollow)
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
    """Draw the table of `compare_topic_numbers`: stability, its weakest topic, coherence and exclusivity over k.

    Look for the number before the weakest topic falls. A mark is hollow where the corpus is too small for so many topics.
    """
    needed = require(numbers, ("k", *MEASURES, "enough"), of="topic_numbers")
    shown = needed.sort_values("k", ignore_index=True)
    ax = axes_for(ax)
    small = ~shown["enough"].astype(bool)
    for (name, shade), mark in zip(MEASURES.items(), "os^D", strict=True):
        style = {"color": colour(shade), "marker": mark, "markersize": 3, "clip_on": False}
        ax.plot(shown["k"], shown[name], **style, label=label(name))
        if small.any():
            ax.plot(shown["k"][small], shown[name][small], **style | {"linestyle": "", "mfc": "white"}, zorder=3)
    notes = (("too_small", {}),) if small.any() else ()
    ax.set(ylabel=label("measure"), ylim=(min(0, shown["coherence"].min()) if len(shown) else 0, 1))
    ax.set_xticks(list(_ticks_that_fit(shown["k"], room(ax))))
    explain(ax, label("k"), notes)
    legend_above(ax)
    return attach(describe(ax, "topic_numbers"), shown, notes=notes)


def _ticks_that_fit(numbers: pd.Series, points: float) -> Iterator[int]:
    """Yield the numbers that were tried, in their order, but those that would stand too near to the last one named."""
    span, last = max(1, numbers.max() - numbers.min()) if len(numbers) else 1, float("-inf")
    for number in numbers:
        if (number - last) / span * points * DRAWN >= APART * measure(str(number)):
            yield int(number)
            last = number

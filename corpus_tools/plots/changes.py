"""What changed → Axes: rates before and after with their intervals, the words that make the difference, the statistics that moved."""

import re
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import legend_above, room, rows_down
from corpus_tools.plots.frames import attach, axes_for, describe, explain
from corpus_tools.plots.labels import label, shown_of
from corpus_tools.plots.margins import margin_columns
from corpus_tools.plots.ruled import draw_rows
from corpus_tools.plots.style import colour
from corpus_tools.stats.association import SURE
from corpus_tools.tables import require

SHARES: Final = ("topic", "phrase", "person", "institution", "place")  # drawn in per cent
STROKE: Final = 6  # points: the value before
MARKS: Final = re.compile(
    r"^.+? \w+ \d+-\d+: ", re.MULTILINE
)  # where a place stands: said in the table, not in the picture
WIDE: Final = 0.24  # of the width: the indicator in the ruled table
NARROW: Final = 0.12  # and what moved


def plot_changes(changes: pd.DataFrame, *, what: str = "topic", top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw the things of the sort `what` before (a stroke) and after (a dot), those that rose above those that fell.

    The bar is the interval of the difference, laid at the value before: where it does not reach over the stroke, the
    difference is not one of chance. A dot is hollow at a false-discovery rate of 5 % or more. Of many things the `top`
    surest are shown.
    """
    table = require(changes, ("what", "key", "before", "after", "difference", "low", "high", "q"))
    those = table[table["what"] == what].drop_duplicates("key")
    sure = those.assign(size=-those["difference"].abs()).sort_values(["q", "size", "key"]).head(top)
    shown = sure.sort_values(["difference", "key"], ascending=[False, True], ignore_index=True).drop(columns="size")
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, list(shown["key"]))
    _draw_dumbbells(ax, shown, 100 if what in SHARES else 1)
    notes = shown_of(len(shown), len(those))
    explain(ax, label(f"change_{what}"), notes)
    margin_columns(ax, {"q": [_rate(q) for q in shown["q"]]})
    legend_above(ax)
    return attach(describe(ax, "changes"), shown, notes=notes, least=2)


def plot_word_shift(shift: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw which words make two texts differ: the table of `word_shift`, the `top` contributions, to the side that has more of the word.

    Lengths are parts of the whole difference, in per cent. The margin has how often the word stands on each side.
    """
    table = require(shift, ("term", "n_before", "n_after", "contribution"))
    order = table.assign(size=-table["contribution"].abs()).sort_values(["size", "term"], ignore_index=True)
    shown = order.head(top).drop(columns="size")
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, list(shown["term"]))
    rows, parts = np.arange(len(shown)), shown["contribution"].to_numpy() * 100
    for side, shade, name in ((parts > 0, "main", "after"), (parts < 0, "second", "before")):
        if side.any():
            ax.barh(rows[side], parts[side], height=0.6, color=colour(shade), label=label(f"more_{name}"))
    ax.axvline(0, color=colour("ink"), linewidth=0.6)
    notes = shown_of(len(shown), len(table))
    explain(ax, label("contribution"), notes)
    margin_columns(ax, {f"group_{name}": [f"{n:,}" for n in shown[f"n_{name}"]] for name in ("before", "after")})
    legend_above(ax)
    return attach(describe(ax, "word_shift"), shown, notes=notes, least=2)


def plot_moved(changes: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the indicators whose value, period or target moved as a ruled table: the old sentence and the new beside each other.

    The words that state the value stand in double brackets, as in the evidence of `changes`.
    """
    table = require(changes, ("what", "key", "before", "after", "evidence_before", "evidence_after"))
    those = table[table["what"].str.startswith("indicator")]
    shown = those.head(top)
    texts = pd.DataFrame(
        {
            "indicator": shown["key"],
            "moved": [label("value" if what == "indicator" else what) for what in shown["what"]],
            **{
                f"sentence_{side}": [MARKS.sub("", text) for text in shown[f"evidence_{side}"]]
                for side in ("before", "after")
            },
        }
    )
    width = room(None) if ax is None else ax.bbox.width / ax.figure.dpi * 72
    shares = (WIDE, NARROW, *[(1 - WIDE - NARROW) / 2] * 2)
    notes = shown_of(len(shown), len(those))
    ax = draw_rows(texts, dict(zip(texts.columns, shares, strict=True)), width, ax)
    explain(ax, "", notes)
    return attach(describe(ax, "moved"), shown, notes=notes)


def _rate(q: float) -> str:
    """Return a false-discovery rate as journals print it: never as nought."""
    return "–" if np.isnan(q) else "<0.001" if q < 0.001 else f"{q:.3f}" if q < SURE else f"{q:.2f}"


def _draw_dumbbells(ax: Axes, shown: pd.DataFrame, scale: float) -> None:
    """Draw before and after with a line between them, and the interval of the difference."""
    rows = np.arange(len(shown))
    before, after = (shown[name].to_numpy() * scale for name in ("before", "after"))
    low, high = before + shown["low"].to_numpy() * scale, before + shown["high"].to_numpy() * scale
    sure = (shown["q"] < SURE).to_numpy()
    ax.hlines(rows, low.clip(min=0), high, color=colour("pale"), linewidth=4, label=label("difference_interval"))
    for firm, shade, face in ((True, "main", colour("main")), (False, "muted", "white")):
        those = sure == firm
        if not those.any():  # marks without a place would count in the layout
            continue
        ax.hlines(rows[those], before[those], after[those], color=colour(shade), linewidth=1)
        ax.plot(before[those], rows[those], "|", color=colour(shade), markersize=STROKE, zorder=3, clip_on=False)
        ax.plot(after[those], rows[those], "o", color=colour(shade), markerfacecolor=face, zorder=3, clip_on=False)
    ax.plot([], [], "|", color=colour("main"), markersize=STROKE, label=label("group_before"))
    ax.plot([], [], "o", color=colour("main"), label=label("group_after"))
    if not sure.all():
        ax.plot([], [], "o", color=colour("muted"), markerfacecolor="white", label=label("not_significant"))

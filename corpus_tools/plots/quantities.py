"""Quantities → Axes: what the issue states, each number with its time, its place and its sentence."""

from functools import cache

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from corpus_tools.plots.style import (
    attach,
    axes_for,
    colour,
    label,
    legend_above,
    magnitude,
    margin_columns,
    rows_down,
    shorten,
)
from corpus_tools.resources import read_rows
from corpus_tools.tables import require

NAME_LENGTH = 16  # characters of an indicator
COLUMNS = ("kind", "stated", "value", "value_high", "unit", "direction", "indicator", "period", "place", "target")
TICK = 36  # points that a sum such as 1,000亿 takes on the axis
MARKS = "os^Dv"  # one for each currency


def plot_growth(quantities: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the stated growth rates as dots: what was measured first, by period, then what is aimed at.

    A fall is drawn to the left of zero, a range as a line between its ends. A rate without a number is left out.
    """
    table = require(quantities, COLUMNS)
    shown = _in_order(table[(table["kind"] == "growth_rate") & table["value"].notna()], by=["target", "period"])
    falls = shown["direction"].isin(_falling()) & (shown["value"] > 0)
    shown[["value", "value_high"]] = shown[["value", "value_high"]].mul(np.where(falls, -1, 1), axis=0)
    ax = axes_for(ax, rows=len(shown) + 2)
    _draw_rows(ax, shown)
    _draw_dots(ax, shown, "o", "realised")
    ax.axvline(0, color=colour("muted"), linewidth=0.6)
    ax.set_xlabel(label("growth"))
    legend_above(ax)
    return attach(ax, shown.drop(columns="row"))


def plot_money(quantities: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw the `top` sums of money on a logarithmic axis, targets hollow, each currency with its own mark.

    Currencies are not converted: read each against its own kind.
    """
    table = require(quantities, COLUMNS)
    sums = table[(table["kind"] == "money") & (table["value"] > 0)]
    shown = _in_order(sums.nlargest(top, "value"), by=["target"])
    ax = axes_for(ax, rows=len(shown) + 2)
    _draw_rows(ax, shown)
    for mark, (unit, part) in zip(MARKS, shown.groupby("unit"), strict=False):
        _draw_dots(ax, part, mark, unit)
    ax.set_xscale("log")
    ax.xaxis.set_major_locator(LogLocator(numticks=_ticks(ax)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: magnitude(value)))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlabel(label("money"))
    legend_above(ax)
    return attach(ax, shown.drop(columns="row"))


def _ticks(ax: Axes) -> int:
    """Return how many sums of money fit along the axis."""
    ax.figure.draw_without_rendering()
    return max(2, int(ax.bbox.width / ax.figure.dpi * 72 / TICK))


@cache
def _falling() -> frozenset[str]:
    """Return the verbs that say of a number that it fell."""
    return frozenset(word for word, kind, *_ in read_rows("quantities/cues.tsv") if kind == "down")


def _in_order(quantities: pd.DataFrame, *, by: list[str]) -> pd.DataFrame:
    """Return the quantities sorted, each stated once, with the row of each: one is left free before the targets."""
    ordered = quantities.sort_values(
        [*by, "value", "indicator"], ascending=[*[True] * len(by), False, True], kind="stable"
    )
    once = ordered.drop_duplicates(["target", "period", "place", "indicator", "stated"]).reset_index(drop=True)
    gap = once["target"] & ~once["target"].all()
    return once.assign(row=once.index + gap)


def _draw_rows(ax: Axes, shown: pd.DataFrame) -> None:
    """Name the rows, and print when, where and in which words beside them."""
    rows = range(int(shown["row"].max()) + 1 if len(shown) else 0)
    filled = shown.set_index("row").reindex(rows)[["indicator", "period", "place", "stated"]].fillna("")
    rows_down(ax, [shorten(name, NAME_LENGTH) for name in filled["indicator"]])
    margin_columns(ax, {name: list(filled[name]) for name in ("period", "place", "stated") if filled[name].any()})


def _draw_dots(ax: Axes, shown: pd.DataFrame, mark: str, name: str) -> None:
    """Draw values as dots, hollow where they are targets, with a line to the upper end of a range."""
    ax.hlines(shown["row"], shown["value"], shown["value_high"], color=colour("main"), linewidth=1)
    for aim, part in shown.groupby("target"):
        shade = colour("accent" if aim else "main")
        ax.plot(
            part["value"],
            part["row"],
            mark,
            color=shade,
            markerfacecolor="white" if aim else shade,
            label=label("target") if aim else label(name),
            zorder=3,
            clip_on=False,
        )

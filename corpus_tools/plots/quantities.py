"""Quantities → Axes: what the issue states, each number with its time, its place and its sentence."""

from functools import cache

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import legend_above, rows_down
from corpus_tools.plots.frames import attach, axes_for, describe, explain
from corpus_tools.plots.labels import confident, label, magnitude, short_issues, short_period, shown_of
from corpus_tools.plots.margins import margin_columns, margin_share
from corpus_tools.plots.scales import log_axis
from corpus_tools.plots.style import colour
from corpus_tools.quantities.extract import TRUSTED
from corpus_tools.resources import read_rows
from corpus_tools.tables import issue_of, require

COLUMNS = (
    "article_id",
    "kind",
    "stated",
    "value",
    "value_high",
    "unit",
    "direction",
    "indicator",
    "period",
    "place",
    "target",
)
READABLE = 0.7  # of the widest text of a column: the column of the issues gives way to those that state when and where
WHOLE = ("period", "stated")  # columns that are not to be cut
LEAST = 2  # one number is no figure
MARKS = "os^Dv"  # one for each currency


def plot_growth(
    quantities: pd.DataFrame, *, top: int = 40, min_confidence: float = TRUSTED, ax: Axes | None = None
) -> Axes:
    """Draw the `top` stated growth rates, the largest, as dots: what was measured first, by period, then what is aimed at.

    A fall is drawn to the left of zero, a range as a line between its ends. A rate without a number is left out;
    so is a row of less than `min_confidence`, and the figure says how many there are.
    """
    table = require(quantities, COLUMNS, of="quantities")
    stated = _once(table[(table["kind"] == "growth_rate") & table["value"].notna()])
    rates, left = confident(stated, min_confidence)
    shown = _in_order(_largest(rates, top), by=["target", "period"])
    falls = shown["direction"].isin(_falling()) & (shown["value"] > 0)
    shown[["value", "value_high"]] = shown[["value", "value_high"]].mul(np.where(falls, -1, 1), axis=0)
    ax = axes_for(ax, rows=_height(shown))
    _draw_rows(ax, shown)
    _draw_dots(ax, shown, "o", "realised")
    ax.axvline(0, color=colour("muted"), linewidth=0.6)
    notes = (*shown_of(len(shown), len(rates)), *left)
    explain(ax, label("growth"), notes)
    legend_above(ax)
    return attach(describe(ax, "growth"), shown.drop(columns="row"), notes=notes, least=LEAST)


def plot_money(
    quantities: pd.DataFrame, *, top: int = 20, min_confidence: float = TRUSTED, ax: Axes | None = None
) -> Axes:
    """Draw the `top` sums of money on a logarithmic axis, targets hollow, each currency with its own mark.

    Currencies are not converted: read each against its own kind. A row of less than `min_confidence` is left out, and the
    figure says how many there are.
    """
    table = require(quantities, COLUMNS, of="quantities")
    stated = _once(table[(table["kind"] == "money") & (table["value"] > 0)])
    sums, left = confident(stated, min_confidence)
    shown = _in_order(_largest(sums, top), by=["target"])
    ax = axes_for(ax, rows=_height(shown))
    _draw_rows(ax, shown)
    for mark, (unit, part) in zip(MARKS, shown.groupby("unit"), strict=False):
        _draw_dots(ax, part, mark, unit)
    notes = (*shown_of(len(shown), len(sums)), *left)
    explain(ax, label("money"), notes)
    legend_above(ax)
    log_axis(ax, magnitude)
    return attach(describe(ax, "money"), shown.drop(columns="row"), notes=notes, least=LEAST)


@cache
def _falling() -> frozenset[str]:
    """Return the verbs that say of a number that it fell."""
    return frozenset(word for word, kind, *_ in read_rows("quantities/cues.tsv") if kind == "down")


def _once(quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the quantities, what one issue states twice once."""
    keyed = quantities.assign(issue=issue_of(quantities["article_id"]))
    return keyed.drop_duplicates(["issue", "target", "period", "place", "indicator", "stated"])


def _largest(quantities: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the `top` quantities by size."""
    sizes = quantities["value"].abs().sort_values(ascending=False, kind="stable")
    return quantities.loc[sizes.index[:top]]


def _in_order(quantities: pd.DataFrame, *, by: list[str]) -> pd.DataFrame:
    """Return the quantities sorted, with the row of each: one is left free before the targets."""
    order = [*by, "value", "indicator"]
    ordered = quantities.sort_values(
        order, ascending=[*[True] * len(by), False, True], kind="stable", ignore_index=True
    )
    gap = ordered["target"] & ~ordered["target"].all()
    return ordered.assign(row=ordered.index + gap)


def _height(shown: pd.DataFrame) -> int:
    """Return how many rows there are, the free one among them."""
    return int(shown["row"].max()) + 1 if len(shown) else 0


def _draw_rows(ax: Axes, shown: pd.DataFrame) -> None:
    """Name the rows, and print when, where, in which words, and of several issues in which beside them, where there is room."""
    filled = shown.set_index("row").reindex(range(_height(shown)))[["indicator", "period", "place", "stated", "issue"]]
    filled = filled.fillna("")
    filled["period"] = filled["period"].map(short_period)
    rows_down(ax, list(filled["indicator"]))
    columns = {name: list(filled[name]) for name in ("period", "place", "stated") if filled[name].any()}
    if len(set(shown["issue"])) > 1:
        issues = {"issue": [short_issues(shown["issue"]).get(issue, "") for issue in filled["issue"]]}
        shares = margin_share(ax, columns | issues, whole=WHOLE)
        if min(shares.values()) >= READABLE and min(shares.get(name, 1.0) for name in WHOLE) >= 1:
            columns |= issues
    margin_columns(ax, columns, whole=WHOLE)


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

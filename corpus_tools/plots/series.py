"""Series → Axes: one band above another with gaps where there are no issues; and a calendar of the issues at hand."""

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.compare.periods import length_of, name_of, number_of
from corpus_tools.plots.fitting import legend_above, measure, room, rows_down
from corpus_tools.plots.frames import attach, axes_for, cut, describe, explain, part_of
from corpus_tools.plots.labels import label
from corpus_tools.plots.margins import margin_columns
from corpus_tools.plots.style import colour
from corpus_tools.tables import require

BAND: Final = 3.0  # rows of text that a band takes
MOST_BANDS: Final = 15  # bands of one figure
FILLED: Final = 0.78  # of a band: the highest value or end of an interval
BASE: Final = 0.42  # from the middle of a band down to its zero
DOTS: Final = 120  # periods up to which each has a mark
PER_DAY: Final = (1, 2, 4, 8)  # pages of a day from which its square is darker
SHADES: Final = ("#C6DBEF", "#6BAED6", "#2171B5", "#08306B")
DAYS: Final = 31
EMPTY: Final = 4  # times as much time as there are periods with issues, from which gaps are shortened
SHORTENED: Final = 8  # a gap then takes this part of the periods at most
WEEK: Final = 7  # days between two issues of a weekly: no gap
FEWEST_ROWS: Final = 3  # of height: a legend and a heading need as much


def plot_series(series: pd.DataFrame, *, scale: float = 1.0, part: int = 1, ax: Axes | None = None) -> Axes:
    """Draw each key of a `series` as a band of its own: the rate as a line, its interval as a shade, all on one calendar.

    Each band has its own scale from zero; the margin has its highest rate (times `scale`, 100 for per cent). Where a period has
    no issues the line is broken: a gap is no zero; where gaps take most of the time they are drawn shorter than they
    are, and a note says so. Nothing is smoothed. More than fifteen keys go on in further parts: see `plot_parts`.
    """
    table = require(series, ("key", "period", "rate", "low", "high"))
    known = table[table["period"].map(length_of) != ""]
    keys = list(dict.fromkeys(known["key"]))
    bands, parts = cut(len(keys), part, MOST_BANDS)
    names = keys[bands]
    shown = known[known["key"].isin(names)].assign(number=lambda rows: rows["period"].map(number_of).astype("int64"))
    across = _across(np.unique(shown["number"]))
    shown = shown.assign(at=shown["number"].map(across).astype("float64"))
    ax = axes_for(ax, rows=BAND * len(names))
    rows_down(ax, [name or label("unnamed") for name in names])
    highest = [_draw_band(ax, row, shown[shown["key"] == key].sort_values("number")) for row, key in enumerate(names)]
    shortened = any(place != number for number, place in across.items())
    notes = (*part_of(part, parts), *((("gaps_shortened", {}),) if shortened else ()))
    (_name_stretches if shortened else _name_periods)(ax, shown)
    margin_columns(ax, {"highest": [f"{scale * each:,.4g}" for each in highest]})
    explain(ax, label("series"), notes)
    ax.plot([], [], color=colour("main"), label=label("rate"))
    ax.fill_between([], [], color=colour("pale"), label=label("interval"))
    legend_above(ax)
    drawn = shown.drop(columns=["number", "at"])
    return attach(describe(ax, "series"), drawn, notes=notes, parts=parts, marks=int(shown["number"].nunique()), least=2)


def plot_calendar(issues: pd.DataFrame, *, part: int = 1, ax: Axes | None = None) -> Axes:
    """Draw which days are at hand: a row for each newspaper and month, a square for each day, darker with more pages.

    Issues without a date are in no row. More than fifty months go on in further parts: see `plot_parts`.
    """
    table = require(issues, ("newspaper", "date"))
    dated = table[table["date"].str.fullmatch(r"\d{4}-\d\d-\d\d").astype(bool)]
    days = dated[["newspaper", "date"]].value_counts(sort=False).sort_index().rename("pages").reset_index()
    days = days.assign(month=days["date"].str[:7], day=days["date"].str[8:].astype("int64"))
    rows = list(days[["newspaper", "month"]].drop_duplicates().itertuples(index=False, name=None))
    those, parts = cut(len(rows), part)
    places = {row: at for at, row in enumerate(rows[those])}
    pairs = zip(days["newspaper"], days["month"], strict=True)
    shown = days[np.array([pair in places for pair in pairs], dtype=bool)]
    ax = axes_for(ax, rows=max(len(places), FEWEST_ROWS))
    several = len(set(days["newspaper"])) > 1
    rows_down(ax, [f"{paper} {month}" if several else month for paper, month in places])
    at = np.array([places[pair] for pair in zip(shown["newspaper"], shown["month"], strict=True)], dtype=float)
    _draw_days(ax, shown, at)
    ax.set(xlim=(0.4, DAYS + 0.6), xticks=[1, 5, 10, 15, 20, 25, 30])
    margin_columns(ax, {"days": [str(int((at == row).sum())) for row in places.values()]})
    notes = part_of(part, parts)
    explain(ax, label("day_of_month"), notes)
    legend_above(ax)
    return attach(describe(ax, "calendar"), shown.drop(columns=["month", "day"]), notes=notes, parts=parts)


def _draw_days(ax: Axes, shown: pd.DataFrame, at: np.ndarray) -> None:
    """Draw a square for each day, in the shade of its number of pages."""
    steps = np.searchsorted(PER_DAY, shown["pages"], side="right") - 1
    for step, shade in enumerate(SHADES):
        those = steps == step
        if those.any():  # marks without a place would count in the layout
            name = label("pages_from").format(n=PER_DAY[step])
            ax.plot(shown["day"][those], at[those], "s", color=shade, markersize=5, label=name, clip_on=False)


def _draw_band(ax: Axes, row: int, part: pd.DataFrame) -> float:
    """Draw one series, broken at its gaps; return its highest rate."""
    rate, low, high = (part[name].to_numpy(float) for name in ("rate", "low", "high"))
    top = max(np.nanmax(high, initial=0.0), np.nanmax(rate, initial=0.0)) or 1.0
    for run in np.split(np.arange(len(part)), _breaks(part["number"].to_numpy(), length_of(part["period"].iloc[0]))):
        at = part["at"].to_numpy()[run]
        levels = [row + BASE - FILLED * values[run] / top for values in (rate, low, high)]
        ax.fill_between(at, levels[1], levels[2], color=colour("pale"), linewidth=0)
        if len(run) == 1:
            ax.vlines(at, levels[1], levels[2], color=colour("pale"), linewidth=1.6)
        mark = "o" if len(part) <= DOTS or len(run) == 1 else ""
        ax.plot(at, levels[0], color=colour("main"), linewidth=0.9, marker=mark, markersize=1.6, clip_on=False)
    ax.hlines(row + BASE, 0, 1, transform=ax.get_yaxis_transform(), color=colour("muted"), linewidth=0.5)
    return float(np.nanmax(rate, initial=0.0))


def _breaks(numbers: np.ndarray, by: str) -> np.ndarray:
    """Return where a line is broken: between days more than the usual step apart, a week at the most, and else where a period is missing."""
    steps = np.diff(numbers)
    usual = min(int(np.median(steps)), WEEK) if by == "day" and len(steps) else 1
    return np.flatnonzero(steps > max(1, usual)) + 1


def _across(numbers: np.ndarray) -> dict[int, float]:
    """Return where each period stands across: at its number, or with its gaps shortened where most of the time is gaps."""
    if len(numbers) < 2 or len(numbers) * EMPTY >= numbers[-1] - numbers[0]:
        return {int(number): float(number) for number in numbers}
    steps = np.minimum(np.diff(numbers), max(2, len(numbers) // SHORTENED))
    places = numbers[0] + np.concatenate([[0], np.cumsum(steps)])
    return dict(zip(numbers.tolist(), places.astype(float).tolist(), strict=True))


def _name_stretches(ax: Axes, shown: pd.DataFrame) -> None:
    """Name the first period after each gap below the drawing, as far as they fit."""
    places = shown[["number", "at", "period"]].drop_duplicates().sort_values("number")
    first = places["number"].diff().fillna(2).to_numpy() > 1
    extent = places["at"].max() - places["at"].min() + 1
    apart = extent * measure(places["period"].iloc[0]) * 1.2 / (room(ax) * 0.7)
    ticks: list[float] = []
    for at in places["at"][first]:
        if not ticks or at - ticks[-1] >= apart:
            ticks.append(float(at))
    names = dict(zip(places["at"], places["period"], strict=True))
    ax.set_xticks(ticks, [names[at] for at in ticks])
    ax.set_xlim(places["at"].min() - 0.5, places["at"].max() + 0.5)


def _name_periods(ax: Axes, shown: pd.DataFrame) -> None:
    """Name as many periods below the drawing as fit."""
    if shown.empty:
        return
    first, last = int(shown["number"].min()), int(shown["number"].max())
    by = length_of(shown["period"].iloc[0])
    wide = measure(name_of(first, by)) * 2.2
    most = max(2, int(room(ax) * 0.55 / wide))
    step = max(1, -(-(last - first + 1) // most))
    ticks = list(range(first, last + 1, step))
    ax.set_xticks(ticks, [name_of(tick, by) for tick in ticks])
    ax.set_xlim(first - 0.5, last + 0.5)

"""Axes that know what they show: made as high as their rows, with their table, their notes and their part of a series."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Final

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corpus_tools.plots.fitting import MIN_SHARE, rein_in, wrap
from corpus_tools.plots.labels import Note, label, say
from corpus_tools.plots.style import MM, colour

ROW: Final = 3.9 * MM  # height of a row of 7 pt text with room to breathe
TALLEST: Final = 247 * MM  # a page of a journal: no figure is higher
MOST_ROWS: Final = 50  # rows of one figure: they and a legend above them fit a page
AROUND: Final = 20  # rows of height around the rows, to begin with: a legend, headings, notes
SETTLED: Final = 0.5 * MM  # a figure that is off its height by less stays as it is: fitted twice it is the same
LEADING: Final = 1.35  # line height over the size of the type: Chinese characters are higher than Latin letters
OWN: Final = "own"  # the kind of what a reader drew
SENTENCE: Final = 14 * MM  # height of a figure that is left out: one sentence


@dataclass(frozen=True)
class Drawn:
    """What Axes show: the table, the notes that limit it, the parts it goes on in, the sentence if it is left out.

    `kind` says by which sentences it is described to those who do not see it, `facts` what these take that is not in
    the table (see `corpus_tools.plots.alt_text`).
    """

    table: pd.DataFrame
    notes: tuple[Note, ...] = ()
    parts: int = 1
    left_out: str = ""
    kind: str = OWN
    facts: Mapping[str, object] = field(default_factory=dict)


def axes_for(ax: Axes | None, *, rows: float | None = None) -> Axes:
    """Return `ax`, or the Axes of a new figure: as wide as the column, and high enough for `rows` lines of text."""
    if ax is not None:
        return ax
    width, height = plt.rcParams["figure.figsize"]
    ax = plt.subplots(figsize=(width, height if rows is None else min(TALLEST, (rows + AROUND) * ROW)))[1]
    ax.own_rows = rows or 0
    return ax


def describe(ax: Axes, kind: str, **facts: object) -> Axes:
    """Return `ax`, described by the sentences for `kind`: what these take that the table does not hold are `facts`."""
    ax.described = (kind, facts)
    return ax


def attach(
    ax: Axes,
    table: pd.DataFrame,
    *,
    notes: Iterable[Note] = (),
    parts: int = 1,
    marks: int | None = None,
    least: int = 1,
) -> Axes:
    """Return `ax` with what it shows, which `save_figure` writes beside the picture. Every `plot_…` function ends so.

    Call it yourself when you have drawn something of your own. Drawing on the same Axes again replaces the table: what
    is saved is never an earlier plot's. `notes` go into the captions, `parts` is how many figures the whole takes.
    Where fewer `marks` (rows of the table, if not given) than `least` are drawn, the Axes are cleared, say so in a
    sentence, and `save_figure` leaves the figure out.
    """
    marks = len(table) if marks is None else marks
    sentence = "" if marks >= least else label("too_little" if marks else "nothing").format(n=marks)
    ax.drawn = Drawn(table.reset_index(drop=True), tuple(notes), parts, sentence, *_described(ax))
    if sentence:
        _leave_out(ax, sentence)
    elif getattr(ax, "own_rows", 0):
        fit(ax.figure)
    return ax


def _described(ax: Axes) -> tuple[str, Mapping[str, object]]:
    """Return how the Axes are described, once: what is drawn upon them next is described anew."""
    described = getattr(ax, "described", (OWN, {}))
    ax.described = (OWN, {})
    return described


def drawn(ax: Axes) -> Drawn | None:
    """Return what `ax` shows, or None for Axes that show no table, such as a colour bar's."""
    return getattr(ax, "drawn", None)


def attached(ax: Axes) -> pd.DataFrame | None:
    """Return the table that `ax` shows, or None for Axes that show none."""
    return None if drawn(ax) is None else drawn(ax).table


def _leave_out(ax: Axes, sentence: str) -> None:
    """Empty the Axes but for a sentence."""
    ax.clear()
    strip(ax)
    lines = "\n".join(wrap(sentence, MIN_SHARE * ax.figure.get_figwidth() * 72))
    ax.text(0.5, 0.5, lines, transform=ax.transAxes, ha="center", va="center", color=colour("muted"))
    if hasattr(ax, "own_rows"):
        ax.figure.set_figheight(SENTENCE)


def fit(figure: Figure) -> None:
    """Wrap what runs off a figure, and make one of rows as high as these and what stands around them."""
    rein_in(figure)
    for ax in figure.axes:
        if rows := getattr(ax, "own_rows", 0):
            _fit_height(ax, rows)


def _fit_height(ax: Axes, rows: float) -> None:
    """Make a figure that is laid out as high as its rows and what stands around them, within a page."""
    around = (ax.figure.bbox.height - ax.bbox.height) / ax.figure.dpi
    height = min(TALLEST, rows * ROW + around)
    if abs(height - ax.figure.get_figheight()) > SETTLED:
        ax.figure.set_figheight(height)


def strip(ax: Axes) -> None:
    """Take away ticks and frame where places mean nothing."""
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def explain(ax: Axes, text: str, notes: Iterable[Note] = ()) -> None:
    """Write below the Axes what they measure, and the notes that limit it on a line of their own."""
    ax.set_xlabel("\n".join(filter(None, (text, say(notes)))), linespacing=LEADING)


def cut(count: int, part: int, most: int = MOST_ROWS) -> tuple[slice, int]:
    """Return which of `count` rows stand in `part`, and how many parts there are: as few as `most` rows allow, of one size.

    >>> cut(120, 2), cut(0, 1)
    ((slice(40, 80, None), 3), (slice(0, 0, None), 1))
    """
    parts = max(1, ceil(count / most))
    if not 1 <= part <= parts:
        msg = f"there is no part {part} – of {count} rows – the parts are 1 to {parts}"
        raise ValueError(msg)
    return slice(count * (part - 1) // parts, count * part // parts), parts


def part_of(part: int, parts: int) -> tuple[Note, ...]:
    """Return the note that a figure is one of several; none where it is the only one."""
    return (("part_of", {"part": part, "parts": parts}),) if parts > 1 else ()


def plot_parts(plot: Callable[..., Axes], *tables: object, **choices: object) -> list[Axes]:
    """Draw all parts of a figure that is too high for a page, each on a figure of its own: one Axes for each part.

    `plot` is a `plot_…` function that takes ``part``; `tables` and `choices` are what it is called with. Hand the list
    to `save_figure`, which numbers the parts.

    >>> plot_parts(plot_statistics, quantities)  # doctest: +SKIP
    [<Axes: >, <Axes: >]
    """
    first = plot(*tables, **choices)
    if not isinstance(first, Axes) or drawn(first) is None:
        msg = f"no plot of the kit – {plot!r:.60} – one that takes part= and returns the Axes that it drew on"
        raise ValueError(msg)
    return [first, *(plot(*tables, **choices, part=part) for part in range(2, drawn(first).parts + 1))]

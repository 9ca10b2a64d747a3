"""Quantities → a table as a figure: every statistic with its time, its place and the sentence that states it."""

import re
from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.style import attach, colour, ems, label, plain, strip
from corpus_tools.tables import require

# columns of the table and the share of its width that each takes
COLUMNS = {"indicator": 0.19, "stated": 0.10, "direction": 0.07, "period": 0.15, "place": 0.09, "context": 0.40}
LEADING = 1.35  # line height over the size of the type
PADDING = 0.5  # lines between two rows
ASCENT = 0.75  # lines from the top of a line to its baseline
SPACE = 1.0  # ems between two columns
NEVER_FIRST = "，。、；：？！”’）》」』】％"  # signs that no line begins with
WHOLE = r"[!-~]+|."  # what no line break divides: a run of Latin letters and digits, or one character


def plot_statistics(quantities: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the quantities as a ruled table, one row each, in the order given; long sentences are wrapped, not cut.

    A sentence that states several stands beside the first of them. Targets are marked ◇. Choose the rows first: a page
    holds about thirty, as wide as a double column.
    """
    table = require(quantities, ("article_id", *COLUMNS, "target"))
    room = _room(ax)
    once = table["context"].where(table["context"].ne(table["context"].shift()), "")
    heading = {name: label(name) for name in COLUMNS}
    rows = [_wrapped(row, room) for row in [heading, *table.assign(context=once).to_dict("records")]]
    tops = np.cumsum([PADDING, *(max(map(len, cells)) + PADDING for cells in rows)])
    ax = ax or _new_axes(tops[-1])
    strip(ax)
    ax.set(xlim=(0, room), ylim=(tops[-1], 0))
    for cells, top in zip(rows, tops, strict=False):
        _print_row(ax, top, cells, room)
    ax.hlines(tops[1] - PADDING / 2, 0, room, color=colour("ink"), linewidth=0.5)
    ax.hlines([0, tops[-1]], 0, room, color=colour("ink"), linewidth=0.9, clip_on=False)
    return attach(ax, table[["article_id", *COLUMNS, "target"]])


def _room(ax: Axes | None) -> float:
    """Return how many characters wide the Axes are, or a new figure's would be."""
    inches = plt.rcParams["figure.figsize"][0] if ax is None else ax.bbox.width / ax.figure.dpi
    return inches * 72 / plt.rcParams["font.size"]


def _new_axes(lines: float) -> Axes:
    """Return the Axes of a new figure that is high enough for so many lines."""
    height = (lines + 1) * LEADING * plt.rcParams["font.size"] / 72
    return plt.subplots(figsize=(plt.rcParams["figure.figsize"][0], height))[1]


def _wrapped(row: dict, room: float) -> list[list[str]]:
    """Return the cells of a row as lines."""
    texts = {**row, "stated": f"{row['stated']} ◇" if row.get("target") else row["stated"]}
    return [list(wrap(texts[name], share * room - SPACE)) or [""] for name, share in COLUMNS.items()]


def _print_row(ax: Axes, top: float, cells: list[list[str]], room: float) -> None:
    """Print the lines of each cell below `top`."""
    left = 0.0
    for lines, share in zip(cells, COLUMNS.values(), strict=True):
        for number, line in enumerate(lines):
            ax.text(left, top + number + ASCENT, plain(line), va="baseline")
        left += share * room


def wrap(text: str, room: float) -> Iterator[str]:
    """Yield the lines of `text`, as wide as `room` Chinese characters; numbers stay whole, closing punctuation hangs over.

    >>> list(wrap("县域经济，高质量发展。", 4))
    ['县域经济，', '高质量发', '展。']
    """
    line, wide = "", 0.0
    for part in re.findall(WHOLE, text):
        size = ems(part)
        if line and wide + size > room and part not in NEVER_FIRST:
            yield line
            line, wide = "", 0.0
        line, wide = line + part, wide + size
    if line:
        yield line

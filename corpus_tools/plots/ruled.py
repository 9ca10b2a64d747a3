"""Ruled tables as figures: columns of given widths, cells wrapped, a heading between rules."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import shorten, wrap
from corpus_tools.plots.frames import axes_for
from corpus_tools.plots.labels import label
from corpus_tools.plots.tables import draw_cells

MOST_LINES = 5  # of one cell: what is longer is cut, and the cut marked
SPACE = 10  # points between two columns: a closing sign may hang into it
PADDING = 0.6  # lines between two rows
LINE = 0.95  # height of a line, in rows of a figure


def draw_rows(texts: pd.DataFrame, shares: Mapping[str, float], width: float, ax: Axes | None) -> Axes:
    """Draw a table of texts, one row each, in columns with these shares of so many points."""
    points = {name: share * width - SPACE for name, share in shares.items()}
    heading = {name: label(name) for name in points}
    rows = [[_lines(row[name], points[name]) for name in points] for row in (heading, *texts.to_dict("records"))]
    tops = np.cumsum([PADDING, *(max(map(len, row)) + PADDING for row in rows)])
    lefts = np.cumsum([0.0, *(points[name] + SPACE for name in points)])
    return draw_cells(axes_for(ax, rows=LINE * tops[-1]), rows, (lefts, tops), width, PADDING)


def _lines(text: str, points: float) -> list[str]:
    """Return a cell as lines of so many points, the cut marked."""
    lines = [line for part in str(text).split("\n") for line in wrap(part, points)]
    return (
        lines
        if len(lines) <= MOST_LINES
        else [*lines[: MOST_LINES - 1], shorten("".join(lines[MOST_LINES - 1 :]), points)]
    )

"""Columns of text in the margin beside rows: as wide as they want, in small type where there is less room, shortened where there is less yet."""

from collections.abc import Mapping, Sequence
from typing import Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.font_manager import font_scalings

from corpus_tools.plots.fitting import GAP, measure, no_narrower, room, share_out, shorten
from corpus_tools.plots.labels import plain, short_label

MARGIN_SHARE: Final = 0.48  # of the width of a figure: the columns of text beside the rows at the most
LEAST_CELL: Final = 3  # type heights of a column that gives way to another
HEADING_ABOVE: Final = 1  # rows between a heading and the first row


def margin_columns(ax: Axes, columns: Mapping[str, Sequence[str]], *, whole: Sequence[str] = ()) -> None:
    """Print columns of text to the right of the rows, each under its heading, the widest shortened to their share.

    Where they do not fit, they are set in the small type of their headings; those named `whole` are shortened last.
    """
    columns = {name: texts for name, texts in columns.items() if texts}
    size, _, widths = _margin(ax, columns, whole)
    right = GAP / 2
    for (name, texts), width in zip(columns.items(), widths, strict=True):
        right += width
        cells = [(-HEADING_ABOVE, short_label(name), _small()), *((row, text, size) for row, text in enumerate(texts))]
        for row, text, set_in in cells:
            ax.annotate(
                plain(shorten(text, width + 0.01, set_in)),
                (1, row),
                (right, 0),
                xycoords=ax.get_yaxis_transform(),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=set_in,
                annotation_clip=False,
            )
        right += GAP


def margin_share(ax: Axes, columns: Mapping[str, Sequence[str]], *, whole: Sequence[str] = ()) -> dict[str, float]:
    """Return which part of its widest text each column of the margin would have."""
    _, wanted, given = _margin(ax, columns, whole)
    shares = [each / most if most else 1.0 for each, most in zip(given, wanted, strict=True)]
    return dict(zip(columns, shares, strict=True))


def _margin(
    ax: Axes, columns: Mapping[str, Sequence[str]], whole: Sequence[str]
) -> tuple[float | None, list[float], list[float]]:
    """Return the size of the type of the margin, and how many points each column wants and has."""
    points = MARGIN_SHARE * room(ax) - GAP
    size, wanted = None, _wanted(columns, None)
    if sum(wanted) + GAP * (len(wanted) - 1) > points:
        size, wanted = _small(), _wanted(columns, _small())
    least = [
        most if name in whole else min(most, LEAST_CELL * _small()) for name, most in zip(columns, wanted, strict=True)
    ]
    return size, wanted, no_narrower(share_out(wanted, points), least)


def _wanted(columns: Mapping[str, Sequence[str]], size: float | None) -> list[float]:
    """Return how wide each column is with its heading."""
    return [
        max(measure(short_label(name), _small()), *(measure(text, size) for text in texts), 0.0)
        for name, texts in columns.items()
    ]


def _small() -> float:
    """Return the size of small type in points."""
    return mpl.rcParams["font.size"] * font_scalings["small"]

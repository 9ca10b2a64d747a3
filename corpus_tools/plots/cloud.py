"""Terms → a word cloud that can be measured: areas follow a stated column, and every word is text, not pixels.

Each word stands as near to the middle as there is room, the greatest first. There is no chance in it and no word is
shrunk to fit, so the same terms always give the same cloud.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from corpus_tools.plots.style import attach, axes_for, colour, label, legend_above, plain, strip
from corpus_tools.tables import require

BESIDE, ABOVE = 0.16, 0.10  # room between words, in ems of the greatest
STEPS = 110  # places tried across and down: finer looks no better
ROOM = 4  # area of the places tried over the area of the words
BULGE = 3  # exponent of the superellipse that the words fill: 2 is an ellipse, more is squarer
ONE_ARTICLE = 0.5  # see plots.ONE_ARTICLE


def plot_cloud(terms: pd.DataFrame, *, by: str = "per_10k", top: int = 60, ax: Axes | None = None) -> Axes:
    """Draw the `top` terms as a cloud in which the *area* of a word's characters is proportional to `by`.

    Grey words have more than half of their tokens in a single article. Position means nothing, and reading areas is
    inexact: for a finding, draw `plot_ranking`.
    """
    shown = require(terms, ("term", by, "largest_share")).sort_values([by, "term"], ascending=[False, True]).head(top)
    ax = axes_for(ax)
    _explain(ax, by)
    ax.figure.draw_without_rendering()
    sizes = np.sqrt(shown[by] / shown[by].max()).to_numpy()
    extents = np.array([_extent(term) for term in shown["term"]]).reshape(-1, 4) * sizes[:, None]
    centres = place_boxes(extents[:, 2:] + (BESIDE, ABOVE), ax.bbox.width / ax.bbox.height)
    points = _fit(ax, centres, extents)
    starts = centres - extents[:, :2] - extents[:, 2:] / 2
    shades = np.where(shown["largest_share"] > ONE_ARTICLE, colour("muted"), colour("main"))
    for term, (x, y), size, shade in zip(shown["term"], starts, sizes, shades, strict=True):
        ax.text(x, y, plain(term), fontsize=size * points, color=shade, va="baseline")
    return attach(ax, shown)


def _explain(ax: Axes, by: str) -> None:
    """Say what sizes and colours mean."""
    strip(ax)
    for shade, name in (("main", "several"), ("muted", "single")):
        ax.plot([], [], "s", color=colour(shade), label=label(name))
    legend_above(ax)
    ax.set_xlabel(f"{label('area')}{label(by)}")


def _extent(term: str) -> tuple[float, float, float, float]:
    """Return what a term covers when set in type of size 1 from the origin: left, bottom, width, height."""
    return TextPath((0, 0), plain(term), size=1, prop=FontProperties()).get_extents().bounds


def place_boxes(sizes: np.ndarray, aspect: float) -> np.ndarray:
    """Return the centres of boxes (width, height), none upon another, each as near to the middle as there is room.

    The boxes together are about `aspect` times as wide as high.

    >>> place_boxes(np.array([[2.0, 1.0], [2.0, 1.0]]), aspect=1.0).round(1).tolist()[0]
    [0.0, 0.0]
    """
    half = np.sqrt(ROOM * sizes.prod(axis=1).sum() / aspect) / 2 + sizes.max(initial=0)
    steps = np.linspace(-half, half, STEPS + 1)
    places = np.array([(aspect * across, down) for down in steps[::-1] for across in steps])
    places = places[np.argsort((np.abs(places / (aspect, 1)) ** BULGE).sum(axis=1), kind="stable")]
    centres = np.zeros_like(sizes)
    for number, size in enumerate(sizes):
        gaps = np.abs(places[:, None] - centres[:number]) - (size + sizes[:number]) / 2
        centres[number] = places[np.argmax((gaps >= 0).any(axis=2).all(axis=1))]
    return centres


def _fit(ax: Axes, centres: np.ndarray, extents: np.ndarray) -> float:
    """Set the limits so that the words fill the Axes; return the points of type of size 1."""
    if not len(centres):
        return 1.0
    low, high = (centres - extents[:, 2:] / 2).min(axis=0), (centres + extents[:, 2:] / 2).max(axis=0)
    scale = min(ax.bbox.width / (high - low)[0], ax.bbox.height / (high - low)[1])
    middle, half = (low + high) / 2, np.array([ax.bbox.width, ax.bbox.height]) / scale / 2
    ax.set(xlim=(middle[0] - half[0], middle[0] + half[0]), ylim=(middle[1] - half[1], middle[1] + half[1]))
    return scale / ax.figure.dpi * 72

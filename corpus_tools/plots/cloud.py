"""Terms → a word cloud that can be measured: areas follow a stated column, and every word is text, not pixels.

The package wordcloud places the words; the figure draws them as text, so that they can be selected and searched.
"""

from collections.abc import Sequence
from math import ceil, sqrt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from wordcloud import WordCloud

from corpus_tools.plots.fitting import legend_above, settle
from corpus_tools.plots.fonts import cache_folder, font_file
from corpus_tools.plots.frames import attach, axes_for, describe, explain, strip
from corpus_tools.plots.labels import label, plain, shown_of
from corpus_tools.plots.style import colour
from corpus_tools.tables import require

CANVAS = 1000  # pixels across on which the words are placed
MOST = 0.8  # of the width of the canvas: one word
FILLED = 0.46  # of the canvas: the ink boxes of the words, where they are tried first
APART = 0.22  # room around a word, in ems of the smallest
SHRUNK = 0.03  # a word that had to shrink by more would misstate its value
SMALLER = 0.96  # size of the next try
LEAST = 4  # pixels of the smallest word, below which no layout is tried
SEED = 1  # of the places: the same terms give the same cloud
ONE_ARTICLE = 0.5  # see plots.ONE_ARTICLE


def plot_cloud(terms: pd.DataFrame, *, by: str = "per_10k", top: int = 60, ax: Axes | None = None) -> Axes:
    """Draw the `top` terms as a cloud in which the *area* of a word's characters is proportional to `by`.

    Grey words have more than half of their tokens in a single article. Position means nothing, and reading areas is
    inexact: for a finding, draw `plot_ranking`.
    """
    table = require(terms, ("term", by, "largest_share"), of="terms")
    shown = table[table[by] > 0].sort_values([by, "term"], ascending=[False, True]).head(top)
    notes = shown_of(len(shown), len(table))
    ax = axes_for(ax)
    grey = (shown["largest_share"] > ONE_ARTICLE).to_numpy()
    _explain(ax, grey, f"{label('area')}{label(by)}", notes)
    settle(ax.figure)
    sizes = np.sqrt(shown[by] / shown[by].max()).to_numpy()
    inks = np.array([ink(term) for term in shown["term"]]).reshape(-1, 4)
    height = round(CANVAS * ax.bbox.height / ax.bbox.width)
    largest, corners = place_words(list(shown["term"]), sizes, inks, height)
    ax.set(xlim=(0, CANVAS), ylim=(height, 0))
    points = largest * ax.bbox.width / ax.figure.dpi * 72 / CANVAS
    shades = np.where(grey, colour("muted"), colour("deep"))
    starts = corners + np.column_stack([-inks[:, 0], inks[:, 1] + inks[:, 3]]) * (sizes * largest)[:, None]
    for term, (x, y), size, shade in zip(shown["term"], starts.round(2), sizes, shades, strict=True):
        ax.text(x, y, plain(term), fontsize=round(size * points, 3), color=shade, va="baseline")
    return attach(describe(ax, "cloud"), shown, notes=notes, least=2)


def _explain(ax: Axes, grey: np.ndarray, text: str, notes: tuple) -> None:
    """Say what sizes and colours mean, of those colours that there are."""
    strip(ax)
    there = (("deep", "several", not grey.all()), ("muted", "single", grey.any()))
    for shade, name in ((shade, name) for shade, name, any_ in there if any_):
        ax.plot([], [], "s", color=colour(shade), label=label(name))
    legend_above(ax)
    explain(ax, text, notes)


def ink(term: str) -> tuple[float, float, float, float]:
    """Return what the ink of a term covers when set in type of size 1 from the origin: left, bottom, width, height."""
    return TextPath((0, 0), plain(term), size=1, prop=FontProperties()).get_extents().bounds


def place_words(terms: Sequence[str], sizes: np.ndarray, inks: np.ndarray, height: int) -> tuple[float, np.ndarray]:
    """Return the size of the largest word and the upper left corner of the ink of each, in pixels of the canvas.

    `sizes` are relative to the largest, in descending order. The words are laid out in an ellipse, as large as all of
    them fit at their size: where one is missing, or would have to shrink, all are tried smaller.
    """
    if not len(terms):
        return 1.0, np.zeros((0, 2))
    areas = (inks[:, 2] * inks[:, 3] * sizes**2).sum()
    largest = min(sqrt(FILLED * CANVAS * height / areas), MOST * CANVAS / max(inks[:, 2] * sizes))
    values = dict(zip(terms, sizes.tolist(), strict=True))
    while largest * sizes.min() >= LEAST:
        layout = _lay_out(values, int(largest), height, margin=ceil(APART * largest * sizes.min()))
        placed = {word: (size, left, top) for (word, _), size, (top, left), *_ in layout}
        if len(placed) == len(terms) and all(
            placed[term][0] >= (1 - SHRUNK) * size * int(largest) - 1 for term, size in values.items()
        ):
            return float(int(largest)), np.array([placed[term][1:] for term in terms], dtype=float)
        largest *= SMALLER
    msg = f"no room for the words – {len(terms)} on {CANVAS} × {height} pixels – draw fewer, or a wider figure"
    raise ValueError(msg)


def _lay_out(values: dict[str, float], largest: int, height: int, *, margin: int) -> list:
    """Return where the package wordcloud places the words in an ellipse, the largest at its size."""
    across, down = np.linspace(-1, 1, CANVAS), np.linspace(-1, 1, height)[:, None]
    outside = np.abs(across) ** 3 + np.abs(down) ** 3 > 1
    cloud = WordCloud(
        font_path=str(font_file(cache_folder())),
        mask=np.where(outside, 255, 0).astype(np.uint8),
        max_words=len(values),
        relative_scaling=1,
        prefer_horizontal=1,
        min_font_size=1,
        margin=margin,
        random_state=SEED,
    )
    return cloud.generate_from_frequencies(values, max_font_size=largest).layout_

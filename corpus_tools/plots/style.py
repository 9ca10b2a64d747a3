"""The house style: one look, one language and one column width for all figures of a paper."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from typing import Final
from unicodedata import east_asian_width

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from corpus_tools.plots.fonts import load_font
from corpus_tools.resources import read_rows

LANGUAGES = ("en", "zh")
WIDTHS = ("single", "double")
MM: Final = 1 / 25.4  # inches
ROW: Final = 3.9 * MM  # height of a row of 7 pt text with room to breathe
AROUND_ROWS: Final = 13 * MM  # the axis below the rows: ticks, label, padding
FEWEST_ROWS: Final = 4  # below it there is no room for legend and axis
GAP: Final = 6  # points between two columns of text in the margin
HEADING_ABOVE: Final = 1  # rows between a heading and the first row
HEADING: Final = 1.9  # type heights between drawing and legend: room for the headings of the margin
MOST_COLUMNS: Final = 8  # entries of a legend in a row
BARE: Final = 0.4  # and where there are none
HALF: Final = 0.58  # width of a Latin letter or digit of the typeface, in ems, on the safe side
MAGNITUDES: Final = {
    "en": ((1e12, " trn"), (1e9, " bn"), (1e6, " m"), (1e3, "k")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
LANDSCAPE: Final = 0.62  # height over width of a figure that has no rows (the golden section)


@contextmanager
def house_style(*, language: str = "en", width: str = "single", journal: str = "nature") -> Iterator[None]:
    """Draw and save in the house style: `with house_style(language="zh"): …`.

    Everything that is drawn inside takes its labels in `language` ("en" or "zh"), is as wide as a "single" or
    "double" column of `journal` (the presets are in ``resources/plots/widths.tsv``), and is set in a typeface that came
    with the environment. What the reader's own matplotlib settings say does not matter inside, and is back after.

    Raises ValueError for an unknown language, width or journal.

    Examples
    --------
    >>> with house_style(language="zh", width="double"):
    ...     label("per_10k"), round(plt.rcParams["figure.figsize"][0] / MM)
    ('每万词频次', 183)
    """
    choose("language", language, LANGUAGES)
    size = column_width(journal, width)
    load_font()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(look())
        mpl.rcParams.update({"text.language": language, "figure.figsize": (size, LANDSCAPE * size)})
        yield


@cache
def look() -> mpl.RcParams:
    """Return the settings of the style sheet."""
    with as_file(files("corpus_tools.resources") / "plots" / "house.mplstyle") as path:
        return mpl.rc_params_from_file(path, use_default_template=False)


def column_width(journal: str, width: str) -> float:
    """Return how wide a figure is in inches."""
    presets = {
        name: dict(zip(WIDTHS, map(float, sizes), strict=True)) for name, *sizes, _ in read_rows("plots/widths.tsv")
    }
    choose("journal", journal, presets)
    return presets[journal][choose("width", width, WIDTHS)] * MM


def choose(what: str, value: str, there: object) -> str:
    """Return `value` when it is among those that there are; raise ValueError when not."""
    if value not in there:
        msg = f"unknown {what} {value!r}; there are {sorted(there)}"
        raise ValueError(msg)
    return value


def label(key: str) -> str:
    """Return the words for `key` in the language of the style: English outside `house_style`, `key` itself if unknown.

    >>> label("per_10k")
    'Frequency per 10,000 tokens'
    """
    return labels()[mpl.rcParams["text.language"] or "en"].get(key, key)


def short_label(key: str) -> str:
    """Return the words for `key` as the heading of a narrow column."""
    short = f"{key}_short"
    return label(short) if label(short) != short else label(key)


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return the words of ``resources/plots/labels.tsv`` by language and key."""
    rows = read_rows("plots/labels.tsv")
    return {"zh": {key: zh for key, zh, _ in rows}, "en": {key: en for key, _, en in rows}}


@cache
def colour(key: str) -> str:
    """Return the colour that stands for `key` in every figure (``resources/plots/colours.tsv``).

    >>> colour("main")
    '#0072B2'
    """
    return dict(read_rows("plots/colours.tsv"))[key]


def axes_for(ax: Axes | None, *, rows: float | None = None) -> Axes:
    """Return `ax`, or the Axes of a new figure: as wide as the column, and high enough for `rows` lines of text."""
    if ax is not None:
        return ax
    width, height = plt.rcParams["figure.figsize"]
    return plt.subplots(figsize=(width, height if rows is None else max(rows, FEWEST_ROWS) * ROW + AROUND_ROWS))[1]


def attach(ax: Axes, table: pd.DataFrame) -> Axes:
    """Return `ax` with the table that it shows, which `save_figure` writes beside the picture.

    Every `plot_…` function ends so. Call it yourself when you have drawn something of your own. Drawing on the same
    Axes again replaces the table: what is saved is never an earlier plot's. Of an empty table the Axes say so.
    """
    if table.empty:
        ax.text(0.5, 0.5, label("nothing"), transform=ax.transAxes, ha="center", va="center", color=colour("muted"))
    ax.table_drawn = table.reset_index(drop=True)
    return ax


def attached(ax: Axes) -> pd.DataFrame | None:
    """Return the table that `ax` shows, or None for Axes that show none, such as a colour bar's."""
    return getattr(ax, "table_drawn", None)


def plain(text: str) -> str:
    r"""Return `text` so that matplotlib prints it as it stands: a dollar sign begins no formula.

    >>> plain("$5")
    '\\$5'
    """
    return text.replace("$", r"\$")


def shorten(text: str, length: int) -> str:
    """Return `text` within `length` characters, the cut marked.

    >>> shorten("凝聚县域经济高质量发展合力", 8)
    '凝聚县域经济高…'
    """
    return text if len(text) <= length else f"{text[: length - 1]}…"


def legend_above(ax: Axes) -> None:
    """Set the legend above the drawing and its headings, bars first, then marks, in as few rows as there is width for.

    Draw everything else first: a legend that is wider than what is drawn would make the drawing narrower.
    """
    entries = sorted(zip(*ax.get_legend_handles_labels(), strict=True), key=lambda entry: isinstance(entry[0], Line2D))
    handles, names = [entry[0] for entry in entries], [entry[1] for entry in entries]
    ax.figure.draw_without_rendering()
    room = ax.get_tightbbox().x1 - ax.bbox.x0
    above = HEADING if ax.texts else BARE
    for columns in range(min(MOST_COLUMNS, len(names)), 0, -1):
        legend = ax.legend(handles, names, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, borderaxespad=above)
        if legend.get_window_extent().width <= room:
            break


def rows_down(ax: Axes, names: Sequence[str]) -> None:
    """Make the Axes rows of text from top to bottom, with faint lines to lead the eye across."""
    ax.set_yticks(range(len(names)), [plain(name) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.hlines(
        range(len(names)), 0, 1, transform=ax.get_yaxis_transform(), color=colour("faint"), linewidth=0.5, zorder=0
    )


def strip(ax: Axes) -> None:
    """Take away ticks and frame where places mean nothing."""
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def margin_columns(ax: Axes, columns: Mapping[str, Sequence[str]]) -> None:
    """Print columns of text to the right of the rows, each under its heading."""
    left = GAP
    for heading, texts in ((heading, texts) for heading, texts in columns.items() if texts):
        cells = {-HEADING_ABOVE: short_label(heading), **dict(enumerate(texts))}
        left += plt.rcParams["font.size"] * max(map(ems, cells.values()))
        for row, text in cells.items():
            ax.annotate(
                plain(text),
                (1, row),
                (left, 0),
                xycoords=ax.get_yaxis_transform(),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize="small" if row < 0 else None,
                annotation_clip=False,
            )
        left += GAP


def ems(text: str) -> float:
    """Return about how wide `text` is set, in ems: a Chinese character is as wide as the type is high.

    >>> ems("县域")
    2.0
    """
    return sum(1.0 if east_asian_width(sign) in "WFA" else HALF for sign in text)


def magnitude(value: float) -> str:
    """Return a large number as it is read aloud in the language of the style.

    >>> magnitude(1.63e10)
    '16.3 bn'
    """
    steps = MAGNITUDES[mpl.rcParams["text.language"] or "en"]
    size, word = next(((size, word) for size, word in steps if abs(value) >= size), (1, ""))
    return f"{value / size:,.4g}{word}"

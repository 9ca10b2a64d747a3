"""Quantities → a table as a figure: every statistic with its time, its place and the sentence that states it."""

from collections.abc import Iterator, Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import measure, no_narrower, room, share_out, shorten, shorten_name, widest_piece, wrap
from corpus_tools.plots.frames import TALLEST, attach, cut, describe, explain, part_of, strip
from corpus_tools.plots.labels import confident, label, name_some, plain, short_period, shown_of
from corpus_tools.plots.style import colour
from corpus_tools.quantities.extract import TRUSTED
from corpus_tools.tables import issue_of, require

FACTS = ("indicator", "stated", "direction", "period", "place")
NEEDED = ("article_id", *FACTS, "context", "target")
NARROW = 320  # points across, below which seven columns would be too slim
WIDEST = 0.18  # of the width: one column other than the sentence
ALL_FACTS = 0.6  # of the width: all of them
LEADING = 1.35  # line height over the size of the type
PADDING = 0.5  # lines between two rows
ASCENT = 0.75  # lines from the top of a line to its baseline
SPACE = 10  # points between two columns: more than the closing mark that may hang over
MOST_LINES = 16  # of one cell: what is longer is cut, and the cut marked
BELOW = 1.7  # widths of the column: the name of an article below its sentence
BOUNDS = {"article": 2}  # and of those that only name something
AROUND = 4  # lines around the rows: notes and padding

Cells = list[list[str]]  # a row: the lines of each cell


def plot_statistics(
    quantities: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    top: int = 100,
    min_confidence: float = TRUSTED,
    part: int = 1,
    ax: Axes | None = None,
) -> Axes:
    """Draw the first `top` quantities as a ruled table, one row each, in the order given; long sentences are wrapped.

    A row of less than `min_confidence` is left out, and the figure says how many there are.
    A sentence that states several stands beside the first of them. Targets are marked ◇. Of several issues a column
    names the article of each row, by its headline where `articles` are given. What is higher than a page goes on in
    further parts: see `plot_parts`. A double column holds about thirty rows a part.
    """
    table, left = confident(require(quantities, NEEDED, of="quantities"), min_confidence)
    first = table.head(top)
    width = room(None) if ax is None else ax.bbox.width / ax.figure.dpi * 72
    texts = _texts(first, articles)
    texts = _in_fewer(texts) if width < NARROW else texts
    widths = _widths(texts, width)
    heading, *rows = [
        _wrapped(row, widths) for row in [{name: label(name) for name in widths}, *texts.to_dict("records")]
    ]
    parts = _parts([_lines(row) for row in rows], _lines(heading))
    only, count = cut(len(parts), part, most=1)
    those = [row for rows_ in parts[only] for row in rows_]
    notes = (*shown_of(len(first), len(table)), *left, *part_of(part, count))
    ax = _draw([heading, *(rows[row] for row in those)], list(widths.values()), width, ax)
    explain(ax, "", notes)
    return attach(describe(ax, "statistics"), first[list(NEEDED)].iloc[those], notes=notes, parts=count, least=2 if part == 1 else 1)


def _texts(quantities: pd.DataFrame, articles: pd.DataFrame | None) -> pd.DataFrame:
    """Return the cells as text, a sentence beside the first of its statistics only."""
    once = quantities["context"].str.replace("\n", " ").where(quantities["context"].ne(quantities["context"].shift()), "")
    aims = quantities["target"].map({True: " ◇", False: ""})
    periods = quantities["period"].map(short_period)
    texts = quantities[list(FACTS)].assign(stated=quantities["stated"] + aims, period=periods, context=once)
    if len(set(issue_of(quantities["article_id"]))) <= 1:
        return texts
    ids = quantities["article_id"]
    names = name_some(articles, ids)
    return texts.assign(article=[names.get(each, each) if said else "" for each, said in zip(ids, once, strict=True)])


def _in_fewer(texts: pd.DataFrame) -> pd.DataFrame:
    """Return the cells in fewer columns: what changed with what is stated, the article below its sentence."""
    stated = (texts["direction"] + " " + texts["stated"]).str.strip()
    fewer = texts.drop(columns="direction").assign(stated=stated)
    if "article" not in texts:
        return fewer
    below = ("\n" + texts["article"]).where(texts["article"] != "", "")
    return fewer.drop(columns="article").assign(context=texts["context"] + below)


def _widths(texts: pd.DataFrame, width: float) -> dict[str, float]:
    """Return the width of each column in points: facts as wide as they need, within bounds, the sentence what is left."""
    facts = [name for name in texts if name != "context"]
    wanted = [max(measure(label(name)), *map(measure, texts[name]), 0.0) + 1 for name in facts]
    least = [max(map(widest_piece, [label(name), *texts[name]])) + 1 for name in facts]
    given = share_out([min(each, WIDEST * width) for each in wanted], ALL_FACTS * width)
    given = no_narrower(given, [min(each, WIDEST * width) for each in least])
    left = width - sum(given) - SPACE * len(facts)
    widths = dict(zip(facts, given, strict=True)) | {"context": left}
    return {name: widths[name] for name in texts}


def _wrapped(row: Mapping[str, str], widths: Mapping[str, float]) -> Cells:
    """Return the cells of a row as lines, within bounds."""
    return [
        _cut(list(_set(_fitted(row[name], name, width), width)) or [""], BOUNDS.get(name, MOST_LINES), width)
        for name, width in widths.items()
    ]


def _set(text: str, width: float) -> Iterator[str]:
    """Yield the lines of a cell: its sentence wrapped, the article below it on lines of its own."""
    sentence, below, article = text.partition("\n")
    under = list(wrap(f"[{shorten(article, BELOW * width)}]", width)) if below else []
    yield from _cut(list(wrap(sentence, width)), MOST_LINES - len(under), width) if below else wrap(sentence, width)
    yield from under


def _fitted(text: str, name: str, width: float) -> str:
    """Return the text of a cell; the name of an article shortened to what its lines hold."""
    return shorten_name(text, BOUNDS[name] * width) if name in BOUNDS else text


def _cut(lines: list[str], most: int, width: float) -> list[str]:
    """Return the first `most` lines, the cut marked."""
    return lines if len(lines) <= most else [*lines[: most - 1], shorten(f"{lines[most - 1]}{lines[most]}", width)]


def _lines(row: Cells) -> float:
    """Return how high a row is, in lines."""
    return max(map(len, row)) + PADDING


def _parts(heights: Sequence[float], heading: float) -> list[list[int]]:
    """Return the rows of each part, as many as a page holds below the heading."""
    page = TALLEST * 72 / (LEADING * plt.rcParams["font.size"]) - heading - AROUND
    parts: list[list[int]] = [[]]
    high = 0.0
    for row, height in enumerate(heights):
        if parts[-1] and high + height > page:
            parts.append([])
            high = 0.0
        parts[-1].append(row)
        high += height
    return parts


def _draw(rows: Sequence[Cells], widths: Sequence[float], width: float, ax: Axes | None) -> Axes:
    """Draw a heading and rows between rules."""
    tops = np.cumsum([PADDING, *map(_lines, rows)])
    lefts = np.cumsum([0.0, *(each + SPACE for each in widths[:-1])])
    return draw_cells(ax or _new_axes(tops[-1]), rows, (lefts, tops), width, PADDING)


def draw_cells(
    ax: Axes, rows: Sequence[Cells], places: tuple[np.ndarray, np.ndarray], width: float, padding: float
) -> Axes:
    """Print the cells of a heading and of rows on empty Axes, with rules above, below and under the heading.

    `places` are the left edges of the columns in points, shape (n_columns,), and the tops of the rows and their end in lines, shape
    (n_rows + 1,); `padding` are the lines between two rows.
    """
    lefts, tops = places
    strip(ax)
    ax.set(xlim=(0, width), ylim=(tops[-1], 0))
    for cells, top in zip(rows, tops, strict=False):
        for left, lines in zip(lefts, cells, strict=False):
            for number, line in enumerate(lines):
                ax.text(left, top + number + ASCENT, plain(line), va="baseline")
    ax.hlines(tops[1] - padding / 2, 0, width, color=colour("ink"), linewidth=0.5)
    ax.hlines([0, tops[-1]], 0, width, color=colour("ink"), linewidth=0.9, clip_on=False)
    return ax


def _new_axes(lines: float) -> Axes:
    """Return the Axes of a new figure that is high enough for so many lines, their notes among them."""
    height = (lines + AROUND / 2) * LEADING * plt.rcParams["font.size"] / 72
    ax = plt.subplots(figsize=(plt.rcParams["figure.figsize"][0], min(height, TALLEST)))[1]
    ax.own_rows = 0
    return ax

"""Text that fits: measured, shortened, wrapped or set in fewer columns, so that nothing runs off a figure or over its neighbour."""

import re
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from corpus_tools.plots.labels import plain
from corpus_tools.plots.style import colour

NAMES_SHARE: Final = 0.32  # of the width of a figure: the names of the rows at the most
MIN_SHARE: Final = 0.9  # of the width of a figure: a sentence
GAP: Final = 6  # points between two columns of text in the margin
HEADING: Final = 1.9  # type heights between drawing and legend: room for the headings of the margin
BARE: Final = 0.4  # and where there are none
MOST_COLUMNS: Final = 8  # entries of a legend in a row
HANDLE: Final = 3.3  # type heights of a legend that the handle of an entry and the gaps beside it take
BORDER: Final = 1.0  # and those around all entries
WHEREABOUTS: Final = re.compile(r".+? · (?=\d+  )")  # before the number and the headline of an article
WHERE_SHARE: Final = 0.5  # of the room for a name: what stands before the headline at the most
NEVER_FIRST: Final = "，。、；：？！”’）》」』】％"  # signs that no line begins with
WHOLE: Final = (
    r"[!-.0-~]*/|[!-.0-~]+|."  # what no line break divides: Latin letters and digits up to a slash, or one character
)


def measure(text: str, size: float | None = None) -> float:
    """Return how wide `text` is set, in points, in type of `size` (the style's, if not given).

    >>> from corpus_tools.plots.style import house_style
    >>> with house_style():
    ...     measure("县域") == 2 * measure("县")
    True
    """
    return _measured(text.replace("\n", " "), size or mpl.rcParams["font.size"], tuple(mpl.rcParams["font.family"]))


@lru_cache(maxsize=100_000)
def _measured(text: str, size: float, family: tuple[str, ...]) -> float:
    """Return how wide a text is set in a typeface."""
    font = FontProperties(family=list(family), size=size)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # of a character without a glyph `save_figure` tells, with the label that holds it
        return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]


def shorten(text: str, points: float, size: float | None = None) -> str:
    """Return as much of `text` as stands within so many points, the cut marked.

    >>> from corpus_tools.plots.style import house_style
    >>> with house_style():
    ...     shorten("凝聚县域经济高质量发展合力", 80)
    '凝聚县域经济高质量发…'
    """
    if measure(text, size) <= points:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(f"{text[:middle]}…", size) <= points else (low, middle - 1)
    return f"{text[:low].rstrip()}…"


def shorten_name(name: str, points: float) -> str:
    """Return as much of an article's name (see `name_articles`) as stands within so many points.

    Where newspaper, date and page would leave too little room for the headline, they are left out: the rows of an issue
    are numbered from 1.

    >>> from corpus_tools.plots.style import house_style
    >>> with house_style():
    ...     shorten_name("青岩日报 2024-01-13 第01版 · 2  凝聚县域经济高质量发展合力", 90)
    '2  凝聚县域经济高质量发…'
    """
    where = WHEREABOUTS.match(name)
    if where is None or measure(name) <= points or measure(where[0]) <= WHERE_SHARE * points:
        return shorten(name, points)
    return shorten(name[where.end() :], points)


def wrap(text: str, points: float, size: float | None = None) -> Iterator[str]:
    """Yield the lines of `text`, so many points wide; numbers and Latin words stay whole where they can, one closing mark hangs over.

    >>> from corpus_tools.plots.style import house_style
    >>> with house_style():
    ...     list(wrap("县域经济，高质量发展。", 30))
    ['县域经济，', '高质量发', '展。']
    """
    line, wide = "", 0.0
    for part in _pieces(text, points, size):
        width = measure(part, size)
        if line.strip() and wide + width > points and (part not in NEVER_FIRST or wide > points):
            yield line.rstrip()
            line, wide = "", 0.0
        if line or part != " ":
            line, wide = line + part, wide + width
    if line:
        yield line.rstrip()


def _pieces(text: str, points: float, size: float | None) -> Iterator[str]:
    """Yield what no line break divides; a run that is wider than a line by its characters."""
    for piece in re.findall(WHOLE, text):
        yield from [piece] if measure(piece, size) <= points else piece


def widest_piece(text: str) -> float:
    """Return how wide the widest part of a text is that no line break divides, in points."""
    return max(map(measure, re.findall(WHOLE, text)), default=0.0)


def settle(figure: Figure) -> None:
    """Lay a figure out, so that its extents can be measured. What is amiss with it yet, `save_figure` says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure.draw_without_rendering()


def room(ax: Axes | None) -> float:
    """Return how wide the Axes, or those of a new figure, and what stands beside them may be, in points."""
    if ax is None:
        return mpl.rcParams["figure.figsize"][0] * 72
    spec = ax.get_subplotspec()
    share = 1.0 if spec is None else len(spec.colspan) / spec.get_gridspec().ncols
    return share * ax.figure.get_figwidth() * 72


def rows_down(ax: Axes, names: Sequence[str]) -> None:
    """Make the Axes rows of text from top to bottom, names shortened to their share, with faint lines to lead the eye across."""
    most = NAMES_SHARE * room(ax)
    ax.set_yticks(range(len(names)), [plain(shorten_name(name, most)) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.hlines(
        range(len(names)), 0, 1, transform=ax.get_yaxis_transform(), color=colour("faint"), linewidth=0.5, zorder=0
    )


def share_out(wanted: Sequence[float], points: float) -> list[float]:
    """Return how wide each column is: as wide as it wants, or the widest alike where all together have only `points`.

    >>> share_out([10, 80, 60], 100), share_out([10, 20], 100)
    ([10, 39.0, 39.0], [10, 20])
    """
    points -= GAP * (len(wanted) - 1)
    given: dict[int, float] = {}
    for done, at in enumerate(sorted(range(len(wanted)), key=lambda at: wanted[at])):
        given[at] = min(wanted[at], max(0, points - sum(given.values())) / (len(wanted) - done))
    return [given[at] for at in range(len(wanted))]


def no_narrower(given: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return widths of at least so much each, the rest taken from those that have more; those `given` where these do not have it.

    >>> no_narrower([20, 40, 40], [30, 10, 20])
    [30.0, 34.0, 36.0]
    """
    spare = [max(0.0, each - floor) for each, floor in zip(given, least, strict=True)]
    lacking = sum(max(0.0, floor - each) for each, floor in zip(given, least, strict=True))
    if lacking > sum(spare) or not lacking:
        return list(given)
    kept = 1 - lacking / sum(spare)
    return [floor + kept * each for floor, each in zip(least, spare, strict=True)]


def legend_above(ax: Axes) -> Legend | None:
    """Set the legend above the drawing and its headings, bars first, then marks, in as few rows as there is width for.

    Entries that are wider than the drawing are wrapped. Draw everything else first: a legend that is wider than what is
    drawn would make the drawing narrower.
    """
    entries = sorted(zip(*ax.get_legend_handles_labels(), strict=True), key=lambda entry: isinstance(entry[0], Line2D))
    if not entries:
        return None
    settle(ax.figure)
    points = max(ax.bbox.width, ax.get_tightbbox().x1 - ax.bbox.x0) / ax.figure.dpi * 72
    size = FontProperties(size=mpl.rcParams["legend.fontsize"]).get_size_in_points()
    points -= BORDER * size
    names = ["\n".join(wrap(name, points - HANDLE * size, size)) for _, name in entries]
    return ax.legend(
        [handle for handle, _ in entries],
        names,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=_columns([measure_lines(name, size) + HANDLE * size for name in names], points),
        borderaxespad=HEADING if ax.texts else BARE,
    )


def measure_lines(text: str, size: float) -> float:
    """Return how wide the widest line of a text is, in points."""
    return max((measure(line, size) for line in text.split("\n")), default=0.0)


def _columns(widths: Sequence[float], points: float) -> int:
    """Return in how many columns a legend fits; matplotlib fills them downwards, the first ones with one entry more."""
    for columns in range(min(MOST_COLUMNS, len(widths)), 1, -1):
        rows, longer = divmod(len(widths), columns)
        sizes = [rows + (at < longer) for at in range(columns)]
        starts = [sum(sizes[:at]) for at in range(columns)]
        if sum(max(widths[start : start + size]) for start, size in zip(starts, sizes, strict=True)) <= points:
            return columns
    return 1


def rein_in(figure: Figure) -> None:
    """Lay a figure out, its titles and labels of axes wrapped where they run off it."""
    settle(figure)
    changed = False
    for ax in figure.axes:
        titles = [child for child in ax.get_children() if isinstance(child, Text) and child not in ax.texts]
        for text in (*titles, ax.xaxis.label):
            changed |= _rein_in(text, figure)
    if changed:
        settle(figure)


def _rein_in(text: Text, figure: Figure) -> bool:
    """Wrap a text where it runs off the figure to either side, and tell whether it did."""
    box = text.get_window_extent()
    if not text.get_text() or (box.x0 >= 0 and box.x1 <= figure.bbox.x1):
        return False
    middle = (box.x0 + box.x1) / 2
    pixels = {
        "left": figure.bbox.x1 - box.x0,
        "right": box.x1,
        "center": 2 * min(middle, figure.bbox.x1 - middle),
    }[text.get_ha()]
    points, size = MIN_SHARE * pixels / figure.dpi * 72, text.get_fontsize()
    text.set_text("\n".join(line for part in text.get_text().split("\n") for line in wrap(part, points, size)))
    return True

"""The house style: one look, one language and one column width for all figures of a paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from typing import Final

import matplotlib as mpl
import matplotlib.pyplot as plt

from corpus_tools.plots.fonts import load_font
from corpus_tools.plots.labels import LANGUAGES
from corpus_tools.resources import read_rows

WIDTHS = ("single", "double")
MM: Final = 1 / 25.4  # inches
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
    ...     round(plt.rcParams["figure.figsize"][0] / MM)
    183
    """
    choose("language", language, LANGUAGES)
    size = column_width(journal, width)
    load_font()
    # The first figure of a session chooses the backend, and that turns on `interactive`, which a notebook's pictures
    # hang on: chosen inside the context, it would be turned off at its end, for the rest of the session.
    plt.draw_if_interactive()
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


@cache
def colour(key: str) -> str:
    """Return the colour that stands for `key` in every figure (``resources/plots/colours.tsv``).

    >>> colour("main")
    '#0072B2'
    """
    return dict(read_rows("plots/colours.tsv"))[key]

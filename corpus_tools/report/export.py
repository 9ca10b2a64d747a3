"""Axes or a table → files for a paper, with their provenance: the same inputs give the same bytes."""

import hashlib
import json
import logging
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text
from matplotlib.transforms import BboxBase

from corpus_tools.plots.style import attached, look
from corpus_tools.report.documents import as_csv, as_latex, as_xlsx
from corpus_tools.report.provenance import provenance
from corpus_tools.sources.issues import Issue
from corpus_tools.tokens.lexicon import Lexicon

TABLE_FORMS = {".csv": as_csv, ".tex": as_latex, ".xlsx": as_xlsx}
# Nothing of the moment or the machine goes into a file.
METADATA = {
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": "corpus-tools"},
    "svg": {"Date": None, "Creator": "corpus-tools"},
    "png": {"Software": "corpus-tools"},
}
LABELS = (Text, Legend, Axis)
COARSE = 72  # dots per inch that show what is missing as well as 600, and sooner
SLACK = 1.0  # pixels that a text may stand over the edge: antialiasing


def save_figure(
    ax: Axes,
    path: str | Path,
    *,
    captions: Mapping[str, str] | None = None,
    inputs: Iterable[Issue | Path | str] = (),
    lexicon: Lexicon | None = None,
    parameters: Mapping[str, object] | None = None,
) -> list[Path]:
    """Write the figure of `ax` as a bundle and return the paths: ``.pdf``, ``.svg``, ``.png``, ``.csv``, ``.json``.

    The PDF embeds TrueType, so its text can be selected; the PNG has 600 dpi; the CSV holds what the Axes show (a
    figure of several plots gives one CSV each, ``_a``, ``_b``, …); the JSON holds the `captions` ("zh", "en"), the
    provenance (see `corpus_tools.report.provenance`) and the SHA-256 of the other files.

    Raises ValueError, before anything is written, when a character has no glyph, when a text runs off the figure,
    and when no table is attached to the Axes.
    """
    figure = ax.figure.get_figure(root=True)
    tables = _tables(figure)
    pictures = _pictures(figure)
    record = provenance(inputs, lexicon, parameters)
    return _write_bundle(Path(path), {**pictures, **tables}, {"captions": dict(captions or {}), **record})


def save_table(
    table: pd.DataFrame,
    path: str | Path,
    *,
    captions: Mapping[str, str] | None = None,
    inputs: Iterable[Issue | Path | str] = (),
    lexicon: Lexicon | None = None,
    parameters: Mapping[str, object] | None = None,
) -> list[Path]:
    r"""Write `table` and return the paths: ``.csv``, ``.tex``, ``.xlsx`` and ``.json`` with the provenance.

    A `path` that ends in one of the first three writes that form only. The CSV is UTF-8 with a byte order mark, so
    that Excel reads it; the LaTeX is a booktabs table with everything escaped (it needs ``\usepackage{booktabs}`` and
    ``ctex`` for Chinese); the Excel sheet has a frozen, filtered header. Long text is wrapped, never cut.
    """
    path = Path(path)
    if path.suffix in TABLE_FORMS:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TABLE_FORMS[path.suffix](table))
        return [path]
    contents = {suffix: form(table) for suffix, form in TABLE_FORMS.items()}
    return _write_bundle(path, contents, {"captions": dict(captions or {}), **provenance(inputs, lexicon, parameters)})


def _write_bundle(path: Path, contents: Mapping[str, bytes], record: Mapping[str, object]) -> list[Path]:
    """Write `contents` by suffix, and the record of them as JSON; return the paths."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digests = {path.name + suffix: hashlib.sha256(content).hexdigest() for suffix, content in contents.items()}
    text = json.dumps({"name": path.name, **record, "files": digests}, ensure_ascii=False, indent=1, default=str)
    written = {**contents, ".json": f"{text}\n".encode()}
    for suffix, content in written.items():
        path.with_name(path.name + suffix).write_bytes(content)
    return [path.with_name(path.name + suffix) for suffix in written]


def _tables(figure: Figure) -> dict[str, bytes]:
    """Return what the Axes of a figure show, as CSV by suffix."""
    shown = [table for ax in figure.axes if (table := attached(ax)) is not None]
    if not shown:
        msg = "no table is attached to these Axes – draw with a plot_… function, or call corpus_tools.plots.style.attach(ax, table)"
        raise ValueError(msg)
    panels = [""] if len(shown) == 1 else [f"_{letter}" for letter in ascii_lowercase]
    return {f"{panel}.csv": as_csv(table) for panel, table in zip(panels, shown, strict=False)}


def _pictures(figure: Figure) -> dict[str, bytes]:
    """Return the figure in every format by suffix; raise ValueError when it is not fit for print."""
    with mpl.rc_context(look()):
        if complaints := _complaints(figure):
            msg = f"the figure is not fit for print – {complaints[0]}"
            raise ValueError(msg)
        return {f".{form}": _picture(figure, form) for form in METADATA}


def _complaints(figure: Figure) -> list[str]:
    """Return what is wrong with a figure: characters without a glyph, labels without room."""
    heard: list[str] = []
    with warnings.catch_warnings(record=True) as caught, _heard(heard):
        warnings.simplefilter("always")
        figure.savefig(BytesIO(), format="rgba", dpi=COARSE)  # glyphs are missed in drawing only: sizes are remembered
        _read_formulas(figure)
        cut_off = list(_cut_off(figure))
    return [
        *heard,
        *(str(warning.message) for warning in caught if issubclass(warning.category, UserWarning)),
        *cut_off,
    ]


def _picture(figure: Figure, form: str) -> bytes:
    """Return the figure in one format."""
    buffer = BytesIO()
    figure.savefig(buffer, format=form, metadata=METADATA[form])
    return buffer.getvalue()


@contextmanager
def _heard(messages: list[str]) -> Iterator[None]:
    """Put into `messages` what matplotlib logs of formulas: there it warns of no missing glyph, and draws a dummy."""
    logger = logging.getLogger("matplotlib.mathtext")
    listen = lambda record: messages.append(record.getMessage())  # noqa: E731 – added and removed under one name
    logger.addFilter(listen)
    try:
        yield
    finally:
        logger.removeFilter(listen)


def _read_formulas(figure: Figure) -> None:
    """Read every label that holds a formula afresh: matplotlib remembers formulas, and logs only the first time."""
    reader = MathTextParser("path")
    for text in figure.findobj(Text):
        if text.get_text().replace(r"\$", "").count("$") > 1:
            reader.parse(text.get_text(), prop=text.get_fontproperties())


def _cut_off(figure: Figure) -> Iterator[str]:
    """Name the labels and legends that run off the figure."""
    figure.draw_without_rendering()
    children = [*figure.get_children(), *(child for ax in figure.axes for child in ax.get_children())]
    drawn = (child for child in children if isinstance(child, LABELS) and child.get_visible() and child.get_in_layout())
    for artist in drawn:
        box = artist.get_tightbbox()
        if box and box.width and not _holds(figure.bbox, box):
            name = artist.get_text() if isinstance(artist, Text) else type(artist).__name__
            yield f"{name!r} runs off its edge"


def _holds(frame: BboxBase, box: BboxBase) -> bool:
    """Tell whether `box` stands within `frame`."""
    return min(box.x0, box.y0) >= -SLACK and box.x1 <= frame.x1 + SLACK and box.y1 <= frame.y1 + SLACK

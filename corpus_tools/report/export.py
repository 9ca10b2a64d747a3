"""Axes or a table → files for a paper, with their provenance: the same inputs give the same bytes."""

import hashlib
import json
import logging
import re
import sys
import warnings
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase
from typing import Unpack

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text
from matplotlib.transforms import BboxBase

from corpus_tools.plots.alt_text import alt_text, alt_texts
from corpus_tools.plots.fitting import settle
from corpus_tools.plots.frames import Drawn, drawn, fit
from corpus_tools.plots.labels import current_language, say
from corpus_tools.plots.style import look
from corpus_tools.report.documents import as_csv, as_latex, as_xlsx
from corpus_tools.report.provenance import Origin, provenance
from corpus_tools.text.files import write_all

# Nothing of the moment or the machine goes into a file.
METADATA = {
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": "corpus-tools"},
    "svg": {"Date": None, "Creator": "corpus-tools"},
    "png": {"Software": "corpus-tools"},
}
LABELS = (Text, Legend, Axis)
MISSING = re.compile(r"Glyph (?P<decimal>\d+)|glyph for .*\[U\+(?P<hexadecimal>[0-9a-fA-F]+)\]")
DIGITS = 9  # of the place of Axes, as a share of the figure: far below what any format writes
SLACK = 1.0  # pixels that a text may stand over the edge: antialiasing


def save_figure(
    ax: Axes | Sequence[Axes],
    path: str | Path,
    *,
    captions: Mapping[str, str] | None = None,
    **origin: Unpack[Origin],
) -> list[Path]:
    """Write the figure of `ax` as a bundle and return the paths: ``.pdf``, ``.svg``, ``.png``, ``.csv``, ``.json``.

    The PDF embeds TrueType, so its text can be selected; the PNG has 600 dpi; the CSV holds what the Axes show (a
    figure of several plots gives one CSV each, ``_a``, ``_b``, …); the JSON holds the `captions` ("zh", "en") with what
    limits the figure ("30 of 88 shown"), the alt texts, short and long, in both languages, the provenance and the SHA-256 of the other files. What it was made from is stated
    by `corpus`, or by `inputs` and `lexicon`, with `parameters` (see `corpus_tools.report.provenance`). Of several Axes, as `plot_parts` draws them, each figure is a bundle: ``_1``, ``_2``, … after the name.

    A figure with too little to draw is left out: nothing is written, and the list is empty. In a notebook every figure
    that is written is shown once, whatever the backend, and then closed; of one that is left out, the sentence is.

    Raises ValueError, before anything is written, when a character has no glyph, when a text runs off the figure,
    and when no table is attached to the Axes.
    """
    series = [ax] if isinstance(ax, Axes) else list(ax)
    if not series or not all(isinstance(each, Axes) for each in series):
        msg = f"no figure – {Path(path).name} – Axes are wanted, as every plot returns them; it is {series!r:.60}"
        raise ValueError(msg)
    stems = [Path(path)] if len(series) == 1 else _numbered(Path(path), len(series))
    bundles = [_bundle(each.figure.get_figure(root=True)) for each in series]
    record = provenance(**origin)
    written = []
    for each, stem, bundle in zip(series, stems, bundles, strict=True):
        shown = _shown(each.figure.get_figure(root=True))
        if bundle:
            said = {name: _with_notes(text, shown, name) for name, text in (captions or {}).items()}
            written += _write_bundle(stem, bundle, {"captions": said, "alt": alt_texts(shown), **record})
        display_figure(each.figure.get_figure(root=True))
    return written


def _numbered(path: Path, count: int) -> list[Path]:
    """Return the names of so many parts, in an order that sorting keeps."""
    return [path.with_name(f"{path.name}_{number:0{len(str(count))}}") for number in range(1, count + 1)]


def _bundle(figure: Figure) -> dict[str, bytes]:
    """Return pictures and tables of a figure by suffix; nothing of one that is left out."""
    tables = _tables(figure)
    return {} if _left_out(figure) else {**_pictures(figure), **tables}


def _shown(figure: Figure) -> list[Drawn]:
    """Return what the Axes of a figure show."""
    return [shown for ax in figure.axes if (shown := drawn(ax)) is not None]


def _left_out(figure: Figure) -> str:
    """Return the sentence for a figure of which nothing can be drawn; nothing for any other."""
    sentences = [shown.left_out for shown in _shown(figure)]
    return sentences[0] if all(sentences) else ""


def _with_notes(caption: str, shown: Sequence[Drawn], language: str) -> str:
    """Return a caption with what limits the figure."""
    notes = [note for each in shown for note in each.notes]
    return (
        f"{caption} ({say(notes, language)})"
        if notes and language == "en"
        else f"{caption}（{say(notes, language)}）"
        if notes
        else caption
    )


def display_figure(figure: Figure) -> None:
    """Show a figure in the notebook that runs, once and whatever the backend, and close it; do nothing elsewhere.

    The picture carries its alt text in the language of the style. Of a figure that is left out, show the sentence that
    says so.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if not hasattr(shell, "kernel"):
        return
    show = ipython.display.display
    if sentence := _left_out(figure):
        show({"text/plain": sentence}, raw=True)
    else:
        with mpl.rc_context(look()):
            picture = _picture(figure, "png", dpi="figure")
        alt = alt_text(_shown(figure), current_language()).long
        show({"image/png": b64encode(picture).decode("ascii")}, metadata={"image/png": {"alt": alt}}, raw=True)
    plt.close(figure)


def save_table(
    table: pd.DataFrame,
    path: str | Path,
    *,
    captions: Mapping[str, str] | None = None,
    **origin: Unpack[Origin],
) -> list[Path]:
    r"""Write `table` and return the paths: ``.csv``, ``.tex``, ``.xlsx`` and ``.json`` with the provenance (see `save_figure`).

    A `path` that ends in one of the first three writes that form only. The CSV is UTF-8 with a byte order mark, so
    that Excel reads it; the LaTeX is for print (see `as_latex`), with the caption and the headings in the
    language of the style (it needs ``booktabs``, ``longtable``, and ``ctex`` for Chinese); the Excel sheet has a frozen, filtered header. Long text is wrapped, never cut.
    """
    if twice := sorted({str(name) for name in table.columns[table.columns.duplicated()]}):
        msg = f"table has {twice} more than once; it has {[str(name) for name in table.columns]}"
        raise ValueError(msg)
    path, record = Path(path), provenance(**origin)
    forms = {".csv": as_csv, ".tex": partial(as_latex, caption=_caption(captions or {})), ".xlsx": as_xlsx}
    if path.suffix in forms:
        return write_all({path: forms[path.suffix](table)})
    contents = {suffix: form(table) for suffix, form in forms.items()}
    return _write_bundle(path, contents, {"captions": dict(captions or {}), **record})


def _caption(captions: Mapping[str, str]) -> str:
    """Return the caption in the language of the style; any other where there is none in it."""
    return captions.get(current_language()) or next(iter(captions.values()), "")


def _write_bundle(path: Path, contents: Mapping[str, bytes], record: Mapping[str, object]) -> list[Path]:
    """Write `contents` by suffix, and the record of them as JSON; return the paths."""
    digests = {path.name + suffix: hashlib.sha256(content).hexdigest() for suffix, content in contents.items()}
    text = json.dumps({"name": path.name, **record, "files": digests}, ensure_ascii=False, indent=1, default=str)
    # half of a pair becomes the escape that JSON has for it
    written = {**contents, ".json": f"{text}\n".encode("utf-8", "backslashreplace")}
    return write_all({path.with_name(path.name + suffix): content for suffix, content in written.items()})


def _tables(figure: Figure) -> dict[str, bytes]:
    """Return what the Axes of a figure show, as CSV by suffix."""
    shown = _shown(figure)
    if not shown:
        msg = "no table is attached to these Axes – draw with a plot_… function, or call corpus_tools.plots.frames.attach(ax, table)"
        raise ValueError(msg)
    panels = [""] if len(shown) == 1 else [f"_{letter}" for letter in ascii_lowercase]
    return {f"{panel}.csv": as_csv(each.table) for panel, each in zip(panels, shown, strict=False)}


def _pictures(figure: Figure) -> dict[str, bytes]:
    """Return the figure in every format by suffix; raise ValueError when it is not fit for print."""
    heard: list[str] = []
    with mpl.rc_context(look()), warnings.catch_warnings(record=True) as caught, _heard(heard):
        warnings.simplefilter("always")
        fit(figure)
        settle(figure)
        cut_off = list(_cut_off(figure))
        with _laid_out(figure):
            pictures = {f".{form}": _picture(figure, form) for form in METADATA}
        _read_formulas(figure)
    warned = [str(warning.message) for warning in caught if issubclass(warning.category, UserWarning)]
    for other in caught:
        if not issubclass(other.category, UserWarning):
            warnings.warn_explicit(other.message, other.category, other.filename, other.lineno)
    if complaints := [*(_with_label(message, figure) for message in (*heard, *warned)), *cut_off]:
        msg = f"the figure is not fit for print – {complaints[0]}"
        raise ValueError(msg)
    return pictures


@contextmanager
def _laid_out(figure: Figure) -> Iterator[None]:
    """Keep the layout that a figure has for every format: to find it takes as long as the drawing. Afterwards it can change again.

    Found once more, it differs in the last digits of a float: it is kept without them.
    """
    engine = figure.get_layout_engine()
    figure.set_layout_engine("none")
    for ax in figure.axes:
        ax.set_position([round(float(edge), DIGITS) for edge in ax.get_position().bounds])
        ax.set_in_layout(True)  # it leaves the layout when its place is stated
    try:
        yield
    finally:
        figure.set_layout_engine(engine)


def _with_label(message: str, figure: Figure) -> str:
    """Return what matplotlib says of a missing glyph, with the character and the label that holds it."""
    found = MISSING.search(message)
    if not found:
        return message
    sign = chr(int(found["decimal"] or found["hexadecimal"], 10 if found["decimal"] else 16))
    labels = [text.get_text() for text in figure.findobj(Text) if sign in text.get_text()]
    return f"{labels[0] if labels else ''!r} holds {sign!r}: {message}"


def _picture(figure: Figure, form: str, dpi: float | str | None = None) -> bytes:
    """Return the figure in one format; `dpi` is the style's for print, if not given."""
    buffer = BytesIO()
    figure.savefig(buffer, format=form, metadata=METADATA[form], dpi=dpi or mpl.rcParams["savefig.dpi"])
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
    """Name the labels and legends that run off the figure, which is laid out."""
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

"""PDF pages with a text layer → Source: the characters in reading order, column by column."""

from collections.abc import Callable, Iterator
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from pathlib import Path
from statistics import median
from unicodedata import east_asian_width, normalize

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus_tools.sources.mastheads import find_folios
from corpus_tools.sources.sheets import Sheet, Source, Statement, digest_of
from corpus_tools.tables import SeedError
from corpus_tools.text.grammar import source

# Distances in units of the median size of a character on the page.
WHITE_ROW = 1.0  # white between two blocks, one above the other; lines of one block stand closer
WIDER = 1.5  # and so many times the white between most lines, where a page is set wide
LINES = 3  # so many lines that follow each other tell how wide a page is set
DESCENT = 0.12  # how far a Chinese character reaches below the base line
GUTTER = 0.7  # white between two columns; characters of one line stand closer
SAME_LINE = 0.4  # how far the feet of two characters of one line differ
INDENT = 1.5  # a paragraph begins two characters in; less is a ragged edge
SHORT = 1.5  # a line that ends so far before the edge of its column ends its paragraph
SAME_SIZE = 1.15  # a headline is larger than that beside body text
# Radicals without a compatibility mapping in Unicode (CJK Radicals Supplement), and the characters of their shapes.
SUPPLEMENT = dict(zip(source("radicals: radicals"), source("radicals: characters"), strict=True))


@dataclass(frozen=True)
class Run:
    """Characters that stand in one line, with their box: left, foot, right, top."""

    text: str
    left: float
    foot: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of the characters."""
        return self.top - self.foot


def read_pdf(path: Path) -> list[Source]:
    """Return the newspaper pages of a file, one for each page of the PDF that has text.

    Blocks are found by the white between them (recursive cuts, rows before columns), lines of one paragraph are put
    together. The limit of the method: text that runs around pictures in steps, or a headline beside its columns, can be
    read in another order than meant. Raises SeedError for a scan without text and for a file that is no PDF.
    """
    try:
        with pdfium.PdfDocument(path) as document:
            texts = [_text(_runs(page)) for page in document]
    except pdfium.PdfiumError as error:
        msg = f"is no PDF that can be read: {error}"
        raise SeedError(msg, path) from error
    filled = [(number, text) for number, text in enumerate(texts, 1) if text]
    if not filled:
        msg = f"has no text on any of its {len(texts)} pages: it is a scan; recognise its text first (OCR)"
        raise SeedError(msg, path)
    blank = [str(number) for number, text in enumerate(texts, 1) if not text]
    notes = (f"pages without text: {', '.join(blank)} of the PDF",) if blank else ()
    alone, digest = len(texts) == 1, digest_of([path])
    return [Source((path,), _sheet(text, number, alone=alone), digest, alone, notes) for number, text in filled]


def _sheet(text: str, number: int, *, alone: bool) -> Sheet:
    """Return a page; where nothing on it states its number it is that of the PDF's page."""
    stated = alone or any(folio.page for folio in find_folios(text))
    return Sheet(text, statements=() if stated else (Statement("page", (f"{number:02d}",), "page of the PDF"),))


def _runs(page: pdfium.PdfPage) -> list[Run]:
    """Return the characters of a page, put together where they stand beside each other in one line."""
    layer = page.get_textpage()
    runs: list[Run] = []
    for place in range(layer.count_chars()):
        sign = _ideograph(chr(raw.FPDFText_GetUnicode(layer, place)))
        if sign.isprintable() and not sign.isspace():
            run = _run(layer, place, sign)
            joined = _beside(runs[-1], run) if runs else None
            runs[-1:] = [*runs[-1:], run] if joined is None else [joined]
    return runs


def _ideograph(sign: str) -> str:
    """Return the character for the radical of the same shape, which some files name instead: ⼀ → 一, ⻓ → 长."""
    return SUPPLEMENT.get(sign) or (normalize("NFKC", sign) if "\u2e80" <= sign <= "\u2fd5" else sign)


def _run(layer: pdfium.PdfTextPage, place: int, sign: str) -> Run:
    """Return one character with the box that its line gives it: on the base line, as high as the type is large.

    The box of its strokes says too little: 一 and ， are low and narrow, and some files know no other.
    """
    left, foot, right, top = layer.get_charbox(place, loose=True)
    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    known = raw.FPDFText_GetCharOrigin(layer, place, x, y) and raw.FPDFText_GetMatrix(layer, place, matrix)
    size = raw.FPDFText_GetFontSize(layer, place) * hypot(matrix.c, matrix.d) if known else 0.0
    if size <= 0 or abs(matrix.b) > abs(matrix.a):  # no type, or set on its side
        return Run(sign, left, foot, right, top)
    width = size if east_asian_width(sign) in "WF" else 0.0
    return Run(sign, x.value, y.value - DESCENT * size, max(right, x.value + width), y.value + (1 - DESCENT) * size)


def _beside(left: Run, right: Run) -> Run | None:
    """Return two runs as one where the second goes on the line of the first, else None."""
    gap, size = right.left - left.right, max(right.size, 1.0)
    if abs(left.foot - right.foot) > SAME_LINE * size or not -size < gap < GUTTER * size:
        return None
    # Latin words are parted by white that the layer may not hold as a character.
    space = " " if gap > size / 5 and left.text[-1].isascii() and right.text[0].isascii() else ""
    return Run(
        left.text + space + right.text, left.left, min(left.foot, right.foot), right.right, max(left.top, right.top)
    )


def _text(runs: list[Run]) -> str:
    """Return the text of a page: a paragraph a line, a blank line between two."""
    size = median(run.size for run in runs) if runs else 1.0
    white = max(WHITE_ROW * size, WIDER * _leading(runs))
    paragraphs = [paragraph for block in _blocks(runs, size, white) for paragraph in _paragraphs(block)]
    return "\n\n".join(paragraphs)


def _leading(runs: list[Run]) -> float:
    """Return the usual white between a line and the next one below it in its column, in the order of the file."""
    whites = [
        one.foot - other.top
        for one, other in pairwise(runs)
        if other.top <= one.foot
        and other.left < one.right
        and one.left < other.right
        and one.foot - other.top < 2 * one.size
    ]
    return median(whites) if len(whites) >= LINES else 0.0


def _blocks(runs: list[Run], size: float, white: float) -> Iterator[list[Run]]:
    """Yield the blocks of a page in reading order: cut at a white row, else at a gutter, else one block."""
    rows = _cut(runs, white, lambda run: (-run.top, -run.foot))
    tall = bool(runs) and max(run.top for run in runs) - min(run.foot for run in runs) > 2 * max(
        run.size for run in runs
    )
    # White in a single line parts its words, not columns.
    parts = _cut(runs, size * GUTTER, lambda run: (run.left, run.right)) if len(rows) == 1 and tall else rows
    if len(parts) > 1:
        for part in parts:
            yield from _blocks(part, size, white)
    elif runs:
        yield sorted(runs, key=lambda run: (-round(run.foot / (SAME_LINE * size)), run.left))


def _cut(runs: list[Run], white: float, extent: Callable[[Run], tuple[float, float]]) -> list[list[Run]]:
    """Return the runs in groups with at least so much white between them in one direction, in its order."""
    groups: list[list[Run]] = []
    reach = float("-inf")
    for run in sorted(runs, key=extent):
        start, end = extent(run)
        if start - reach >= white:
            groups.append([])
        groups[-1].append(run)
        reach = max(reach, end)
    return groups


def _paragraphs(block: list[Run]) -> Iterator[str]:
    """Yield the paragraphs of a block, each put together from its lines."""
    lines = _lines(block)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and not _begins(before, line, left, right):
            joint = " " if text[-1].isascii() and line.text[0].isascii() else ""
            text += joint + line.text
        else:
            yield from [text] if text else []
            text = line.text
    yield text


def _begins(before: Run, line: Run, left: float, right: float) -> bool:
    """Tell whether a line begins a paragraph: indented, of another size, or after a short line."""
    larger = max(before.size, line.size) > SAME_SIZE * min(before.size, line.size)
    return larger or line.left - left >= INDENT * line.size or right - before.right >= SHORT * before.size


def _lines(block: list[Run]) -> list[Run]:
    """Return the lines of a block: runs on one foot line put together."""
    lines: list[Run] = []
    for run in block:
        if lines and abs(lines[-1].foot - run.foot) <= SAME_LINE * run.size and run.left >= lines[-1].left:
            last = lines[-1]
            lines[-1] = Run(f"{last.text} {run.text}", last.left, last.foot, run.right, max(last.top, run.top))
        else:
            lines.append(run)
    return lines

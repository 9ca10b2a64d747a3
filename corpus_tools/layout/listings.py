"""Rows of a list or table on a page: short lines of one form under each other (书名：… 作者：…)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus_tools.layout.line_features import LineFeatures

# So many lines of one form under each other are rows.
LEAST = 3
# A line that begins with a word and a colon, and a line that wide gaps divide.
LABEL = re.compile(r"[\u4e00-\u9fff]{1,6}:")
GAP = re.compile(r"(?<=\S)(?: {2,}|\u3000{2,})(?=\S)")
# What a row looks like and is not: who wrote, who took the picture.
LOOKALIKES = frozenset({"byline", "credit", "names"})


def mark_rows(looks: Sequence[LineFeatures]) -> list[LineFeatures]:
    """Return the lines of a page; those that are rows look like nothing else.

    >>> from corpus_tools.layout.line_features import line_features
    >>> lines = [line_features(text) for text in ("书名：春耕  作者：王勇", "书名：秋收  作者：李山", "书名：冬藏  作者：张川")]
    >>> [line.look for line in mark_rows(lines)]
    ['row', 'row', 'row']
    """
    found: list[LineFeatures] = []
    for form, group in groupby(looks, row_form):
        lines = list(group)
        found += [_as_row(line) for line in lines] if form and len(lines) >= LEAST else lines
    return found


def row_form(line: LineFeatures) -> str | int:
    """Return what rows of one list have in common: the word before a colon, else the number of cells; "" for none."""
    if not line.short:
        return ""
    if label := LABEL.match(line.text):
        return label.group()
    gaps = len(GAP.findall(line.text))
    return gaps + 1 if gaps else ""


def _as_row(line: LineFeatures) -> LineFeatures:
    kept = tuple(name for name in line.features if name not in LOOKALIKES)
    return replace(line, features=(*kept, "row"), look="row")

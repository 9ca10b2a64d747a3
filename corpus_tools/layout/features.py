"""What can be seen of each line of a page, in named features: its shape, its signs, its neighbours, its vocabulary.

Every feature has a name that a reader understands; the weight of each, for each role, stands in
``resources/layout/layout_weights.tsv``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from corpus_tools.layout.cohesion import character_runs, own_words, vocabulary
from corpus_tools.layout.house_style import house_features
from corpus_tools.layout.line_features import LONGEST_HEAD, LOOKS, LineFeatures, line_features
from corpus_tools.layout.lines import PageLine
from corpus_tools.layout.listings import mark_rows
from corpus_tools.layout.paragraph_breaks import Feature, break_features, there
from corpus_tools.rules import Rules

# A sign so few lines away is near, so many lines away far.
NEAR, FAR = 3, 12
# How many lines on each side hold subheads of one article.
AROUND = 25
# More lines of the same shape say no more.
MOST_TWINS = 3
OPENINGS = ("opens", "introduces")


@dataclass(frozen=True)
class PageFeatures:
    """The features of a page: of each line (`lines`), and of a paragraph going on from an earlier line (`cuts`).

    ``cuts[line][gap]`` are the features of the line going on from the line `gap` before it (0: from the nearest line
    before another article's lines that breaks off); an empty list says that it cannot.
    """

    lines: list[list[Feature]]
    cuts: list[list[list[Feature]]]


def page_features(lines: Sequence[PageLine], rules: Rules = Rules()) -> PageFeatures:
    """Return what can be seen of `lines`, the lines of one page in the order of the source."""
    looks = mark_rows([line_features(line.text, rules) for line in lines])
    seen = [[there(name) for name in names] for names in _named(looks, lines)]
    texts = [line.text for line in looks]
    pairs = character_runs(texts)
    shared = vocabulary(texts, pairs) | own_words(pairs, np.array([line.short for line in looks], bool))
    for name, values in shared.items():
        rows = np.flatnonzero(values)
        for row, value in zip(rows.tolist(), values[rows].tolist(), strict=True):
            seen[row].append((name, value))
    for row, found in house_features(looks).items():
        seen[row] += found
    return PageFeatures(seen, break_features(looks))


def _named(looks: Sequence[LineFeatures], lines: Sequence[PageLine]) -> list[list[str]]:
    """Return the features of each line that are there or not."""
    before, after = far_signs(looks), far_signs(looks[::-1])[::-1]
    outlines, top = [outline(line) for line in looks], top_features(looks)
    found = []
    for row, line in enumerate(looks):
        names = [*line.features, *neighbours(looks, row), f"last {before[row]}", f"next {after[row]}"]
        if row and lines[row].gap > max(lines[1].gap, 1):
            names.append("wide gap")
        if row < len(top):
            names.append(top[row])
        if outlines[row]:
            names.append(f"twins {twins(outlines, row)}")
            names += between(looks, row)
        found.append(names)
    return found


def top_features(looks: Sequence[LineFeatures]) -> list[str]:
    """Return, for each line above the first text of a page, whether lines of the masthead stand below it, above it or nowhere."""
    block = list(takewhile(lambda line: len(line.text) <= LONGEST_HEAD and line.look != "dateline", looks[:TOP]))
    told = [not MASTHEAD.isdisjoint(line.features) for line in block]
    return [
        f"top: masthead {'below' if any(told[row + 1 :]) else 'above' if any(told[:row]) else 'nowhere'}"
        for row in range(len(block))
    ]


def neighbours(looks: Sequence[LineFeatures], row: int) -> list[str]:
    """Return how the two lines before and after a line look, and how the next begins."""
    n = len(looks)
    found = [
        f"second before {looks[row - 2].look if row > 1 else EDGE}",
        f"before {looks[row - 1].look if row else EDGE}",
        f"after {looks[row + 1].look if row + 1 < n else EDGE}",
        f"second after {looks[row + 2].look if row + 2 < n else EDGE}",
    ]
    if row + 1 < n:
        found += [f"after {name}" for name in looks[row + 1].features if name.startswith(OPENINGS)]
    return found


def between(looks: Sequence[LineFeatures], row: int) -> list[str]:
    """Return what stands around a short line, both sides at once, and how long it is."""
    before = looks[row - 1] if row else None
    after = looks[row + 1] if row + 1 < len(looks) else None
    both = f"{before.look if before else EDGE} and {after.look if after else EDGE}"
    return [f"between {both}", f"next is {size(after)}", f"last is {size(before)}"]


def size(line: LineFeatures | None) -> str:
    """Return how long a line is, coarsely."""
    return next((f"up to {most}" for most in SIZES if line and len(line.text) <= most), "longer") if line else EDGE


EDGE = "edge"
SIZES = (28, 60, 120, 240)
# So many lines at the most stand above the first text of a page, those of its masthead among them.
TOP = 16
MASTHEAD = frozenset({"masthead", "paper", "imprint", "page name"})


def far_signs(looks: Sequence[LineFeatures]) -> list[str]:
    """Return, for each line, the last telling sign before it and how far back it is."""
    found, sign, where = [], "none", 0
    for row, line in enumerate(looks):
        away = row - where
        found.append(f"sign {sign}" + (" near" if away <= NEAR else " far" if away > FAR else ""))
        if line.look in LOOKS:
            sign, where = line.look, row
    return found


def outline(line: LineFeatures) -> tuple | None:
    """Return the shape of a short line, what subheads of one article have in common; None for any other line."""
    if line.look not in ("short", "dash"):
        return None
    text = line.text
    return len(text) // 4, " " in text, text[:1] in "“‘《(【", text[-1:] in "—:”", "," in text


def twins(outlines: Sequence[tuple | None], row: int) -> int:
    """Return how many short lines around, the next excepted, have the shape of this one."""
    shape = outlines[row]
    around = outlines[max(0, row - AROUND) : max(0, row - 1)] + outlines[row + 2 : row + AROUND + 1]
    return min(around.count(shape), MOST_TWINS)

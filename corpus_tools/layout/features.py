"""What can be seen of each line of a page, in named features: its shape, its signs, its neighbours, its vocabulary.

Every feature has a name that a reader understands; the weight of each, for each role, stands in
``resources/layout/layout_weights.tsv``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from corpus_tools.layout.house_style import house_features
from corpus_tools.layout.line_breaks import Feature, cut_features, there
from corpus_tools.layout.lines import PageLine
from corpus_tools.layout.shared_vocabulary import vocabulary
from corpus_tools.layout.sights import LOOKS, Sight, see_line
from corpus_tools.rules import Rules

# A sign so few lines away is near, so many lines away far.
NEAR, FAR = 3, 12
# How many lines on each side hold subheads of one article, and words of one headline.
AROUND, WITHIN = 25, 6
# More lines of the same shape say no more.
MOST_TWINS = 3
OPENINGS = ("opens", "introduces")


@dataclass(frozen=True)
class Evidence:
    """The evidence of a page: the features of each line (`lines`), and of going on from an earlier line (`cuts`).

    ``cuts[line][gap]`` are the features of the line going on from the line `gap` before it (0: from the nearest line
    before another article's lines that breaks off); an empty list says that it cannot.
    """

    lines: list[list[Feature]]
    cuts: list[list[list[Feature]]]


def read_evidence(lines: Sequence[PageLine], rules: Rules = Rules()) -> Evidence:
    """Return what can be seen of `lines`, the lines of one page in the order of the source."""
    sights = [see_line(line.text, rules) for line in lines]
    seen = [[there(name) for name in names] for names in _named(sights, lines)]
    shared = vocabulary([sight.text for sight in sights])
    for name, values in shared.items():
        for row in np.flatnonzero(values):
            seen[row].append((name, float(values[row])))
    for row, found in house_features(sights).items():
        seen[row] += found
    page = "".join(f"{sight.text}\n" for sight in sights)
    starts = [0, *accumulate(len(sight.text) + 1 for sight in sights)]
    for row, sight in enumerate(sights):
        if sight.short:
            seen[row] += own_words(page, starts, row)
    return Evidence(seen, cut_features(sights))


def _named(sights: Sequence[Sight], lines: Sequence[PageLine]) -> list[list[str]]:
    """Return the features of each line that are there or not."""
    before, after = far_signs(sights), far_signs(sights[::-1])[::-1]
    outlines = [outline(sight) for sight in sights]
    found = []
    for row, sight in enumerate(sights):
        names = [*sight.features, *neighbours(sights, row), f"last {before[row]}", f"next {after[row]}"]
        if row and lines[row].gap > max(lines[1].gap, 1):
            names.append("wide gap")
        if outlines[row]:
            names.append(f"twins {twins(outlines, row)}")
            names += between(sights, row)
        found.append(names)
    return found


def neighbours(sights: Sequence[Sight], row: int) -> list[str]:
    """Return how the two lines before and after a line look, and how the next begins."""
    n = len(sights)
    found = [
        f"second before {sights[row - 2].look if row > 1 else EDGE}",
        f"before {sights[row - 1].look if row else EDGE}",
        f"after {sights[row + 1].look if row + 1 < n else EDGE}",
        f"second after {sights[row + 2].look if row + 2 < n else EDGE}",
    ]
    if row + 1 < n:
        found += [f"after {name}" for name in sights[row + 1].features if name.startswith(OPENINGS)]
    return found


def between(sights: Sequence[Sight], row: int) -> list[str]:
    """Return what stands around a short line, both sides at once, and how long it is."""
    before = sights[row - 1] if row else None
    after = sights[row + 1] if row + 1 < len(sights) else None
    looks = f"{before.look if before else EDGE} and {after.look if after else EDGE}"
    return [f"between {looks}", f"next is {size(after)}", f"last is {size(before)}"]


def size(sight: Sight | None) -> str:
    """Return how long a line is, coarsely."""
    return next((f"up to {most}" for most in SIZES if sight and len(sight.text) <= most), "longer") if sight else EDGE


EDGE = "edge"
SIZES = (28, 60, 120, 240)


def far_signs(sights: Sequence[Sight]) -> list[str]:
    """Return, for each line, the last telling sign before it and how far back it is."""
    found, sign, where = [], "none", 0
    for row, sight in enumerate(sights):
        away = row - where
        found.append(f"sign {sign}" + (" near" if away <= NEAR else " far" if away > FAR else ""))
        if sight.look in LOOKS:
            sign, where = sight.look, row
    return found


def outline(sight: Sight) -> tuple | None:
    """Return the shape of a short line, what subheads of one article have in common; None for any other line."""
    if sight.look not in ("short", "dash"):
        return None
    text = sight.text
    return len(text) // 4, " " in text, text[:1] in "“‘《(【", text[-1:] in "—:”", "," in text


def twins(outlines: Sequence[tuple | None], row: int) -> int:
    """Return how many short lines around, the next excepted, have the shape of this one."""
    shape = outlines[row]
    around = outlines[max(0, row - AROUND) : max(0, row - 1)] + outlines[row + 2 : row + AROUND + 1]
    return min(around.count(shape), MOST_TWINS)


def own_words(page: str, starts: Sequence[int], row: int) -> list[Feature]:
    """Return which part of the words of a short line, in pairs of characters, the lines around it hold.

    `page` is the text of all lines, one a line, and `starts` are the offsets of their beginnings and of its end.
    """
    text = page[starts[row] : starts[row + 1] - 1]
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    found = []
    for name, first, last in WINDOWS if pairs else ():
        low, high = max(row + first, 0), min(row + last, len(starts) - 1)
        around = page[starts[low] : starts[high]] if low < high else ""
        if around and (held := sum(pair in around for pair in pairs)):
            found.append((f"own words {name}", round(held / len(pairs), 3)))
    return found


# The lines around a short line, from its own: first, and one beyond the last.
WINDOWS = (
    ("in the next line", 1, 2),
    ("ahead", 1, 1 + WITHIN),
    ("back", -WITHIN, 0),
    ("far ahead", 1 + WITHIN, 1 + 3 * WITHIN),
    ("far back", -3 * WITHIN, -WITHIN),
)

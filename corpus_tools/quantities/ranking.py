"""Ranking: of several candidates for a cell, one of them none, the likeliest, and how likely it is.

A log-linear model: each candidate has named features, each feature a weight (``cell_weights.tsv``), and the chance of a
candidate is its share of the exponentials of the sums.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, repeat
from typing import NamedTuple

from corpus_tools.rules import Rules

Span = tuple[int, int] | None

# A cell stays empty where the likeliest value is less likely than this.
SURE = {"indicator": 0.3, "place": 0.55, "period": 0.5}
# How often the cells that a 分别 list deals out are right, on articles left out of the fit.
LISTED = 0.85


class Candidate(NamedTuple):
    """What may fill a cell: its value ("" for none), the words that say so, whence it was taken, and its features."""

    value: str
    span: Span
    source: str
    features: tuple[str, ...]


class Cell(NamedTuple):
    """What fills a cell: its value, the words that say so, whence it was taken, how likely it is, why it is empty, and what else was possible."""

    value: str
    span: Span = None
    source: str = ""
    chance: float = 1.0
    flag: str = ""
    candidates: Sequence[Candidate] = ()


@cache
def weights(cell: str, rules: Rules) -> Mapping[str, float]:
    """Return the weight of each feature of the candidates for a cell."""
    return {row[1]: float(row[2]) for row in rules.rows("cell_weights") if row[0] == cell}


def chances(cell: str, candidates: Sequence[Candidate], rules: Rules) -> list[float]:
    """Return how likely each candidate is; the chances add up to 1."""
    weight = weights(cell, rules).get
    sums = [sum(map(weight, candidate.features, repeat(0.0))) for candidate in candidates]
    highest = max(sums)
    shares = [math.exp(one - highest) for one in sums]
    total = sum(shares)
    return [share / total for share in shares]


def best(cell: str, candidates: Sequence[Candidate], rules: Rules) -> tuple[Candidate, float]:
    """Return the likeliest candidate and its chance, together with that of others of the same value."""
    likely = chances(cell, candidates, rules)
    pooled: dict[str, float] = {}
    for candidate, chance in zip(candidates, likely, strict=True):
        pooled[candidate.value] = pooled.get(candidate.value, 0.0) + chance
    value = max(pooled, key=pooled.get)
    first = max((i for i, one in enumerate(candidates) if one.value == value), key=likely.__getitem__)
    return candidates[first], pooled[value]


# Two names that share this part of their characters name the same thing.
ALIKE = 0.6
# So many of the likeliest names are held against each other, none of them less likely than this.
FEW, LEAST = 8, 0.02


def alike(one: str, other: str) -> bool:
    """Say whether two names share most of their characters.

    >>> alike("规模工业增加值", "规模以上工业增加值")
    True
    """
    if not one or not other or one == other:
        return one == other
    least = ALIKE * max(len(one), len(other))
    if min(len(one), len(other)) < least:
        return False
    rest, shared = other, 0
    for char in one:
        if char in rest:
            rest, shared = rest.replace(char, "", 1), shared + 1
    return shared >= least


def most_agreed(cell: str, candidates: Sequence[Candidate], rules: Rules) -> tuple[Candidate, float]:
    """Return the candidate that names the same thing as the likeliest others do, and the chance that they have together."""
    likely = chances(cell, candidates, rules)
    pooled: dict[str, float] = {}
    for candidate, chance in zip(candidates, likely, strict=True):
        pooled[candidate.value] = pooled.get(candidate.value, 0.0) + chance
    ranked = sorted(pooled, key=pooled.get, reverse=True)
    top = [ranked[0], *(value for value in ranked[1:FEW] if pooled[value] >= LEAST)]
    near = {value: {value} for value in top}
    for one, other in combinations(top, 2):
        if alike(one, other):
            near[one].add(other)
            near[other].add(one)
    support = {value: sum(pooled[one] for one in top if one in near[value]) for value in top}
    value = max(top, key=lambda one: (support[one] + pooled[one] / 2, pooled[one]))
    first = max((i for i, one in enumerate(candidates) if one.value == value), key=likely.__getitem__)
    return candidates[first], support[value]


def fill(cell: str, candidates: list[Candidate], rules: Rules) -> Cell:
    """Return what fills a cell: the likeliest candidate where it is sure enough, else nothing, with the reason."""
    chosen, chance = (most_agreed if cell == "indicator" else best)(cell, candidates, rules)
    if chosen.value and chance >= SURE[cell]:
        return Cell(chosen.value, chosen.span, chosen.source, chance, "", candidates)
    reason = "not certain" if len(candidates) > 1 else "none is stated"
    return Cell("", None, "", 1.0, f"{cell}: {reason}", candidates)

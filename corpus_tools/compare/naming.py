"""Naming: how far characters are those of names, Chinese and foreign, by the names that the dictionary lists."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import log2
from typing import Final

from corpus_tools.text.segmenters import read_dictionary

LONGEST: Final = 4  # characters of a Chinese name


@cache
def given_names() -> Mapping[str, float]:
    """Return by how much each character is commoner in the dictionary's Chinese names, behind the surname, than in its other words (log₂)."""
    tags = read_dictionary().tags.items()
    return _commoner(
        Counter(each for word, tag in tags if tag == "nr" for each in word[1:]),
        Counter(each for word, tag in tags if tag[:2] != "nr" for each in word),
    )


@cache
def foreign_names() -> Mapping[str, float]:
    """Return by how much each character is commoner in the dictionary's foreign names than in its Chinese ones (log₂)."""
    tags = read_dictionary().tags.items()
    return _commoner(*(Counter(each for word, tag in tags if tag == kind for each in word[1:]) for kind in ("nrt", "nr")))


def _commoner(one: Counter[str], other: Counter[str]) -> Mapping[str, float]:
    """Return the logarithm (to 2) of the share of each character in one over its share in another, both one higher than counted."""
    parts = [(counts, counts.total()) for counts in (one, other)]
    return {
        each: log2((one[each] + 1) / parts[0][1] / ((other[each] + 1) / parts[1][1])) for each in sorted(one | other)
    }


@cache
def bearers(surname: str) -> int:
    """Return how many names of the dictionary begin with a surname, as a power of two."""
    return round(log2(_by_surname()[surname] + 1))


@cache
def _by_surname() -> Counter[str]:
    """Return the names of the dictionary by their first character, and by their first two."""
    names = [word for word, tag in read_dictionary().tags.items() if tag == "nr" and 1 < len(word) <= LONGEST]
    return Counter([word[:size] for word in names for size in (1, 2)])

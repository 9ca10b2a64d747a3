"""Shingles: a text → a number for every run of twelve characters, by which equal passages are found."""

from functools import cache
from typing import Final, NamedTuple

import numpy as np

from corpus_tools.rules import Rules
from corpus_tools.text.characters import CODE_POINTS, code_points, matching
from corpus_tools.text.numerals import fold_table

WIDTH: Final = 12  # characters: long enough to be no common phrase, short enough to survive an edit of a sentence
BASE: Final = np.uint64(0x9E3779B97F4A7C15)
MIX: Final = ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53), (33, 1))  # the finaliser of MurmurHash3


class Shingles(NamedTuple):
    """The shingles of a text: a hash for each, and where it begins and ends."""

    hashes: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


def shingles(text: str, width: int = WIDTH) -> Shingles:
    """Return the shingles of `text`: runs of `width` letters, figures and ideographs, whatever signs and blanks stand between.

    Full-width and old forms of characters count as their plain ones.

    >>> first, second = shingles("春茶上市，茶农开始采摘新茶。"), shingles("春茶上市茶农，开始采摘新茶")
    >>> first.hashes.tolist() == second.hashes.tolist(), len(first.hashes), int(first.ends[0])
    (True, 1, 13)
    """
    folded = _folds()[code_points(text)]
    places = np.flatnonzero(folded)
    count = max(len(places) - width + 1, 0)
    kept = folded[places].astype(np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for step in range(width):
            hashes = hashes * BASE + kept[step : step + count]
        for shift, factor in MIX:
            hashes = (hashes ^ (hashes >> np.uint64(shift))) * np.uint64(factor)
    return Shingles(hashes, places[:count], places[width - 1 :] + 1)


@cache
def _folds() -> np.ndarray:
    """Return for each code point the one that stands for it, 0 for a sign or blank."""
    table = np.arange(CODE_POINTS, dtype=np.uint32)
    for source, target in fold_table(Rules()).items():
        table[source] = ord(target)
    return np.where(matching(r"\w")[table], table, 0)

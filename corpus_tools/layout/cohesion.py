"""Lexical cohesion across the lines of a page (TextTiling), on pairs of characters that recur.

How far the words on both sides of a cut belong together is measured as by Hearst (TextTiling, 1997), on pairs of
Chinese characters instead of words.
"""

from collections.abc import Sequence

import numpy as np

# Runs of characters: the line that each stands in, and its code.
Runs = tuple[np.ndarray, np.ndarray]
HAN = (0x4E00, 0x9FFF)
# A pair of characters that stands in more lines than this says nothing about their article.
COMMON = 12
# How many lines on each side of a cut are compared: a paragraph or two, a short report, a long one.
SPANS = (3, 6, 12)
# A link over at most so many lines is to the neighbours.
NEAR = 3
# Keeps the share of a cut with hardly any links around it small.
DOUBT = 0.5
# More than this much shared vocabulary says no more.
MOST = 3.0
# How many lines on each side hold words of one headline.
WITHIN = 6
# The lines around a short line, from its own: first, and one beyond the last.
WINDOWS = (
    ("in the next line", 1, 2),
    ("ahead", 1, 1 + WITHIN),
    ("back", -WITHIN, 0),
    ("far ahead", 1 + WITHIN, 1 + 3 * WITHIN),
    ("far back", -3 * WITHIN, -WITHIN),
)


def vocabulary(texts: Sequence[str], pairs: Runs | None = None) -> dict[str, np.ndarray]:
    """Return how the words of each line are shared: across the cut before it, with lines near and far.

    `pairs` are the pairs of characters of `texts`, where they are at hand (`character_runs`).
    """
    n = len(texts)
    early, late, weight = link_lines(pairs or character_runs(texts))
    found = {f"shared over {span} lines": shared_across(early, late, weight, n, span) for span in SPANS}
    found |= {f"dip over {span} lines": dip(found[f"shared over {span} lines"], span) for span in SPANS[1:]}
    size = np.sqrt([max(len(text), 8) for text in texts])
    near = late - early <= NEAR
    sides = (("back", late, near), ("ahead", early, near), ("far back", late, ~near), ("far ahead", early, ~near))
    for name, where, mask in sides:
        found[f"shared {name}"] = np.minimum(np.bincount(where[mask], weight[mask], n) / size, MOST)
    return found


def link_lines(runs: Runs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the links of a page as three arrays: the earlier line, the later line, the weight.

    A link is a run of Chinese characters that stands in two lines and in none between them; its weight is one over the
    number of lines that hold the run.

    >>> [column.tolist() for column in link_lines(character_runs(["春耕开始", "雨停了", "今年春耕早"]))]
    [[0], [2], [0.5]]
    """
    line, code = runs
    same = code[1:] == code[:-1]
    often = np.diff(np.flatnonzero(np.r_[True, ~same, True])) if len(code) else np.zeros(0, np.int64)
    spread = np.repeat(often, often)[1:]
    keep = same & (spread <= COMMON)
    return line[:-1][keep], line[1:][keep], 1.0 / spread[keep]


def character_runs(texts: Sequence[str], size: int = 2) -> Runs:
    """Return every run of `size` Chinese characters (up to three) once for each line that holds it: line and code.

    They are in the order of their codes, those of one code in the order of the lines.
    """
    points = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    han = (points >= HAN[0]) & (points <= HAN[1])
    last = max(len(points) - size + 1, 0)
    first = np.flatnonzero(np.logical_and.reduce([han[place : place + last] for place in range(size)]))
    line = np.cumsum(points == ord("\n"))[first]
    code = np.zeros(len(first), np.int64)
    for place in range(size):
        code = code * (HAN[1] - HAN[0] + 1) + (points[first + place].astype(np.int64) - HAN[0])
    # Sorted as one number each, which is far faster than by two keys.
    both = np.sort(code * max(len(texts), 1) + line)
    both = both[np.flatnonzero(np.r_[True, both[1:] != both[:-1]])] if len(both) else both
    code = both // max(len(texts), 1)
    return both - code * max(len(texts), 1), code


def own_words(pairs: Runs, short: np.ndarray) -> dict[str, np.ndarray]:
    """Return which part of the words of each short line, in pairs of characters, the lines around it hold.

    `short` says of each line whether it is short; other lines have none.
    """
    line, code = pairs
    n = len(short)
    places, asked = code * n + line, short[line]
    own, start = line[asked], code[asked] * n
    whole = np.maximum(np.bincount(own, minlength=n), 1)
    found = {}
    for name, first, last in WINDOWS:
        at = np.searchsorted(places, start + np.clip(own + first, 0, n))
        beyond = start + np.clip(own + last, 0, n)
        held = np.append(places, np.iinfo(np.int64).max)[at] < beyond
        found[f"own words {name}"] = np.round(np.bincount(own, held, n) / whole, 3)
    return found


def shared_across(early: np.ndarray, late: np.ndarray, weight: np.ndarray, n: int, span: int) -> np.ndarray:
    """Return, for the cut before each line, which part of the links in the `span` lines around it crosses it."""
    away = late - early
    near = away < 2 * span
    width = 2 * span
    cells = (early[near] + width) * width + away[near]
    up_to = np.bincount(cells, weight[near], (n + 2 * width) * width).reshape(-1, width).cumsum(axis=1)
    cut = np.arange(n) + width
    across = sum(up_to[cut - j, j + span - 1] - up_to[cut - j, j - 1] for j in range(1, span + 1))
    before = sum(up_to[cut - 1 - k, k] for k in range(1, span))
    after = sum(up_to[cut + span - 1 - k, k] for k in range(1, span))
    return 2 * across / (2 * across + before + after + DOUBT)


def dip(shared: np.ndarray, span: int) -> np.ndarray:
    """Return how far the vocabulary shared across each cut lies below the highest around it (depth score of Hearst)."""
    n = len(shared)
    if not n:
        return shared
    around = np.concatenate((np.zeros(span), shared, np.zeros(span)))
    windows = np.lib.stride_tricks.sliding_window_view(around, span)
    left, right = windows[:n].max(axis=1), windows[span + 1 :].max(axis=1)
    return np.maximum(left - shared, 0.0) + np.maximum(right - shared, 0.0)

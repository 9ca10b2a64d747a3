"""Lexical cohesion across the lines of a page (TextTiling), on pairs of characters that recur.

How far the words on both sides of a cut belong together is measured as by Hearst (TextTiling, 1997), on pairs of
Chinese characters instead of words.
"""

from collections.abc import Sequence

import numpy as np

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


def vocabulary(texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Return how the words of each line are shared: across the cut before it, with lines near and far."""
    n = len(texts)
    early, late, weight = link_lines(texts)
    found = {f"shared over {span} lines": shared_across(early, late, weight, n, span) for span in SPANS}
    found |= {f"dip over {span} lines": dip(found[f"shared over {span} lines"], span) for span in SPANS[1:]}
    size = np.sqrt([max(len(text), 8) for text in texts])
    near = late - early <= NEAR
    sides = (("back", late, near), ("ahead", early, near), ("far back", late, ~near), ("far ahead", early, ~near))
    for name, where, mask in sides:
        found[f"shared {name}"] = np.minimum(np.bincount(where[mask], weight[mask], n) / size, MOST)
    return found


def link_lines(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the links of a page as three arrays: the earlier line, the later line, the weight.

    A link is a pair of Chinese characters that stands in two lines and in none between them; its weight is one over
    the number of lines that hold the pair.

    >>> [column.tolist() for column in link_lines(["春耕开始", "雨停了", "今年春耕早"])]
    [[0], [2], [0.5]]
    """
    line, code = character_pairs(texts)
    order = np.argsort(code, kind="stable")
    line, code = line[order], code[order]
    again = (code[1:] == code[:-1]) & (line[1:] == line[:-1])
    fresh = np.flatnonzero(np.r_[True, ~again]) if len(code) else order
    line, code = line[fresh], code[fresh]
    same = code[1:] == code[:-1]
    runs = np.diff(np.flatnonzero(np.r_[True, ~same, True])) if len(code) else order
    spread = np.repeat(runs, runs)[1:]
    keep = same & (spread <= COMMON)
    return line[:-1][keep], line[1:][keep], 1.0 / spread[keep]


def character_pairs(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return every pair of neighbouring Chinese characters: the line it stands in, and its code."""
    points = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    han = (points >= HAN[0]) & (points <= HAN[1])
    both = np.flatnonzero(han[:-1] & han[1:])
    line = np.cumsum(points == ord("\n"))
    return line[both], (points[both] << 16) + points[both + 1]


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

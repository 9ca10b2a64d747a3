"""Sentences: where one ends and the next begins, and where a reader starts afresh."""

import re
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from corpus_tools.text.characters import among

ENDERS = "。！？!?"
CLOSERS = "”’」』）)》】\"'"
# ’”） after the stop: the longest tail of closing signs in use.
MOST_CLOSERS = 3
# A line that ends otherwise is a headline, a bullet or was cut by the layout: what it says governs the next line.
FINISHED = tuple("。！？!?…”’」』）)：:；;")
# The longest headline or byline that was seen on a page; paragraphs are longer.
HEADLINE = 40
# Longer stretches without a stop are lists or damage: `sentences` gives them piece by piece, so that time stays linear.
LONGEST = 600
# A paragraph that was joined to the one before it still begins with two ideographic blanks.
INDENT = "\u3000\u3000"


CLOSED = f"[{re.escape(CLOSERS)}]{{0,{MOST_CLOSERS}}}"
# What a sentence ends with: the stops with the closing signs that follow each, or a line break.
END = re.compile(rf"[{ENDERS}\n](?:(?<!\n){CLOSED}(?:[{ENDERS}]{CLOSED})*)?")


class Sentence(NamedTuple):
    """A sentence from `start` to `end`.

    `fresh`: no earlier sentence governs it (a new paragraph). `headline`: it is a line of its own without a stop.
    """

    start: int
    end: int
    fresh: bool
    headline: bool


def sentence_numbers(codes: np.ndarray) -> np.ndarray:
    """Return for each character how many sentences end before it.

    A sentence ends after 。！？ with the closing quotes and brackets that follow, and at a line break.
    Limit: a question or exclamation inside quotes ends a sentence, though its frame goes on (“去吗？”他问).

    >>> from corpus_tools.text.characters import code_points
    >>> sentence_numbers(code_points("“好。”他说")).tolist()
    [0, 0, 0, 0, 1, 1]
    """
    tail, closer = among(ENDERS)[codes], among(CLOSERS)[codes]
    for _ in range(MOST_CLOSERS):
        tail |= closer & np.concatenate(([False], tail[:-1]))
    last = tail & ~np.append(tail[1:], False) | (codes == ord("\n"))
    return np.concatenate(([0], np.cumsum(last)))[: len(codes)]


def sentences(text: str) -> list[Sentence]:
    r"""Return the sentences of a text, by the rule of `sentence_numbers`; what stands between them is line breaks.

    >>> [sentence.fresh for sentence in sentences("一。二。\n三")]
    [True, False, True]
    """
    ends = [found.end() for found in END.finditer(text)]
    found: list[Sentence] = []
    fresh, finished, headline, opens = True, True, False, True
    for start, end in pairwise([0, *ends, len(text)]):
        stop = end - text.endswith("\n", start, end)
        if opens:
            line = text[start : _line_end(text, start)]
            fresh = finished if line.strip() else fresh
            finished = line.rstrip().endswith(FINISHED) if line.strip() else finished
            headline = not finished and len(line) <= HEADLINE
        if text[start:stop].strip():
            afresh = fresh if opens else text.startswith(INDENT, start)
            found += [
                Sentence(first, min(first + LONGEST, stop), afresh and first == start, headline)
                for first in range(start, stop, LONGEST)
            ]
        opens = stop < end
    return found


def _line_end(text: str, start: int) -> int:
    """Return where the line that begins at `start` ends."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def context(text: str, sentences: np.ndarray, span: tuple[int, int], width: int) -> tuple[str, str]:
    """Return up to `width` characters before and after `span`, within its sentence (see `sentence_numbers`)."""
    start, end = span
    first, last = np.searchsorted(sentences, (sentences[start], sentences[end - 1] + 1))
    return text[max(first, start - width) : start], text[end : min(last, end + width)].rstrip("\n")

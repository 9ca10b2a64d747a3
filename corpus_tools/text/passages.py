"""Passages: the sentences of a text, and where a reader starts afresh."""

import re
from dataclasses import dataclass

# A line that ends otherwise is a headline, a bullet or was cut by the layout: what it says governs the next line.
FINISHED = tuple("。！？!?…”’」』）)：:；;")
# Longer stretches without a stop are lists or damage: they are read piece by piece, so that time stays linear.
SENTENCE = re.compile(r"[^。！？!?\n]{1,600}+[。！？!?”’」』）)]*")
# The longest headline or byline that was seen on a page; paragraphs are longer.
HEADLINE = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence from `start` to `end`.

    `fresh`: no earlier sentence governs it (a new paragraph). `headline`: it is a line of its own without a stop.
    """

    start: int
    end: int
    fresh: bool
    headline: bool


def sentences(folded: str) -> list[Sentence]:
    r"""Return the sentences of a text; what stands between them is line breaks and stray stops.

    >>> [sentence.fresh for sentence in sentences("一。二。\n三")]
    [True, False, True]
    """
    found, start, finished = [], 0, True
    for line in folded.split("\n"):
        if line.strip():
            ends = line.rstrip().endswith(FINISHED)
            parts = [part.span() for part in SENTENCE.finditer(line) if part.group().strip()]
            found += [
                Sentence(
                    start + first, start + last, first == parts[0][0] and finished, not ends and len(line) <= HEADLINE
                )
                for first, last in parts
            ]
            finished = ends
        start += len(line) + 1
    return found

"""Narrow columns that reach us with one printed line a line: recognised, and put together into paragraphs.

A page of paragraphs has lines of all lengths; a page of printed lines has one length, the width of the column, and the
last lines of its paragraphs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus_tools.layout.lines import PageLine

# A column is no wider than this, and so many of a page's lines are as wide as it, give or take a squeezed sign.
WIDEST, SHARE, SLACK = 36, 0.45, 1
# Fewer lines, or lines of fewer characters, tell nothing.
FEWEST, SHORTEST = 16, 8
# Pages that set their paragraphs in do so with so many of their lines at least.
INDENTED = 0.04
ENDS = "。！？!?…：:"
CLOSERS = "”’）)》】」』\"'"


def paragraphs(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Return the lines of a page in groups: printed lines of one paragraph together, any other line by itself.

    The limit of the method: in a column without indents a paragraph whose last line happens to be full ends where a
    sentence does; a headline as wide as the column is taken for text when it ends in the middle of a sentence.
    """
    width = column_width([printed_length(line) for line in lines])
    groups: list[list[PageLine]] = []
    indents = sum(line.indent for line in lines) >= INDENTED * len(lines)
    for line in lines:
        if (
            width
            and groups
            and begun(groups, width, indents=indents)
            and goes_on(groups[-1][-1], line, width, indents=indents)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def begun(groups: Sequence[Sequence[PageLine]], width: int, *, indents: bool) -> bool:
    """Tell whether the last group is a paragraph: set in, where the page does so, or the rest of one that broke off."""
    first, before = groups[-1][0], groups[-2][-1] if len(groups) > 1 else None
    return not indents or first.indent or (before is not None and is_full(before, width))


def is_full(line: PageLine, width: int) -> bool:
    """Tell whether a line is as wide as the column."""
    return width - SLACK <= printed_length(line) <= width + SLACK


def printed_length(line: PageLine) -> int:
    """Return how many characters wide a line is; an indent takes two."""
    return len(line.text) + 2 * line.indent


def column_width(lengths: Sequence[int]) -> int:
    """Return the width of the column whose printed lines have these lengths, or 0 where they are no printed lines.

    >>> column_width([14] * 40 + [5, 9, 3, 11]), column_width([14, 220, 95, 61] * 10)
    (14, 0)
    """
    counts = Counter(length for length in lengths if length >= SHORTEST)
    if sum(counts.values()) < FEWEST:
        return 0
    width = max(counts, key=lambda length: (_near(counts, length), counts[length], -length))
    return width if width <= WIDEST and _near(counts, width) >= SHARE * len(lengths) else 0


def _near(counts: Counter[int], width: int) -> int:
    """Return how many lines are as wide as `width`."""
    return sum(counts[length] for length in range(width - SLACK, width + SLACK + 1))


def goes_on(line: PageLine, after: PageLine, width: int, *, indents: bool) -> bool:
    """Tell whether the paragraph of a printed line goes on in the next: it is full, and the next does not begin one."""
    if not is_full(line, width) or (indents and after.indent):
        return False
    return indents or line.text.rstrip(CLOSERS)[-1:] not in ENDS or after.text[:1] in CLOSERS


def as_one(group: Sequence[PageLine]) -> PageLine:
    """Return the line that a group of printed lines makes."""
    return replace(group[0], end=group[-1].end, text="".join(line.text for line in group))

"""What speaks for a line going on in the middle of a paragraph that an earlier line broke off."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus_tools.layout.line_features import LONGEST_HEAD, LineFeatures

Feature = tuple[str, float]

# A paragraph can go on after so many lines of headline that stand between its halves, less one.
GAPS = (1, 2, 3, 4)
# How far back the first half of a paragraph is looked for when another article's lines stand between.
FAR = 12
# A line that breaks off has at least so many characters; a shorter one is a heading.
LEAST, FULL = 4, 20
# A line of so many characters is the width of a paragraph.
LONG = 30
# The two characters at a cut are looked for side by side in blocks of so many lines: its own, the one before, the next.
BLOCK = 30
# The feature of every cut over another article's lines.
FAR_CUT = "another article between"
SIGNS = (("quote", "“", "”"), ("bracket", "(", ")"), ("title", "《", "》"))


def break_features(looks: Sequence[LineFeatures]) -> list[list[list[Feature]]]:
    """Return, for each line and each gap (0: over another article's lines), what speaks for the line going on there."""
    broken, around = nearest_broken(looks), surroundings(looks)
    edges = [see_edges(line) for line in looks]
    found = []
    for row, after in enumerate(edges):
        near = around[row // BLOCK]
        far = [(FAR_CUT, 1.0), *_features(edges[broken[row]], after, near)] if broken[row] >= 0 else []
        options = [far]
        reach = True
        for gap in GAPS:
            # All lines between the halves must be short enough for a headline.
            reach = reach and row >= gap and (gap == 1 or len(looks[row - gap + 1].text) <= LONGEST_HEAD)
            options.append(_features(edges[row - gap], after, near) if reach else [])
        found.append(options)
    return found


def surroundings(looks: Sequence[LineFeatures]) -> list[str]:
    """Return, for each block of lines, its text with that of the block before and the next."""
    starts = range(0, len(looks), BLOCK)
    return ["\n".join(line.text for line in looks[max(0, start - BLOCK) : start + 2 * BLOCK]) for start in starts]


def nearest_broken(looks: Sequence[LineFeatures]) -> list[int]:
    """Return, for each line, the nearest line before the last that breaks off in the middle, or -1."""
    found, last = [], -1
    for row in range(len(looks)):
        if row > 1 and looks[row - 2].ending in ("open", "pause") and len(looks[row - 2].text) >= FULL:
            last = row - 2
        found.append(last if last >= 0 and row - last <= FAR else -1)
    return found


@cache
def there(name: str) -> Feature:
    """Return the feature that something is there: one object for all lines, of which a long page has many."""
    return name, 1.0


@dataclass(frozen=True, slots=True)
class Edges:
    """What a line shows at a cut: where it is the one before (`leaves`, `opened`), where it is the one after.

    `opened` tells for each of SIGNS whether it is left open; `closing` what the line makes of each that was left open
    before it, and of each that was not.
    """

    line: LineFeatures
    leaves: tuple[str, ...]
    opened: tuple[bool, ...]
    begins: tuple[str, ...]
    closing: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def see_edges(line: LineFeatures) -> Edges:
    """Return what a line shows at the cut before it and at the cut after it: each is looked at once, and paired often."""
    text = line.text
    return Edges(
        line,
        (f"cut after {line.ending}", f"cut after {line.look}"),
        tuple(text.count(left) > text.count(right) for _, left, right in SIGNS),
        tuple(f"cut before {name}" for name in line.features if name.startswith(("opens", "begins"))),
        tuple(
            (balance(name, 0, text, left, right), balance(name, 1, text, left, right)) for name, left, right in SIGNS
        ),
    )


def _features(before: Edges, after: Edges, around: str) -> list[Feature]:
    """Return what speaks for one line going on from another; `around` is the text of the lines about."""
    length = len(before.line.text)
    if length < LEAST:
        return []
    found = [*before.leaves]
    if before.line.ending == "open":
        pair = before.line.text[-1:] + after.line.text[:1]
        found.append("pair across the cut known" if pair in around else "pair across the cut new")
        found.append("long before the cut" if length >= LONG else "short before the cut")
        if pair.isascii() and pair.isalnum():
            found.append("figures on both sides")
    for opened, closing in zip(before.opened, after.closing, strict=True):
        found += closing[opened]
    return [there(name) for name in (*found, *after.begins)]


def balance(name: str, still_open: int, text: str, left: str, right: str) -> tuple[str, ...]:
    """Return whether what was opened before a cut is closed after it.

    >>> balance("quote", 1, "春风化雨”行动", "“", "”"), balance("quote", 0, "他说", "“", "”")
    (('quote closed after the cut',), ())
    """
    first = text.find(right)
    if first < 0:
        return (f"{name} left open",) if still_open > 0 else ()
    opened = text.find(left)
    closes = not 0 <= opened < first
    if still_open > 0:
        return (f"{name} closed after the cut" if closes else f"{name} left open",)
    return (f"{name} closed, never opened",) if closes else ()

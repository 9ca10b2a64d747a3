"""House style: how the headlines of this page are marked, and which of those marks a short line has or lacks.

A headline on one page is followed by a dateline, on the next by a byline, on a third it ends in （栏目名）. What tells it
from a subhead is that it is marked as the other headlines of its page are.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from corpus_tools.layout.line_features import LineFeatures

Feature = tuple[str, float]

# What closes the report before: a sign-off, a credit, the author's office.
CLOSING = frozenset({"signoff", "affiliation", "credit", "tail", "byline", "imprint", "jump", "names"})
# What a headline can be marked by.
MARKS = ("dateline below", "byline below", "bracketed end", "closed above", "two lines", "space inside")
# Marks that a subhead hardly ever has.
STRONG = frozenset({"dateline below", "bracketed end", "closed above"})
# A page with fewer groups of short lines has no habits to speak of.
LEAST = 3
# A line that ends in a colon and is no longer leads up to a headline, or to a speech.
LEAD = 24
# How many of a page's first lines hold its first headline, and how many runs of unmarked short lines in a row are counted.
TOP, MOST_RUNS = 10, 4
# Rates are drawn towards the middle by so many groups of each sort.
PRIOR = 1.0


def house_features(looks: Sequence[LineFeatures]) -> dict[int, list[Feature]]:
    """Return, for each short line of a page, how its marks and its length stand to those of the others.

    A group is a run of short lines. For every mark that the group has or lacks, the feature's value is the share of
    the page's marked groups that have it.
    """
    groups = short_runs(looks)
    marks = [group_marks(looks, first, last) for first, last in groups]
    headed = [found for found in marks if found & STRONG]
    rates = {mark: (sum(mark in found for found in headed) + PRIOR / 2) / (len(headed) + PRIOR) for mark in MARKS}
    lengths = sorted(max(len(looks[row].text) for row in range(first, last + 1)) for first, last in groups)
    forms = [run_form(looks, first, last) for first, last in groups]
    alike = likeness(forms, [bool(own & STRONG) for own in marks], top=bool(groups) and groups[0][0] < TOP)
    found: dict[int, list[Feature]] = {}
    for (first, last), own, like in zip(groups, marks, alike, strict=True):
        shared = [(f"page has {len(headed) if len(headed) < LEAST else 'many'} marked heads", 1.0)]
        shared += [(f"{'has' if mark in own else 'lacks'} {mark}", round(rates[mark], 3)) for mark in MARKS]
        shared += [(f"strong marks {len(own & STRONG)}", 1.0), *like]
        if last > first:
            shared.append((f"run between {look_at(looks, first - 1)} and {look_at(looks, last + 1)}", 1.0))
        for row in range(first, last + 1):
            run = beside(looks, row, first, last)
            found[row] = [*shared, *_standing(len(looks[row].text), lengths), *((name, 1.0) for name in run)]
    return found


def short_runs(looks: Sequence[LineFeatures]) -> list[tuple[int, int]]:
    """Return the runs of short lines: first and last row of each."""
    runs: list[tuple[int, int]] = []
    for row, line in enumerate(looks):
        if line.look in ("short", "dash") or (line.look == "colon" and len(line.text) <= LEAD):
            if runs and runs[-1][1] == row - 1:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
    return runs


def look_at(looks: Sequence[LineFeatures], row: int) -> str:
    """Return how a line looks, or that there is none."""
    return looks[row].look if 0 <= row < len(looks) else "edge"


def run_form(looks: Sequence[LineFeatures], first: int, last: int) -> tuple[int, bool, bool, int]:
    """Return the form of a run of short lines: how many, whether with spaces, whether quoted, how long the longest is."""
    run = looks[first : last + 1]
    return (
        last - first + 1,
        any("space inside" in line.features for line in run),
        any("quote inside" in line.features for line in run),
        max(len(line.text) for line in run),
    )


def likeness(forms: Sequence[tuple[int, bool, bool, int]], strong: Sequence[bool], *, top: bool) -> list[list[Feature]]:
    """Return, for each run of short lines, how much it looks like the first of the page, like its headlines and the rest.

    `strong` says which runs have a mark that subheads hardly ever have; `top` whether the first stands at the top.
    """
    heads = Counter(form for form, marked in zip(forms, strong, strict=True) if marked)
    rest = Counter(form for form, marked in zip(forms, strong, strict=True) if not marked)
    like_heads, like_rest = ({form: sum(n * alike(form, other) for other, n in group.items()) for form in set(forms)} for group in (heads, rest))  # fmt: skip
    found: list[list[Feature]] = []
    for place, (form, marked) in enumerate(zip(forms, strong, strict=True)):
        own = [(f"{unmarked_around(strong, place)} unmarked in a row", 1.0)]
        if top:
            first = f"like the first head in {alike(form, forms[0])} of 4" if place else "first head of the page"
            own.append((first, 1.0))
        own += resembling("headlines", like_heads[form], heads.total(), itself=marked)
        own += resembling("others", like_rest[form], rest.total(), itself=not marked)
        found.append(own)
    return found


def unmarked_around(strong: Sequence[bool], place: int) -> int:
    """Return how many runs without a strong mark stand in a row here, at most MOST_RUNS."""
    if strong[place]:
        return 0
    first, last = place, place
    while first and last - first < MOST_RUNS and not strong[first - 1]:
        first -= 1
    while last + 1 < len(strong) and last - first < MOST_RUNS and not strong[last + 1]:
        last += 1
    return min(last - first + 1, MOST_RUNS)


def alike(one: tuple[int, bool, bool, int], other: tuple[int, bool, bool, int]) -> int:
    """Return in how many of four respects two runs of short lines are alike.

    >>> alike((1, True, False, 12), (1, True, False, 14)), alike((1, True, False, 12), (2, False, False, 24))
    (4, 1)
    """
    near = max(one[3], other[3]) < LONGER * min(one[3], other[3])
    return sum(mine == its for mine, its in zip(one[:3], other[:3], strict=True)) + near


def resembling(name: str, total: int, others: int, *, itself: bool) -> list[Feature]:
    """Return how much a run is like `others` on average, from 0 to 1, by the sum of the respects; `itself` says that it is one of them."""
    if others <= itself:
        return []
    return [(f"like the {name}", round((total - 4 * itself) / 4 / (others - itself), 3))]


def group_marks(looks: Sequence[LineFeatures], first: int, last: int) -> frozenset[str]:
    """Return the marks of a run of short lines."""
    after = looks[last + 1].look if last + 1 < len(looks) else ""
    beyond = looks[last + 2].look if last + 2 < len(looks) else ""
    before = looks[first - 1].look if first else "imprint"
    run = looks[first : last + 1]
    told = {
        "dateline below": after == "dateline" or (after in ("byline", "names") and beyond == "dateline"),
        "byline below": after in ("byline", "names"),
        "bracketed end": any("bracketed end" in line.features for line in run),
        "closed above": before in CLOSING,
        "two lines": last > first,
        "space inside": any("space inside" in line.features for line in run),
    }
    return frozenset(mark for mark, holds in told.items() if holds)


def _standing(length: int, lengths: Sequence[int]) -> list[Feature]:
    """Return how the length of a line stands to those of the page's short lines, which are sorted, in quarters."""
    if len(lengths) < LEAST:
        return []
    below = bisect_left(lengths, length) / len(lengths)
    return [(f"length in quarter {min(int(below * 4), 3) + 1}", 1.0)]


def beside(looks: Sequence[LineFeatures], row: int, first: int, last: int) -> list[str]:
    """Return where a line stands in its run of short lines, and how it compares with the lines above and below it there."""
    here = looks[row]
    found = [f"line {min(row - first + 1, 4)} of {min(last - first + 1, 4)}"]
    for side, other in (("above", row - 1), ("below", row + 1)):
        if first <= other <= last:
            found += [f"{side} is {name}" for name in compared(here, looks[other])]
            found += [f"{side} {name}" for name in BESIDE if name in looks[other].features]
    return found


def compared(here: LineFeatures, other: LineFeatures) -> list[str]:
    """Return what another short line has more or less than this one: characters, commas, spaces."""
    own, its = len(here.text), len(other.text)
    found = ["longer" if its >= LONGER * own else "shorter" if own >= LONGER * its else "as long"]
    differing = [
        name for name in ("comma inside", "space inside") if (name in here.features) != (name in other.features)
    ]
    return found + [f"with {name}" if name in other.features else f"without {name}" for name in differing]


# Signs of the line above or below that tell which part of a headline a line is.
BESIDE = (
    "bracketed end",
    "dash first",
    "dash last",
    "colon last",
    "says",
    "quote inside",
    "comma inside",
    "space inside",
)
# Another line is longer when it has so many times the characters.
LONGER = 1.3

"""Units and classifiers: what stands after a numeral, its canonical form and its dimension."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus_tools.resources import read_rows

MEASURES = frozenset(
    {"area", "length", "mass", "volume", "energy", "power", "temperature", "speed", "data", "physical", "freight"}
)


@dataclass(frozen=True)
class Unit:
    """A unit: as printed (`written`), its `canonical` form and its `dimension`."""

    written: str
    canonical: str
    dimension: str


NO_UNIT = Unit("", "", "")
PERCENT = Unit("%", "%", "percent")
PERMILLE = Unit("‰", "‰", "permille")


@cache
def known_units() -> dict[str, Unit]:
    """Return every unit of the package by the way it is written."""
    return {row[0]: Unit(*row[:3]) for row in read_rows("text/units.tsv")}


@cache
def forbidden() -> dict[str, str]:
    """Return for a unit the characters that must not follow it: 名 in 名单 is no classifier."""
    return {row[0]: row[3] for row in read_rows("text/units.tsv") if len(row) > 3}


@cache
def _names() -> dict[str, str]:
    """Return for the canonical form of a unit the first way in which it is written."""
    return {row[1]: row[0] for row in reversed(read_rows("text/units.tsv"))}


def name_of(canonical: str) -> str:
    """Return a unit as it is called in a compound: its canonical form, a currency by its name.

    >>> name_of("USD"), name_of("公斤")
    ('美元', '公斤')
    """
    unit = known_units().get(_names().get(canonical, ""), NO_UNIT)
    return unit.written if unit.dimension == "money" else canonical


def find_unit(written: str) -> Unit:
    """Return the unit as written, compound units (元/吨) from their parts; a unit of no dimension where unknown.

    >>> find_unit("个百分点").canonical, find_unit("美元/桶").dimension
    ('百分点', 'money')
    """
    if written in known_units():
        return known_units()[written]
    above, slash, below = written.partition("/")
    if not slash or above not in known_units():
        return Unit(written, written, "")
    over, under = known_units()[above], find_unit(below)
    return Unit(written, f"{name_of(over.canonical)}/{under.canonical}", over.dimension)


@cache
def unit_source() -> str:
    """Return the source of a pattern that matches the longest unit, simple or compound."""
    simple = choice(known_units(), guard=forbidden())
    return f"(?:{simple}(?:/{simple})?)"


def choice(words: Iterable[str], guard: dict[str, str] | None = None) -> str:
    """Return the source of a pattern that matches the longest of `words`, as a prefix tree, so that it is fast.

    `guard` gives for a word the characters that must not follow it.

    >>> re.match(choice(["个", "个月"], guard={"个": "性"}), "个月").group()
    '个月'
    """
    tree: dict = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = _ending(word, guard or {})
    return _branches(tree)


def _ending(word: str, guard: dict[str, str]) -> str:
    """Return what must hold after `word`: no letter after a Latin unit, none of its forbidden characters."""
    if word[-1].isascii() and word[-1].isalpha():
        return "(?![A-Za-z0-9])"
    return f"(?![{guard[word]}])" if word in guard else ""


def _branches(node: dict) -> str:
    """Return the source of one node of a prefix tree, the longer branches first."""
    longer = [re.escape(char) + _branches(below) for char, below in sorted(node.items()) if char]
    parts = [*longer, node[""]] if "" in node else longer
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"

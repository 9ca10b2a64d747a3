"""Units and classifiers: what stands after a numeral, its canonical form and its dimension."""

from dataclasses import dataclass
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.patterns import choice

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
def known_units(rules: Rules) -> dict[str, Unit]:
    """Return every unit of the rules by the way it is written."""
    return {row[0]: Unit(*row[:3]) for row in rules.rows("units")}


@cache
def forbidden(rules: Rules) -> dict[str, str]:
    """Return for a unit the characters that must not follow it: 名 in 名单 is no classifier."""
    return {row[0]: row[3] for row in rules.rows("units") if len(row) > 3}


@cache
def _names(rules: Rules) -> dict[str, str]:
    """Return for the canonical form of a unit the first way in which it is written."""
    return {row[1]: row[0] for row in reversed(rules.rows("units"))}


def name_of(canonical: str, rules: Rules = Rules()) -> str:
    """Return a unit as it is called in a compound: its canonical form, a currency by its name.

    >>> name_of("USD"), name_of("公斤")
    ('美元', '公斤')
    """
    unit = known_units(rules).get(_names(rules).get(canonical, ""), NO_UNIT)
    return unit.written if unit.dimension == "money" else canonical


def find_unit(written: str, rules: Rules = Rules()) -> Unit:
    """Return the unit as written, compound units (元/吨) from their parts; a unit of no dimension where unknown.

    >>> find_unit("个百分点").canonical, find_unit("美元/桶").dimension
    ('百分点', 'money')
    """
    known = known_units(rules)
    if written in known:
        return known[written]
    above, slash, below = written.partition("/")
    if not slash or above not in known:
        return Unit(written, written, "")
    over, under = known[above], find_unit(below, rules)
    return Unit(written, f"{name_of(over.canonical, rules)}/{under.canonical}", over.dimension)


@cache
def unit_source(rules: Rules) -> str:
    """Return the source of a pattern that matches the longest unit, simple or compound."""
    simple = choice(known_units(rules), guard=forbidden(rules))
    return f"(?:{simple}(?:/{simple})?)"

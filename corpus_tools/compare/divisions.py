"""Divisions: in which province and prefecture a place lay in a year."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from corpus_tools.quantities.localities import known
from corpus_tools.resources import read_rows
from corpus_tools.rules import Rules

FIRST, LAST = 1980, 2024  # years of the table; earlier and later ones are taken as these
SHORTEST: Final = 3  # characters of a former name that is looked for: 城区 and 郊区 are words


class Division(NamedTuple):
    """A division under one name: from `first` to `last` year in one prefecture of one province."""

    name: str
    level: str
    first: int
    last: int
    province: str
    city: str
    city_id: str


def roll_up(name: str, within: str, year: int) -> tuple[str, str, str]:
    """Return province, prefecture and code of the prefecture in which a place lay in a year; "" for what is not known.

    `name` is a place in full, `within` its province where that is known. What did not have that name in the year is taken as in the nearest
    year in which something had it. A county of a name that several prefectures had is in none unless the place says more.

    >>> roll_up("海口市", "", 1985), roll_up("海口市", "", 2024)
    (('广东省', '海南行政区', '442100'), ('海南省', '海口市', '460100'))
    """
    province, city, code = within, "", ""
    for unit in _units(name):
        held = _in_year(_divisions()[unit], min(max(year, FIRST), LAST))
        held = _where(held, "province", "" if unit == within else province)
        held = _where(held, "city", city)
        province = _one({each.province for each in held}) or province
        if _one({each.city for each in held}):
            city, code = held[-1].city, held[-1].city_id
    return province, city, code


@lru_cache(maxsize=8)
def with_former(rules: Rules) -> Rules:
    """Return rules whose places are also those that no longer have their name (思茅地区, 襄樊市)."""
    last = {name: max(each.last for each in held) for name, held in _divisions().items()}
    former = [name for name, year in last.items() if year < LAST and len(name) >= SHORTEST and name not in known(rules)]
    rows = [
        (name, name, _divisions()[name][-1].level, province)
        for name in former
        if (province := _one({each.province for each in _divisions()[name]}))
    ]
    return Rules(MappingProxyType({**rules.lists, "localities": (*rules.lists["localities"], *rows)}), rules.settings)


@cache
def _divisions() -> dict[str, list[Division]]:
    """Return the divisions by name, the earliest first, from ``resources/compare/divisions.tsv``."""
    found: dict[str, list[Division]] = {}
    for name, level, first, last, *above in read_rows("compare/divisions.tsv"):
        found.setdefault(name, []).append(Division(name, level, int(first), int(last), *above))
    return {name: sorted(held, key=lambda each: each[2:]) for name, held in found.items()}


@cache
def _longest() -> int:
    """Return how many characters the longest name has."""
    return max(map(len, _divisions()))


def _units(name: str) -> Iterator[str]:
    """Yield the divisions that a full name is made of, the largest first: 湖南省, 衡阳市, 南岳区."""
    at = 0
    while at < len(name):
        ends = range(min(len(name), at + _longest()), at + 1, -1)
        end = next((end for end in ends if name[at:end] in _divisions()), 0)
        if not end:
            return
        yield name[at:end]
        at = end


def _in_year(held: Iterable[Division], year: int) -> list[Division]:
    """Return what there was in a year, or else in the nearest one."""
    away = {each: max(each.first - year, year - each.last, 0) for each in held}
    return [each for each, years in away.items() if years == min(away.values())]


def _where(held: list[Division], field: str, value: str) -> list[Division]:
    """Return those of the given province or prefecture; all where none is."""
    return [each for each in held if value and getattr(each, field) == value] or held


def _one(values: set[str]) -> str:
    """Return the value if there is only one, else ""."""
    return next(iter(values)) if len(values) == 1 else ""

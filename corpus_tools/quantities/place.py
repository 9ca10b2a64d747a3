"""Localities: the places that a text names, and the one that an amount belongs to.

Limits: a place that only serves as a measure (高于全国) or is one of several (赴广西、贵州) is never taken for the place
of an amount; 全省 is the province of the newspaper where that is known, also in a report from another province.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.patterns import choice, either

# 全省 and 我市 point at a place of that level that was named before.
POINTERS = {"省": "province", "市": "city", "县": "county", "区": "city", "国": "country"}
POINTER = "(?:全|我|本|该)(?P<level>[省市县区])(?![域级长委属外内中])|(?P<inside>省)内"
# Below the list: 文昌市蓬莱镇, 南昌高新区.
BELOW = "(?:(?!城|乡|渔|农|的)[一-龥]{1,3}(?:镇|街道|高新区|经开区|开发区|新区))?"
AND = frozenset({"、", "和", "与", "及", "以及"})
# So many places back a pointer is looked up: about two paragraphs.
LOOK_BACK = 20
# The longest words before a measure have four characters, and 了 may follow.
LONGEST_MEASURE = 5
WITHIN = {"county": 3, "city": 2, "province": 1, "country": 0, "region": 0}


@dataclass(frozen=True, slots=True)
class Locality:
    """A place in a folded text: its canonical name and level; of a pointer (全省) the level alone.

    `aside`: it is what something is measured against (高于全国); `listed`: it is one of several (广西、贵州).
    """

    start: int
    end: int
    name: str
    level: str
    province: str = ""
    aside: bool = False
    listed: bool = False


@cache
def known(rules: Rules) -> dict[str, tuple[str, str, str]]:
    """Return canonical name, level and province of every place by the way it is written."""
    return {row[0]: (row[1], row[2], row[3] if len(row) > 3 else "") for row in rules.rows("localities")}


@cache
def papers(rules: Rules) -> dict[str, str]:
    """Return the place of every newspaper that the package knows."""
    return {row[0]: known(rules)[row[2]][0] for row in rules.rows("newspapers") if row[2] in known(rules)}


@cache
def patterns(rules: Rules) -> dict[str, re.Pattern]:
    """Return the pattern of a place, or of a pointer, for each character that one begins with."""
    found = {first: re.compile(POINTER) for first in "全我本该省"}
    for first in sorted({name[0] for name in known(rules)}):
        names = choice(name for name in known(rules) if name[0] == first)
        pointer = f"|{POINTER}" if first in found else "|(?P<level>(?!))(?P<inside>(?!))"
        found[first] = re.compile(rf"(?P<place>{names}){BELOW}{pointer}")
    return found


@cache
def starts(rules: Rules) -> re.Pattern:
    """Return the pattern of the characters that a place begins with: most text is passed over at its speed."""
    return re.compile(f"[{''.join(patterns(rules))}]")


@cache
def paper_pattern(rules: Rules) -> re.Pattern:
    """Return the pattern of the newspapers that the package knows."""
    return re.compile(choice(papers(rules)))


def home_of(newspaper: str, folded: str, rules: Rules) -> str:
    """Return the place of the newspaper, by its name or by the name that its datelines give; "" where unknown."""
    if newspaper in papers(rules):
        return papers(rules)[newspaper]
    found = paper_pattern(rules).search(folded)
    return papers(rules)[found.group()] if found else ""


def find_localities(folded: str, start: int, end: int, rules: Rules) -> list[Locality]:
    """Return the places named in a stretch of a folded text, neighbours joined to one (衡阳市南岳区).

    >>> [place.name for place in find_localities("在湖南省衡阳市南岳区，全省", 0, 13, Rules())]
    ['湖南省衡阳市南岳区', '']
    """
    found: list[Locality] = []
    at = start
    while first := starts(rules).search(folded, at, end):
        match = patterns(rules)[first.group()].match(folded, first.start(), end)
        at = match.end() if match else first.end()
        if match:
            join(found, locality_of(match, rules))
    return [told_apart(folded, found, number, rules) for number in range(len(found))]


def told_apart(folded: str, found: Sequence[Locality], number: int, rules: Rules) -> Locality:
    """Return a place with what the text beside it says: whether it is a measure, whether it is one of several."""
    place, neighbours = found[number], found[max(0, number - 1) : number + 2]
    pairs = zip(neighbours, neighbours[1:], strict=False)
    listed = any(folded[one.end : other.start] in AND for one, other in pairs if one.end < other.start)
    before = folded[max(0, place.start - LONGEST_MEASURE) : place.start]
    return replace(place, aside=bool(measure(rules).search(before)), listed=listed)


@cache
def measure(rules: Rules) -> re.Pattern:
    """Return the pattern of what stands before a place that something is only measured against."""
    return re.compile(f"{either(rules, 'before a measure')}(?:了)?$")


def locality_of(match: re.Match, rules: Rules) -> Locality:
    """Return the place that was matched."""
    groups = match.groupdict()
    if level := groups.get("level") or groups.get("inside"):
        return Locality(match.start(), match.end(), "", POINTERS[level])
    name, level, province = known(rules)[match["place"]]
    return Locality(match.start(), match.end(), name + match.string[match.end("place") : match.end()], level, province)


def join(found: list[Locality], place: Locality) -> None:
    """Add a place to those found; one that stands right behind the place it lies in is one with it."""
    if found and place.name and found[-1].end == place.start and WITHIN[place.level] > WITHIN[found[-1].level]:
        last = found.pop()
        place = replace(place, start=last.start, name=last.name + place.name)
    found.append(place)


def place_of(places: Sequence[Locality], turn: tuple[int, int], home: str) -> tuple[str, Locality | None]:
    """Return the name of the place that governs what follows the last of `places`, and the place itself.

    `turn` is (k, n) where 分别 deals n values out: to the n places of a list, the k-th to the k-th from 0.
    """
    dealt = dealt_to(places, turn)
    for number in [dealt] if dealt is not None else range(len(places) - 1, -1, -1):
        place = places[number]
        if place.aside or (place.listed and dealt is None):
            continue
        if name := resolve(places, number, home):
            return name, place
    return home, None


def dealt_to(places: Sequence[Locality], turn: tuple[int, int]) -> int | None:
    """Return which place the k-th of n values is dealt to, None where no list of n places ends the places named."""
    number, size = turn
    listed = size > 1 and len(places) >= size and all(place.listed for place in places[-size:])
    more = len(places) > size and places[-size - 1].listed
    return len(places) - size + number if listed and not more else None


def resolve(places: Sequence[Locality], number: int, home: str) -> str:
    """Return the name of a place; 全省 means the province of the newspaper, else that of the last place named."""
    place = places[number]
    if place.name or (place.level == "province" and home):
        return place.name or home
    for last in places[max(0, number - LOOK_BACK) : number][::-1]:
        if last.level == place.level and last.name:
            return last.name
        if place.level == "province" and last.province:
            return last.province
    return ""

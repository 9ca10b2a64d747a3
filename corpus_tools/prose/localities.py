"""Localities: the places that a text names, and the one that an amount belongs to."""

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus_tools.prose.units import choice
from corpus_tools.resources import read_rows

# 全省 and 我市 point at a place of that level that was named before.
POINTERS = {"省": "province", "市": "city", "县": "county", "区": "city", "国": "country"}
POINTER = "(?:全|我|本|该)(?P<level>[省市县区])(?![域级长委属外内中])"
# Below the list: 文昌市蓬莱镇, 南昌高新区.
BELOW = "(?:(?!城|乡|渔|农|的)[一-龥]{1,3}(?:镇|街道|高新区|经开区|开发区|新区))?"
WITHIN = {"county": 3, "city": 2, "province": 1, "country": 0, "region": 0}


@dataclass(frozen=True, slots=True)
class Locality:
    """A place in a folded text: its canonical name and level; of a pointer (全省) the level alone."""

    start: int
    end: int
    name: str
    level: str
    province: str = ""


@cache
def known() -> dict[str, tuple[str, str, str]]:
    """Return canonical name, level and province of every place by the way it is written."""
    return {row[0]: (row[1], row[2], row[3] if len(row) > 3 else "") for row in read_rows("localities.tsv")}


@cache
def papers() -> dict[str, str]:
    """Return the place of every newspaper that the package knows."""
    return {row[0]: known()[row[2]][0] for row in read_rows("newspapers.tsv") if row[2] in known()}


@cache
def patterns() -> dict[str, re.Pattern]:
    """Return the pattern of a place, or of a pointer, for each character that one begins with."""
    found = {first: re.compile(POINTER) for first in "全我本该"}
    for first in sorted({name[0] for name in known()}):
        names = choice(name for name in known() if name[0] == first)
        pointer = f"|{POINTER}" if first in found else "|(?P<level>(?!))"
        found[first] = re.compile(rf"(?P<place>{names}){BELOW}{pointer}")
    return found


@cache
def starts() -> re.Pattern:
    """Return the pattern of the characters that a place begins with: most text is passed over at its speed."""
    return re.compile(f"[{''.join(patterns())}]")


@cache
def paper_pattern() -> re.Pattern:
    """Return the pattern of the newspapers that the package knows."""
    return re.compile(choice(papers()))


def home_of(newspaper: str, folded: str) -> str:
    """Return the place of the newspaper, by its name or by the name that its datelines give; "" where unknown."""
    if newspaper in papers():
        return papers()[newspaper]
    found = paper_pattern().search(folded)
    return papers()[found.group()] if found else ""


def find_localities(folded: str, start: int, end: int) -> list[Locality]:
    """Return the places named in a stretch of a folded text, neighbours joined to one (衡阳市南岳区).

    >>> [place.name for place in find_localities("在湖南省衡阳市南岳区，全省", 0, 13)]
    ['湖南省衡阳市南岳区', '']
    """
    found: list[Locality] = []
    at = start
    while first := starts().search(folded, at, end):
        match = patterns()[first.group()].match(folded, first.start(), end)
        at = match.end() if match else first.end()
        if match:
            join(found, locality_of(match))
    return found


def locality_of(match: re.Match) -> Locality:
    """Return the place that was matched."""
    groups = match.groupdict()
    if groups.get("level"):
        return Locality(match.start(), match.end(), "", POINTERS[groups["level"]])
    name, level, province = known()[match["place"]]
    return Locality(match.start(), match.end(), name + match.string[match.end("place") : match.end()], level, province)


def join(found: list[Locality], place: Locality) -> None:
    """Add a place to those found; one that stands right behind the place it lies in is one with it."""
    if found and place.name and found[-1].end == place.start and WITHIN[place.level] > WITHIN[found[-1].level]:
        last = found.pop()
        place = replace(place, start=last.start, name=last.name + place.name)
    found.append(place)


def resolve(place: Locality, before: list[Locality], home: str) -> str:
    """Return the name of a place; a pointer means the last place of its level, 全省 else that of the newspaper."""
    if place.name:
        return place.name
    for last in reversed(before):
        if last.level == place.level and last.name:
            return last.name
        if place.level == "province" and last.province:
            return last.province
    return home if place.level == "province" else ""

"""Localities: the places that a text names, with their rank and the province that they lie in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus_tools.quantities.words import segmenter
from corpus_tools.rules import Rules
from corpus_tools.text.patterns import choice, pattern, words

# 全省 and 我市 point at a place of that level that was named before.
POINTERS = {"省": "province", "市": "city", "县": "county", "区": "district", "国": "country"}
POINTER = "(?:全|我|本|该)(?P<level>[省市县区])(?![域级长委属外内中])|(?P<inside>省)内"
# Below the list: 文昌市蓬莱镇, 重庆忠县, 沙县区富口镇荷山村; not 海南各市县, 湖北农村, 广东沿海地区.
BELOW = (
    "(?:(?![城乡渔农的各全某两三几多等市地和与及在是有为]|.[、，。])[一-龥]{1,3}?(?:自治县|(?<![各市全郡外])县(?![城域级委长政])|镇(?!长)|(?<![城下返新])乡(?![村亲愁镇])"
    "|街道|(?<![农乡渔])村(?![民级庄委])|高新区|经开区|开发区|新区)){1,3}"
)
REGION = "(?:地区|沿海地区|沿海)"
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
def by_first(rules: Rules) -> dict[str, list[str]]:
    """Return the ways in which places and pointers are written, by their first character; of pointers none is listed."""
    found: dict[str, list[str]] = {first: [] for first in "全我本该省"}
    for name in known(rules):
        found.setdefault(name[0], []).append(name)
    return found


@cache
def place_pattern(first: str, rules: Rules) -> re.Pattern:
    """Return the pattern of a place, or of a pointer, that begins with a character; made when it is first met."""
    names, site = by_first(rules)[first], pattern(rules, "locality: site").pattern
    if not names:
        return re.compile(rf"(?P<place>(?!))(?P<below>(?!))|{POINTER}")
    pointer = POINTER if first in "全我本该省" else "(?P<level>(?!))(?P<inside>(?!))"
    return re.compile(rf"(?P<place>{choice(names)})(?P<below>{site}|{BELOW}|{REGION}|)|{pointer}")


@cache
def starts(rules: Rules) -> re.Pattern:
    """Return the pattern of the first two characters of a place: most text is passed over at its speed."""
    seconds = {name[1:2] for name in known(rules)} | set(POINTERS) | {"内"}
    beside = f"(?=[{re.escape(''.join(sorted(seconds)))}])" if "" not in seconds else ""
    return re.compile(f"[{''.join(by_first(rules))}]{beside}")


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
    at, begins = start, starts(rules).search
    while first := begins(folded, at, end):
        match = place_pattern(first.group(), rules).match(folded, first.start(), end)
        at = match.end() if match else first.end()
        if match:
            join(found, locality_of(match, rules))
    kept = [place for place in found if place.level == "region" or not within_word(folded, place)]
    return [told_apart(folded, kept, number, rules) for number in range(len(kept))]


# So many characters on both sides of a place tell whether it is part of a longer word.
AROUND = 6


def within_word(folded: str, place: Locality) -> bool:
    """Say whether a place is only part of a longer word: 黄河源, 中国银行."""
    if not place.name:
        return False
    low = max(0, place.start - AROUND)
    at = low
    for word in segmenter()(folded[low : place.end + AROUND]):
        if at < place.start < at + len(word):
            return True
        at += len(word)
        if at >= place.end:
            return False
    return False


def told_apart(folded: str, found: Sequence[Locality], number: int, rules: Rules) -> Locality:
    """Return a place with what the text beside it says: whether it is a measure, whether it is one of several."""
    place, neighbours = found[number], found[max(0, number - 1) : number + 2]
    pairs = zip(neighbours, neighbours[1:], strict=False)
    listed = any(folded[one.end : other.start] in words(rules, "coordination") for one, other in pairs if one.end < other.start)
    listed = listed or bool(pattern(rules, "locality: several").match(folded, place.end))
    before = folded[max(0, place.start - LONGEST_MEASURE) : place.start]
    aside = bool(pattern(rules, "locality: measure").search(before))
    return replace(place, aside=aside, listed=listed) if aside or listed else place


def locality_of(match: re.Match, rules: Rules) -> Locality:
    """Return the place that was matched."""
    if level := match["level"] or match["inside"]:
        return Locality(match.start(), match.end(), "", POINTERS[level])
    name, level, province = known(rules)[match["place"]]
    below = match["below"] or ""
    if level == "province" and below and below[-1] in "县镇乡村":
        return Locality(match.start(), match.end(), below, "county", province)
    return Locality(match.start(), match.end(), name + below, level, province)


def join(found: list[Locality], place: Locality) -> None:
    """Add a place to those found; one that stands right behind the place it lies in is one with it.

    A county named without its city (湖北大悟县) is called by its own name alone: the full name holds the city.
    """
    if (
        found
        and place.name
        and found[-1].name
        and found[-1].end == place.start
        and WITHIN[place.level] > WITHIN[found[-1].level]
    ):
        last = found.pop()
        whole = WITHIN[place.level] - WITHIN[last.level] == 1 or last.name.endswith("市")
        place = replace(place, start=last.start, name=last.name + place.name if whole else place.name)
    found.append(place)

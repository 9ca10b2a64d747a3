"""Localities: the places that a text names, with their rank and the province that they lie in."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from corpus_tools.quantities.words import segmenter
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.patterns import choice, pattern, words

# 全省 and 我市 point at a place of that level that was named before.
PROVINCE, CITY, COUNTY, DISTRICT, COUNTRY = grammar.words("localities: levels")
POINTERS = {PROVINCE: "province", CITY: "city", COUNTY: "county", DISTRICT: "district", COUNTRY: "country"}
POINTER = grammar.pattern("localities: pointer")
POINTER_BEGINS, INSIDE = grammar.source("localities: pointer begins"), grammar.source("localities: inside")
LOW_LEVELS = tuple(grammar.source("localities: low levels"))
# The longest words before a measure have four characters, and 了 may follow.
LONGEST_MEASURE = 5
WITHIN = {"county": 3, "city": 2, "province": 1, "country": 0, "region": 0}


class Locality(NamedTuple):
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
def by_head(rules: Rules) -> dict[str, list[str]]:
    """Return the ways in which places are written by their first two characters, the longest first; none for a pointer."""
    found: dict[str, list[str]] = {f"{first}{second}": [] for first in POINTER_BEGINS for second in [*POINTERS, INSIDE]}
    for name in sorted(known(rules), key=len, reverse=True):
        found.setdefault(name[:2], []).append(name)
    for head, names in found.items():
        names += [name for name in found.get(head[:1], []) if len(head) > 1]
    return found


@cache
def below_pattern(rules: Rules) -> re.Pattern:
    """Return the pattern of what may follow the name of a place and belong to it, nothing at all included."""
    return re.compile(f"{pattern(rules, 'locality: site').pattern}|{grammar.source('localities: below or region')}|")


@cache
def starts(rules: Rules) -> re.Pattern:
    """Return the pattern of the first two characters of a place or pointer: most text is passed over at its speed."""
    seconds = {head[1:] for head in by_head(rules)}
    beside = f"(?=[{re.escape(''.join(sorted(seconds)))}])" if "" not in seconds else ""
    return re.compile(f"[{re.escape(''.join(sorted({head[0] for head in by_head(rules)})))}]{beside}")


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
    heads, at = by_head(rules), start
    for first in starts(rules).finditer(folded, start, end):
        place = first.start()
        if place < at:
            continue
        names = heads.get(folded[place : place + 2])
        if names is None and (names := heads.get(folded[place])) is None:
            continue
        name = next((name for name in names if stands_at(folded, name, (place, end))), "")
        seen = named(folded, name, (place, end), rules) if name else pointer_at(folded, place, end)
        if seen:
            at = seen.end
            join(found, seen)
    kept = [place for place in found if place.level == "region" or not within_word(folded, place)]
    return told_apart(folded, kept, rules)


def stands_at(folded: str, name: str, span: tuple[int, int]) -> bool:
    """Say whether a name stands at the beginning of a span, no part of a longer Latin word."""
    start, end = span
    if not folded.startswith(name, start, end):
        return False
    return not (name[-1].isascii() and name[-1].isalpha() and re.match("[A-Za-z0-9]", folded[start + len(name) : end]))


def named(folded: str, name: str, span: tuple[int, int], rules: Rules) -> Locality:
    """Return the place of a name at the beginning of a span, with what stands below it."""
    start, end = span
    below = below_pattern(rules).match(folded, start + len(name), end)
    full, level, province = known(rules)[name]
    if level == "province" and below.group()[-1:] in LOW_LEVELS:
        return Locality(start, below.end(), below.group(), "county", province)
    return Locality(start, below.end(), full + below.group(), level, province)


def pointer_at(folded: str, start: int, end: int) -> Locality | None:
    """Return the place that 全省 and its like point at."""
    match = POINTER.match(folded, start, end)
    return Locality(start, match.end(), "", POINTERS[match["level"] or match["inside"]]) if match else None


# So many characters on both sides of a place tell whether it is part of a longer word.
AROUND = 6
# Behind one of these, and at the beginning of a text, every word begins anew.
APART = ("", *"，。；：！？、（）“”《》\n \u3000")


def within_word(folded: str, place: Locality) -> bool:
    """Say whether a place is only part of a longer word: 黄河源, 中国银行."""
    if not place.name or folded[place.start - 1 : place.start] in APART:
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


def told_apart(folded: str, found: Sequence[Locality], rules: Rules) -> list[Locality]:
    """Return places with what the text beside each says: whether it is a measure, whether it is one of several."""
    coordination, several, measure = words(rules, "coordination"), pattern(rules, "locality: several"), pattern(rules, "locality: measure")
    joined = [folded[one.end : other.start] in coordination and one.end < other.start for one, other in pairwise(found)]
    told = []
    for place, before, after in zip(found, [False, *joined], [*joined, False], strict=False):
        listed = before or after or bool(several.match(folded, place.end))
        aside = bool(measure.search(folded[max(0, place.start - LONGEST_MEASURE) : place.start]))
        told.append(place._replace(aside=aside, listed=listed) if aside or listed else place)
    return told


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
        whole = WITHIN[place.level] - WITHIN[last.level] == 1 or last.name.endswith(CITY)
        place = place._replace(start=last.start, name=last.name + place.name if whole else place.name)
    found.append(place)

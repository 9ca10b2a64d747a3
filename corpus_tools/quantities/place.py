"""Places: the one that an amount belongs to, named in its sentence, in the headline, or carried from a statement before.

Limits: a place that only serves as a measure (高于全国), is one of several (赴广西、贵州), stands in a dateline, in a name (中国银行)
or in a quotation is never taken for the place of an amount; 全省 is the province of the newspaper where that is known, also in a
report from another province. What only the drift of an article suggests stays empty.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from corpus_tools.quantities.clauses import OF, in_turn
from corpus_tools.quantities.context import Context, ParsedSentence, ParsedText
from corpus_tools.quantities.localities import CITY, DISTRICT, PROVINCE, Locality
from corpus_tools.quantities.ranking import LISTED, Candidate, Cell, fill
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.patterns import pattern, words
from corpus_tools.text.sentences import Sentence

# So many places back a pointer is looked up: about two paragraphs.
LOOK_BACK = 20
# A place farther back than so many others no longer governs.
FEW = 40
AUTONOMOUS, NATION = grammar.source("localities: autonomous region"), grammar.source("localities: nation")
AT = grammar.source("localities: at")


def place_of(parsed: ParsedSentence, number: int, context: Context, kind: str) -> Cell:
    """Return the place of a mention: dealt out by 分别, or the likeliest of those named."""
    mention, places = parsed.mentions[number], parsed.reading.places
    last = bisect_right(places, mention.amount.start, key=itemgetter(1))
    known = places[max(0, last - FEW) : last]
    dealt = dealt_to(known, (number - mention.first, mention.size) if in_turn(mention) else (0, 1))
    if dealt is not None and known[dealt].start >= parsed.passage.start:
        place = known[dealt]
        return Cell(place.name, (place.start, place.end), "sentence", LISTED)
    return fill("place", place_candidates(parsed, number, context, kind), parsed.rules)


def dealt_to(places: Sequence[Locality], turn: tuple[int, int]) -> int | None:
    """Return which place the k-th of n values is dealt to, None where no list of n places ends the places named."""
    number, size = turn
    listed = size > 1 and len(places) >= size and all(place.listed for place in places[-size:])
    more = len(places) > size and places[-size - 1].listed
    return len(places) - size + number if listed and not more else None


def resolve(places: Sequence[Locality], number: int, home: str) -> str:
    """Return the name of a place; 全省 means the province of the newspaper, else that of the last place named."""
    place = places[number]
    if place.name or (place.level == "province" and home.endswith((PROVINCE, AUTONOMOUS))):
        return place.name or home
    for last in places[max(0, number - LOOK_BACK) : number][::-1]:
        if name := pointed(place.level, last):
            return name
    return ""


def pointed(level: str, last: Locality) -> str:
    """Return the place of a level that a place is, or lies in as far as its name tells."""
    if not last.name or last.level in {"region", "country"}:
        return last.name if level == last.level else ""
    if level == "province":
        return last.province if last.province.endswith((PROVINCE, DISTRICT)) else last.name if last.level == "province" else ""
    if level == "city":
        return (
            last.province
            if last.province.endswith(CITY)
            else last.name
            if last.level == "city" or last.name.endswith(CITY)
            else ""
        )
    if level == "district":
        return last.name if last.name.endswith(DISTRICT) else ""
    return last.name if last.level == level else ""


# An article that names a place this often is about it.
OFTEN = 3
# A quotation around a place is as short as this.
NAME = 10
STOPS = "，。；：、）)\n \u3000”"
def in_name(folded: str, place: Locality, rules: Rules) -> bool:
    """Say whether a place stands in a dateline or in the name of a body, and so governs no statement."""
    before = folded[max(0, place.start - 6) : place.start]
    if pattern(rules, "place: agency").search(before) and pattern(rules, "place: dateline").match(folded, place.end):
        return True
    if place.name and pattern(rules, "place: in a name").match(folded, place.end):
        return True
    national = place.level == "country" and bool(place.name)
    return national and bool(pattern(rules, "place: national body").match(folded, place.end))


def in_aside(folded: str, place: Locality, rules: Rules) -> bool:
    """Say whether a place stands in a short quotation, or in brackets with the names of reporters."""
    first = max(
        folded.rfind("“", max(0, place.start - NAME), place.start),
        folded.rfind("《", max(0, place.start - NAME), place.start),
    )
    if first >= 0 and not any(mark in folded[first : place.start] for mark in "”》"):
        last = min(
            (at for mark in "”》" if (at := folded.find(mark, place.end, place.end + 2 * NAME)) >= 0), default=-1
        )
        if last >= 0 and not any(mark in folded[first:last] for mark in "，。；"):
            return True
    bracket = max(folded.rfind(mark, max(0, place.start - 60), place.start) for mark in "（(")
    return (
        bracket >= 0
        and not any(mark in folded[bracket : place.start] for mark in ")）。")
        and any(word in folded[bracket : place.start] for word in words(rules, "reporter"))
    )


def usable(reading: ParsedText, index: int) -> str:
    """Return the name of a place that may govern a statement, "" where it may not."""
    place = reading.places[index]
    if (
        place.listed
        or place.aside
        or place.name in words(reading.rules, "world")
        or in_name(reading.folded, place, reading.rules)
        or in_aside(reading.folded, place, reading.rules)
    ):
        return ""
    return resolve(reading.places, index, reading.home)


def places_in(reading: ParsedText, passage: Sentence) -> tuple[tuple[int, str], ...]:
    """Return number and name of the places in a sentence that may govern its statements."""
    first, last = (bisect_left(reading.places, (edge,)) for edge in (passage.start, passage.end))
    return tuple((index, name) for index in range(first, last) if (name := usable(reading, index)))


def lineage(name: str, other: str) -> bool:
    """Say whether one place lies in the other, or is it."""
    return bool(name and other) and (name in other or other in name)


def place_candidates(parsed: ParsedSentence, number: int, context: Context, kind: str) -> list[Candidate]:
    """Return the candidates for the place of a mention; one of them none."""
    around = setting(parsed, number)
    found = (
        []
        if points_nowhere(parsed, number)
        else [*in_sentence(parsed, number, context, (kind, around)), *from_elsewhere(parsed, number, context, around)]
    )
    own = sum(one.source == "sentence" for one in found)
    tests = [
        f"none own {min(own, 2)}",
        f"none context {bool(context.place)} own {min(own, 1)}",
        f"none titled {bool(parsed.reading.titled)} own {min(own, 1)}",
        *(f"none {one}" for one in around),
        *(f"none {one} own {min(own, 1)}" for one in around),
    ]
    return [*found, Candidate("", None, "", ("none", *tests))]


def points_nowhere(parsed: ParsedSentence, number: int) -> bool:
    """Say whether the last place before an amount is a 全市 of which the text does not say which city it is."""
    places, at = parsed.reading.places, parsed.mentions[number].amount.start
    last = bisect_left(places, (at,)) - 1
    if last < 0 or places[last].start < parsed.passage.start or places[last].name:
        return False
    return not resolve(places, last, parsed.reading.home)


def setting(parsed: ParsedSentence, number: int) -> list[str]:
    """Return what of a sentence tells whether a place governs its statements."""
    mention, folded = parsed.mentions[number], parsed.folded
    sentence = folded[parsed.passage.start : mention.amount.start]
    found = []
    if any(word in sentence for word in words(parsed.rules, "company")):
        found.append("company")
    if sentence.count("“") > sentence.count("”"):
        found.append("quoted")
    if mention.amount.unit.dimension in {"age", "time"}:
        found.append("lasting")
    if any(word in sentence for word in words(parsed.rules, "abroad")):
        found.append("world")
    return found


def lead_of(prior: str) -> str:
    """Return what kind of character stands right before a place."""
    return "stop" if not prior or prior in STOPS else "in" if prior in AT else "other"


def in_sentence(parsed: ParsedSentence, number: int, context: Context, known: tuple[str, list[str]]) -> Iterator[Candidate]:
    """Yield the places that the sentence names, before the amount or right after it; `known` are the kind and the `setting`."""
    (kind, tests), mention, folded, reading = known, parsed.mentions[number], parsed.folded, parsed.reading
    at = mention.amount.start
    kept = parsed.places
    earlier = [index for index, _ in kept if reading.places[index].end <= at]
    plain = [index for index in earlier if not reading.places[index].aside]
    for index, name in kept:
        place = reading.places[index]
        ahead = place.start >= at
        gap = folded[mention.amount.end : place.start] if ahead else folded[place.end : at]
        if ahead and (len(gap) > 8 or any(mark in gap for mark in "，。；")):
            continue
        breaks = min(sum(gap.count(mark) for mark in "，；："), 3)
        side = "after" if ahead else "before"
        role = "aside" if place.aside else "plain"
        nearest = "nearest" if plain and index == plain[-1] else "sole" if len(plain) == 1 else "farther"
        nearest = "sole" if len(plain) == 1 and index == plain[0] else nearest
        opens = place.start - parsed.passage.start < 8
        lead = lead_of(folded[place.start - 1 : place.start])
        before = "same" if context.place and lineage(name, context.place) else "new" if context.place else "-"
        titled = any(lineage(name, one.name) for one in reading.titled)
        features = [
            f"own {side} {role}", f"own {side} {role} {nearest}", f"own {nearest} breaks {breaks} {side}", f"own hard {'；' in gap or '…' in gap}", f"own {place.level}",
            f"own pointer {not place.name}", f"own opens {opens} {side}", f"own lead {lead} {side}", f"own known {before} {nearest}", f"own titled {titled}",
            f"own follow {OF if folded.startswith(OF, place.end) else '-'} {nearest}", f"own rank {kind == 'rank'}", *(f"own {one}" for one in tests),
            *(f"own {one} {place.level == 'country'}" for one in tests),
        ]  # fmt: skip
        yield Candidate(name, (place.start, place.end), "sentence", tuple(features))


def from_elsewhere(parsed: ParsedSentence, number: int, context: Context, tests: list[str]) -> Iterator[Candidate]:
    """Yield the place of earlier statements and that of the headline; `tests` are the `setting`."""
    reading = parsed.reading
    counts, at = reading.counts, parsed.mentions[number].amount.start
    own = any(reading.places[index].start < at for index, _ in parsed.places)
    titled = [one for one in reading.titled if one.name and not one.listed and one.name not in words(parsed.rules, "world")]
    if context.place:
        agreed = any(lineage(context.place, place.name) for place in titled)
        yield Candidate(
            context.place, context.place_span, "article",
            ("context", f"context hops {min(context.place_hops, 3)} own {own}", f"context titled {agreed if titled else '-'}", f"context nation {context.place == NATION} own {own}", f"context often {min(counts.get(context.place, 0), OFTEN)} own {own}", f"context fresh {parsed.fresh}", *(f"context {one}" for one in tests)),
        )  # fmt: skip
    for place in titled[:1]:
        yield Candidate(
            place.name, None, "title",
            ("titled", f"titled own {own}", f"titled nation {place.level == 'country'} own {own}", f"titled sole {len(titled) == 1}", f"titled often {min(counts.get(place.name, 0), OFTEN)}", f"titled name {in_name(reading.title, place, parsed.rules)}", *(f"titled {one}" for one in tests)),
        )  # fmt: skip

"""Clauses: the amounts of a sentence, each with the words before it taken apart, and the lists that they form.

工业增加值|比上年|增长|约|4.6% → subject, comparison, direction, qualifier, peeled off from right to left. The words are
data (``cues.tsv``); what is left when none of them ends the text is the subject.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from corpus_tools.quantities.amounts import Amount
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.patterns import either, pattern, words
from corpus_tools.text.units import NO_UNIT, Unit

DIRECTIONS = frozenset({"up", "down", "above", "below", "flat"})
# Units of which a bare 升, 降 or 增 before the number says the change (before 元 it may be part of a noun).
RELATIVE = frozenset({"percent", "permille", "point", "multiple"})
# A reference is short; longer text before the verb holds the subject too.
REFERENCE = 24
# The verb and its reference stand within so many characters of the number.
WINDOW = 60


class Head(NamedTuple):
    """The text from `start` to `end` before an amount, taken apart; `marks` says where each part stands.

    `subject` is what is left of it, up to `stop`; `sense` is up, down, flat, above or below; `to` says that the amount is the level
    reached (增加到); `words` are all the words peeled off.
    """

    start: int
    end: int
    stop: int
    subject: str
    direction: str = ""
    sense: str = ""
    to: bool = False
    spread: str = ""
    qualifier: str = ""
    bound: str = ""
    comparison: str = ""
    words: tuple[str, ...] = ()
    marks: Mapping[str, tuple[int, int]] = MappingProxyType({})


class Part(NamedTuple):
    """A word peeled off: its class, what it bounds, and where it stands."""

    word: str = ""
    name: str = ""
    bound: str = ""
    span: tuple[int, int] = (0, 0)


BLANK = Part()
# Words of grammar that the data names: the 的 of an attribute, 净 before a verb, 个 as in 个百分点.
OF, NET = grammar.source("clauses: of"), grammar.source("amounts: net")
CLASSIFIER = grammar.source("clauses: general classifier")
Peeled = tuple[dict[str, Part], list[str]]


@cache
def cues(rules: Rules) -> dict[str, tuple[str, str]]:
    """Return class and bound of every cue."""
    return {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in rules.rows("cues")}


@cache
def endings(rules: Rules) -> dict[str, list[str]]:
    """Return the cues by their last character, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(cues(rules), key=len, reverse=True):
        found.setdefault(word[-1], []).append(word)
    return found


def peel(folded: str, span: tuple[int, int], dimension: str, rules: Rules) -> Head:
    """Return the head of an amount of the given dimension: the words of `span`, which ends where it begins.

    >>> head = peel("工业增加值比上年增长约", (0, 11), "percent", Rules())
    >>> head.subject, head.comparison, head.direction, head.bound
    ('工业增加值', '上年', '增长', '≈')
    """
    parts: dict[str, Part] = {}
    words: list[str] = []
    start, end = span
    stop = strip_cues(folded, (start, end), dimension, (parts, words), rules)
    stop = strip_reference(folded, (start, stop), dimension, (parts, words), rules)
    stop = strip_cues(folded, (start, stop), dimension, (parts, words), rules)
    marks = {
        name: part.span for name, part in parts.items() if name in {"direction", "qualifier", "spread", "comparison"}
    }
    get = parts.get
    return Head(
        start, end, stop, folded[start:stop].strip(), get("direction", BLANK).word, get("direction", BLANK).name, "to" in parts,
        get("spread", BLANK).word, get("qualifier", BLANK).word, get("qualifier", BLANK).bound,
        get("comparison", BLANK).word, tuple(words), marks,
    )  # fmt: skip


def strip_cues(folded: str, span: tuple[int, int], dimension: str, peeled: Peeled, rules: Rules) -> int:
    """Peel cues off the end of a span; return where what is left ends."""
    (start, stop), (parts, words) = span, peeled
    while stop > start and folded[stop - 1] == " ":
        stop -= 1
    while (word := last_cue(folded, start, stop, rules)) and accepts(
        word, peeled, (folded[start:stop], dimension), rules
    ):
        name, bound = cues(rules)[word]
        kind = "direction" if name in DIRECTIONS else name
        # 增加到 reaches a level; in 转为增长 the 为 belongs to another verb.
        if kind != "link" and not (kind == "to" and "direction" in parts):
            parts.setdefault(kind, Part(word, name, bound, (stop - len(word), stop)))
        words.append(word)
        stop -= len(word)
        while stop > start and folded[stop - 1] == " ":
            stop -= 1
    return stop


def strip_reference(folded: str, span: tuple[int, int], dimension: str, peeled: Peeled, rules: Rules) -> int:
    """Split off what the amount is compared with (比上年, 高于全国, 是2010年的); return where what is left ends."""
    (start, stop), (parts, words) = span, peeled
    first = max(start, stop - WINDOW)
    rest = folded[first:stop]
    than = pattern(rules, "clause: than").search(rest) or pattern(rules, "clause: beside").search(rest)
    if than is None and "direction" not in parts and dimension in RELATIVE and (over := over_in(rest, dimension, rules)):
        verb = over.group(1)
        parts["direction"] = Part(
            verb, cues(rules).get(verb[0], ("above", ""))[0], "", (first + over.start(1), first + over.end(1))
        )
        than = over
    if than is None and "direction" not in parts and OF in words and dimension in {"multiple", "percent"}:
        than = pattern(rules, "clause: of").search(rest)
    if than is None:
        return stop
    group = than.lastindex
    parts["comparison"] = Part(than.group(group), "", "", (first + than.start(group), first + than.end(group)))
    return first + than.start()


def over_in(rest: str, dimension: str, rules: Rules) -> re.Match | None:
    """Return the verb and reference of 高于全国, none where 超过 only bounds a percentage."""
    over = pattern(rules, "clause: over").search(rest)
    return None if over and dimension == "percent" and over.group(1) in words(rules, "only bounds") else over


def last_cue(folded: str, start: int, stop: int, rules: Rules) -> str:
    """Return the longest cue that ends at `stop`, "" where there is none or a word only looks like one."""
    for word in endings(rules).get(folded[stop - 1 : stop], ()):
        if folded.endswith(word, start, stop):
            return "" if cues(rules)[word][0] == "stop" else word
    return ""


def accepts(word: str, peeled: Peeled, before: tuple[str, str], rules: Rules) -> bool:
    """Say whether a cue may be peeled off: one direction, right at the number, and 高 or 升 only where it compares."""
    name, (parts, words), (text, dimension) = cues(rules)[word][0], peeled, before
    if name not in DIRECTIONS:
        return True
    # 促进增长的十项措施: before 的 the verb is an attribute.
    if "direction" in parts or words[-1:] == [OF]:
        return False
    if name in {"above", "below"}:
        return bool(pattern(rules, "clause: than").search(text[: -len(word)]) or (dimension in RELATIVE and len(word) > 1))
    return len(word) > 1 or dimension in RELATIVE or text[-2:-1] == NET


BREAK = "，,；;：:。！？\n"
# What the words after an amount say of it, by the pattern that tells.
BOUNDS_AFTER = {"≥": "clause: at least", "≤": "clause: at most", "≈": "clause: about"}




class Mention(NamedTuple):
    """An amount in its sentence: its head, the text after it, and its place in a list.

    `clause` is where its clause starts; `first` and `size` are the position in the sentence's mentions of the head of
    its list and the length of the list; `spread` is the 分别 (or 均, 各) that governs the list; `aside` marks an amount
    in brackets that says another again.
    """

    amount: Amount
    head: Head
    clause: int
    after: str
    first: int
    size: int = 1
    spread: str = ""
    aside: bool = False


IN_TURN = frozenset(grammar.words("clauses: in turn"))


def in_turn(mention: Mention) -> bool:
    """Say whether an amount is one of several values that 分别 deals out, one to each subject; 均 and 各 give one value to all."""
    return mention.size > 1 and mention.spread in IN_TURN


def find_mentions(folded: str, amounts: list[Amount], span: tuple[int, int], rules: Rules) -> list[Mention]:
    """Return the mentions of one sentence, units shared from right to left within each list.

    >>> from corpus_tools.quantities.amounts import find_amounts
    >>> text = "面积分别减少10.6万、3.8万平方公里"
    >>> [mention.amount.unit.canonical for mention in find_mentions(text, list(find_amounts(text)), (0, len(text)), Rules())]
    ['平方公里', '平方公里']
    """
    lists = list_lengths(folded, amounts, rules)
    amounts = share_units(amounts, lists)
    found: list[Mention] = []
    for place, (first, size) in enumerate(lists):
        amount, before = amounts[place], amounts[place - 1].end if place else span[0]
        limit = amounts[place + 1].start if place + 1 < len(amounts) else span[1]
        after = folded[amount.end : limit]
        if place > first:
            head = inherit(folded, found[first].head, (before, amount), rules)
            found.append(found[first]._replace(amount=amount, head=head, after=after))
            continue
        clause = clause_start(folded, passes(folded, found, (before, span[0]), rules), amount.start, listed=place > 0)
        head = peel(folded, (clause, amount.start), amount.unit.dimension, rules)
        aside = bool(pattern(rules, "clause: aside").fullmatch(folded, before, amount.start)) and place > 0
        found.append(Mention(amount, head, clause, after, first, size, spread_in(folded, clause, amount.start, rules), aside))
    return found


def passes(folded: str, found: list[Mention], places: tuple[int, int], rules: Rules) -> int:
    """Return where the text before an amount may begin: 连续四年 and 京津冀三地 do not end what came before."""
    before, start = places
    if not found:
        return before
    last, pointed = found[-1].amount, re.compile(either(rules, "points back"))
    goes_on = last.unit.dimension == "time" or last.unit.canonical in words(rules, "counts what was listed") or pointed.match(folded, last.end)
    if not goes_on:
        return before
    stop = max(folded.rfind(mark, found[-1].amount.end, before + 1) for mark in BREAK)
    return max(start, found[-1].clause) if stop < 0 else before


def list_lengths(folded: str, amounts: list[Amount], rules: Rules) -> list[tuple[int, int]]:
    """Return for each amount the position of the first member of its list and the length of the list."""
    firsts = []
    for place, amount in enumerate(amounts):
        gap = folded[amounts[place - 1].end : amount.start] if place else None
        linked = gap is not None and pattern(rules, "clause: link").fullmatch(gap) and akin(amounts[place - 1], amount)
        firsts.append(firsts[-1] if linked else place)
    return [(first, firsts.count(first)) for first in firsts]


def akin(one: Amount, other: Amount) -> bool:
    """Say whether two amounts may be members of one list: neither is a rank, an age or an ordinal beside a measure."""
    relative = {"percent", "multiple", "point"}
    kinds = {one.unit.dimension, other.unit.dimension}
    return one.sort == other.sort and (
        len(kinds) == 1 or "" in kinds or kinds <= relative or takes_over(one.unit, other.unit)
    )


def takes_over(unit: Unit, later: Unit) -> bool:
    """Say whether 个 is the first half of a later unit: 1个和0.9个百分点."""
    return unit.written == CLASSIFIER and later.written.startswith(CLASSIFIER) and later.written != CLASSIFIER


def share_units(amounts: list[Amount], lists: list[tuple[int, int]]) -> list[Amount]:
    """Return the amounts, each without a unit of its own taking that of the next in its list."""
    shared = list(amounts)
    for place in range(len(amounts) - 2, -1, -1):
        unit, later = shared[place].unit, shared[place + 1].unit
        if lists[place][0] == lists[place + 1][0] and (unit == NO_UNIT or takes_over(unit, later)):
            shared[place] = shared[place]._replace(unit=later)
    return shared


def clause_start(folded: str, before: int, start: int, *, listed: bool) -> int:
    """Return where the clause of an amount starts: after the last stop, else (`listed`) the last 、 behind an amount."""
    last = max(folded.rfind(mark, before, start) for mark in BREAK)
    if last < 0 and listed:
        last = folded.rfind("、", before, start)
    return max(before, last + 1)


def inherit(folded: str, head: Head, later: tuple[int, Amount], rules: Rules) -> Head:
    """Return the head of a later member of a list: the first one's, but for what blurs its number."""
    before, amount = later
    own = peel(folded, (before, amount.start), amount.unit.dimension, rules)
    marks = {name: span for name, span in head.marks.items() if name != "qualifier"} | own.marks
    return head._replace(start=before, end=amount.start, qualifier=own.qualifier, bound=own.bound, marks=marks)


def spread_in(folded: str, start: int, end: int, rules: Rules) -> str:
    """Return the 分别 that governs the amounts of a clause."""
    spread = pattern(rules, "clause: spread").search(folded, start, end)
    return spread.group() if spread else ""


def blur(mention: Mention, rules: Rules) -> tuple[str, str]:
    """Return qualifier and bound of an amount: before it, in it and after it."""
    after = pattern(rules, "clause: blur").match(mention.after)
    words = [mention.head.qualifier, mention.amount.qualifier, after.group() if after else ""]
    said = next((bound for bound, name in BOUNDS_AFTER.items() if pattern(rules, name).match(mention.after)), "")
    bound = mention.head.bound or mention.amount.bound or said
    return ";".join(filter(None, words)), bound

"""Mentions: the amounts of one sentence with the text around each, and the lists that they form."""

import re
from dataclasses import dataclass, replace

from corpus_tools.quantities.amounts import Amount
from corpus_tools.quantities.heads import Head, peel
from corpus_tools.text.units import NO_UNIT, Unit

# Units that count what was just listed: 京津冀三地, 省市县三级.
APPOSED = frozenset({"地", "级", "省区", "国", "省", "市", "州", "方", "省市", "省份", "市县", "部门"})
# 三项指标 points back at what was stated before it.
POINTED = ("指标", "数据")
BREAK = "，,；;：:。！？\n"
# Between the members of a list stands nothing else: 17.9%、16.8%和15%.
LINK = re.compile(r"(?:多|余)?(?:以上|以下|左右)?(?:、|，?和|及|与|，?以及|，?或|/)(?:约|近|超过?|逾)?")
# Brackets and 合 give the same amount in another unit.
ASIDE = re.compile("[(，]?(?:约?合|折合|约|即)?")
SPREAD = re.compile("分别|依次|各(?!种|类|级|地|项|界|方|族|国|省|市|县|部|大|具|自的)|均(?!衡|价|值|匀|等|线)")
MORE = re.compile("(?:个?以上|以下|以内|之内|左右|上下|以外|之多|及以上|及以下|不等)")
MORE_BOUND = {
    "以上": "≥",
    "及以上": "≥",
    "以下": "≤",
    "及以下": "≤",
    "以内": "≤",
    "之内": "≤",
    "左右": "≈",
    "上下": "≈",
}


@dataclass(frozen=True, slots=True)
class Mention:
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


def find_mentions(folded: str, amounts: list[Amount], span: tuple[int, int]) -> list[Mention]:
    """Return the mentions of one sentence, units shared from right to left within each list.

    >>> from corpus_tools.quantities.amounts import find_amounts
    >>> text = "面积分别减少10.6万、3.8万平方公里"
    >>> [mention.amount.unit.canonical for mention in find_mentions(text, list(find_amounts(text)), (0, len(text)))]
    ['平方公里', '平方公里']
    """
    lists = list_lengths(folded, amounts)
    amounts = share_units(amounts, lists)
    found: list[Mention] = []
    for place, (first, size) in enumerate(lists):
        amount, before = amounts[place], amounts[place - 1].end if place else span[0]
        limit = amounts[place + 1].start if place + 1 < len(amounts) else span[1]
        after = folded[amount.end : limit]
        if place > first:
            head = inherit(folded, found[first].head, before, amount)
            found.append(replace(found[first], amount=amount, head=head, after=after))
            continue
        clause = clause_start(folded, passes(folded, found, before, span[0]), amount.start, listed=place > 0)
        head = peel(folded, clause, amount.start, amount.unit.dimension)
        aside = bool(ASIDE.fullmatch(folded, before, amount.start)) and place > 0
        found.append(Mention(amount, head, clause, after, first, size, spread_in(folded, clause, amount.start), aside))
    return found


def passes(folded: str, found: list[Mention], before: int, start: int) -> int:
    """Return where the text before an amount may begin: 连续四年 and 京津冀三地 do not end what came before."""
    if not found:
        return before
    last = found[-1].amount
    goes_on = last.unit.dimension == "time" or last.unit.canonical in APPOSED or folded.startswith(POINTED, last.end)
    if not goes_on:
        return before
    stop = max(folded.rfind(mark, found[-1].amount.end, before + 1) for mark in BREAK)
    return max(start, found[-1].clause) if stop < 0 else before


def list_lengths(folded: str, amounts: list[Amount]) -> list[tuple[int, int]]:
    """Return for each amount the position of the first member of its list and the length of the list."""
    firsts = []
    for place, amount in enumerate(amounts):
        gap = folded[amounts[place - 1].end : amount.start] if place else None
        linked = gap is not None and LINK.fullmatch(gap) and akin(amounts[place - 1], amount)
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
    return unit.written == "个" and later.written.startswith("个") and later.written != "个"


def share_units(amounts: list[Amount], lists: list[tuple[int, int]]) -> list[Amount]:
    """Return the amounts, each without a unit of its own taking that of the next in its list."""
    shared = list(amounts)
    for place in range(len(amounts) - 2, -1, -1):
        unit, later = shared[place].unit, shared[place + 1].unit
        if lists[place][0] == lists[place + 1][0] and (unit == NO_UNIT or takes_over(unit, later)):
            shared[place] = replace(shared[place], unit=later)
    return shared


def clause_start(folded: str, before: int, start: int, *, listed: bool) -> int:
    """Return where the clause of an amount starts: after the last stop, else (`listed`) the last 、 behind an amount."""
    last = max(folded.rfind(mark, before, start) for mark in BREAK)
    if last < 0 and listed:
        last = folded.rfind("、", before, start)
    return max(before, last + 1)


def inherit(folded: str, head: Head, before: int, amount: Amount) -> Head:
    """Return the head of a later member of a list: the first one's, but for what blurs its number."""
    own = peel(folded, before, amount.start, amount.unit.dimension)
    marks = {name: span for name, span in head.marks.items() if name != "qualifier"} | own.marks
    return replace(head, start=before, end=amount.start, qualifier=own.qualifier, bound=own.bound, marks=marks)


def spread_in(folded: str, start: int, end: int) -> str:
    """Return the 分别 that governs the amounts of a clause."""
    spread = SPREAD.search(folded, start, end)
    return spread.group() if spread else ""


def blur(mention: Mention) -> tuple[str, str]:
    """Return qualifier and bound of an amount: before it, in it and after it."""
    after = MORE.match(mention.after)
    words = [mention.head.qualifier, mention.amount.qualifier, after.group() if after else ""]
    bound = (
        mention.head.bound
        or mention.amount.bound
        or (MORE_BOUND.get(after.group().removeprefix("个"), "") if after else "")
    )
    return ";".join(filter(None, words)), bound

"""Subjects: the indicator of each statement: from its own words, from the list it stands in, or from the one before."""

import re
from dataclasses import dataclass
from functools import cache

from corpus_tools.quantities.clauses import APPOSED, Mention
from corpus_tools.quantities.context import Memory, Scene, Span
from corpus_tools.quantities.indicator import (
    clean,
    is_anaphora,
    is_dependent,
    is_light,
    items_of,
    noun_after,
    rate_after,
    without_newly,
    without_rank,
)
from corpus_tools.quantities.period import align_years
from corpus_tools.quantities.wordings import either
from corpus_tools.resources import read_rows

# One value for each subject in turn; 均 and 各 give one value to all.
IN_TURN = frozenset({"分别", "依次"})
# A verb before a counted noun belongs to the indicator where it is all that stands there: 收集56个问题.
SHORT = 4
COUNTED = frozenset({"count", "change"})
# Kinds that never take their indicator from after the number.
RELATIVE = frozenset({"growth_rate", "pp_diff", "multiple", "rank", "ratio", "index"})
# Kinds that say nothing of the subject before.
LASTING = frozenset({"duration", "age"})
MISMATCH = "indicator: 分别 does not pair with the subjects"


@dataclass(frozen=True, slots=True)
class Name:
    """The indicator of a list of amounts: one `text` for all, or `items` one by one; `flag` where left empty, `noun` what is counted."""

    text: str
    span: Span = None
    items: tuple[str, ...] = ()
    flag: str = ""
    noun: str = ""


def in_turn(mention: Mention) -> bool:
    """Say whether an amount is one of several values that 分别 deals out."""
    return mention.size > 1 and mention.spread in IN_TURN


def subject_of(scene: Scene, mention: Mention) -> tuple[str, str]:
    """Return what stands before an amount without periods and durations: before the 分别, and after it."""
    head = scene.mentions[mention.first].head
    lasting = [other.amount for other in scene.mentions if other.amount.unit.dimension == "time"]
    taken = sorted([(item.start, item.end) for item in (*scene.periods, *lasting)])
    parts, at = [], head.start
    for start, end in taken:
        if at <= start and end <= head.stop:
            parts.append(scene.folded[at:start])
            at = end
    own = "".join([*parts, scene.folded[at : head.stop]])
    before, spread, after = own.partition(mention.spread) if in_turn(mention) else (own, "", "")
    return clean(before), clean(after) if spread else ""


def name_of(scene: Scene, mention: Mention, memory: Memory, known: tuple[str, str, str]) -> Name:
    """Return the indicator of the list that a mention opens; `known` are its subject, what follows 分别, and its kind."""
    own, tail, kind = known
    counted = counted_name(scene, mention, memory, (own, kind))
    if counted:
        return counted
    span = (mention.head.start, mention.head.stop)
    own = without_rank(own) if kind == "rank" else own
    text = own if kind in LASTING else full_name(without_newly(own), memory, kind)
    if not in_turn(mention):
        return Name(text, span if own else memory.span)
    items = dealt(own, tail, memory, mention.size)
    if items or align_years(scene.governors[scene.mentions.index(mention)], mention.size):
        return Name(text, span, items)
    several = any(mark in own for mark in "、和及与")
    return Name("", None, (), MISMATCH) if several else Name(text + tail, span)


def counted_name(scene: Scene, mention: Mention, memory: Memory, known: tuple[str, str]) -> Name | None:
    """Return the indicator that follows the number: 56个问题, 1亿元的专项资金; None where it stands before it."""
    (own, kind), amount = known, mention.amount
    light = kind == "count" and is_light(own)
    after = noun_after(mention, scene.folded, whole=light)
    if amount.unit.canonical in APPOSED and own and not mention.after.startswith("的"):
        return Name(apposed(own, amount.unit.canonical, after), (mention.head.start, mention.head.stop))
    if kind in {"rate", "share"} and (rate := rate_after(mention)):
        return Name(rate, (amount.end, amount.end + len(rate)), noun=rate)
    attributive = mention.head.words[:1] == ("的",) and kind in {"level", "money"} and len(after) > 1
    unnamed = attributive or (is_anaphora(own) and kind in {"share", "level", "money"})
    named = kind in COUNTED or unnamed or mention.after.startswith("的") or own in bare_verbs()
    if not after or not named or kind in RELATIVE:
        same = kind == "count" and 0 < len(own) < SHORT and memory.noun and not after
        return Name(own + memory.noun, (mention.head.start, mention.head.stop)) if same else None
    text = own + after if len(own) <= SHORT and not light else after
    return Name(text, (amount.end, amount.end + len(after)), noun=after)


def apposed(own: str, unit: str, after: str) -> str:
    """Return what 三地 or 三级 counts: the places or tiers listed before it, or the bodies of these tiers after it."""
    if unit != "级":
        return own.rsplit("、", 1)[-1]
    bodies = re.match(either("tiered"), after)
    tiers = re.search(rf"(?:{either('tier of government')}[、和]?)+$", own)
    return bodies.group() if bodies else tiers.group() if tiers else own


@cache
def bare_verbs() -> frozenset[str]:
    """Return the verbs that may be all that stands before an amount whose noun follows: 支持1000万元经费."""
    return frozenset(word for name, word in read_rows("quantities/wordings.tsv") if name == "bare verb")


def full_name(own: str, memory: Memory, kind: str) -> str:
    """Return an indicator completed by the one before: 涨幅 of what, or the same again."""
    if is_dependent(own):
        return own if own in memory.subject else memory.subject + own
    if not is_anaphora(own):
        return own
    rate = kind == "pp_diff" and memory.kind == "growth_rate" and not memory.subject.endswith(("速", "幅", "率"))
    return memory.subject + ("增速" if rate and memory.subject else "")


def dealt(own: str, tail: str, memory: Memory, count: int) -> tuple[str, ...]:
    """Return the subjects that 分别 deals `count` values to: coordinated before it, or the levels stated before."""
    items = items_of(own, count)
    if items:
        return tuple(item + tail for item in items)
    if len(memory.levels) >= count and (is_anaphora(own) or is_dependent(own) or own.startswith("占")):
        end = tail if is_anaphora(own) else own + tail
        return tuple(level + end for level in memory.levels[-count:])
    return ()

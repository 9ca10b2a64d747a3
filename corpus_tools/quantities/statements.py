"""Statements: one mention in its sentence → one row: kind, indicator, direction, period, place, comparison, target."""

import math
from bisect import bisect_right
from dataclasses import replace

from corpus_tools.quantities.clauses import Mention, blur
from corpus_tools.quantities.comparison import basis_of, comparison_of
from corpus_tools.quantities.context import Memory, Scene, Span
from corpus_tools.quantities.indicator import without_newly
from corpus_tools.quantities.kind import growth_direction, kind_of, per_base, unit_of
from corpus_tools.quantities.period import Governor, align_years
from corpus_tools.quantities.place import place_of
from corpus_tools.quantities.subjects import Name, in_turn, name_of, subject_of
from corpus_tools.quantities.target import has_aim, is_target
from corpus_tools.quantities.timelines import NOWHEN
from corpus_tools.text import units
from corpus_tools.text.edtf import years_of

# 分别 refers back to no more subjects than this: longer lists name theirs.
MOST_DEALT = 20
# A place farther back than so many others no longer governs.
FEW = 40
# Until then no figures of the year itself are known: what a text says of 今年 is planned.
PLANNING_MONTHS = 3
WORD_DIRECTIONS = {"持平": "持平", "零增长": "增长", "负增长": "下降"}
# Kinds whose subject a later 分别 may refer back to.
LEVELS = frozenset({"money", "count", "level", "duration", "change", "rate", "share", "index"})
# What 两项指标 counts is no subject of its own.
POINTING = frozenset({"指标", "数据", ""})
PER_UNIT = frozenset({"money", "level", "rate"})


def state(scene: Scene, number: int, memory: Memory) -> tuple[dict[str, object] | None, Memory]:
    """Return the row of one mention (None where it is no statistic) and the memory after it."""
    mention, amount = scene.mentions[number], scene.mentions[number].amount
    own, tail = subject_of(scene, mention)
    kind = kind_of(mention, own or memory.subject, scene.folded)
    if not kind:
        return None, memory
    opens = mention.first == number or memory.end < scene.passage.start
    held = Name(memory.subject, memory.span, memory.items, memory.flag)
    name = name_of(scene, mention, memory, (own, tail, kind)) if opens else held
    place = number - mention.first
    indicator = name.items[place] if place < len(name.items) else name.text
    qualifier, bound = blur(mention)
    row = {
        "start": amount.start, "end": amount.end, "kind": kind, "value": real(amount.low), "value_high": real(amount.high),
        "unit": full_unit(scene, mention, kind), "qualifier": qualifier, "bound": bound, "indicator": indicator,
        "direction": direction_of(scene, mention, (own, memory.subject), kind), "ratio": ratio_of(scene, mention, kind),
        "align": f"{place + 1}/{mention.size}" if in_turn(mention) else "",
        "flag": "; ".join(filter(None, (name.flag, "" if amount.low is not None else "value: no number is stated"))),
        "evidence": dict(mention.head.marks) | {"indicator": name.span},
    }  # fmt: skip
    row |= compared(scene, mention, kind, row["evidence"]) | placed(scene, number, row["evidence"])
    row |= dated(scene, number, memory, row["evidence"])
    kept = memory.levels + (indicator,) * (kind in LEVELS and not in_turn(mention) and indicator not in POINTING)
    subject = name.text or (indicator if not name.items else memory.subject)
    return row, replace(memory, subject=subject or memory.subject, kind=kind, span=name.span, items=name.items,
                        flag=name.flag, noun=name.noun or memory.noun, levels=kept[-MOST_DEALT:], target=row["target"], end=amount.end)  # fmt: skip


def real(number: float | None) -> float:
    """Return a number, NaN for None."""
    return math.nan if number is None else number


def full_unit(scene: Scene, mention: Mention, kind: str) -> str:
    """Return the unit of a mention with what it is counted by: 美元/桶, 公斤/亩, 人/10万人."""
    unit = unit_of(mention, scene.folded)[0]
    base = per_base(mention, scene.folded) if kind in PER_UNIT and unit != "%" and "/" not in unit else ""
    return f"{units.name_of(unit)}/{base}" if base else unit


def direction_of(scene: Scene, mention: Mention, subjects: tuple[str, str], kind: str) -> str:
    """Return the stated direction: the verb before the amount, the noun of growth, or what 翻 and 持平 say.

    `subjects` are the mention's own and the one before.
    """
    stated = scene.folded[mention.amount.start : mention.amount.end]
    if mention.amount.sort == "word" and (stated in WORD_DIRECTIONS or stated.endswith("番")):
        return WORD_DIRECTIONS.get(stated, "翻番")
    own, direction = subjects[0], mention.head.direction
    if kind in {"growth_rate", "multiple"} and (mention.head.to or not direction):
        return growth_direction(own or subjects[1], mention.after, mention.amount.low) or direction
    newly = own[: len(own) - len(without_newly(own))]
    return direction or newly


def ratio_of(scene: Scene, mention: Mention, kind: str) -> float:
    """Return new over old: 增长2.2倍 is 3.2, 是…的2.2倍 is 2.2, 翻两番 is 4; of a recovery its share of the base."""
    value = mention.amount.low
    if value is None:
        return math.nan
    if kind == "multiple":
        if mention.amount.unit.canonical == "番":
            return 2.0**value
        grown = (mention.head.sense == "up" and not mention.head.to) or growth_direction(
            mention.head.subject, "", value
        )
        return 1 + value if grown else value
    recovered = (
        kind == "rate" and mention.head.comparison and "恢复" in scene.folded[mention.clause : mention.amount.start]
    )
    return value / 100 if recovered else math.nan


def compared(scene: Scene, mention: Mention, kind: str, evidence: dict[str, Span]) -> dict[str, str]:
    """Return comparison and basis of a mention."""
    comparison, evidence["comparison"] = comparison_of(mention, scene.folded, kind)
    return {"comparison": comparison, "basis": basis_of(comparison, kind)}


def placed(scene: Scene, number: int, evidence: dict[str, Span]) -> dict[str, str]:
    """Return the place of a mention and whence it was taken: its sentence, what came before, or the newspaper."""
    mention = scene.mentions[number]
    named = scene.places[: bisect_right(scene.places, mention.amount.start, key=lambda place: place.end)]
    turn = (number - mention.first, mention.size) if in_turn(mention) else (0, 1)
    name, place = place_of(named[-FEW:], turn, scene.home)
    if place is None:
        return {"place": name, "place_source": "newspaper" if name else ""}
    evidence["place"] = (place.start, place.end)
    return {"place": name, "place_source": "sentence" if place.start >= scene.passage.start else "article"}


def dated(scene: Scene, number: int, memory: Memory, evidence: dict[str, Span]) -> dict[str, object]:
    """Return period, its source and whether the amount is a target."""
    mention, governor = scene.mentions[number], scene.governors[number]
    period, source = period_of(scene, number), governor.source
    if mention.amount.unit.dimension in {"time", "age"} and source != "sentence":
        period, source, governor = "", "", Governor()
    issue = scene.issue or NOWHEN
    year = scene.issue.year if scene.issue else 0
    start = max(memory.end, scene.passage.start)
    text = scene.lead + scene.folded[start : mention.amount.start]
    if year and governor.source != "sentence" and has_aim(text) and not is_ahead(period, year):
        period, source, governor = str(year), "issue", Governor()
    planned = bool(scene.issue and scene.issue.month <= PLANNING_MONTHS and governor.planned and period == str(year))
    target = is_target(text, mention.after, period=period, issue=issue, planned=planned)
    follows = (
        memory.target
        and memory.end >= scene.passage.start
        and number > 0
        and scene.governors[number - 1] == scene.governors[number]
    )
    evidence["period"] = governor.span
    target = target or (
        follows and is_target("目标", mention.after, period=period, issue=issue, planned=False) and not ends_aim(text)
    )
    return {"period": period, "period_source": source if period else "", "target": target}


def ends_aim(text: str) -> bool:
    """Say whether a clause turns from what is hoped for to what has happened."""
    return any(word in text for word in ("已", "了", "累计", "截至", "同比"))


def is_ahead(period: str, year: int) -> bool:
    """Say whether a period reaches into the year of the issue or beyond."""
    return max(years_of(period), default=0) >= year


def period_of(scene: Scene, number: int) -> str:
    """Return the period of a mention; in a list that 分别 deals to years, its own year, and the next after 转为."""
    mention, governor = scene.mentions[number], scene.governors[number]
    years = align_years(governor, mention.size) if in_turn(mention) else []
    if years:
        return years[number - mention.first]
    last = number - 1
    if (
        last >= 0
        and in_turn(scene.mentions[last])
        and "转" in scene.folded[scene.mentions[last].amount.end : mention.amount.start]
    ):
        years = align_years(scene.governors[last], scene.mentions[last].size)
        return str(int(years[-1]) + 1) if years else governor.value
    return governor.value

"""Quantities: articles → one row per statistic that the text states."""

import json
import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from corpus_tools.quantities.amounts import Amount, find_amounts
from corpus_tools.quantities.clauses import Mention, blur, find_mentions
from corpus_tools.quantities.comparison import basis_of, comparison_of
from corpus_tools.quantities.context import Memory, Scene, Span
from corpus_tools.quantities.filters import is_label
from corpus_tools.quantities.indicator import Name, in_turn, name_of, subject_of
from corpus_tools.quantities.kind import direction_of, full_unit, kind_of, ratio_of
from corpus_tools.quantities.period import NOTHING, Governor, align_years, announced, enter, find_governors
from corpus_tools.quantities.periods import FIELDS, NOWHEN, Days, Period, periods_in, read_date
from corpus_tools.quantities.place import find_localities, home_of, place_of
from corpus_tools.quantities.target import has_aim, is_heading, is_target
from corpus_tools.rules import Rules
from corpus_tools.tables import make_table, require
from corpus_tools.text.edtf import years_of
from corpus_tools.text.numerals import fold
from corpus_tools.text.sentences import Sentence, sentences

# A place that was named so many characters before its sentence is still looked for: about two paragraphs.
LOOK_BACK = 400
# 分别 refers back to no more subjects than this: longer lists name theirs.
MOST_DEALT = 20
# A place farther back than so many others no longer governs.
FEW = 40
# Until then no figures of the year itself are known: what a text says of 今年 is planned.
PLANNING_MONTHS = 3
# Kinds whose subject a later 分别 may refer back to.
LEVELS = frozenset({"money", "count", "level", "duration", "change", "rate", "share", "index"})
# What 两项指标 counts is no subject of its own.
POINTING = frozenset({"指标", "数据", ""})


def find_quantities(articles: pd.DataFrame, *, rules: Rules = Rules()) -> pd.DataFrame:
    """Return one row per statistic that the articles state, in their text and headlines.

    Amounts are multiplied out (163亿元 → 1.63e10, 元); 成 and fractions are in %; a range has `value` and `value_high`.
    What the sentence does not settle stays empty, and `flag` says why. Needs `article_id`, `date` and `text`; uses
    `dateline_date`, `newspaper` and the headlines where they are there. `period_source` and `place_source` say where
    an inherited period or place was taken from (sentence, paragraph, article, issue, newspaper); `evidence` is JSON:
    for each filled column the start and end of the words that fill it, in the same field.

    Method: one pattern finds amounts; each is read within its clause by a grammar of cue words (``resources/``): the
    words between indicator and number are peeled off from right to left. Limits: no syntax tree, so an indicator is
    the text that stands next to the number; an amount in words alone (增长一倍多 aside) is not found.

    >>> page = pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": ["去年前11个月，税收增长17.9%。"]})
    >>> find_quantities(page)[["value", "unit", "kind", "direction", "indicator", "period"]].values.tolist()
    [[17.9, '%', 'growth_rate', '增长', '税收', '2023-01/2023-11']]
    """
    rows: list[dict[str, object]] = []
    for article in require(articles, ("article_id", "date", "text")).to_dict("records"):
        days = read_date(article["date"]), read_date(article.get("dateline_date"))
        for name in FIELDS:
            text = article.get(name)
            if isinstance(text, str) and text:
                span = {"article_id": article["article_id"], "field": name}
                rows += [span | row for row in text_rows(text, days, str(article.get("newspaper") or ""), rules)]
    return make_table("quantities", rows)


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded text with the amounts, periods and sentences found in it, the newspaper's home and the day of issue."""

    folded: str
    passages: list[Sentence]
    amounts: list[Amount]
    periods: list[Period]
    home: str
    issue: date | None
    rules: Rules


def text_rows(text: str, days: Days, newspaper: str, rules: Rules) -> Iterator[dict[str, object]]:
    """Yield the rows of one text."""
    reading = read_text(fold(text, rules), days, newspaper, rules)
    memory = Memory()
    for scene in scenes_of(reading) if reading else ():
        memory = Memory() if scene.fresh else memory
        context = text[scene.passage.start : scene.passage.end].strip()
        for number in range(len(scene.mentions)):
            row, memory = state(scene, number, memory)
            if row:
                yield finish(row, text, context)


def scenes_of(reading: Reading) -> Iterator[Scene]:
    """Yield the sentences that hold amounts, each with what governs it."""
    folded, year = reading.folded, reading.issue.year if reading.issue else 0
    governor, places, lead, seen, fresh = NOTHING, [], "", 0, True
    for passage, amounts, periods, below in by_sentence(reading):
        fresh = fresh or passage.fresh
        governor = enter(governor, folded, passage.start, fresh=passage.fresh, year=year)
        lead = heading(folded, passage, lead) if not amounts else "" if passage.fresh else lead
        if not amounts and not periods:
            continue
        if passage.headline and not governor.value:
            governor = announced(folded, below, reading.rules)
        mentions = find_mentions(folded, amounts, (passage.start, passage.end), reading.rules)
        governors, governor = find_governors(folded, mentions, periods, governor, reading.rules)
        if mentions:
            places += find_localities(folded, max(seen, passage.start - LOOK_BACK), passage.end, reading.rules)
            yield Scene(folded, passage, mentions, periods, governors, places, reading.home, reading.issue,
                        reading.rules, lead, fresh)
            seen, fresh = passage.end, False


def heading(folded: str, passage: Sentence, before: str) -> str:
    """Return the heading that governs what follows a sentence without amounts: itself, or the one before it."""
    line = folded[passage.start : passage.end]
    if passage.headline:
        return line if is_heading(line) else ""
    return "" if passage.fresh else before


def read_text(folded: str, days: Days, newspaper: str, rules: Rules) -> Reading | None:
    """Return what a folded text holds; None where it holds no amount."""
    amounts = list(find_amounts(folded, rules))
    if not amounts:
        return None
    passages = sentences(folded)
    periods = periods_in(folded, passages, days, rules)
    covered = [(period.start, period.end) for period in periods]
    kept = [amount for amount in amounts if not is_label(folded, amount, covered, rules)]
    return Reading(folded, passages, kept, periods, home_of(newspaper, folded, rules), days[0], rules)


def by_sentence(reading: Reading) -> Iterator[tuple[Sentence, list[Amount], list[Period], list[Period]]]:
    """Yield each sentence with the amounts and periods that start in it, and the periods of the sentence below it."""
    amounts = split(reading.amounts, reading.passages)
    periods = [*split(reading.periods, reading.passages), []]
    yield from zip(reading.passages, amounts, periods, periods[1:], strict=False)


def split(found: list, passages: list[Sentence]) -> list[list]:
    """Return what was found in a text, sentence by sentence."""
    parts: list[list] = []
    at = 0
    for passage in passages:
        first = at
        while at < len(found) and found[at].start < passage.end:
            at += 1
        parts.append(found[first:at])
    return parts


def finish(row: dict[str, object], text: str, context: str) -> dict[str, object]:
    """Return a row with the words of the original text."""
    evidence = {name: list(span) for name, span in row.pop("evidence").items() if span}
    quote = {"stated": text[row["start"] : row["end"]], "context": context}
    return row | quote | {"evidence": json.dumps(evidence)}


def state(scene: Scene, number: int, memory: Memory) -> tuple[dict[str, object] | None, Memory]:
    """Return the row of one mention (None where it is no statistic) and the memory after it."""
    mention, amount = scene.mentions[number], scene.mentions[number].amount
    own, tail = subject_of(scene, mention)
    kind = kind_of(mention, own or memory.subject, scene.folded, scene.rules)
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
        "unit": full_unit(mention, kind, scene.folded, scene.rules), "qualifier": qualifier, "bound": bound, "indicator": indicator,
        "direction": direction_of(mention, kind, (own, memory.subject), scene.folded, scene.rules), "ratio": ratio_of(mention, kind, scene.folded, scene.rules),
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


def compared(scene: Scene, mention: Mention, kind: str, evidence: dict[str, Span]) -> dict[str, str]:
    """Return comparison and basis of a mention."""
    comparison, evidence["comparison"] = comparison_of(mention, scene.folded, kind, scene.rules)
    return {"comparison": comparison, "basis": basis_of(comparison, kind, scene.rules)}


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
    if year and governor.source != "sentence" and has_aim(text, scene.rules) and not is_ahead(period, year):
        period, source, governor = str(year), "issue", Governor()
    planned = bool(scene.issue and scene.issue.month <= PLANNING_MONTHS and governor.planned and period == str(year))
    target = is_target(text, mention.after, (period, issue), scene.rules, planned=planned)
    follows = (
        memory.target
        and memory.end >= scene.passage.start
        and number > 0
        and scene.governors[number - 1] == scene.governors[number]
    )
    evidence["period"] = governor.span
    target = target or (
        follows and is_target("目标", mention.after, (period, issue), scene.rules, planned=False) and not ends_aim(text)
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

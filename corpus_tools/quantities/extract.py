"""Quantities: articles → one row per statistic that the text states."""

import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from corpus_tools.quantities.amounts import Amount, find_amounts
from corpus_tools.quantities.clauses import Mention, blur, find_mentions
from corpus_tools.quantities.comparison import basis_of, comparison_of
from corpus_tools.quantities.context import NOTHING, Governor, Memory, Reading, Scene
from corpus_tools.quantities.filters import is_label
from corpus_tools.quantities.indicator import Name, in_turn, name_of, subject_of
from corpus_tools.quantities.kind import direction_of, full_unit, kind_of, ratio_of
from corpus_tools.quantities.localities import find_localities, home_of
from corpus_tools.quantities.period import align_years, announced, enter, find_governors, period_candidates
from corpus_tools.quantities.periods import FIELDS, NOWHEN, Days, Period, periods_in, read_date
from corpus_tools.quantities.phrases import phrases
from corpus_tools.quantities.place import dealt_to, place_candidates
from corpus_tools.quantities.ranking import Candidate, Span, best
from corpus_tools.quantities.target import has_aim, is_heading, is_target
from corpus_tools.quantities.words import words_of
from corpus_tools.rules import Rules
from corpus_tools.tables import make_table, require
from corpus_tools.text.edtf import years_of
from corpus_tools.text.numerals import fold
from corpus_tools.text.sentences import Sentence, sentences

Choices = dict[str, list[Candidate]]
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
        for name, text, reading in readings(article, rules):
            span = {"article_id": article["article_id"], "field": name}
            rows += [span | finish(row, text) for row, _ in statements(reading)]
    return make_table("quantities", rows)


def readings(article: Mapping[str, object], rules: Rules) -> Iterator[tuple[str, str, Reading]]:
    """Yield name, text and reading of each field of an article that holds an amount."""
    days = read_date(article["date"]), read_date(article.get("dateline_date"))
    texts = {name: text for name in FIELDS if isinstance(text := article.get(name), str) and text}
    title = fold("\n".join(texts[name] for name in texts if name != "text"), rules)
    for name, text in texts.items():
        reading = read_text(fold(text, rules), days, str(article.get("newspaper") or ""), rules)
        if reading and name == "text":
            titled = tuple(find_localities(title, 0, len(title), rules))
            reading = replace(reading, title=title, titled=titled, dated=tuple(periods_in(title, sentences(title), days, rules)))
        if reading:
            yield name, text, reading


def statements(reading: Reading) -> Iterator[tuple[dict[str, object], Choices]]:
    """Yield the row of each statement of a text, with the candidates for its cells."""
    memory = Memory()
    for scene in scenes_of(reading):
        memory = replace(Memory(), place=memory.place, place_hops=memory.place_hops + 1) if scene.fresh else memory
        for number in range(len(scene.mentions)):
            row, choices, memory = state(scene, number, memory)
            if row:
                yield row, choices


def scenes_of(reading: Reading) -> Iterator[Scene]:
    """Yield the sentences that hold amounts, each with what governs it."""
    folded, year, rules = reading.folded, reading.issue.year if reading.issue else 0, reading.rules
    governor, lead, fresh = NOTHING, "", True
    main = headlined(reading)
    for passage, amounts, periods, below in by_sentence(reading):
        fresh = fresh or passage.fresh
        main = replace(main, hops=main.hops + passage.fresh)
        governor = enter(governor, folded, passage.start, fresh=passage.fresh, year=year)
        lead = heading(folded, passage, lead) if not amounts else "" if passage.fresh else lead
        if not amounts and not periods:
            continue
        if passage.headline and not governor.value:
            governor = announced(folded, below, rules)
        carried, mentions = governor, find_mentions(folded, amounts, (passage.start, passage.end), rules)
        governors, governor = find_governors(folded, mentions, periods, governor, rules)
        if mentions:
            words, taken = words_of(folded, passage.start, passage.end), taken_by(periods, mentions)
            yield Scene(reading, passage, words, mentions, periods, governors, carried, main, taken, lead, fresh)
            fresh = False
            own = [one for one in governors if one.source == "sentence" and one.topic]
            main = main if main.value or not own else replace(own[0], source="main")
        governor = replace(governor, counted=bool(mentions)) if governor.source == "sentence" else governor


def headlined(reading: Reading) -> Governor:
    """Return the period that the headline names."""
    found = next((period for period in reading.dated if period.value and period.kind == "period"), None)
    return Governor(found.value, None, "title") if found else NOTHING


def taken_by(periods: list[Period], mentions: list[Mention]) -> list[tuple[int, int]]:
    """Return the spans of the periods and durations of a sentence, in order: they belong to no indicator."""
    lasting = [mention.amount for mention in mentions if mention.amount.unit.dimension == "time"]
    return sorted((item.start, item.end) for item in (*periods, *lasting))


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
    places = find_localities(folded, 0, len(folded), rules)
    return Reading(folded, passages, kept, periods, places, home_of(newspaper, folded, rules), days[0], rules)


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


def finish(row: dict[str, object], text: str) -> dict[str, object]:
    """Return a row with the words of the original text."""
    evidence = {name: list(span) for name, span in row.pop("evidence").items() if span}
    start, end = row.pop("sentence")
    quote = {"stated": text[row["start"] : row["end"]], "context": text[start:end].strip()}
    return row | quote | {"evidence": json.dumps(evidence)}


def state(scene: Scene, number: int, memory: Memory) -> tuple[dict[str, object] | None, Choices, Memory]:
    """Return the row of one mention (None where it is no statistic), the candidates for its cells, and the memory after it."""
    mention, amount = scene.mentions[number], scene.mentions[number].amount
    own, tail = subject_of(scene, mention)
    kind = kind_of(mention, own or memory.subject, scene.folded, scene.rules)
    if not kind:
        return None, {}, memory
    name, choices = named(scene, number, memory, (own, tail, kind))
    place = number - mention.first
    indicator = name.items[place] if place < len(name.items) else name.text
    qualifier, bound = blur(mention)
    row = {
        "start": amount.start, "end": amount.end, "kind": kind, "value": real(amount.low), "value_high": real(amount.high),
        "unit": full_unit(mention, kind, scene.folded, scene.rules), "qualifier": qualifier, "bound": bound, "indicator": indicator,
        "direction": direction_of(mention, kind, (own, memory.subject), scene.folded, scene.rules), "ratio": ratio_of(mention, kind, scene.folded, scene.rules),
        "align": f"{place + 1}/{mention.size}" if in_turn(mention) else "",
        "flag": "; ".join(filter(None, (name.flag, "" if amount.low is not None else "value: no number is stated"))),
        "evidence": dict(mention.head.marks) | {"indicator": name.span}, "sentence": (scene.passage.start, scene.passage.end),
    }  # fmt: skip
    row |= compared(scene, mention, kind, row["evidence"]) | placed(scene, number, memory, row, choices)
    row |= dated(scene, number, memory, row, choices)
    kept = memory.levels + (indicator,) * (kind in LEVELS and not in_turn(mention) and indicator not in POINTING)
    subject = name.text or (indicator if not name.items else memory.subject)
    return row, choices, replace(memory, subject=subject or memory.subject, kind=kind, span=name.span, items=name.items,
                        flag=name.flag, noun=name.noun or memory.noun, levels=kept[-MOST_DEALT:], target=row["target"], end=amount.end,
                        place=row["place"] or memory.place, place_hops=0 if row["place"] else memory.place_hops)  # fmt: skip


def named(scene: Scene, number: int, memory: Memory, known: tuple[str, str, str]) -> tuple[Name, Choices]:
    """Return the indicator of a mention and the candidates for it."""
    mention = scene.mentions[number]
    opens = mention.first == number or memory.end < scene.passage.start
    if not opens:
        return Name(memory.subject, memory.span, memory.items, memory.flag), {}
    name = name_of(scene, mention, memory, known)
    if in_turn(mention):
        return name, {}
    candidates = phrases(scene, mention, memory, (name.text, known[2]))
    chosen, _ = best("indicator", candidates, scene.rules)
    return Name(chosen.value, chosen.span or name.span, (), name.flag, name.noun), {"indicator": candidates}


def real(number: float | None) -> float:
    """Return a number, NaN for None."""
    return math.nan if number is None else number


def compared(scene: Scene, mention: Mention, kind: str, evidence: dict[str, Span]) -> dict[str, str]:
    """Return comparison and basis of a mention."""
    comparison, evidence["comparison"] = comparison_of(mention, scene.folded, kind, scene.rules)
    return {"comparison": comparison, "basis": basis_of(comparison, kind, scene.rules)}


def placed(scene: Scene, number: int, memory: Memory, row: dict[str, object], choices: Choices) -> dict[str, str]:
    """Return the place of a mention and whence it was taken: its sentence, what came before, or the newspaper."""
    mention = scene.mentions[number]
    named = scene.reading.places[: bisect_right(scene.reading.places, mention.amount.start, key=lambda place: place.end)]
    turn = (number - mention.first, mention.size) if in_turn(mention) else (0, 1)
    dealt = dealt_to(named[-FEW:], turn)
    if dealt is not None:
        place = named[-FEW:][dealt]
        row["evidence"]["place"] = (place.start, place.end)
        return {"place": place.name, "place_source": "sentence"}
    choices["place"] = place_candidates(scene, number, memory, row["kind"])
    chosen, _ = best("place", choices["place"], scene.rules)
    row["evidence"]["place"] = chosen.span
    return {"place": chosen.value, "place_source": chosen.source}


def dated(scene: Scene, number: int, memory: Memory, row: dict[str, object], choices: Choices) -> dict[str, object]:
    """Return period, its source and whether the amount is a target."""
    mention, governor = scene.mentions[number], scene.governors[number]
    period, source = period_of(scene, number), governor.source
    if mention.amount.unit.dimension in {"time", "age"} and source != "sentence":
        period, source, governor = "", "", Governor()
    issue = scene.reading.issue or NOWHEN
    year = scene.reading.issue.year if scene.reading.issue else 0
    start = max(memory.end, scene.passage.start)
    text = scene.lead + scene.folded[start : mention.amount.start]
    if year and governor.source != "sentence" and has_aim(text, scene.rules) and not is_ahead(period, year):
        period, source, governor = str(year), "issue", Governor()
    choices["period"] = period_candidates(scene, number, (period, source), row["kind"])
    chosen, _ = best("period", choices["period"], scene.rules)
    planned = bool(scene.reading.issue and scene.reading.issue.month <= PLANNING_MONTHS and governor.planned and period == str(year))
    target = is_target(text, mention.after, (period, issue), scene.rules, planned=planned)
    follows = (
        memory.target
        and memory.end >= scene.passage.start
        and number > 0
        and scene.governors[number - 1] == scene.governors[number]
    )
    target = target or (
        follows and is_target("目标", mention.after, (period, issue), scene.rules, planned=False) and not ends_aim(text)
    )
    row["evidence"]["period"] = chosen.span
    return {"period": chosen.value, "period_source": chosen.source, "target": target}


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

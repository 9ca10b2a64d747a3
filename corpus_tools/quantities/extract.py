"""Quantities: articles → one row per statistic that the text states."""

import json
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from corpus_tools.quantities.amounts import Amount, find_amounts
from corpus_tools.quantities.clauses import Mention, blur, find_mentions
from corpus_tools.quantities.comparison import basis_of, comparison_of
from corpus_tools.quantities.context import NOTHING, Governor, Memory, Reading, Scene
from corpus_tools.quantities.filters import is_label
from corpus_tools.quantities.indicator import Name, in_turn, name_of, subject_of
from corpus_tools.quantities.kind import direction_of, full_unit, kind_of, ratio_of
from corpus_tools.quantities.localities import find_localities, home_of
from corpus_tools.quantities.period import (
    announced,
    enter,
    find_governors,
    named_before,
    period_candidates,
)
from corpus_tools.quantities.periods import FIELDS, NOWHEN, Days, Period, periods_in, read_date
from corpus_tools.quantities.phrases import phrases
from corpus_tools.quantities.place import dealt_to, place_candidates
from corpus_tools.quantities.ranking import Candidate, Span, best, most_agreed
from corpus_tools.quantities.target import ends_aim, has_aim, is_ahead, is_heading, is_target
from corpus_tools.quantities.words import words_of
from corpus_tools.rules import Rules
from corpus_tools.tables import make_table, require
from corpus_tools.text.edtf import is_to_come, years_in_turn
from corpus_tools.text.numerals import fold
from corpus_tools.text.sentences import Sentence, sentences

# A cell stays empty where the likeliest value is less likely than this.
SURE = {"indicator": 0.35, "place": 0.65, "period": 0.62}
# How often the rest of a row is right where its cells are as likely as they seem (on articles left out of the fit), and the cells
# that a 分别 list deals out.
AMOUNT, LISTED = 0.87, 0.85
# Rows of at least this confidence are what plots draw and tables list by default.
TRUSTED = 0.5
Choices = dict[str, list[Candidate]]
# 分别 refers back to no more subjects than this: longer lists name theirs.
MOST_DEALT = 20
# Where in the article, other than in the sentence and its paragraph, a period or place was found.
ELSEWHERE = frozenset({"main", "title", "below"})
# A place farther back than so many others no longer governs.
FEW = 40
# Until then no figures of the year itself are known: what a text says of 今年 is planned.
PLANNING_MONTHS = 3
# Kinds whose subject a later 分别 may refer back to.
LEVELS = frozenset({"money", "count", "level", "duration", "change", "rate", "share", "index"})
# What 两项指标 counts is no subject of its own.
POINTING = frozenset({"指标", "数据", ""})


@dataclass(frozen=True, slots=True)
class Cell:
    """What fills a cell: its value, the words that say so, whence it was taken, how likely it is, why it is empty, and what else was possible."""

    value: str
    span: Span = None
    source: str = ""
    chance: float = 1.0
    flag: str = ""
    candidates: list[Candidate] = field(default_factory=list)


def find_quantities(articles: pd.DataFrame, *, rules: Rules = Rules()) -> pd.DataFrame:
    """Return one row per statistic that the articles state, in their text and headlines.

    Amounts are multiplied out (163亿元 → 1.63e10, 元); 成 and fractions are in %; a range has `value` and `value_high`.
    A cell that the text does not settle stays empty, and `flag` says why. Needs `article_id`, `date` and `text`; uses
    `dateline_date`, `newspaper` and the headlines where they are there. `period_source` and `place_source` say where
    a period or place was taken from: ``sentence``, ``paragraph`` (an earlier sentence of it), ``article`` (an earlier
    paragraph, the headline, or for a headline the sentence below it) or ``issue``. `evidence` is JSON: for each filled column the start and end of the words that
    fill it, in the same field. `confidence` is how likely it is that every filled cell of the row is right;
    plots draw and tables list the rows with at least `TRUSTED` unless told otherwise.

    Parameters
    ----------
    articles : DataFrame
        One article a row.
    rules : Rules
        Units, cues, guards and weights; the package's own unless a researcher's are given.

    Notes
    -----
    One pattern finds amounts; guards and filters leave out those that count nothing; a grammar of cue words (``resources/``)
    peels what stands between indicator and number off from right to left. Period, place and indicator are each chosen among
    the candidates that sentence, headline and earlier statements offer, by the weights that `corpus_tools.quantities.fit`
    fitted to labelled articles; below `SURE` the cell stays empty. Limits: no syntax tree, so an indicator is a phrase that
    stands next to the number or was carried from the statement before; an amount in words alone (增长一倍多 aside) is not found.

    Examples
    --------
    >>> page = pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": ["去年前11个月，税收增长17.9%。"]})
    >>> find_quantities(page)[["value", "unit", "kind", "direction", "indicator", "period"]].values.tolist()
    [[17.9, '%', 'growth_rate', '增长', '税收', '2023-01/2023-11']]
    """
    rows: list[dict[str, object]] = []
    for article in require(articles, ("article_id", "date", "text"), of="articles").to_dict("records"):
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
            reading = replace(
                reading, title=title, titled=titled, dated=tuple(periods_in(title, sentences(title), days, rules))
            )
        if reading:
            yield name, text, reading


def statements(reading: Reading) -> Iterator[tuple[dict[str, object], Choices]]:
    """Yield the row of each statement of a text, with the candidates for its cells."""
    memory = Memory()
    for scene in scenes_of(reading):
        memory = (
            replace(
                Memory(), place=memory.place, place_span=memory.place_span, place_hops=memory.place_hops + 1, blank=memory.blank,
                period=memory.period, period_span=memory.period_span, period_hops=memory.period_hops + 1,
            )
            if scene.fresh
            else memory
        )
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
        main = replace(main, hops=main.hops + 1) if passage.fresh else main
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
            before = named_before(reading, passage)
            yield Scene(reading, passage, words, mentions, periods, governors, carried, main, taken, lead, fresh, before)
            fresh = False
            own = [one for one in governors if one.source == "sentence" and one.topic]
            main = main if main.value or not own else replace(own[0], source="main")
        changed = governor.source == "sentence" and governor.counted != bool(mentions)
        governor = replace(governor, counted=bool(mentions)) if changed else governor


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
    counts = Counter(place.name for place in places if place.name)
    return Reading(folded, passages, kept, periods, places, home_of(newspaper, folded, rules), days[0], rules, counts)


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
    mention, amount, rules = scene.mentions[number], scene.mentions[number].amount, scene.rules
    own, tail = subject_of(scene, mention)
    kind = kind_of(mention, own or memory.subject, scene.folded, rules)
    if not kind:
        return None, {}, memory
    name, indicator = named(scene, number, memory, (own, tail, kind))
    qualifier, bound = blur(mention)
    row = {
        "start": amount.start, "end": amount.end, "kind": kind, "value": real(amount.low), "value_high": real(amount.high),
        "unit": full_unit(mention, kind, scene.folded, rules), "qualifier": qualifier, "bound": bound,
        "direction": direction_of(mention, kind, (own, memory.subject), scene.folded, rules), "ratio": ratio_of(mention, kind, scene.folded, rules),
        "align": f"{number - mention.first + 1}/{mention.size}" if in_turn(mention) else "", "sentence": (scene.passage.start, scene.passage.end),
    } | compared(mention, kind, scene)  # fmt: skip
    cells = {
        "indicator": indicator, "place": placed(scene, number, memory, kind), "period": dated(scene, number, memory, kind),
    }  # fmt: skip
    aim = aimed(scene, number, memory, cells["period"].value)
    if aim is None and is_to_come(cells["period"].value, scene.reading.issue):
        cells["period"] = replace(cells["period"], value="", span=None, source="", flag="period: lies after the issue")
    row |= {cell: one.value for cell, one in cells.items()} | {
        "period_source": published(cells["period"].source), "place_source": published(cells["place"].source), "target": aim is not None,
        "confidence": math.prod(one.chance for one in cells.values() if one.value) * AMOUNT,
        "flag": "; ".join(filter(None, (name.flag, "" if amount.low is not None else "value: no number is stated", *(one.flag for one in cells.values() if not (one.value or name.flag.startswith(one.flag.split(":")[0])))))),
        "evidence": dict(mention.head.marks) | row.pop("evidence") | {cell: one.span for cell, one in cells.items()} | {"target": aim},
    }  # fmt: skip
    return row, {cell: one.candidates for cell, one in cells.items() if one.candidates}, remember(memory, row, name)


def published(source: str) -> str:
    """Return the word of the vocabulary for whence a cell was taken: headline, first statement and paragraphs before are the article."""
    return "article" if source in ELSEWHERE else source


def remember(memory: Memory, row: dict[str, object], name: Name) -> Memory:
    """Return what a statement leaves to later ones."""
    indicator, kind = row["indicator"] or name.text, row["kind"]
    kept = memory.levels + (indicator,) * (
        kind in LEVELS and not row["align"] and bool(indicator) and indicator not in POINTING
    )
    subject = name.text or (indicator if not name.items else memory.subject)
    return replace(
        memory, subject=subject or memory.subject, kind=kind, span=name.span, items=name.items, flag=name.flag, noun=name.noun or memory.noun, levels=kept[-MOST_DEALT:],
        target=row["target"], end=row["end"], place=row["place"] or memory.place, place_hops=0 if row["place"] else memory.place_hops,
        period=row["period"] or memory.period, period_hops=0 if row["period"] else memory.period_hops,
        period_span=row["evidence"]["period"] if row["period"] else memory.period_span,
        blank=frozenset(cell for cell in ("period", "place") if not row[cell]),
    )  # fmt: skip


def named(scene: Scene, number: int, memory: Memory, known: tuple[str, str, str]) -> tuple[Name, Cell]:
    """Return the indicator of a mention: of the list it stands in, or the likeliest of the phrases around it."""
    mention = scene.mentions[number]
    opens = mention.first == number or memory.end < scene.passage.start
    name = (
        name_of(scene, mention, memory, known)
        if opens
        else Name(memory.subject, memory.span, memory.items, memory.flag)
    )
    if not opens or in_turn(mention) or name.certain:
        place = number - mention.first
        value = name.items[place] if place < len(name.items) else name.text
        return name, Cell(
            value, name.span if value else None, "list", LISTED, "" if value else "indicator: none is stated"
        )
    cell = fill("indicator", phrases(scene, mention, memory, (name.text, known[2])), scene.rules)
    return Name(cell.value or name.text, cell.span or name.span, (), name.flag, name.noun), cell


def fill(cell: str, candidates: list[Candidate], rules: Rules) -> Cell:
    """Return what fills a cell: the likeliest candidate where it is sure enough, else nothing, with the reason."""
    chosen, chance = (most_agreed if cell == "indicator" else best)(cell, candidates, rules)
    if chosen.value and chance >= SURE[cell]:
        return Cell(chosen.value, chosen.span, chosen.source, chance, "", candidates)
    reason = "not certain" if len(candidates) > 1 else "none is stated"
    return Cell("", None, "", 1.0, f"{cell}: {reason}", candidates)


def real(number: float | None) -> float:
    """Return a number, NaN for None."""
    return math.nan if number is None else number


def compared(mention: Mention, kind: str, scene: Scene) -> dict[str, object]:
    """Return comparison and basis of a mention, with the words that say so."""
    comparison, span = comparison_of(mention, scene.folded, kind, scene.rules)
    return {
        "comparison": comparison,
        "basis": basis_of(comparison, kind, scene.rules),
        "evidence": {"comparison": span},
    }


def placed(scene: Scene, number: int, memory: Memory, kind: str) -> Cell:
    """Return the place of a mention: dealt out by 分别, or the likeliest of those named."""
    mention, places = scene.mentions[number], scene.reading.places
    last = bisect_right(places, mention.amount.start, key=lambda place: place.end)
    known = places[max(0, last - FEW) : last]
    dealt = dealt_to(known, (number - mention.first, mention.size) if in_turn(mention) else (0, 1))
    if dealt is not None and known[dealt].start >= scene.passage.start:
        place = known[dealt]
        return Cell(place.name, (place.start, place.end), "sentence", LISTED)
    return fill("place", place_candidates(scene, number, memory, kind), scene.rules)


def dated(scene: Scene, number: int, memory: Memory, kind: str) -> Cell:
    """Return the period of a mention: dealt out by 分别 to years, or the likeliest of those stated."""
    mention, governor = scene.mentions[number], scene.governors[number]
    period, source = period_of(scene, number), governor.source
    if period and period != governor.value:
        return Cell(period, governor.span, source, LISTED)
    if mention.amount.unit.dimension in {"time", "age"} and source != "sentence":
        period, source = "", ""
    year = scene.reading.issue.year if scene.reading.issue else 0
    if (
        year
        and source != "sentence"
        and has_aim(governed(scene, number, memory), scene.rules)
        and not is_ahead(period, year)
    ):
        period, source = str(year), "issue"
    return fill("period", period_candidates(scene, number, memory, (period, source, kind)), scene.rules)


def governed(scene: Scene, number: int, memory: Memory) -> str:
    """Return the text that governs a mention alone: from the statement before it, under its heading."""
    start = max(memory.end, scene.passage.start)
    return scene.lead + scene.folded[start : scene.mentions[number].amount.start]


def aimed(scene: Scene, number: int, memory: Memory, period: str) -> Span:
    """Return the words that make an amount a target, None where it is none."""
    mention, governor, reading = scene.mentions[number], scene.governors[number], scene.reading
    text, day = governed(scene, number, memory), reading.issue or NOWHEN
    planned = bool(reading.issue and day.month <= PLANNING_MONTHS and governor.planned and period == str(day.year))
    start = max(memory.end, scene.passage.start)
    if is_target(text, mention.after, (period, day), scene.rules, planned=planned):
        return (
            (min(start, mention.amount.start), mention.amount.start)
            if start < mention.amount.start
            else (mention.amount.start, mention.amount.end)
        )
    follows = (
        memory.target and memory.end >= scene.passage.start and number > 0 and scene.governors[number - 1] == governor
    )
    if follows and is_target("目标", mention.after, (period, day), scene.rules, planned=False) and not ends_aim(text):
        return scene.passage.start, memory.end
    return None


def period_of(scene: Scene, number: int) -> str:
    """Return the period of a mention; in a list that 分别 deals to years, its own year, and the next after 转为."""
    mention, governor = scene.mentions[number], scene.governors[number]
    years = years_in_turn(governor.value, mention.size) if in_turn(mention) else []
    if years:
        return years[number - mention.first]
    last = number - 1
    if (
        last >= 0
        and in_turn(scene.mentions[last])
        and "转" in scene.folded[scene.mentions[last].amount.end : mention.amount.start]
    ):
        years = years_in_turn(scene.governors[last].value, scene.mentions[last].size)
        return str(int(years[-1]) + 1) if years else governor.value
    return governor.value

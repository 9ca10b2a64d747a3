"""Quantities: articles → one row per statistic that the text states."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from corpus_tools.quantities.amounts import Amount, find_amounts
from corpus_tools.quantities.clauses import find_mentions
from corpus_tools.quantities.context import Memory, Scene
from corpus_tools.quantities.filters import is_label
from corpus_tools.quantities.period import NOTHING, announced, enter, find_governors
from corpus_tools.quantities.periods import FIELDS
from corpus_tools.quantities.place import find_localities, home_of
from corpus_tools.quantities.statements import state
from corpus_tools.quantities.target import is_heading
from corpus_tools.quantities.timelines import Period, periods_in, read_date
from corpus_tools.tables import make_table, require
from corpus_tools.text.numerals import fold
from corpus_tools.text.passages import Sentence, sentences

# A place that was named so many characters before its sentence is still looked for: about two paragraphs.
LOOK_BACK = 400


def find_quantities(articles: pd.DataFrame) -> pd.DataFrame:
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
                rows += [span | row for row in text_rows(text, *days, str(article.get("newspaper") or ""))]
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


def text_rows(text: str, issue: date | None, report: date | None, newspaper: str) -> Iterator[dict[str, object]]:
    """Yield the rows of one text."""
    reading = read_text(fold(text), issue, report, newspaper)
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
            governor = announced(folded, below)
        mentions = find_mentions(folded, amounts, (passage.start, passage.end))
        governors, governor = find_governors(folded, mentions, periods, governor)
        if mentions:
            places += find_localities(folded, max(seen, passage.start - LOOK_BACK), passage.end)
            yield Scene(folded, passage, mentions, periods, governors, places, reading.home, reading.issue, lead, fresh)
            seen, fresh = passage.end, False


def heading(folded: str, passage: Sentence, before: str) -> str:
    """Return the heading that governs what follows a sentence without amounts: itself, or the one before it."""
    line = folded[passage.start : passage.end]
    if passage.headline:
        return line if is_heading(line) else ""
    return "" if passage.fresh else before


def read_text(folded: str, issue: date | None, report: date | None, newspaper: str) -> Reading | None:
    """Return what a folded text holds; None where it holds no amount."""
    amounts = list(find_amounts(folded))
    if not amounts:
        return None
    passages = sentences(folded)
    periods = periods_in(folded, passages, issue, report)
    covered = [(period.start, period.end) for period in periods]
    kept = [amount for amount in amounts if not is_label(folded, amount, covered)]
    return Reading(folded, passages, kept, periods, home_of(newspaper, folded), issue)


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

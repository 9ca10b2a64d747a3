"""Quantities: articles → one row per statistic that the text states."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from corpus_tools.amounts import Amount, find_amounts
from corpus_tools.exclusions import is_label
from corpus_tools.governors import NOTHING, enter, find_governors
from corpus_tools.localities import find_localities, home_of
from corpus_tools.mentions import find_mentions
from corpus_tools.numerals import fold
from corpus_tools.passages import Sentence, sentences
from corpus_tools.periods import FIELDS, Period, periods_in, read_date
from corpus_tools.scenes import Memory, Scene
from corpus_tools.statements import state
from corpus_tools.tables import make_table, require
from corpus_tools.targets import is_heading

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
    """A folded text with the amounts, periods and sentences found in it, and the newspaper's home."""

    folded: str
    passages: list[Sentence]
    amounts: list[Amount]
    periods: list[Period]
    home: str


def text_rows(text: str, issue: date | None, report: date | None, newspaper: str) -> Iterator[dict[str, object]]:
    """Yield the rows of one text."""
    reading = read_text(fold(text), issue, report, newspaper)
    if reading is None:
        return
    governor, memory, places, lead, seen = NOTHING, Memory(), [], "", 0
    for passage, amounts, periods in by_sentence(reading):
        memory = Memory() if passage.fresh else memory
        governor = enter(governor, reading.folded, passage.start, fresh=passage.fresh, year=issue.year if issue else 0)
        lead = "" if passage.fresh else lead
        if passage.headline and not amounts:
            line = reading.folded[passage.start : passage.end]
            lead = line if is_heading(line) else ""
        if not amounts and not periods:
            continue
        mentions = find_mentions(reading.folded, amounts, (passage.start, passage.end))
        governors, governor = find_governors(reading.folded, mentions, periods, governor)
        if not mentions:
            continue
        places += find_localities(reading.folded, max(seen, passage.start - LOOK_BACK), passage.end)
        seen = passage.end
        scene = Scene(reading.folded, passage, mentions, periods, governors, places, reading.home, issue, lead)
        for number in range(len(mentions)):
            row, memory = state(scene, number, memory)
            if row:
                yield finish(row, text, passage)


def read_text(folded: str, issue: date | None, report: date | None, newspaper: str) -> Reading | None:
    """Return what a folded text holds; None where it holds no amount."""
    amounts = list(find_amounts(folded))
    if not amounts:
        return None
    passages = sentences(folded)
    periods = periods_in(folded, passages, issue, report)
    covered = [(period.start, period.end) for period in periods]
    kept = [amount for amount in amounts if not is_label(folded, amount, covered)]
    return Reading(folded, passages, kept, periods, home_of(newspaper, folded))


def by_sentence(reading: Reading) -> Iterator[tuple[Sentence, list[Amount], list[Period]]]:
    """Yield each sentence with the amounts and periods that start in it."""
    first, when = 0, 0
    for passage in reading.passages:
        last, then = first, when
        while last < len(reading.amounts) and reading.amounts[last].start < passage.end:
            last += 1
        while then < len(reading.periods) and reading.periods[then].start < passage.end:
            then += 1
        yield passage, reading.amounts[first:last], reading.periods[when:then]
        first, when = last, then


def finish(row: dict[str, object], text: str, passage: Sentence) -> dict[str, object]:
    """Return a row with the words of the original text."""
    evidence = {name: list(span) for name, span in row.pop("evidence").items() if span}
    quote = {"stated": text[row["start"] : row["end"]], "context": text[passage.start : passage.end].strip()}
    return row | quote | {"evidence": json.dumps(evidence)}

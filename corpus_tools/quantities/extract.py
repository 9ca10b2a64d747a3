"""Quantities: articles → one row per statistic that the text states."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from corpus_tools.quantities.amounts import Amount, find_amounts
from corpus_tools.quantities.clauses import Mention, blur, find_mentions, in_turn
from corpus_tools.quantities.comparison import basis_of, comparison_of
from corpus_tools.quantities.context import Context, ParsedSentence, ParsedText, TopicTime
from corpus_tools.quantities.filters import is_label
from corpus_tools.quantities.indicator import Named, indicator_of, subject_of
from corpus_tools.quantities.kind import direction_of, full_unit, kind_of, ratio_of
from corpus_tools.quantities.localities import find_localities, home_of
from corpus_tools.quantities.period import announced, governing, named_before, period_of, stated_in, topic_time
from corpus_tools.quantities.periods import DatedArticle, DatedText, Period, periods_in, read_articles
from corpus_tools.quantities.place import place_of, places_in
from corpus_tools.quantities.ranking import Candidate
from corpus_tools.quantities.target import is_heading, target_of
from corpus_tools.quantities.words import words_of
from corpus_tools.rules import Rules
from corpus_tools.tables import make_table
from corpus_tools.text.edtf import is_to_come
from corpus_tools.text.patterns import words
from corpus_tools.text.sentences import Sentence, sentences

# How often the rest of a row is right where its cells are as likely as they seem, on articles left out of the fit.
AMOUNT = 0.87
# Rows of at least this confidence are what plots draw and tables list by default.
TRUSTED = 0.4
Choices = dict[str, list[Candidate]]
# 分别 refers back to no more subjects than this: longer lists name theirs.
MOST_DEALT = 20
# Where in the article, other than in the sentence and its paragraph, a period or place was found.
ELSEWHERE = frozenset({"main", "title", "below", "above"})
# Kinds whose subject a later 分别 may refer back to.
LEVELS = frozenset({"money", "count", "level", "duration", "change", "rate", "share", "index"})


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
    return quantity_table(read_articles(articles, rules), rules)


def quantity_table(articles: Iterable[DatedArticle], rules: Rules) -> pd.DataFrame:
    """Return the table that `find_quantities` returns."""
    rows: list[dict[str, object]] = []
    for article in articles:
        for one, reading in readings(article, rules):
            span = {"article_id": article.article_id, "field": one.field}
            rows += [span | finish(row, one.text) for row, _ in statements(reading)]
    return make_table("quantities", rows)


def readings(article: DatedArticle, rules: Rules) -> Iterator[tuple[DatedText, ParsedText]]:
    """Yield each field of an article that holds an amount, with its reading."""
    title = "\n".join(one.folded for one in article.texts if one.field != "text")
    for one in article.texts:
        reading = read_text(one, article, rules)
        if reading and one.field == "text":
            titled = tuple(find_localities(title, 0, len(title), rules))
            dated = tuple(periods_in(title, sentences(title), article.days, rules))
            reading = replace(reading, title=title, titled=titled, dated=dated)
        if reading:
            yield one, reading


def statements(reading: ParsedText) -> Iterator[tuple[dict[str, object], Choices]]:
    """Yield the row of each statement of a text, with the candidates for its cells."""
    context = Context()
    for parsed in parsed_sentences(reading):
        context = context.in_paragraph() if parsed.fresh else context
        for number in range(len(parsed.mentions)):
            row, choices, context = state(parsed, number, context)
            if row:
                yield row, choices


def parsed_sentences(reading: ParsedText) -> Iterator[ParsedSentence]:
    """Yield the sentences that hold amounts, taken apart."""
    folded, rules = reading.folded, reading.rules
    topic, lead, headed, fresh = headline_time(reading), "", None, True
    for passage, amounts, periods, following in by_sentence(reading):
        fresh = fresh or passage.fresh
        topic = topic._replace(hops=topic.hops + passage.fresh)
        before = lead
        lead = heading(folded, passage, lead, rules) if not amounts else "" if passage.fresh else lead
        headed = None if not lead else headed if lead == before else announced(folded, periods, rules)
        mentions = find_mentions(folded, amounts, (passage.start, passage.end), rules) if amounts else []
        if not mentions:
            continue
        yield ParsedSentence(
            reading, passage, words_of(folded, passage.start, passage.end), mentions, periods, taken_by(periods, mentions), topic,
            headed or (announced(folded, following, rules) if passage.headline else None),
            named_before(reading, passage), lead, fresh, stated_in(folded, periods, passage.start, references(mentions), rules), places_in(reading, passage),
        )  # fmt: skip
        fresh = False
        topic = topic if topic.value else topic_time(folded, periods, (passage.start, mentions[-1].amount.start), rules)


def references(mentions: list[Mention]) -> list[tuple[int, int]]:
    """Return the spans of the words that the amounts of a sentence are compared with."""
    return [one.head.marks["comparison"] for one in mentions if "comparison" in one.head.marks]


def headline_time(reading: ParsedText) -> TopicTime:
    """Return the period that the headline names."""
    found = next((period for period in reading.dated if period.value and period.kind == "period"), None)
    return TopicTime(found.value, None, "title", found.form) if found else TopicTime()


def taken_by(periods: list[Period], mentions: list[Mention]) -> list[tuple[int, int]]:
    """Return the spans of the periods and durations of a sentence, in order: they belong to no indicator."""
    lasting = [mention.amount for mention in mentions if mention.amount.unit.dimension == "time"]
    return sorted((item.start, item.end) for item in (*periods, *lasting))


def heading(folded: str, passage: Sentence, before: str, rules: Rules) -> str:
    """Return the heading that governs what follows a sentence without amounts: itself, or the one before it."""
    line = folded[passage.start : passage.end]
    if passage.headline:
        return line if is_heading(line, rules) else ""
    return "" if passage.fresh else before


def read_text(one: DatedText, article: DatedArticle, rules: Rules) -> ParsedText | None:
    """Return what a field of an article holds; None where it holds no amount."""
    folded, periods = one.folded, one.periods
    amounts = list(find_amounts(folded, rules))
    if not amounts:
        return None
    covered = [(period.start, period.end) for period in periods]
    kept = [amount for amount in amounts if not is_label(folded, amount, covered, rules)]
    places = find_localities(folded, 0, len(folded), rules)
    counts = Counter(place.name for place in places if place.name)
    home = home_of(article.newspaper, folded, rules)
    return ParsedText(
        folded, one.passages, kept, periods, places, home, article.days[0], rules, counts,
        governing=governing(folded, periods, rules),
    )  # fmt: skip


def by_sentence(reading: ParsedText) -> Iterator[tuple[Sentence, list[Amount], list[Period], list[Period]]]:
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


def state(
    parsed: ParsedSentence, number: int, context: Context
) -> tuple[dict[str, object] | None, Choices, Context]:
    """Return the row of one mention (None where it is no statistic), the candidates for its cells, and the context after it."""
    mention, rules = parsed.mentions[number], parsed.rules
    own, tail = subject_of(parsed, mention)
    kind = kind_of(mention, own or context.subject, parsed.folded, rules)
    if not kind:
        return None, {}, context
    named = indicator_of(parsed, number, context, (own, tail, kind))
    cells = {
        "indicator": named.cell, "place": place_of(parsed, number, context, kind), "period": period_of(parsed, number, context, kind),
    }  # fmt: skip
    aim = target_of(parsed, number, context, cells["period"])
    if aim is None and is_to_come(cells["period"].value, parsed.reading.issue):
        cells["period"] = cells["period"]._replace(value="", span=None, source="", flag="period: lies after the issue")
    row = measured(parsed, number, (own, context.subject), kind) | {cell: one.value for cell, one in cells.items()} | {
        "period_source": published(cells["period"].source), "place_source": published(cells["place"].source), "target": aim is not None,
        "confidence": math.prod(one.chance for one in cells.values() if one.value) * AMOUNT,
        "flag": "; ".join(filter(None, ("" if mention.amount.low is not None else "value: no number is stated", *(one.flag for one in cells.values() if not one.value)))),
    }  # fmt: skip
    row["evidence"] |= {cell: one.span for cell, one in cells.items()} | {"target": aim}
    return row, {cell: one.candidates for cell, one in cells.items() if one.candidates}, remember(parsed, context, row, named)


def measured(parsed: ParsedSentence, number: int, subjects: tuple[str, str], kind: str) -> dict[str, object]:
    """Return the columns of a row that the amount and its clause settle; `subjects` are its own and the one before."""
    mention, folded, rules = parsed.mentions[number], parsed.folded, parsed.rules
    amount, (qualifier, bound) = mention.amount, blur(mention, rules)
    comparison, span = comparison_of(mention, folded, kind, rules)
    return {
        "start": amount.start, "end": amount.end, "kind": kind, "value": real(amount.low), "value_high": real(amount.high),
        "unit": full_unit(mention, kind, folded, rules), "qualifier": qualifier, "bound": bound,
        "direction": direction_of(mention, kind, subjects, folded, rules), "ratio": ratio_of(mention, kind, folded, rules),
        "align": f"{number - mention.first + 1}/{mention.size}" if in_turn(mention) else "", "sentence": (parsed.passage.start, parsed.passage.end),
        "comparison": comparison, "basis": basis_of(comparison, kind, rules), "evidence": dict(mention.head.marks) | {"comparison": span},
    }  # fmt: skip


def published(source: str) -> str:
    """Return the word of the vocabulary for whence a cell was taken: headline, first statement and paragraphs before are the article."""
    return "article" if source in ELSEWHERE else source


def remember(parsed: ParsedSentence, context: Context, row: dict[str, object], named: Named) -> Context:
    """Return what a statement leaves to later ones."""
    indicator, kind = row["indicator"] or named.subject, row["kind"]
    level = kind in LEVELS and not row["align"] and bool(indicator) and indicator not in words(parsed.rules, "points back")
    return context._replace(
        subject=named.subject or context.subject, kind=kind, span=named.span, items=named.items,
        levels=(context.levels + (indicator,) * level)[-MOST_DEALT:], target=row["target"], end=row["end"],
        place=row["place"] or context.place, place_span=row["evidence"]["place"] if row["place"] else context.place_span, place_hops=0 if row["place"] else context.place_hops,
        period=row["period"] or context.period, period_hops=0 if row["period"] else context.period_hops,
        period_span=row["evidence"]["period"] if row["period"] else context.period_span,
        blank=frozenset(cell for cell in ("period", "place") if not row[cell]),
    )  # fmt: skip


def real(number: float | None) -> float:
    """Return a number, NaN for None."""
    return math.nan if number is None else number

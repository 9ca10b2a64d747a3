"""Periods: the one that an amount belongs to, stated in its sentence, that of the statement before, or the topic time of the text.

Limits: what only the drift of an article suggests, the time of a habit (每年) or of a price, stays empty.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from corpus_tools.quantities.clauses import OF, in_turn
from corpus_tools.quantities.context import Context, ParsedSentence, ParsedText, StatedPeriod, TopicTime
from corpus_tools.quantities.periods import Period
from corpus_tools.quantities.ranking import LISTED, Candidate, Cell, fill
from corpus_tools.quantities.target import has_aim
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.edtf import years_in_turn, years_of
from corpus_tools.text.patterns import pattern
from corpus_tools.text.sentences import Sentence

# The period of a statement may be that of one so many paragraphs before.
MOST_HOPS = 3
# So many periods back, none farther than so many characters, and no more than so many different ones come into question.
LOOK_BACK, FAR, MOST_EARLIER = 6, 1200, 3
# The lead of an article.
OPENING = 120
# Forms that name an event or nothing definite: they govern no amount.
NEVER = frozenset({"bare_year", "decade", "vague"})
CLASSES = {
    "growth_rate": "change",
    "pp_diff": "change",
    "change": "change",
    "multiple": "change",
    "share": "share",
    "rate": "share",
    "index": "share",
    "duration": "lasting",
    "age": "lasting",
}
SINCE, TURNS = grammar.words("clauses: since"), grammar.source("clauses: turns")
AND_OTHERS = grammar.source("clauses: and others")
NOT_TOPICAL, LEADS = grammar.words("clauses: not topical"), grammar.source("clauses: leads")
STOPS = "，。；：、)）(（”\n \u3000"


def role_of(period: Period, folded: str, references: list[tuple[int, int]], rules: Rules) -> str:
    """Return what a period does in its sentence: it governs, is a reference or a start (由2010年的), or nothing."""
    before = folded[max(0, period.start - 4) : period.start]
    if period.form == "vague":
        return "vague"
    if (
        period.form in NEVER
        or not period.value
        or (period.form == "plan" and not pattern(rules, "period: during").search(folded, period.start, period.end))
    ):
        return "nothing"
    if any(start < period.end and period.start < end for start, end in references) or pattern(rules, "period: referred").search(before):
        return "reference"
    if period.value.endswith("/..") and not before.endswith(SINCE) and pattern(rules, "period: extreme").match(folded, period.end):
        return "nothing"
    if pattern(rules, "period: start").search(before) and not period.value.endswith("/..") and not pattern(rules, "period: opens").match(folded, period.end):
        return "start"
    return "nothing" if period.kind == "date" and pattern(rules, "period: release").match(folded, period.end) else "governs"


def value_of(folded: str, period: Period, rules: Rules) -> str:
    """Return the EDTF value by which a period governs: 年初 stands for its year, 自2006年 without an end is open."""
    value = period.value[:4] if period.form == "edge" and period.value.endswith("-01") else period.value
    since = folded[max(0, period.start - 1) : period.start] == SINCE[0] and "/" not in value
    return f"{value}/.." if since and pattern(rules, "period: open end").match(folded, period.end) else value


@lru_cache(maxsize=1 << 12)
def shape_of(value: str, year: int) -> tuple[str, str]:
    """Return the form of an EDTF value and how its year lies to that of the issue."""
    years = years_of(value)
    back = (
        "none"
        if not years or not year
        else "ahead"
        if years[-1] > year
        else ("same", "last", "before")[min(year - years[-1], 2)]
    )
    return (
        "open"
        if value.endswith("/..")
        else "span"
        if "/" in value
        else {4: "year", 7: "month", 10: "day"}.get(len(value), "other")
    ), back


def in_brackets(folded: str, start: int, place: int) -> bool:
    """Say whether a place of a sentence stands in brackets."""
    return max(folded.rfind(mark, start, place) for mark in "(（") > max(
        folded.rfind(mark, start, place) for mark in ")）"
    )


def fills_brackets(folded: str, period: Period) -> bool:
    """Say whether a period is all that brackets hold, so that they say when: 春节（2月4日至10日）."""
    return folded[period.start - 1 : period.start] in "(（" and folded[period.end : period.end + 1] in ")）"


def is_topic(folded: str, period: Period, sentence: int, rules: Rules) -> bool:
    """Say whether a period opens a sentence or clause, so that it may govern what follows it: 今年上半年，…; not 3月的补贴."""
    lead = folded[max(sentence, period.start - 2) : period.start]
    opens = not lead or lead[-1] in STOPS or pattern(rules, "period: topic lead").search(lead) or period.start - sentence < 6
    return opens and not folded.startswith(NOT_TOPICAL, period.end) and not in_brackets(folded, sentence, period.start)


def named_before(reading: ParsedText, passage: Sentence) -> tuple[TopicTime, ...]:
    """Return the last different periods that sentences before one name, and the first of the text."""
    folded, periods = reading.folded, reading.periods
    at = bisect_left(periods, (passage.start,))
    found: dict[str, TopicTime] = {}
    for number in [*range(max(0, at - LOOK_BACK), at)[::-1], *range(min(at, 1))]:
        period, value = periods[number], reading.governing[number]
        if not value or value in found or passage.start - period.end > FAR:
            continue
        hops = folded.count("\n", period.end, passage.start)
        found[value] = TopicTime(value, (period.start, period.end), "article" if hops else "paragraph", period.form, hops)
        if len(found) == MOST_EARLIER:
            break
    return tuple(found.values())


def topic_time(folded: str, periods: list[Period], span: tuple[int, int], rules: Rules) -> TopicTime:
    """Return the time by which a sentence opens the text: its first period, before place `end`, that governs and opens a clause."""
    start, end = span
    for period in periods:
        if period.start < end and role_of(period, folded, [], rules) == "governs" and is_topic(folded, period, start, rules):
            return TopicTime(value_of(folded, period, rules), (period.start, period.end), "main", period.form)
    return TopicTime()


def announced(folded: str, periods: list[Period], rules: Rules) -> Period | None:
    """Return the period that the sentence below a headline opens with: the headline states its number."""
    governing = (one for one in periods if one.kind == "period" and role_of(one, folded, [], rules) == "governs")
    return next(governing, None)


def period_of(parsed: ParsedSentence, number: int, context: Context, kind: str) -> Cell:
    """Return the period of a mention: dealt out by 分别 to years, or the likeliest of those that come into question."""
    dealt = year_dealt(parsed, number)
    if dealt:
        return Cell(dealt[0], dealt[1], "sentence", LISTED)
    return fill("period", period_candidates(parsed, number, context, kind), parsed.rules)


def year_dealt(parsed: ParsedSentence, number: int) -> tuple[str, tuple[int, int]] | None:
    """Return the year that 分别 deals to a mention, or that follows such a list (转为), with the words that name the years."""
    mention = parsed.mentions[number]
    if in_turn(mention):
        first = parsed.mentions[mention.first].amount.start
        stated = [period for period in parsed.periods if period.value and period.start < first]
        years = years_in_turn(stated[-1].value, mention.size) if stated else []
        return (years[number - mention.first], (stated[-1].start, stated[-1].end)) if years else None
    before = parsed.mentions[number - 1] if number else None
    if before and in_turn(before) and TURNS in parsed.folded[before.amount.end : mention.amount.start]:
        last = year_dealt(parsed, number - 1)
        return (str(int(last[0]) + 1), last[1]) if last else None
    return None


def period_candidates(parsed: ParsedSentence, number: int, context: Context, kind: str) -> list[Candidate]:
    """Return the candidates for the period of a mention; one of them none."""
    sort, traits = CLASSES.get(kind, kind), statement(parsed, number)
    found = (
        []
        if "apposed" in traits
        else [
            *stated(parsed, number, sort, traits),
            *topical(parsed, number, sort, traits),
            *remembered(parsed, number, context, (sort, traits)),
            *named_earlier(parsed, number, sort, traits),
            *announcing(parsed, sort),
            *aimed_at(parsed, sort, traits),
        ]
    )
    found = [one._replace(features=(*one.features, *likeness(one, context, found))) for one in found]
    return [*found, undated(found, context, sort, traits)]


def undated(found: list[Candidate], context: Context, sort: str, traits: list[str]) -> Candidate:
    """Return the candidate that leaves the period empty."""
    own, last = any(one.source == "sentence" for one in found), last_of(context)
    features = (
        "none", f"none {sort}", f"none own {own}", f"none last {last}", f"none last {last} own {own}",
        f"none offers {min(len({one.value for one in found}), 3)} own {own}", *(f"none {one} own {own}" for one in traits),
    )  # fmt: skip
    return Candidate("", None, "", features)


def last_of(context: Context) -> str:
    """Return whether the last statement was dated, and how many paragraphs ago one was."""
    return "-" if context.period_hops > MOST_HOPS else f"{'blank' if 'period' in context.blank else 'dated'} {min(context.period_hops, 2)}"


def likeness(one: Candidate, context: Context, found: list[Candidate]) -> list[str]:
    """Return what a candidate has in common with the period of the last statement and with other candidates."""
    agreed = sum(other.value == one.value for other in found)
    group = "own" if one.source == "sentence" else "other"
    same = "same" if one.value == context.period else "new" if context.period else "-"
    return [f"{group} last {same} {last_of(context)}", f"{group} agreed {min(agreed, 3)} of {min(len(found), 4)}"]


def remembered(
    parsed: ParsedSentence, number: int, context: Context, known: tuple[str, list[str]]
) -> Iterator[Candidate]:
    """Yield the period of the last dated statement; `known` are the class and the traits of this one."""
    if not context.period or context.period_hops > MOST_HOPS:
        return
    sort, tests = known
    year = parsed.reading.year
    form, back = shape_of(context.period, year)
    own = states_before(parsed, number)
    near = "sentence" if context.end >= parsed.passage.start else f"hops {min(context.period_hops, 3)}"
    blank = "period" in context.blank
    features = (
        "last", f"last {near} own {own}", f"last {near} {form} {back}", f"last {near} blank {blank}", f"last {form} {back} {sort}", f"last {sort}",
        *(f"last {one}" for one in tests),
    )  # fmt: skip
    yield Candidate(context.period, context.period_span, "article" if context.period_hops else "paragraph", features)


def topical(parsed: ParsedSentence, number: int, sort: str, tests: list[str]) -> Iterator[Candidate]:
    """Yield the topic time of the text."""
    topic = parsed.topic
    own = states_before(parsed, number)
    if not topic.value or ("habit" in tests and not own):
        return
    form, back = shape_of(topic.value, parsed.reading.year)
    hops = min(topic.hops, 3)
    features = (
        f"main {topic.source} own {own}", f"main hops {hops} own {own}", f"main {form} {back}", f"main {form} {sort}", f"main {form} hops {min(hops, 1)}",
        f"main {sort}", *(f"main {one}" for one in tests), f"main word {topic.form}",
    )  # fmt: skip
    yield Candidate(topic.value, topic.span, topic.source, features)


def named_earlier(parsed: ParsedSentence, number: int, sort: str, tests: list[str]) -> Iterator[Candidate]:
    """Yield the periods that sentences before name."""
    own = states_before(parsed, number)
    for turn, time in enumerate(() if "habit" in tests and not own else parsed.earlier):
        form, back = shape_of(time.value, parsed.reading.year)
        hops = min(time.hops, 3)
        features = (
            "earlier", f"earlier {turn}", f"earlier {turn} hops {hops} own {own}", f"earlier {form} {back} hops {hops}", f"earlier {form} {back}",
            f"earlier {sort}", f"earlier word {time.form}", f"earlier opens {time.span[0] < OPENING} {form} own {own}", *(f"earlier {one}" for one in tests),
        )  # fmt: skip
        yield Candidate(time.value, time.span, time.source, features)


def announcing(parsed: ParsedSentence, sort: str) -> Iterator[Candidate]:
    """Yield for a headline the period that the sentence below it opens with, for a list that of its heading."""
    period = parsed.announced
    if period:
        side = "below" if period.start > parsed.passage.start else "above"
        features = (side, f"{side} {sort}", f"{side} dated {any(one.value for one in parsed.periods)}")
        yield Candidate(value_of(parsed.folded, period, parsed.rules), (period.start, period.end), side, features)


def aimed_at(parsed: ParsedSentence, sort: str, tests: list[str]) -> Iterator[Candidate]:
    """Yield the year of the issue for what a sentence without a date aims at."""
    if "aim" in tests and parsed.reading.year:
        dated = any(one.value for one in parsed.periods)
        yield Candidate(str(parsed.reading.year), None, "issue", ("issue", f"issue {sort}", f"issue dated {dated}"))


def states_before(parsed: ParsedSentence, number: int) -> bool:
    """Say whether the sentence names a period before an amount."""
    at = parsed.mentions[number].amount.start
    return any(one.start < at and one.value for one in parsed.periods)


def statement(parsed: ParsedSentence, number: int) -> list[str]:
    """Return what of a statement tells whether a period from elsewhere governs it."""
    mention, folded = parsed.mentions[number], parsed.folded
    clause = folded[mention.head.start : mention.amount.start]
    sentence = folded[parsed.passage.start : mention.amount.start]
    counted = mention.amount.unit.dimension == "count"
    tests = {
        "habit": pattern(parsed.rules, "period: habit").search(clause),
        "former": pattern(parsed.rules, "period: former").search(sentence),
        "opens": len(sentence.strip()) < 8,
        "done": pattern(parsed.rules, "period: done").search(clause),
        "quoted": sentence.count("“") > sentence.count("”"),
        "few": counted and (mention.amount.low or 0) < 10,
        "apposed": counted and (folded[mention.amount.start - 1] == AND_OTHERS or pattern(parsed.rules, "period: among").match(mention.after)),
        "attributive": counted and mention.after[:1] not in "，。；、）)！？",
        "aim": has_aim(sentence, parsed.rules),
    }
    return [name for name, holds in tests.items() if holds]


def beside(folded: str, period: Period, sentence: int) -> tuple[str, str]:
    """Return what stands right before and right after a period."""
    before, after = folded[max(sentence, period.start - 1) : period.start], folded[period.end : period.end + 1]
    lead = "stop" if not before or before in STOPS else before if before in LEADS else "other"
    return lead, OF if after == OF else "stop" if after in STOPS else "other"


def stated_in(
    folded: str, periods: Sequence[Period], sentence: int, references: list[tuple[int, int]], rules: Rules
) -> tuple[StatedPeriod, ...]:
    """Return what the periods of a sentence do in it; `references` are the words that its amounts are compared with."""
    return tuple(
        StatedPeriod(
            one, role_of(one, folded, references, rules), value_of(folded, one, rules), bool(is_topic(folded, one, sentence, rules)),
            bool(pattern(rules, "period: event").match(folded, one.end)), in_brackets(folded, sentence, one.start), beside(folded, one, sentence),
        )
        for one in periods
        if one.value
    )  # fmt: skip


def governing(folded: str, periods: Sequence[Period], rules: Rules) -> tuple[str, ...]:
    """Return for each period of a text the value by which it governs a statement, "" where it governs none."""
    return tuple(
        value_of(folded, one, rules) if role_of(one, folded, [], rules) == "governs" else "" for one in periods
    )


def stated(parsed: ParsedSentence, number: int, sort: str, tests: list[str]) -> Iterator[Candidate]:
    """Yield the periods that the sentence states."""
    mention, folded = parsed.mentions[number], parsed.folded
    at = mention.amount.start
    governing = [one.period for one in parsed.stated if one.role == "governs" and one.period.start < at]
    for period, role, value, topic, event, bracketed, (lead, follow) in parsed.stated:
        ahead = period.start > at
        gap = folded[mention.amount.end : period.start] if ahead else folded[period.end : at]
        breaks = min(sum(gap.count(mark) for mark in "，；："), 3)
        side = "after" if ahead else "before"
        if bracketed and any(mark in gap for mark in ")）") and not fills_brackets(folded, period):
            continue
        nearest = bool(governing) and period is governing[-1]
        form, back = shape_of(value, parsed.reading.year)
        features = [
            f"stated {side} {role}", f"stated {side} breaks {breaks} topic {topic}", f"stated {side} nearest {nearest} topic {topic}", f"stated lead {lead} {side}",
            f"stated follow {follow} {side} {min(breaks, 1)}", f"stated {form} {side}", f"stated {back} {side}", f"stated form {period.form} {side}",
            f"stated {sort} {side}", f"stated bracketed {bracketed} {side}",
            f"stated event {event} {side}", f"stated dots {'…' in gap}", f"stated hard {'；' in gap}", f"stated only {len(parsed.stated) == 1} {side}",
            *(f"stated {one} {side}" for one in tests),
        ]  # fmt: skip
        yield Candidate(value, (period.start, period.end), "sentence", tuple(features))

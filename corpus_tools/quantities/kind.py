"""Kinds: what sort of statistic an amount is, from its unit and the words around it."""

import math

from corpus_tools.quantities.clauses import Mention
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.patterns import pattern
from corpus_tools.text.units import MEASURES, name_of

UP, DOWN, FLAT = (grammar.source(f"amounts: {name}") for name in ("up", "down", "flat"))
NO_GROWTH, DECLINE = grammar.source("amounts: no growth"), grammar.source("amounts: decline")
DOUBLING, DOUBLED = grammar.source("amounts: doubling"), grammar.source("amounts: doubled")
TENTH, PAST_HALF = grammar.source("amounts: tenth"), grammar.source("amounts: past half")
MORE, LARGE = grammar.words("amounts: more"), tuple(grammar.source("amounts: large"))
PERSON, YUAN, ACRE = (grammar.source(f"amounts: {name}") for name in ("person", "yuan", "acre"))
RECOVERED = grammar.source("amounts: recovered")
# A rank that opens so is one whatever stands beside it; one in these units only beside words that rank.
RANK_OPENS = (grammar.source("amounts: first"), grammar.source("amounts: ordinal"))
NTH, POSITION, _ = grammar.source("amounts: rank units")
# The kind that a dimension has where the sentence does not say otherwise.
BY_DIMENSION = {
    "money": "money", "count": "count", "age": "age", "time": "duration", "point": "pp_diff", "multiple": "multiple",
    "index": "index",
    **dict.fromkeys(MEASURES, "level"),
}  # fmt: skip
# The base of a rate stands within so many characters before it, in the same clause.
NEAR = 50
WORD_DIRECTIONS = {FLAT: FLAT, NO_GROWTH: UP, DECLINE: DOWN}
PER_UNIT = frozenset({"money", "level", "rate"})
RANKED = frozenset({"", NTH, POSITION})


def kind_of(mention: Mention, subject: str, folded: str, rules: Rules) -> str:
    """Return the kind of a mention of `subject`, "" where it is no statistic (an ordinal, a bare number).

    >>> from corpus_tools.quantities.amounts import find_amounts
    >>> from corpus_tools.quantities.clauses import find_mentions
    >>> kinds = []
    >>> for text in ("税收增长4.6%", "税收增加3亿元", "税收占4.6%", "税收居全国第6"):
    ...     mention, = find_mentions(text, list(find_amounts(text)), (0, len(text)), Rules())
    ...     kinds.append(kind_of(mention, "税收", text, Rules()))
    >>> kinds
    ['growth_rate', 'change', 'share', 'rank']
    """
    dimension = unit_of(mention, folded, rules)[1]
    if mention.amount.sort in {"ratio", "rank", "ordinal"}:
        return "ratio" if mention.amount.sort == "ratio" else "rank" if is_rank(mention, folded, rules) else ""
    if dimension in {"percent", "permille"}:
        return relative_kind(mention, subject, folded, rules)
    kind = BY_DIMENSION.get(dimension, "")
    if kind in {"money", "count", "level", "index", "duration"} and changes(mention):
        return "change"
    if kind == "count" and per_base(mention, folded, rules):
        return "rate"
    bare = "index" if is_index(mention, subject, folded, rules) else "level" if stands_alone(mention, folded) else ""
    return kind or bare


def unit_of(mention: Mention, folded: str, rules: Rules) -> tuple[str, str]:
    """Return unit and dimension of a mention, the unit that 万 or 亿 leaves out (人, 元) from the words around it."""
    amount = mention.amount
    if amount.sort != "measure" or amount.unit.canonical or folded[amount.end - 1] not in (*LARGE, *MORE):
        return amount.unit.canonical, amount.unit.dimension
    before = folded[mention.clause : amount.start]
    if pattern(rules, "kind: people after").match(mention.after):
        return PERSON, "count"
    if folded[amount.end - 1] in MORE:
        return "", ""
    if pattern(rules, "kind: people").search(before):
        return PERSON, "count"
    return (YUAN, "money") if pattern(rules, "kind: money").search(before + mention.after[:4]) else ("", "")


def changes(mention: Mention) -> bool:
    """Say whether an amount is what was added or lost, not the level reached."""
    return bool(mention.head.direction) and not mention.head.to and mention.head.sense != "flat"


def is_rank(mention: Mention, folded: str, rules: Rules) -> bool:
    """Say whether an ordinal is a rank: it is in 第4位 and 居全国第6, not in 第二批 or 第二水源."""
    amount = mention.amount
    if amount.sort == "rank" and folded[amount.start] in RANK_OPENS:
        return True
    if amount.unit.canonical not in RANKED:
        return False
    before = folded[max(0, amount.start - 20) : amount.start]
    ends = pattern(rules, "kind: rank end").match(folded, amount.end) or (amount.sort == "ordinal" and amount.unit.canonical == NTH)
    return bool(ends and (pattern(rules, "kind: rank before").search(before) or pattern(rules, "kind: rank scope").search(before)))


def is_index(mention: Mention, subject: str, folded: str, rules: Rules) -> bool:
    """Say whether a bare number is the value of an index."""
    before = subject + folded[mention.clause : mention.amount.start]
    bare = mention.amount.unit.dimension == "" and mention.amount.sort == "measure"
    return bare and bool(pattern(rules, "kind: index").search(before))


def stands_alone(mention: Mention, folded: str) -> bool:
    """Say whether a number without a unit is an amount all the same: it is in ten thousands, or all of the text."""
    amount = mention.amount
    large = amount.sort == "measure" and folded[amount.end - 1] in LARGE
    return not amount.unit.canonical and (large or len(folded.strip()) == amount.end - amount.start)


def relative_kind(mention: Mention, subject: str, folded: str, rules: Rules) -> str:
    """Return the kind of a percentage: growth where something changed by it, a share of a whole, else a rate."""
    amount, after = mention.amount, mention.after
    stated, clause = folded[amount.start : amount.end], folded[mention.clause : amount.start]
    plain = amount.unit.dimension == "permille" and not changes(mention)
    named = pattern(rules, "kind: growth after").match(after) or pattern(rules, "kind: growth").search(subject)
    if (amount.sort == "word" and stated != PAST_HALF) or (not plain and (named or changes(mention))):
        return "growth_rate"
    if pattern(rules, "kind: index value").search(clause):
        return "index"
    if plain or pattern(rules, "kind: progress").search(clause) or mention.head.comparison:
        return "rate"
    parted = pattern(rules, "kind: share").search(clause) or pattern(rules, "kind: share").search(subject) or pattern(rules, "kind: share after").match(after)
    if parted or amount.sort in {"fraction", "word"} or TENTH in stated:
        return "share"
    return "rate" if pattern(rules, "kind: rate").search(subject) or not pattern(rules, "kind: noun after").match(after) else "share"


def per_base(mention: Mention, folded: str, rules: Rules) -> str:
    """Return what an amount is counted by: 10万人 in 每10万人中…8930人, 桶 in 每桶16美元, 亩 in 亩产; "" where nothing."""
    before = folded[max(0, mention.amount.start - NEAR) : mention.amount.start]
    found = pattern(rules, "kind: per").search(before)
    if found:
        return found["base"]
    return ACRE if mention.amount.unit.dimension == "mass" and pattern(rules, "kind: per acre").search(before) else ""


def growth_direction(subject: str, after: str, value: float | None, rules: Rules) -> str:
    """Return the direction that a noun of growth says: 涨幅 up, 降幅 down; none for a negative 增速."""
    found = pattern(rules, "kind: growth").search(subject) or pattern(rules, "kind: growth after").match(after)
    if not found or (value is not None and value < 0):
        return ""
    return DOWN if pattern(rules, "kind: falls").search(found.group()) else UP


def full_unit(mention: Mention, kind: str, folded: str, rules: Rules) -> str:
    """Return the unit of a mention with what it is counted by: 美元/桶, 公斤/亩, 人/10万人."""
    unit = unit_of(mention, folded, rules)[0]
    base = per_base(mention, folded, rules) if kind in PER_UNIT and unit != "%" and "/" not in unit else ""
    return f"{name_of(unit, rules)}/{base}" if base else unit


def direction_of(mention: Mention, kind: str, subjects: tuple[str, str], folded: str, rules: Rules) -> str:
    """Return the stated direction: the verb before the amount, the noun of growth, or what 翻 and 持平 say.

    `subjects` are the mention's own and the one before.
    """
    stated = folded[mention.amount.start : mention.amount.end]
    if mention.amount.sort == "word" and (stated in WORD_DIRECTIONS or stated.endswith(DOUBLING)):
        return WORD_DIRECTIONS.get(stated, DOUBLED)
    own, direction = subjects[0], mention.head.direction
    if kind in {"growth_rate", "multiple"} and (mention.head.to or not direction):
        return growth_direction(own or subjects[1], mention.after, mention.amount.low, rules) or direction
    newly = pattern(rules, "kind: newly").match(own)
    return direction or (newly.group() if newly and len(own) - newly.end() > 1 else "")


def ratio_of(mention: Mention, kind: str, folded: str, rules: Rules) -> float:
    """Return new over old: 增长2.2倍 is 3.2, 是…的2.2倍 is 2.2, 翻两番 is 4; of a recovery its share of the base."""
    value = mention.amount.low
    if value is None:
        return math.nan
    if kind == "multiple":
        if mention.amount.unit.canonical == DOUBLING:
            return 2.0**value
        grown = (mention.head.sense == "up" and not mention.head.to) or growth_direction(
            mention.head.subject, "", value, rules
        )
        return 1 + value if grown else value
    recovered = kind == "rate" and mention.head.comparison and RECOVERED in folded[mention.clause : mention.amount.start]
    return value / 100 if recovered else math.nan

"""Comparisons: what a change is measured against, and on what basis."""

import re
from functools import cache

from corpus_tools.quantities.clauses import Mention
from corpus_tools.rules import Rules
from corpus_tools.text.patterns import either, pattern

Span = tuple[int, int]
CHANGES = frozenset({"growth_rate", "change", "pp_diff", "multiple"})
# A comparison that opens the sentence (与去年同期相比，) stands within so many characters of the clause.
NEAR = 20


@cache
def bases(rules: Rules) -> dict[str, re.Pattern]:
    """Return the words of each basis, in the order in which they are tried."""
    found = {name: re.compile(either(rules, name)) for name in ("cagr", "yoy", "qoq", "mom")}
    return found | {
        "place": re.compile(either(rules, "place basis")),
        "period": pattern(rules, "comparison: period"),
    }


def comparison_of(mention: Mention, folded: str, kind: str, rules: Rules) -> tuple[str, Span | None]:
    """Return the words that an amount is compared with, and where they stand: 比上年 → 上年, 同比 → 同比."""
    if mention.head.comparison:
        return mention.head.comparison, mention.head.marks.get("comparison")
    start, end = mention.clause, mention.amount.start
    if kind == "rank":
        found = pattern(rules, "comparison: rank").search(folded, start, end)
        return (found["ref"], found.span("ref")) if found else ("", None)
    if kind not in CHANGES:
        return "", None
    overall = list(re.compile(either(rules, "overall")).finditer(folded, start, end))
    if overall:
        return overall[-1].group(), overall[-1].span()
    beside = pattern(rules, "comparison: beside").search(folded, max(0, start - NEAR), start)
    return (beside.group(1), beside.span(1)) if beside else ("", None)


def basis_of(comparison: str, kind: str, rules: Rules = Rules()) -> str:
    """Return the basis of a comparison: yoy, qoq, mom, cagr, period, place, group or rank.

    >>> basis_of("上年同期", "growth_rate"), basis_of("规模以上工业", "pp_diff")
    ('yoy', 'group')
    """
    if kind == "rank":
        return "rank"
    if not comparison:
        return ""
    return next((basis for basis, words in bases(rules).items() if words.search(comparison)), "group")

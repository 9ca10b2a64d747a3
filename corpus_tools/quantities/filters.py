"""Exclusions: amounts by their form that count nothing: slogans, size classes, names, ordinals without 第, idioms."""

import re
from bisect import bisect_right
from functools import cache

from corpus_tools.quantities.amounts import Amount
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.numerals import HAN
from corpus_tools.text.patterns import pattern, words

# A quotation this short is a slogan or a name (“三道防线”, “徐工2600吨”), not speech.
SLOGAN = 12
QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", '"': '"'}
# So many characters before and after a number tell whether it is a name.
BEFORE, AFTER = 16, 8
# Dimensions in which Chinese one is an article more often than a number (一个, 最后一公里).
VAGUE_ONE = frozenset({"count", "time", "length", "data", "ordinal"})
ENDS = re.compile("[，。、；]|$")
ARTICLE, SECOND = grammar.pattern("amounts: article"), grammar.pattern("amounts: second")
MORE, LASTING = grammar.words("amounts: more")[0], tuple(grammar.source("amounts: lasting units"))
# The units that may number one thing, and 届 before 次.
STAGE, GRADE, TIME, POINT, YEAR = (grammar.source(f"amounts: {name}") for name in ("stage", "grade", "time", "point", "year"))
SESSION = grammar.source("amounts: session")


def is_label(folded: str, amount: Amount, covered: list[tuple[int, int]], rules: Rules) -> bool:
    """Say whether an amount is none in its context; `covered` are the spans of dates and periods, in order.

    >>> from corpus_tools.quantities.amounts import find_amounts
    >>> [is_label(text, next(find_amounts(text)), [], Rules()) for text in ("“三道防线”", "建成三道防线")]
    [True, False]
    """
    before = folded[max(0, amount.start - BEFORE) : amount.start]
    after = folded[amount.end : amount.end + AFTER]
    stated = folded[amount.start : amount.end]
    return (
        overlaps(amount, covered)
        or in_slogan(folded, amount)
        or is_article(stated, amount, (before, after), rules)
        or is_numbering(stated, amount, (before, after), rules)
        or is_name(amount, before, after, rules)
        or is_guarded(folded, amount.start, rules)
    )


def overlaps(amount: Amount, covered: list[tuple[int, int]]) -> bool:
    """Say whether an amount lies in one of some spans, which are in order."""
    place = bisect_right(covered, (amount.end,))
    return any(start < amount.end and amount.start < end for start, end in covered[max(0, place - 2) : place])


def in_slogan(folded: str, amount: Amount) -> bool:
    """Say whether an amount stands in a short quotation or the title of a work."""
    for opening, closing in QUOTES.items():
        first = folded.rfind(opening, max(0, amount.start - SLOGAN), amount.start)
        if first < 0 or folded.find(closing, first + 1, amount.start) >= 0:
            continue
        last = folded.find(closing, amount.end, amount.end + SLOGAN)
        if last >= 0 and last - first - 1 <= SLOGAN and not re.search("[，。；：！？]", folded[first:last]):
            return True
    return False


def is_article(stated: str, amount: Amount, beside: tuple[str, str], rules: Rules) -> bool:
    """Say whether 一 is an article (一个, 一家): everywhere but in 一倍, 一成 and a stretch of time that lasts."""
    if SECOND.match(stated):
        return amount.unit.dimension == "count"
    if not ARTICLE.match(stated) or amount.unit.dimension not in VAGUE_ONE:
        return False
    if amount.unit.dimension != "time":
        return True
    before, after = beside
    return not (
        pattern(rules, "filter: lasting").search(before) or pattern(rules, "filter: within").match(after) or MORE in stated or stated.endswith(LASTING)
    )


def is_numbering(stated: str, amount: Amount, beside: tuple[str, str], rules: Rules) -> bool:
    """Say whether a number with its unit numbers one thing (一期, 三级响应, 四次全会) and does not count several."""
    (before, after), unit = beside, amount.unit.canonical
    if amount.sort != "measure" or amount.unit.dimension == "ordinal" or unit in words(rules, "numbering unit"):
        return amount.sort == "measure"
    written = stated[0] in HAN
    tests = {
        STAGE: lambda: not pattern(rules, "filter: held").search(before),
        GRADE: lambda: is_grade(stated, before, after, rules),
        TIME: lambda: before.endswith(SESSION) and pattern(rules, "filter: plenary").match(after),
        POINT: lambda: "." not in stated and not pattern(rules, "filter: index before").search(before),
        YEAR: lambda: written and pattern(rules, "filter: plan").match(after),
        **dict.fromkeys(
            words(rules, "counts what was named"), lambda: written and len(stated) <= len(unit) + 1 and not pattern(rules, "filter: joined").search(before)
        ),
        **dict.fromkeys(words(rules, "numbered thing"), lambda: written and not ENDS.match(after)),
    }
    return unit in tests and bool(tests[unit]())


def is_grade(stated: str, before: str, after: str, rules: Rules) -> bool:
    """Say whether 级 grades one thing: neither the force of a storm nor the tiers of an administration (省市县三级)."""
    forceful = pattern(rules, "filter: force after").match(after) or ("." in stated and pattern(rules, "filter: force before").search(before))
    return not (forceful or pattern(rules, "filter: tiers").search(before) or pattern(rules, "filter: tiered").match(after))


def is_name(amount: Amount, before: str, after: str, rules: Rules) -> bool:
    """Say whether an amount is a size class, a number plate, a race or the base of a rate (万吨级, 热线12345, 男子100米, 每10万人)."""
    classed = amount.unit.dimension != "percent" and pattern(rules, "filter: class").match(after)
    race = amount.unit.dimension == "length" and pattern(rules, "filter: event").search(before)
    return bool(classed or race or pattern(rules, "filter: numbered").search(before))


@cache
def guards(rules: Rules) -> list[tuple[re.Pattern, re.Pattern, re.Pattern | None]]:
    """Return for each line of ``guards.tsv`` what stands before a number, what begins with it, and what must not be there."""
    found = []
    for guard, unless, *_ in rules.rows("guards"):
        before, _, after = guard.partition("⟨")
        found.append((re.compile(f"(?:{before})$"), re.compile(after), re.compile(unless) if unless else None))
    return found


@cache
def any_guard(rules: Rules) -> re.Pattern:
    """Return the pattern of what begins with a number that any guard speaks of: most numbers are none."""
    return re.compile("|".join(f"(?:{ahead.pattern})" for _, ahead, _ in guards(rules)) or "(?!)")


def is_guarded(folded: str, start: int, rules: Rules) -> bool:
    """Say whether the words beside a number say that it counts nothing, by ``guards.tsv``."""
    after = folded[start : start + BEFORE]
    if not any_guard(rules).match(after):
        return False
    before = folded[max(0, start - BEFORE) : start]
    return any(
        ahead.match(after) and opened.search(before) and not (unless and unless.search(f"{before}⟨{after}"))
        for opened, ahead, unless in guards(rules)
    )

"""Amounts: what a measured stretch of text is worth: value, unit, and what blurs them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.measures import measure_pattern
from corpus_tools.text.numerals import NEGATIVE, THOUSAND, Number, read_number
from corpus_tools.text.patterns import pattern
from corpus_tools.text.units import NO_UNIT, PERCENT, PERMILLE, Unit, find_unit, unit_source

# 三成 is 30 %.
TENTH, DOUBLING = grammar.source("amounts: tenth"), grammar.source("amounts: doubling")
HALF, PAST_HALF = grammar.source("amounts: half"), grammar.source("amounts: past half")
MORE, BELOW_NOUGHT = grammar.words("amounts: more"), grammar.source("amounts: below nought")
PART_OF, HUNDREDTH = grammar.source("amounts: part of"), grammar.pattern("amounts: hundredth")
UNCHANGED = frozenset({grammar.source("amounts: flat"), grammar.source("amounts: no growth")})
FIRST, FIRST_PLACES = grammar.source("amounts: first"), grammar.words("amounts: first places")
RANK_UNITS = frozenset(grammar.source("amounts: rank units"))
NUMBER, ORDINAL = grammar.pattern("measures: amount"), grammar.pattern("amounts: ordinal number")
OF_RATIO, DASH = grammar.pattern("measures: of a ratio"), grammar.pattern("numerals: dash")
FIGURES = re.compile(r"[\d.,，·]+")
# A text that is nothing but a number, or a range of numbers.
WHOLE = grammar.pattern("amounts: whole text")


class Amount(NamedTuple):
    """An amount in a folded text: `start` and `end`, its number and unit.

    `sort` is ``measure``, ``fraction``, ``ratio``, ``ordinal``, ``rank`` or ``word``. `low` is None where the text
    says that there is an amount without saying which (负增长).
    """

    start: int
    end: int
    sort: str
    low: float | None
    high: float | None
    unit: Unit
    qualifier: str = ""
    bound: str = ""


def find_amounts(folded: str, rules: Rules = Rules()) -> Iterator[Amount]:
    """Yield every amount of a folded text, in order; names and codes are left out, context is not looked at.

    >>> [(amount.low, amount.high, amount.unit.canonical) for amount in find_amounts("新建3至5个园区，投资30—50亿元")]
    [(3.0, 5.0, '个'), (3000000000.0, 5000000000.0, '元')]
    """
    whole = WHOLE.fullmatch(folded)
    if whole:
        amount = read_measure(whole.group(1), *whole.span(1), rules)
        yield from [amount] if amount else []
        return
    words = [(found, "rank") for found in pattern(rules, "amount: rank").finditer(folded)] + [
        (found, "word") for found in pattern(rules, "amount: word").finditer(folded)
    ]
    taken = {place for found, _ in words for place in range(*found.span())}
    plain = [(found, found.lastgroup) for found in measure_pattern(rules).finditer(folded)]
    kept = [(found, sort) for found, sort in plain if found.start() not in taken and found.end() - 1 not in taken]
    for found, sort in sorted(words + kept, key=lambda pair: pair[0].start()):
        amount = READERS[sort](found.group(), found.start(), found.end(), rules) if sort in READERS else None
        if amount:
            yield amount


@cache
def parts(rules: Rules) -> re.Pattern:
    """Return the pattern that takes a measure apart: number and unit, and those of the end of a range."""
    return grammar.pattern("amounts: measure in parts", {"unit": unit_source(rules)})


def read_measure(stated: str, start: int, end: int, rules: Rules) -> Amount | None:
    """Return the amount of a number or range with its unit."""
    if stated.startswith(HALF):
        return Amount(start, end, "measure", 0.5, None, find_unit(stated[1:], rules))
    found = parts(rules).fullmatch(stated)
    low = read_number(found.group(1).replace(BELOW_NOUGHT, "-")) if found else None
    if low is None:
        return None
    unit = find_unit(found.group(5) or found.group(2) or "", rules)
    if found.group(4):
        return read_range(found, low, unit, (start, end))
    blur = low.qualifier or (MORE[0] if MORE[0] in stated else found.group(3) if found.group(3) in MORE else "")
    bound = low.bound or (">" if blur else "")
    scale, unit = (10, PERCENT) if unit.canonical == TENTH else (1, unit)
    value = (low.low + (0.5 if HALF in stated else 0)) * scale
    return Amount(start, end, "measure", value, low.high * scale if low.high != low.low else None, unit, blur, bound)


def read_range(found: re.Match, low: Number, unit: Unit, span: tuple[int, int]) -> Amount | None:
    """Return the amount of a range; the first end takes over the magnitude that only the second states."""
    high = read_number(found.group(4))
    if high is None:
        return None
    coefficient = FIGURES.match(found.group(4))
    stated = float(re.sub("[,，]", "", coefficient.group()).replace("·", ".")) if coefficient else 0
    worth = high.low / stated if stated else 1
    plain = FIGURES.fullmatch(found.group(1))
    shared = worth if plain and not found.group(2) and low.low * worth < high.low else 1
    scale, unit = (10, PERCENT) if unit.canonical == TENTH else (1, unit)
    return Amount(*span, "measure", low.low * shared * scale, high.high * scale, unit, low.qualifier, low.bound)


def read_fraction(stated: str, start: int, end: int, _: Rules) -> Amount | None:
    """Return the amount of 百分之三, 三分之二 or 一半, in % (千分之三 in ‰)."""
    if PART_OF not in stated:
        return Amount(start, end, "fraction", 50.0, None, PERCENT)
    sign = -1 if NEGATIVE in stated else 1
    whole, _, part = stated.replace(NEGATIVE, "").partition(PART_OF)
    values = [read_number(text) for text in DASH.split(HUNDREDTH.sub("", part))]
    base = read_number(whole)
    if None in values or not base or not base.low:
        return None
    unit, scale = (PERMILLE, 1000) if whole == THOUSAND else (PERCENT, 100)
    worth = [sign * value.low * scale / base.low for value in values]
    return Amount(
        start,
        end,
        "fraction",
        worth[0],
        worth[1] if len(worth) > 1 else None,
        unit,
        values[0].qualifier,
        values[0].bound,
    )


def read_ratio(stated: str, start: int, end: int, _: Rules) -> Amount:
    """Return the first two terms of a ratio: 2.7:54.8:42.5 → 2.7 and 54.8."""
    terms = OF_RATIO.split(stated)
    return Amount(start, end, "ratio", float(terms[0]), float(terms[1]), NO_UNIT)


def read_ordinal(stated: str, start: int, end: int, rules: Rules) -> Amount | None:
    """Return the place that 第三位 names."""
    number = ORDINAL.match(stated)
    value = read_number(number.group(1)) if number else None
    return Amount(start, end, "ordinal", value.low, None, find_unit(stated[number.end() :], rules)) if value else None


def read_rank(stated: str, start: int, end: int, rules: Rules) -> Amount | None:
    """Return the rank or range of ranks that 首位, 前10名 or 第51—100名 names."""
    unit = find_unit(stated[-1], rules) if stated[-1] in RANK_UNITS else NO_UNIT
    if stated in FIRST_PLACES:
        return Amount(start, end, "rank", 1.0, None, unit)
    numbers = [read_number(text) for text in NUMBER.findall(stated)]
    if None in numbers or not numbers:
        return None
    bound = "≤" if stated.startswith(FIRST) else ""
    return Amount(start, end, "rank", numbers[0].low, numbers[1].low if len(numbers) > 1 else None, unit, "", bound)


def read_word(stated: str, start: int, end: int, rules: Rules) -> Amount:
    """Return the amount that a word holds: 持平 and 零增长 nought, 负增长 none, 两番 two."""
    if stated.endswith(DOUBLING):
        number = read_number(stated.removesuffix(DOUBLING)) if len(stated) > 1 else None
        return Amount(start, end, "word", number.low if number else 1.0, None, find_unit(DOUBLING, rules))
    if stated == PAST_HALF:
        return Amount(start, end, "word", 50.0, None, PERCENT, stated[0], ">")
    return Amount(start, end, "word", 0.0 if stated in UNCHANGED else None, None, PERCENT)


READERS = {
    "measure": read_measure, "fraction": read_fraction, "ratio": read_ratio, "ordinal": read_ordinal, "rank": read_rank,
    "word": read_word,
}  # fmt: skip

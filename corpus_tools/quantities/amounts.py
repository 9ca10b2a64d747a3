"""Amounts: what a measured stretch of text is worth: value, unit, and what blurs them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus_tools.rules import Rules
from corpus_tools.text.measures import DASH, measure_pattern
from corpus_tools.text.numerals import ARABIC, CHINESE, Number, read_number
from corpus_tools.text.patterns import pattern
from corpus_tools.text.units import NO_UNIT, PERCENT, PERMILLE, Unit, find_unit, unit_source

# 三成 is 30 %.
TENTH = "成"
# A text that is nothing but a number, or a range of numbers.
WHOLE = re.compile(rf"\s*((?:-|负)?(?:{ARABIC}|{CHINESE})(?:{DASH}(?:{ARABIC}|{CHINESE}))?)\s*")
WORTH = {"持平": 0.0, "零增长": 0.0, "过半": 50.0, "番": 1.0}


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
    number, unit = rf"(?:-|负|零下)?(?:{ARABIC}|{CHINESE})", unit_source(rules)
    return re.compile(rf"({number}) ?({unit})?([多余半]?)(?:{DASH}({number}) ?({unit})?)?")


def read_measure(stated: str, start: int, end: int, rules: Rules) -> Amount | None:
    """Return the amount of a number or range with its unit."""
    if stated.startswith("半"):
        return Amount(start, end, "measure", 0.5, None, find_unit(stated[1:], rules))
    found = parts(rules).fullmatch(stated)
    low = read_number(found.group(1).replace("零下", "-")) if found else None
    if low is None:
        return None
    unit = find_unit(found.group(5) or found.group(2) or "", rules)
    if found.group(4):
        return read_range(found, low, unit, (start, end))
    blur = low.qualifier or ("多" if "多" in stated else "余" if found.group(3) == "余" else "")
    bound = low.bound or (">" if blur else "")
    scale, unit = (10, PERCENT) if unit.canonical == TENTH else (1, unit)
    value = (low.low + (0.5 if "半" in stated else 0)) * scale
    return Amount(start, end, "measure", value, low.high * scale if low.high != low.low else None, unit, blur, bound)


def read_range(found: re.Match, low: Number, unit: Unit, span: tuple[int, int]) -> Amount | None:
    """Return the amount of a range; the first end takes over the magnitude that only the second states."""
    high = read_number(found.group(4))
    if high is None:
        return None
    coefficient = re.match(r"[\d.,，·]+", found.group(4))
    stated = float(re.sub("[,，]", "", coefficient.group()).replace("·", ".")) if coefficient else 0
    worth = high.low / stated if stated else 1
    plain = re.fullmatch(r"[\d.,，·]+", found.group(1))
    shared = worth if plain and not found.group(2) and low.low * worth < high.low else 1
    scale, unit = (10, PERCENT) if unit.canonical == TENTH else (1, unit)
    return Amount(*span, "measure", low.low * shared * scale, high.high * scale, unit, low.qualifier, low.bound)


def read_fraction(stated: str, start: int, end: int, _: Rules) -> Amount | None:
    """Return the amount of 百分之三, 三分之二 or 一半, in % (千分之三 in ‰)."""
    if "分之" not in stated:
        return Amount(start, end, "fraction", 50.0, None, PERCENT)
    sign = -1 if "负" in stated else 1
    whole, _, part = stated.replace("负", "").partition("分之")
    values = [read_number(text) for text in re.split(DASH, re.sub("[百千万]分之", "", part))]
    base = read_number({"百": "100", "千": "1000", "万": "10000"}.get(whole, whole))
    if None in values or not base or not base.low:
        return None
    unit, scale = (PERMILLE, 1000) if whole == "千" else (PERCENT, 100)
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
    terms = re.split("[:比]", stated)
    return Amount(start, end, "ratio", float(terms[0]), float(terms[1]), NO_UNIT)


def read_ordinal(stated: str, start: int, end: int, rules: Rules) -> Amount | None:
    """Return the place that 第三位 names."""
    number = re.match(f"第({ARABIC}|{CHINESE})", stated)
    value = read_number(number.group(1)) if number else None
    return Amount(start, end, "ordinal", value.low, None, find_unit(stated[number.end() :], rules)) if value else None


def read_rank(stated: str, start: int, end: int, rules: Rules) -> Amount | None:
    """Return the rank or range of ranks that 首位, 前10名 or 第51—100名 names."""
    if stated in {"首位", "榜首"}:
        return Amount(start, end, "rank", 1.0, None, find_unit("位" if stated == "首位" else "", rules))
    numbers = [read_number(text) for text in re.findall(f"{ARABIC}|{CHINESE}", stated)]
    if None in numbers or not numbers:
        return None
    unit = find_unit(stated[-1], rules) if stated[-1] in "名位强" else NO_UNIT
    bound = "≤" if stated.startswith("前") else ""
    return Amount(start, end, "rank", numbers[0].low, numbers[1].low if len(numbers) > 1 else None, unit, "", bound)


def read_word(stated: str, start: int, end: int, rules: Rules) -> Amount:
    """Return the amount that a word holds: 持平 and 零增长 nought, 负增长 none, 两番 two."""
    if stated.endswith("番"):
        number = read_number(stated.removesuffix("番")) if len(stated) > 1 else None
        return Amount(start, end, "word", number.low if number else 1.0, None, find_unit("番", rules))
    past_half = stated == "过半"
    return Amount(
        start, end, "word", WORTH.get(stated), None, PERCENT, "过" if past_half else "", ">" if past_half else ""
    )


READERS = {
    "measure": read_measure, "fraction": read_fraction, "ratio": read_ratio, "ordinal": read_ordinal, "rank": read_rank,
    "word": read_word,
}  # fmt: skip

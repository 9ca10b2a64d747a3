"""Measures: the stretches of a text that are one number with its unit, and must never be cut apart.

`measure_pattern` is what the tokeniser and `find_quantities` share: a token and a quantity begin and end at the same
characters. It runs over *folded* text (`numerals.fold`, which keeps every offset).
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.numerals import ARABIC, CHINESE, HAN, HAN_DIGITS, fold
from corpus_tools.text.patterns import choice
from corpus_tools.text.units import unit_source

DASH = "(?:-|—{1,2}|~|至|到)"
AMOUNT = f"(?:{ARABIC}|{CHINESE})"

# Letters with digits (PM2.5, C919, 5G) and sums that are names (4×4, 8+2): never amounts, never cut.
CODE = r"(?<![A-Za-z])[A-Za-z]++-?\d++(?:\.\d++)?[A-Za-z]*+|(?<![\d.A-Za-z])\d{1,4}+[A-Z](?![A-Za-z])|(?<![\d.])\d{1,3}+(?:[×+]\d{1,3}+)+"
CLOCK = (
    r"(?<![\d.:])\d{1,2}:[0-5]\d(?![\d:%])|(?<![\d.])\d{1,2}[时点](?:\d{1,2}分|半|整)?许?(?![\d多余])"
    rf"|(?<![{HAN}])(?:十[一二]?|[一二两三四五六七八九])点(?:半|整|钟)"
)
YEAR = rf"(?:(?<![\d.])[12]\d\d\d|(?<![{HAN}])[一二][{HAN_DIGITS}]{{3}})"
DAY = rf"(?:(?<![\d.])[0-3]?\d|(?<![{HAN}])(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]))"
DATE = (
    rf"{YEAR} ?年?{DASH}{YEAR} ?年度?|{YEAR} ?年(?:{DAY}月(?:{DAY}日|份)?|度|代)?"
    rf"|{DAY}月{DAY}日(?:{DASH}(?:{DAY}月)?{DAY}日)?|{DAY}月?{DASH}{DAY}月份?|{DAY}日?{DASH}{DAY}日|{DAY}月份?(?!半)|{DAY}日"
    rf"|(?:(?<!\d)[1-9]0|(?<![{HAN}])[一二三四五六七八九]十)年代|(?:(?<!\d)[12]?\d|(?<![{HAN}])二?十[一二三四五六七八九]?)世纪"
)
SIGN = r"(?:(?:(?<=[为达是至到了降约])|(?<![\w%)”\-—]))-|负|零下)?"


def measure_pattern(rules: Rules = Rules()) -> re.Pattern[str]:
    """Return the pattern of every protected stretch, for folded text; `lastgroup` names its sort.

    ``code`` (PM2.5, 4×4), ``clock`` (9:30), ``date``, ``ordinal`` (第三批), ``ratio`` (2.7:54.8:42.5), ``fraction``
    (百分之三, 三分之二, 一半), ``measure`` (a number or range with its unit: 3至5个, 163亿元, 4.6). Linear: every
    repetition of digits is possessive and none starts within another.

    >>> [found.group() for found in measure_pattern().finditer("统一部署，1月收入163亿元，走访一千二百余家")]
    ['1月', '163亿元', '一千二百余家']
    """
    return _pattern(rules)


@cache
def _pattern(rules: Rules) -> re.Pattern[str]:
    """Return the pattern of `measure_pattern`, compiled once for the same rules."""
    unit = unit_source(rules)
    number = rf"{SIGN}{ARABIC}"
    word = rf"(?:负|零下)?{_words(rules)}{CHINESE}"
    more = "(?:(?<=[成年倍里斤亩元岁天米时吨月])多(?![次少个家元项名地种年方样]))?"
    large = rf"(?<=[{HAN_DIGITS}两十百千][万亿])(?<!千万)|(?<=[万亿])(?<=[{HAN_DIGITS}两十百千]..)"
    half = "(?<![上下前后大多小一每对过])半(?:个?小时|个月|个世纪|年(?!度|报|来|数|以)|天)"
    amount = rf"(?=[-\d负零]){number}(?: ?{unit}{more})?|{word}(?:{unit}{more}|(?:{large})(?![{HAN}]))|{half}"
    span = rf"(?:(?=[-\d负零]){number}|{word})(?P<first> ?{unit})?{DASH}(?:{number}|{CHINESE}(?={unit}))(?(first)(?P=first)|(?: ?{unit})?)"
    sorts = {
        "date": rf"(?=[\d{HAN}{HAN_DIGITS}]{{1,4}} ?[年月日世\-—~至到])(?:{DATE})(?![\d个])",
        "code": rf"(?=[A-Za-z]|\d{{1,4}}[A-Z×+])(?:{CODE})",
        "clock": rf"(?=[\d{HAN}]{{1,2}}[:时点])(?:{CLOCK})",
        "ratio": r"(?<![\d.:])\d++(?:\.\d++)?+(?:[:比]\d++(?:\.\d++)?+)++(?!\d)",
        "ordinal": rf"第{AMOUNT}(?:{unit})?",
        "fraction": rf"负?[百千万]分之负?{AMOUNT}(?:{DASH}(?:[百千万]分之)?{AMOUNT})?|(?:\d++|{CHINESE})分之(?:\d++|{CHINESE})|一半|半数",
        "measure": rf"(?<![从由]){span}|{amount}",
    }
    source = "|".join(f"(?P<{name}>{pattern})" for name, pattern in sorts.items())
    return re.compile(rf"(?=[-\dA-Za-z第半负{HAN}上数几好])(?:{source})")


@cache
def _words(rules: Rules) -> str:
    """Return the guard against ordinary words: none of them begins, or ends, where a Chinese numeral begins."""
    rows = rules.rows("numeral_words")
    heads = choice((row[0] for row in rows), guard={row[0]: row[1] for row in rows if len(row) > 1})
    return rf"(?<![第周之初])(?:(?<![统唯惟同单专不划逐其每另这那某任万])|(?!一))(?!{heads})(?:(?<=[超逾近约达过破])|(?![百千万亿](?![余多])))"


def measure_spans(text: str, rules: Rules = Rules()) -> Iterator[tuple[int, int]]:
    """Yield start and end of every protected stretch of `text` (any text, folded here).

    >>> list(measure_spans("增长４．６％，统一部署"))
    [(2, 6)]
    """
    for found in measure_pattern(rules).finditer(fold(text, rules)):
        yield found.span()

"""Measures: the stretches of a text that are one number with its unit, and must never be cut apart.

`measure_pattern` is what the tokeniser and `find_quantities` share: a token and a quantity begin and end at the same
characters. It runs over *folded* text (`numerals.fold`, which keeps every offset).
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.grammar import source
from corpus_tools.text.numerals import fold
from corpus_tools.text.patterns import choice
from corpus_tools.text.units import unit_source

# The sorts of protected stretches in the order in which they are tried, and the form of each.
SORTS = {
    "date": "date", "code": "short code", "clock": "time of day", "ratio": "ratio", "ordinal": "ordinal",
    "fraction": "fraction", "measure": "measure",
}  # fmt: skip


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
    given = given_words(rules)
    sorts = "|".join(f"(?P<{name}>{source(f'measures: {form}', given)})" for name, form in SORTS.items())
    return re.compile(f"{source('measures: begins')}(?:{sorts})")


def given_words(rules: Rules) -> dict[str, str]:
    """Return what the grammar of measures leaves to the rules: the units, and the words that begin with a numeral."""
    rows = rules.rows("numeral_words")
    heads = choice((row[0] for row in rows), guard={row[0]: row[1] for row in rows if len(row) > 1})
    return {"unit": unit_source(rules), "ordinary words": heads}


def measure_spans(text: str, rules: Rules = Rules()) -> Iterator[tuple[int, int]]:
    """Yield start and end of every protected stretch of `text` (any text, folded here).

    >>> list(measure_spans("增长４．６％，统一部署"))
    [(2, 6)]
    """
    for found in measure_pattern(rules).finditer(fold(text, rules)):
        yield found.span()

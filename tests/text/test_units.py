import re

import pytest

from corpus_tools.rules import Rules
from corpus_tools.text.units import MEASURES, find_unit, known_units, unit_source

DIMENSIONS = MEASURES | {
    "money",
    "count",
    "percent",
    "permille",
    "point",
    "multiple",
    "age",
    "time",
    "ordinal",
    "index",
}


def test_every_unit_has_a_dimension_that_the_grammar_knows():
    assert {unit.dimension for unit in known_units(Rules()).values()} <= DIMENSIONS


def test_every_unit_is_matched_whole():
    pattern = re.compile(unit_source(Rules()))
    assert [name for name in known_units(Rules()) if pattern.match(name).group() != name] == []


@pytest.mark.parametrize(
    ("written", "canonical", "dimension"),
    [
        ("元人民币", "元", "money"),
        ("个百分点", "百分点", "point"),
        ("公斤/亩", "公斤/亩", "mass"),
        ("美金", "USD", "money"),
        ("法郎", "法郎", "money"),
        ("美元/桶", "美元/桶", "money"),
        ("美金/桶", "美元/桶", "money"),
        ("km", "公里", "length"),
        ("趟", "趟", "count"),
        ("无此单位", "无此单位", ""),
    ],
)
def test_units_have_a_canonical_form(written, canonical, dimension):
    unit = find_unit(written)
    assert (unit.canonical, unit.dimension) == (canonical, dimension)


@pytest.mark.parametrize(("text", "matched"), [("个月", "个月"), ("个人", "个人"), ("人民", None), ("km/h", "km/h")])
def test_a_unit_is_the_longest_and_no_part_of_a_word(text, matched):
    found = re.match(unit_source(Rules()), text)
    assert (found.group() if found else None) == matched

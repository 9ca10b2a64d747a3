import math

import pytest

from corpus_tools.quantities.indicator import subject_of
from corpus_tools.quantities.kind import direction_of, full_unit, growth_direction, kind_of, ratio_of
from corpus_tools.rules import Rules

RULES = Rules()


def read(parsed):
    """Kind, unit, direction and ratio of the first amount of a sentence."""
    mention, folded = parsed.mentions[0], parsed.folded
    own, _ = subject_of(parsed, mention)
    kind = kind_of(mention, own, folded, RULES)
    direction = direction_of(mention, kind, (own, ""), folded, RULES)
    return kind, full_unit(mention, kind, folded, RULES), direction, ratio_of(mention, kind, folded, RULES)


@pytest.mark.parametrize(
    ("text", "kind", "unit", "direction"),
    [
        ("茶叶产量增长8.5%。", "growth_rate", "%", "增长"),
        ("增速达6%。", "growth_rate", "%", "增长"),
        ("降幅为6%。", "growth_rate", "%", "下降"),
        ("茶叶出口额增加3亿元。", "change", "元", "增加"),
        ("茶叶占42%。", "share", "%", ""),
        ("增速回落2个百分点。", "pp_diff", "百分点", "回落"),
        ("亩产达到600公斤。", "level", "公斤/亩", ""),
        ("每10万人拥有医生300人。", "rate", "人/10万人", ""),
        ("用工3万余人。", "count", "人", ""),
        ("产量居全省第2。", "rank", "", ""),
        ("茶价指数为102.3。", "index", "", ""),
        ("排名第二批。", "", "批", ""),
    ],
)
def test_kind_unit_and_direction(sentences_of, text, kind, unit, direction):
    assert read(sentences_of(text)[0])[:3] == (kind, unit, direction)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("产量是2010年的2.5倍。", 2.5), ("产量增长1.5倍。", 2.5), ("产值翻两番。", 4), ("恢复到去年同期的90%。", 0.9)],
)
def test_ratio_is_new_over_old(sentences_of, text, ratio):
    assert read(sentences_of(text)[0])[3] == pytest.approx(ratio)


def test_a_growth_rate_has_no_ratio(sentences_of):
    assert math.isnan(read(sentences_of("产量增长8%。")[0])[3])


@pytest.mark.parametrize(
    ("subject", "after", "value", "direction"),
    [
        ("涨幅", "", 3, "增长"),
        ("降幅", "", 3, "下降"),
        ("增速", "", -3, ""),
        ("茶叶", "", 3, ""),
        ("", "的增速", 3, "增长"),
    ],
)
def test_direction_that_a_noun_of_growth_says(subject, after, value, direction):
    assert growth_direction(subject, after, value, RULES) == direction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.quantities.clauses import cues, peel
from corpus_tools.rules import Rules


@pytest.mark.parametrize(
    ("text", "dimension", "subject", "direction", "comparison"),
    [
        ("工业增加值比上年增长约", "percent", "工业增加值", "增长", "上年"),
        ("渔业增速分别比农业快", "point", "渔业增速", "快", "农业"),
        ("高于全国平均水平", "point", "", "高于", "全国平均水平"),
        ("占比较2013年提升", "point", "占比", "提升", "2013年"),
        ("产量是2010年的", "multiple", "产量", "", "2010年"),
        ("炼钢产能", "mass", "炼钢产能", "", ""),
        ("促进增长的", "count", "促进增长", "", ""),
        ("人口性别比为", "", "人口性别比", "", ""),
        ("超过世界", "percent", "超过世界", "", ""),
        ("共享单车最高", "money", "共享单车最高", "", ""),
    ],
)
def test_heads_are_taken_apart_from_right_to_left(text, dimension, subject, direction, comparison):
    head = peel(text, (0, len(text)), dimension, Rules())
    assert (head.subject, head.direction, head.comparison) == (subject, direction, comparison)


@pytest.mark.parametrize(
    ("text", "to"), [("收入增加到", True), ("收入增加", False), ("转为增长", False), ("降至", True)]
)
def test_the_level_reached_is_told_from_the_change(text, to):
    assert peel(text, (0, len(text)), "percent", Rules()).to is to


def test_every_cue_has_a_class_that_the_grammar_knows():
    classes = {"up", "down", "above", "below", "flat", "to", "spread", "qualifier", "link", "stop"}
    assert {name for name, _ in cues(Rules()).values()} == classes


@settings(derandomize=True, deadline=None)
@given(st.text("比上年增长分别约达到的高于全国同 税收", max_size=30))
def test_marks_point_into_the_head(text):
    head = peel(text, (0, len(text)), "percent", Rules())
    assert all(0 <= start < end <= len(text) for start, end in head.marks.values())

import pytest

from corpus_tools.quantities.comparison import basis_of, comparison_of
from corpus_tools.rules import Rules


@pytest.mark.parametrize(
    ("text", "kind", "comparison"),
    [
        ("茶叶产量比上年增长8%。", "growth_rate", "上年"),
        ("茶叶产量同比增长8%。", "growth_rate", "同比"),
        ("产量居全省第2。", "rank", "全省"),
        ("产量是2010年的2.5倍。", "multiple", "2010年"),
        ("恢复到去年同期的90%。", "rate", "去年"),
        ("茶叶产量增长8%。", "growth_rate", ""),
        ("同比来看茶园有3万亩。", "level", ""),
    ],
)
def test_comparison_with_the_words_that_say_so(sentences_of, text, kind, comparison):
    (parsed,) = sentences_of(text)
    stated, span = comparison_of(parsed.mentions[0], parsed.folded, kind, Rules())
    assert stated.startswith(comparison) if comparison else (stated, span) == ("", None)
    assert not span or parsed.folded[slice(*span)] == stated


@pytest.mark.parametrize(
    ("comparison", "kind", "basis"),
    [
        ("同比", "growth_rate", "yoy"),
        ("上年同期", "growth_rate", "yoy"),
        ("环比", "growth_rate", "mom"),
        ("年均", "growth_rate", "cagr"),
        ("2010年", "multiple", "period"),
        ("全国平均水平", "pp_diff", "place"),
        ("规模以上工业", "pp_diff", "group"),
        ("全省", "rank", "rank"),
        ("", "rank", "rank"),
        ("", "growth_rate", ""),
    ],
)
def test_basis(comparison, kind, basis):
    assert basis_of(comparison, kind) == basis

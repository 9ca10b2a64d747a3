import pytest

from corpus_tools.quantities.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "stated", "sort", "worth", "unit"),
    [
        ("投资3至5亿元", "3至5亿元", "measure", (3e8, 5e8), "元"),
        ("50万至60万人", "50万至60万人", "measure", (5e5, 6e5), "人"),
        ("共1.2万", "1.2万", "measure", (12000, None), ""),
        ("零下5摄氏度", "零下5摄氏度", "measure", (-5, None), "摄氏度"),
        ("用时半年", "半年", "measure", (0.5, None), "年"),
        ("三成茶农", "三成", "measure", (30, None), "%"),
        ("百分之三", "百分之三", "fraction", (3, None), "%"),
        ("千分之六", "千分之六", "fraction", (6, None), "‰"),
        ("三分之二的茶园", "三分之二", "fraction", (200 / 3, None), "%"),
        ("一半茶农", "一半", "fraction", (50, None), "%"),
        ("比分为2:1", "2:1", "ratio", (2, 1), ""),
        ("排名第三位", "第三位", "ordinal", (3, None), "位"),
        ("居首位", "首位", "rank", (1, None), "位"),
        ("第51—100名", "第51—100名", "rank", (51, 100), "名"),
        ("产量持平", "持平", "word", (0, None), "%"),
        ("产值翻两番", "两番", "word", (2, None), "番"),
    ],
)
def test_one_amount_with_its_span_sort_worth_and_unit(text, stated, sort, worth, unit):
    (amount,) = find_amounts(text)
    assert (text[amount.start : amount.end], amount.sort, amount.unit.canonical) == (stated, sort, unit)
    assert (amount.low, amount.high) == (pytest.approx(worth[0]), worth[1])


def test_a_sign_without_a_number_is_an_amount_without_a_value():
    (amount,) = find_amounts("出口负增长")
    assert (amount.sort, amount.low) == ("word", None)


@pytest.mark.parametrize(
    ("text", "qualifier", "bound"),
    [
        ("500余家茶企", "余", ">"),
        ("几十家茶企", "几", ">"),
        ("占比过半", "过", ">"),
        ("前10名", "", "≤"),
        ("80家", "", ""),
    ],
)
def test_what_blurs_an_amount(text, qualifier, bound):
    (amount,) = find_amounts(text)
    assert (amount.qualifier, amount.bound) == (qualifier, bound)


def test_amounts_stand_in_order_and_do_not_overlap():
    found = list(find_amounts("茶园3万亩，居首位，三分之二在山上，增长5.2%，第2名有4至6家。"))
    assert len(found) == 6
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("text", ["", "茶香满山", "产量持平稳", "产量不过半"])
def test_text_without_an_amount(text):
    assert list(find_amounts(text)) == []

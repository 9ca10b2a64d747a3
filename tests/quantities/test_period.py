import pytest

from corpus_tools.quantities.context import NOTHING, Governor, Memory
from corpus_tools.quantities.period import enter, in_brackets, opening, period_candidates, shape_of


def governors(found):
    return [(one.value, one.source) for scene in found for one in scene.governors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年，茶叶产量增长8%。出口额增长5%。", [("2023", "sentence"), ("2023", "paragraph")]),
        ("去年，茶叶产量增长8%。\n出口额增长5%。", [("2023", "sentence"), ("2023", "article")]),
        ("2010年，茶叶产量增长8%。\n出口额增长5%。", [("2010", "sentence"), ("", "")]),
        ("由2010年的30万吨增至2023年的45万吨。", [("2010", "sentence"), ("2023", "sentence")]),
        ("由2010年的30万吨增至45万吨。", [("2010", "sentence"), ("", "")]),
        ("茶券（须在2024年8月31日前使用）共发放3万张。", [("", "")]),
        ("茶叶产量比2020年增长8%。", [("", "")]),
    ],
)
def test_what_governs_each_amount(scenes, text, expected):
    assert governors(scenes(text)) == expected


def test_candidates_are_the_stated_and_the_inherited_periods_and_none(scenes):
    first, last = scenes("去年，茶叶产量增长8%。\n今年上半年，茶园面积达到3万亩。")
    assert {one.value for one in period_candidates(first, 0, Memory(), ("2023", "sentence", "growth_rate"))} == {
        "2023",
        "",
    }
    found = period_candidates(last, 0, Memory(), ("2024-01/2024-06", "sentence", "level"))
    assert {(one.value, one.source) for one in found} >= {
        ("2024-01/2024-06", "sentence"),
        ("2023", "article"),
        ("", ""),
    }
    assert last.folded[slice(*found[0].span)] == "今年上半年"


def test_candidates_are_the_same_when_asked_again(scenes):
    (scene,) = scenes("去年，茶叶产量增长8%。")
    known = (Memory(), ("2023", "sentence", "growth_rate"))
    assert period_candidates(scene, 0, *known) == period_candidates(scene, 0, *known)


@pytest.mark.parametrize(
    ("value", "fresh", "expected"),
    [("2023", False, "2023"), ("2023", True, "2023"), ("2010", True, ""), ("2023-05-01", True, ""), ("", False, "")],
)
def test_what_is_carried_into_a_sentence(value, fresh, expected):
    assert enter(Governor(value), "茶园", 0, fresh=fresh, year=2024).value == expected


def test_nothing_is_carried_farther_than_two_paragraphs():
    governor, carried = Governor("2023"), []
    for _ in range(3):
        governor = enter(governor, "茶园", 0, fresh=True, year=2024)
        carried.append(governor.value)
    assert carried == ["2023", "2023", ""]
    assert governor is NOTHING


@pytest.mark.parametrize(
    ("value", "shape"),
    [("2024", ("year", "same")), ("2023-05", ("month", "last")), ("2019/2021", ("span", "before")), ("2023/..", ("open", "last")), ("2026", ("year", "ahead")), ("", ("other", "none"))],
)  # fmt: skip
def test_shape_of_a_period(value, shape):
    assert shape_of(value, 2024) == shape


@pytest.mark.parametrize("stop", ["。", "！", "？", "\n"])
@pytest.mark.parametrize("gap", [0, 1, 63, 64, 65, 1000])
def test_a_sentence_opens_behind_the_last_stop_however_far(stop, gap):
    text = f"山。茶{stop}" + "茶" * gap
    assert opening(text, len(text)) == len(text) - gap


def test_a_text_without_a_stop_opens_at_its_start():
    assert opening("茶" * 500, 500) == opening("茶", 0) == 0


def test_brackets():
    assert [in_brackets("茶(去年)园", 0, place) for place in (1, 2, 5)] == [False, True, False]

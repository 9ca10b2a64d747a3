import pytest

from corpus_tools.quantities.context import Context
from corpus_tools.quantities.period import in_brackets, period_candidates, period_of, role_of, shape_of, year_dealt
from corpus_tools.rules import Rules

NEW = Context()


def offered(parsed, number=0, context=NEW, kind="level"):
    return {(one.value, one.source) for one in period_candidates(parsed, number, context, kind)}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("去年，茶叶产量增长8%。", ["governs"]),
        ("由2010年的30万吨增至2023年的45万吨。", ["start", "governs"]),
        ("茶叶产量比2020年增长8%。", ["reference"]),
        ("“十四五”规划安排茶园3万亩。", ["nothing"]),
        ("2011年以来的最高产量3万吨。", ["nothing"]),
        ("近年来，茶园3万亩。", ["vague"]),
    ],
)
def test_what_a_period_does_in_its_sentence(sentences_of, text, roles):
    (parsed,) = sentences_of(text)
    assert [role_of(period, parsed.folded, [], Rules()) for period in parsed.periods] == roles


def test_candidates_are_the_stated_the_earlier_the_topic_and_none(sentences_of):
    first, last = sentences_of("去年，茶叶产量增长8%。\n今年上半年，茶园面积达到3万亩。")
    assert offered(first) == {("2023", "sentence"), ("", "")}
    assert offered(last) >= {("2024-01/2024-06", "sentence"), ("2023", "article"), ("2023", "main"), ("", "")}
    found = period_candidates(last, 0, NEW, "level")
    assert last.folded[slice(*found[0].span)] == "今年上半年"


def test_the_headline_the_heading_and_the_sentence_below_offer_periods(sentences_of):
    assert ("2023", "title") in offered(sentences_of("茶园3万亩。", title="去年茶园扩大")[0])
    listed = sentences_of("主要预期目标：2025年主要预期目标\n●茶园3万亩\n●茶企30家")
    assert all(("2025", "above") in offered(parsed) for parsed in listed)
    headline, _ = sentences_of("茶园扩大3万亩\n去年，全县茶园扩大3万亩。")
    assert ("2023", "below") in offered(headline)


def test_what_is_aimed_at_may_be_of_the_year_of_the_issue(sentences_of):
    assert ("2024", "issue") in offered(sentences_of("力争茶园达到3万亩。")[0])
    assert ("2024", "issue") not in offered(sentences_of("茶园达到3万亩。")[0])


def test_the_period_of_the_statement_before_is_offered_for_three_paragraphs(sentences_of):
    (parsed,) = sentences_of("茶园3万亩。")
    offers = [("2023", "article") in offered(parsed, context=Context(period="2023", period_hops=hops)) for hops in (1, 3, 4)]
    assert offers == [True, True, False]


def test_none_is_always_offered_once_and_last(sentences_of):
    found = period_candidates(sentences_of("去年，茶叶产量增长8%。")[0], 0, NEW, "growth_rate")
    assert [one.value for one in found].index("") == len(found) - 1


def test_candidates_are_the_same_when_asked_again(sentences_of):
    (parsed,) = sentences_of("去年，茶叶产量增长8%。")
    assert period_candidates(parsed, 0, NEW, "growth_rate") == period_candidates(parsed, 0, NEW, "growth_rate")


def test_a_list_deals_values_to_years_and_the_next_follows(sentences_of):
    (parsed,) = sentences_of("产量由前三年分别上升3.1%、2.5%、0.4%，转为下降0.9%。")
    dealt = [year_dealt(parsed, number) for number in range(4)]
    assert [int(one[0]) - int(dealt[0][0]) for one in dealt] == [0, 1, 2, 3]
    assert period_of(parsed, 1, NEW, "growth_rate").value == dealt[1][0]


@pytest.mark.parametrize("text", ["去年分别增长3%、4%。", "去年增长3%，转为下降4%。", "增长3%。"])
def test_no_year_is_dealt_where_the_years_do_not_fit(sentences_of, text):
    (parsed,) = sentences_of(text)
    assert [year_dealt(parsed, number) for number in range(len(parsed.mentions))] == [None] * len(parsed.mentions)


@pytest.mark.parametrize(
    ("value", "shape"),
    [("2024", ("year", "same")), ("2023-05", ("month", "last")), ("2019/2021", ("span", "before")), ("2023/..", ("open", "last")), ("2026", ("year", "ahead")), ("", ("other", "none"))],
)  # fmt: skip
def test_shape_of_a_period(value, shape):
    assert shape_of(value, 2024) == shape


def test_brackets():
    assert [in_brackets("茶(去年)园", 0, place) for place in (1, 2, 5)] == [False, True, False]

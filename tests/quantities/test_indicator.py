import pytest

from corpus_tools.quantities.clauses import in_turn
from corpus_tools.quantities.context import Context
from corpus_tools.quantities.indicator import (
    apposed,
    are_places,
    clean,
    indicator_of,
    is_anaphora,
    is_dependent,
    items_of,
    subject_of,
)
from corpus_tools.rules import Rules

RULES, NEW = Rules(), Context()


def named(parsed, kind, number=0, context=NEW):
    return indicator_of(parsed, number, context, (*subject_of(parsed, parsed.mentions[number]), kind))


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("其中，茶叶产量由", "茶叶产量"),
        ("“采茶节”茶叶产量", "“采茶节”茶叶产量"),
        ("采茶节 茶叶产量", "茶叶产量"),
        ("", ""),
    ],
)
def test_a_subject_without_what_leads_to_it(subject, expected):
    assert clean(subject, RULES) == expected


@pytest.mark.parametrize(
    ("subject", "count", "items"),
    [
        ("绿茶、红茶产量", 2, ["绿茶产量", "红茶产量"]),
        ("绿茶和红茶产量", 2, ["绿茶产量", "红茶产量"]),
        ("茶园面积、茶叶产量", 2, ["茶园面积", "茶叶产量"]),
        ("绿茶、红茶产量", 3, []),
    ],
)
def test_coordinated_subjects(subject, count, items):
    assert items_of(subject, count) == items


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [("茶叶产量比上年增长8%。", "growth_rate", "茶叶产量"), ("去年茶叶产量增长8%。", "growth_rate", "茶叶产量")],
)
def test_the_name_of_a_plain_statement(sentences_of, text, kind, name):
    (parsed,) = sentences_of(text)
    found = named(parsed, kind)
    assert (found.cell.value, found.subject) == (name, name)
    assert parsed.folded[slice(*found.cell.span)] == name


def test_values_are_dealt_out_in_turn(sentences_of):
    (parsed,) = sentences_of("绿茶、红茶产量分别增长3%、4%。")
    assert all(in_turn(mention) for mention in parsed.mentions)
    first = named(parsed, "growth_rate")
    assert first.items == ("绿茶产量", "红茶产量")
    context = Context(items=first.items, subject=first.subject, end=parsed.mentions[0].amount.end)
    assert named(parsed, "growth_rate", 1, context).cell.value == "红茶产量"


def test_an_unpaired_list_is_left_empty_and_says_why(sentences_of):
    found = named(sentences_of("绿茶、红茶、白茶产量分别增长3%、4%。")[0], "growth_rate")
    assert (found.cell.value, found.items) == ("", ())
    assert "分别" in found.cell.flag


def test_places_that_share_values_take_the_subject_before(sentences_of):
    found = named(sentences_of("上海、深圳分别增长3%、4%。")[0], "growth_rate", context=Context(subject="茶叶产量"))
    assert found.cell.value == "茶叶产量"
    assert [are_places(one, RULES) for one in ("上海、深圳", "绿茶、红茶")] == [True, False]


@pytest.mark.parametrize(
    ("own", "unit", "after", "name"),
    [("北京、天津", "地", "", "天津"), ("省市县", "级", "政府共同", "政府"), ("我们", "级", "", "我们")],
)
def test_what_is_listed_before_a_unit_that_counts_it(own, unit, after, name):
    assert apposed(own, unit, after, RULES) == name


@pytest.mark.parametrize(
    ("subject", "dependent", "anaphora"),
    [("涨幅", True, False), ("两者", False, True), ("", False, True), ("茶叶产量", False, False)],
)
def test_subjects_that_need_another(subject, dependent, anaphora):
    assert (is_dependent(subject, RULES), is_anaphora(subject, RULES)) == (dependent, anaphora)

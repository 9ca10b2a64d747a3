import pytest

from corpus_tools.quantities.context import Memory
from corpus_tools.quantities.indicator import (
    clean,
    in_turn,
    is_anaphora,
    is_dependent,
    items_of,
    name_of,
    noun_after,
    subject_of,
    without_newly,
)
from corpus_tools.rules import Rules

RULES, NEW = Rules(), Memory()


def name(scene, kind, memory=NEW):
    mention = scene.mentions[0]
    return name_of(scene, mention, memory, (*subject_of(scene, mention), kind))


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
    ("text", "kind", "text_of_name"),
    [
        ("茶叶产量比上年增长8%。", "growth_rate", "茶叶产量"),
        ("产量居全省第2。", "rank", "产量"),
        ("新增茶园200亩。", "level", "茶园"),
        ("收集56个问题。", "count", "收集问题"),
        ("去年茶叶产量增长8%。", "growth_rate", "茶叶产量"),
    ],
)
def test_the_name_that_the_grammar_gives(scenes, text, kind, text_of_name):
    assert name(scenes(text)[0], kind).text == text_of_name


def test_values_are_dealt_out_in_turn(scenes):
    (scene,) = scenes("绿茶、红茶产量分别增长3%、4%。")
    assert all(in_turn(mention) for mention in scene.mentions)
    assert name(scene, "growth_rate").items == ("绿茶产量", "红茶产量")


def test_an_unpaired_list_is_left_empty_and_says_why(scenes):
    found = name(scenes("绿茶、红茶、白茶产量分别增长3%、4%。")[0], "growth_rate")
    assert (found.text, found.items) == ("", ())
    assert "分别" in found.flag


def test_a_dependent_subject_is_completed_by_the_one_before(scenes):
    assert name(scenes("增速达6%。")[0], "growth_rate", Memory(subject="茶叶产量")).text == "茶叶产量增速"


@pytest.mark.parametrize(
    ("subject", "dependent", "anaphora"),
    [("涨幅", True, False), ("两者", False, True), ("", False, True), ("茶叶产量", False, False)],
)
def test_subjects_that_need_another(subject, dependent, anaphora):
    assert (is_dependent(subject, RULES), is_anaphora(subject, RULES)) == (dependent, anaphora)


@pytest.mark.parametrize(
    ("text", "noun"), [("收集56个问题。", "问题"), ("收集56个。", ""), ("投入3亿元的专项资金，", "专项资金")]
)
def test_the_noun_after_an_amount(scenes, text, noun):
    (scene,) = scenes(text)
    assert noun_after(scene.mentions[0], scene.folded, RULES) == noun


def test_newly_alone_is_no_subject_to_strip():
    assert [without_newly(one, RULES) for one in ("新增茶园", "新增")] == ["茶园", "新增"]

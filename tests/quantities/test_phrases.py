import pytest

from corpus_tools.quantities.context import Memory
from corpus_tools.quantities.phrases import holds, phrases, tokens_after, tokens_before
from corpus_tools.quantities.words import words_of

NEW = Memory()


def offered(scene, kind, memory=NEW, grammar=""):
    return phrases(scene, scene.mentions[0], memory, (grammar, kind))


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("去年全市茶叶产量同比增长8%。", "growth_rate", {"茶叶产量", "产量"}),
        ("收集56个问题。", "count", {"收集问题", "问题"}),
        ("茶叶出口额增加3亿元。", "change", {"茶叶出口额"}),
        ("建成22米高的茶塔。", "level", {"茶塔"}),
    ],
)
def test_phrases_on_both_sides_are_offered(scenes, text, kind, names):
    assert {one.value for one in offered(scenes(text)[0], kind)} >= names


@pytest.mark.parametrize("text", ["去年全市茶叶产量同比增长8%。", "收集56个问题。", "茶园，去年新增茶树200亩。"])
def test_each_phrase_stands_where_it_says(scenes, text):
    (scene,) = scenes(text)
    found = [one for one in offered(scene, "level") if one.span]
    assert found
    for one in found:
        assert set(scene.folded[slice(*one.span)]) & set(one.value)


def test_none_is_always_offered_once_and_last(scenes):
    found = offered(scenes("茶叶产量增长8%。")[0], "growth_rate")
    assert [one.value for one in found].index("") == len(found) - 1


def test_the_name_before_and_the_grammars_own_are_offered(scenes):
    (scene,) = scenes("增长8%。")
    found = offered(scene, "growth_rate", Memory(subject="茶叶产量", end=0), "采茶面积")
    assert [(one.value, one.source) for one in found[:1]] == [("茶叶产量", "carried")]
    assert {one.value for one in offered(scene, "level", Memory(), "采茶面积")} == {"采茶面积", ""}


def test_periods_durations_cues_and_the_place_that_opens_are_left_out(scenes):
    (scene,) = scenes("湖南省去年茶叶产量同比增长8%，出口额持续增长。")
    mention = scene.mentions[0]
    assert "".join(word.text for word in tokens_before(scene, mention, "growth_rate")) == "茶叶产量"
    assert tokens_after(scene, mention) == []


def test_words_after_end_with_the_clause(scenes):
    (scene,) = scenes("收集56个问题建议，茶农满意。")
    assert "".join(word.text for word in tokens_after(scene, scene.mentions[0])) == "问题建议"


@pytest.mark.parametrize(
    ("text", "name"),
    [("茶叶产量", True), ("茶叶的产量", True), ("在茶园", False), ("茶园中", False), ("和茶园", False),
        ("茶叶和", False), ("茶叶，产量", False), ("他的茶园", False)],
)  # fmt: skip
def test_what_can_be_a_name(text, name):
    assert holds(words_of(text, 0, len(text))) is name


def test_what_was_asked_before_changes_nothing(scenes):
    (scene,) = scenes("去年全市茶叶产量同比增长8%。")
    assert offered(scene, "growth_rate") == offered(scene, "growth_rate")

import pytest

from corpus_tools.quantities.context import Context
from corpus_tools.quantities.phrases import holds, phrases, tokens_after, tokens_before
from corpus_tools.quantities.words import words_of

NEW = Context()


def offered(parsed, kind, context=NEW):
    return phrases(parsed, parsed.mentions[0], context, kind)


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("去年全市茶叶产量同比增长8%。", "growth_rate", {"茶叶产量", "产量"}),
        ("收集56个问题。", "count", {"收集问题", "问题"}),
        ("茶叶出口额增加3亿元。", "change", {"茶叶出口额"}),
        ("建成22米高的茶塔。", "level", {"茶塔"}),
    ],
)
def test_phrases_on_both_sides_are_offered(sentences_of, text, kind, names):
    assert {one.value for one in offered(sentences_of(text)[0], kind)} >= names


@pytest.mark.parametrize("text", ["去年全市茶叶产量同比增长8%。", "收集56个问题。", "茶园，去年新增茶树200亩。"])
def test_each_phrase_stands_where_it_says(sentences_of, text):
    (parsed,) = sentences_of(text)
    found = [one for one in offered(parsed, "level") if one.span]
    assert found
    for one in found:
        assert set(parsed.folded[slice(*one.span)]) & set(one.value)


def test_none_is_always_offered_once_and_last(sentences_of):
    found = offered(sentences_of("茶叶产量增长8%。")[0], "growth_rate")
    assert [one.value for one in found].index("") == len(found) - 1


def test_the_name_before_is_offered(sentences_of):
    (parsed,) = sentences_of("增长8%。")
    found = offered(parsed, "growth_rate", Context(subject="茶叶产量", end=0))
    assert [(one.value, one.source) for one in found[:1]] == [("茶叶产量", "carried")]
    assert {one.value for one in offered(parsed, "level")} == {""}


def test_periods_durations_cues_and_the_place_that_opens_are_left_out(sentences_of):
    (parsed,) = sentences_of("湖南省去年茶叶产量同比增长8%，出口额持续增长。")
    mention = parsed.mentions[0]
    assert "".join(word.text for word in tokens_before(parsed, mention, "growth_rate")) == "茶叶产量"
    assert tokens_after(parsed, mention) == []


def test_words_after_end_with_the_clause(sentences_of):
    (parsed,) = sentences_of("收集56个问题建议，茶农满意。")
    assert "".join(word.text for word in tokens_after(parsed, parsed.mentions[0])) == "问题建议"


@pytest.mark.parametrize(
    ("text", "name"),
    [("茶叶产量", True), ("茶叶的产量", True), ("在茶园", False), ("茶园中", False), ("和茶园", False),
        ("茶叶和", False), ("茶叶，产量", False), ("他的茶园", False)],
)  # fmt: skip
def test_what_can_be_a_name(text, name):
    assert holds(words_of(text, 0, len(text))) is name


def test_what_was_asked_before_changes_nothing(sentences_of):
    (parsed,) = sentences_of("去年全市茶叶产量同比增长8%。")
    assert offered(parsed, "growth_rate") == offered(parsed, "growth_rate")

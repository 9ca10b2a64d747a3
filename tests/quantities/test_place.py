import pytest

from corpus_tools.quantities.context import Context
from corpus_tools.quantities.place import dealt_to, lineage, place_candidates, points_nowhere, usable

NEW = Context()


def values(parsed, number=0, context=NEW):
    return [one.value for one in place_candidates(parsed, number, context, "level")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("湖南省茶园3万亩。", ["湖南省"]),
        ("湖南省长沙市茶园3万亩。", ["湖南省长沙市"]),
        ("产量高于全国3%。", [""]),
        ("湖南、湖北茶园3万亩。", ["", ""]),
        ("中国银行在湖南放贷3亿元。", ["", "湖南省"]),
        ("“湖南”茶3万吨。", [""]),
        ("本报长沙3月12日电 茶园3万亩。", [""]),
    ],
)
def test_places_that_may_govern(sentences_of, text, names):
    (parsed,) = sentences_of(text)
    assert [usable(parsed.reading, index) for index in range(len(parsed.reading.places))] == names
    assert {one for one in values(parsed) if one} == {name for name in names if name}


def test_candidates_name_where_they_were_taken_from(sentences_of):
    _, parsed = sentences_of("湖南省茶园3万亩。全省茶企300家。")
    found = place_candidates(parsed, 0, Context(place="湖南省", place_span=(0, 3)), "count")
    assert [(one.value, one.source) for one in found] == [("湖南省", "sentence"), ("湖南省", "article"), ("", "")]
    assert [parsed.folded[slice(*one.span)] for one in found if one.span] == ["全省", "湖南省"]


def test_the_headline_and_the_context_offer_places(sentences_of):
    (parsed,) = sentences_of("茶园3万亩。", title="湖南省茶园扩大")
    assert values(parsed) == ["湖南省", ""]
    assert values(parsed, context=Context(place="青海省")) == ["青海省", "湖南省", ""]


def test_a_pointer_takes_the_place_of_the_newspaper(sentences_of):
    assert values(sentences_of("全省茶园3万亩。", newspaper="海南日报")[0]) == ["海南省", ""]


def test_a_pointer_to_no_known_place_leaves_none(sentences_of):
    (parsed,) = sentences_of("全市茶园3万亩。", title="湖南省茶园扩大")
    assert points_nowhere(parsed, 0)
    assert values(parsed) == [""]


def test_places_are_dealt_only_where_the_list_fits(sentences_of):
    places = sentences_of("湖南、湖北茶园分别有3万亩、4万亩。")[0].reading.places
    assert [dealt_to(places, (number, 2)) for number in (0, 1)] == [0, 1]
    assert dealt_to(places, (0, 3)) is None
    assert dealt_to(places, (0, 1)) is None


def test_what_was_asked_before_changes_nothing(sentences_of):
    (parsed,) = sentences_of("湖南省茶园3万亩。")
    assert values(parsed) == values(parsed)


@pytest.mark.parametrize(
    ("name", "other", "same"), [("湖南省长沙市", "湖南省", True), ("湖南省", "湖北省", False), ("", "湖北省", False)]
)
def test_lineage(name, other, same):
    assert lineage(name, other) is same

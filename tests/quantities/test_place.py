import pytest

from corpus_tools.quantities.context import Memory
from corpus_tools.quantities.place import dealt_to, lineage, place_candidates, points_nowhere, usable

NEW = Memory()


def values(scene, number=0, memory=NEW):
    return [one.value for one in place_candidates(scene, number, memory, "level")]


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
def test_places_that_may_govern(scenes, text, names):
    (scene,) = scenes(text)
    assert [usable(scene, index) for index in range(len(scene.reading.places))] == names
    assert {one for one in values(scene) if one} == {name for name in names if name}


def test_candidates_name_where_they_were_taken_from(scenes):
    _, scene = scenes("湖南省茶园3万亩。全省茶企300家。")
    found = place_candidates(scene, 0, Memory(), "count")
    assert [(one.value, one.source) for one in found] == [("湖南省", "sentence"), ("湖南省", "article"), ("", "")]
    assert [scene.folded[slice(*one.span)] for one in found if one.span] == ["全省", "湖南省"]


def test_the_headline_and_the_memory_offer_places(scenes):
    (scene,) = scenes("茶园3万亩。", title="湖南省茶园扩大")
    assert values(scene) == ["湖南省", ""]
    assert values(scene, memory=Memory(place="青海省")) == ["青海省", "湖南省", ""]


def test_a_pointer_takes_the_place_of_the_newspaper(scenes):
    assert values(scenes("全省茶园3万亩。", newspaper="海南日报")[0]) == ["海南省", ""]


def test_a_pointer_to_no_known_place_leaves_none(scenes):
    (scene,) = scenes("全市茶园3万亩。", title="湖南省茶园扩大")
    assert points_nowhere(scene, 0)
    assert values(scene) == [""]


def test_places_are_dealt_only_where_the_list_fits(scenes):
    places = scenes("湖南、湖北茶园分别有3万亩、4万亩。")[0].reading.places
    assert [dealt_to(places, (number, 2)) for number in (0, 1)] == [0, 1]
    assert dealt_to(places, (0, 3)) is None
    assert dealt_to(places, (0, 1)) is None


def test_what_was_asked_before_changes_nothing(scenes):
    (scene,) = scenes("湖南省茶园3万亩。")
    assert values(scene) == values(scene)


@pytest.mark.parametrize(
    ("name", "other", "same"), [("湖南省长沙市", "湖南省", True), ("湖南省", "湖北省", False), ("", "湖北省", False)]
)
def test_lineage(name, other, same):
    assert lineage(name, other) is same

"""Persons: found with made-up names, left alone where a surname begins a word."""

import pytest

from corpus_tools.compare.persons import candidates, find_persons

CASES = [
    ("县委书记张一山说，今年的春茶卖得好。", ["张一山"]),
    ("参加会议的有李小川、王勇、陈明远。", ["李小川", "王勇", "陈明远"]),
    ("（记者周建国、陈晓明）", ["周建国", "陈晓明"]),
    ("高山上的水库今年蓄满了水。", []),
    ("他们在张家庄修路，在石门坳种茶。", []),
    ("陈女士和吴某某都在现场。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_what_is_a_name(text, names):
    found = find_persons(text)
    assert [person.name for person in found] == names
    assert all(text[person.start : person.end] == person.name for person in found)


def test_the_longer_form_that_recurs_is_the_name():
    text = "村民李小川说，路修好了。李小川家有三亩茶园。李小川的儿子在县城读书。"
    assert {person.name for person in find_persons(text)} == {"李小川"}


def test_features_stand_on_one_line():
    for one in candidates("张一山\n李小川\t王勇"):
        assert not [name for name in one.features if "\n" in name or "\t" in name]


def test_other_weights_give_other_names():
    assert find_persons("县委书记张一山说。", {"given 1": -9.0, "given 2": 9.0}) != find_persons("县委书记张一山说。", {"": -9.0}) == []

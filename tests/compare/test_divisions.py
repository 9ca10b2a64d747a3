"""Divisions: where a place lay in a year, by the table of the years."""

import pytest

from corpus_tools.compare.divisions import roll_up, with_former
from corpus_tools.quantities.localities import find_localities
from corpus_tools.rules import Rules

CASES = [
    (("海口市", "海南省", 1987), ("广东省", "海口市", "460100")),
    (("海口市", "海南省", 1990), ("海南省", "海口市", "460100")),
    (("襄樊市", "湖北省", 2005), ("湖北省", "襄樊市", "420600")),
    (("襄阳市", "湖北省", 2015), ("湖北省", "襄阳市", "420600")),
    (("巢湖市", "安徽省", 2005), ("安徽省", "巢湖市", "341400")),
    (("巢湖市", "安徽省", 2020), ("安徽省", "合肥市", "340100")),
    (("湖南省衡阳市南岳区", "湖南省", 2020), ("湖南省", "衡阳市", "430400")),
    (("文昌市蓬莱镇", "海南省", 2026), ("海南省", "文昌市", "469005")),
    (("北京市朝阳区", "北京市", 2020), ("北京市", "", "")),
    (("朝阳区", "", 2020), ("", "", "")),
    (("法国", "", 2020), ("", "", "")),
]


@pytest.mark.parametrize(("place", "above"), CASES)
def test_a_place_lies_where_it_lay_in_the_year(place, above):
    assert roll_up(*place) == above


def test_former_names_are_found_and_the_rules_stay_as_they_were():
    text = "襄樊市修路。"
    assert [place.name for place in find_localities(text, 0, len(text), with_former(Rules()))] == ["襄樊市"]
    assert find_localities(text, 0, len(text), Rules()) == []

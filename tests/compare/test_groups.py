"""Groups: everything that one can be called by, matching, and errors."""

import pandas as pd
import pytest

from corpus_tools.compare.groups import articles_once, group_sizes, latest_day, read_sides
from corpus_tools.tables import empty

ALL = 8


@pytest.mark.parametrize(
    ("group", "count"),
    [
        ("2024-01", 4), ("2024", ALL), ("2024-02-04", 1), ("../2024-01-04", 2), ("2024-02/..", 4), ("2024-01-04/2024-02-03", 4),
        ("岭东日报", 2), ("青岩日报-2024-01-*", 3), ("青岩日报-2024-01-03-p01", 1), ("02", 2), ("青岩日报-2024-01-03-p01-01", 1),
        (["2024-01-03", "岭东日报"], 3), ({"newspaper": "青岩日报", "until": "2024-01"}, 3), ({"column": "要闻"}, 0),
    ],
)  # fmt: skip
def test_what_a_group_can_be_called(compared, group, count):
    if not count:
        with pytest.raises(
            ValueError, match="a group without articles – before – the corpus has 8 in 8 issues or pages"
        ):
            read_sides(compared, group, "2024")
        return
    articles = read_sides(compared, group, "2024").articles
    assert articles["after"].value_counts().to_dict() == {True: ALL} | {False: count}


def test_a_selected_corpus_is_a_group(compared):
    part = compared.select(newspaper="岭东日报")
    assert (~read_sides(compared, part, "2024").articles["after"]).sum() == 2


@pytest.mark.parametrize("name", ["2031", "江南日报", "nothing"])
def test_a_name_of_nothing_says_what_there_is(compared, name):
    with pytest.raises(
        ValueError, match=rf"nothing in the corpus has that name – '{name}' – a group is an issue \(青岩日报"
    ):
        read_sides(compared, "2024-01", name)


def test_matching_weighs_what_came_before_as_what_comes_after(compared):
    rows = read_sides(compared, "2024-01", "2024-02", match=["page"]).articles
    assert set(rows["page"]) == {"01", "02"}
    parts = rows.assign(n=rows["tokens"] * rows["weight"]).groupby(["after", "page"])["n"].sum()
    assert (parts[False] / parts[False].sum()).tolist() == pytest.approx((parts[True] / parts[True].sum()).tolist())


@pytest.mark.parametrize(
    ("match", "said"),
    [(["colour"], "nothing to match by – "), (["date"], "no articles of both groups are alike – in date – ")],
)
def test_what_cannot_be_matched(compared, match, said):
    with pytest.raises(ValueError, match=said):
        read_sides(compared, "2024-01", "2024-02", match=match)


def test_articles_vary_until_there_are_eight_days(compared):
    sides = read_sides(compared, "2024-01", "2024-02")
    assert (sides.units, sides.articles["unit"].tolist()) == ("articles", sides.articles["article_id"].tolist())
    many = read_sides(compared, "2024", "2024")
    assert (many.units, many.articles["unit"].iloc[0]) == ("issues", "岭东日报-2024-01-06")


def test_the_latest_day_stands_against_the_earlier_days_of_its_newspaper(compared):
    before, after = latest_day(compared)
    issues = compared.issues.set_index("issue_id")
    last = issues["date"].max()
    assert set(issues.loc[after, "date"]) == {last}
    assert set(issues.loc[before, "newspaper"]) <= set(issues.loc[after, "newspaper"])
    assert (issues.loc[before, "date"] < last).all()
    day = compared.select(issues=after)
    assert latest_day(day) == (after, after)


def test_sizes_of_the_groups_and_texts_that_stand_twice(compared):
    sizes = group_sizes(compared, "2024-01", "2024-02")
    assert sizes["group"].tolist() == ["before", "after"]
    assert sizes["articles"].tolist() == [4, 4]


def test_a_text_that_stands_twice_in_a_group_is_in_it_once(compared):
    first, second, *rest = articles_once(compared, "2024-01", empty("reuse"))
    assert len(rest) == 2
    repeats = pd.DataFrame({"article_id": [first, "x", first], "other_id": [second, rest[0], rest[1]], "kind": ["same", "same", "reuse"]})
    assert articles_once(compared, "2024-01", repeats) == [first, *rest]
    assert group_sizes(compared, articles_once(compared, "2024-01", repeats), "2024-02")["articles"].tolist() == [3, 4]

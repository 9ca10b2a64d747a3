"""Mentions: persons with their roles, places in their province, each with its sentence."""

import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.compare.mentions import role_before

TEXT = "海口市市长张一山说，今年要修三条路。\n在长沙市，记者李小川见到了张一山。"


@pytest.fixture(scope="module")
def mentions():
    return ct.find_mentions(pd.DataFrame({"article_id": ["a", "b"], "text": [TEXT, "雨停了。"]}))


def test_every_mention_slices_back_and_has_its_sentence(mentions):
    for row in mentions.itertuples():
        assert TEXT[row.start : row.end] == row.stated
        assert row.stated in row.context
        assert "\n" not in row.context
    assert mentions[["name", "role", "within"]].to_numpy().tolist() == [
        ["海口市", "", "海南省"], ["张一山", "海口市市长", ""], ["长沙市", "", "湖南省"], ["李小川", "记者", ""], ["张一山", "", ""],
    ]  # fmt: skip


def test_counts_name_no_one_without_a_sentence(mentions):
    articles = pd.DataFrame({"article_id": ["a", "b"], "date": ["2024-01-13", "2024-01-14"]})
    found = ct.count_mentions(mentions, articles)
    first = found.iloc[0]
    assert first[["name", "n", "articles", "role", "first", "last"]].tolist() == [
        "张一山",
        2,
        1,
        "海口市市长",
        "2024-01-13",
        "2024-01-13",
    ]
    assert found["sentence"].ne("").all()
    assert ct.count_mentions(mentions, kind="place")["name"].tolist() == ["海口市", "长沙市"]


@pytest.mark.parametrize(
    ("before", "role"), [("副省长", "副省长"), ("昨天，省委书记 ", "省委书记"), ("看见了", ""), ("", "")]
)
def test_roles_are_those_right_before_the_name(before, role):
    assert role_before(f"{before}张一山", len(before)) == role


def test_a_corpus_gives_what_its_table_gives(compared):
    pd.testing.assert_frame_equal(ct.find_mentions(compared), ct.find_mentions(compared.articles))
    assert ct.find_mentions(compared.articles.iloc[:0]).empty


def test_places_lie_where_they_lay_in_the_year_of_the_issue():
    rows = pd.DataFrame({"article_id": ["a", "b"], "date": ["1985-03-02", "2024-03-02"], "text": "海口市修路，思茅地区种茶。"})
    found = ct.find_mentions(rows, kind="place")
    assert found[["name", "within", "city"]].to_numpy().tolist() == [
        ["海口市", "广东省", "海南行政区"], ["思茅地区", "云南省", "思茅地区"],
        ["海口市", "海南省", "海口市"], ["思茅地区", "云南省", "思茅地区"],
    ]  # fmt: skip
    assert ct.count_mentions(found, kind="place", by="within")["name"].tolist() == ["云南省", "广东省", "海南省"]


def test_one_kind_alone(mentions):
    rows = pd.DataFrame({"article_id": ["a"], "text": [TEXT]})
    assert ct.find_mentions(rows, kind="person")["name"].tolist() == ["张一山", "李小川", "张一山"]
    with pytest.raises(ValueError, match="no such kind"):
        ct.find_mentions(rows, kind="animal")


def test_series_of_a_person_counts_articles(mentions):
    articles = pd.DataFrame({"article_id": ["a", "b"], "date": ["2024-01-13", "2024-02-14"]})
    found = ct.mention_series(mentions, articles, ["张一山"])
    assert found[["key", "period", "n", "of", "rate"]].to_numpy().tolist() == [
        ["张一山", "2024-01", 1, 1, 1.0], ["张一山", "2024-02", 0, 1, 0.0],
    ]  # fmt: skip
    assert ct.mention_series(mentions, articles, "湖南省", by="day", of="within")["n"].tolist() == [1, 0]

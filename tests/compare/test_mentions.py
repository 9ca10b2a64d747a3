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

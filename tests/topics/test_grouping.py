"""Topics added up by group, and by the place in which their articles stand."""

import pandas as pd
import pytest
from topic_cases import DICTIONARY, tokens

from corpus_tools.topics.grouping import group_topics, pool_topics
from corpus_tools.topics.scoring import Scoring, tag_topics

CORPUS = Scoring(small=1, title=1, lead=1)


@pytest.fixture
def topics(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(DICTIONARY, encoding="utf-8")
    articles = (["茶叶"] * 30, ["县域"] * 10, ["好"] * 60)
    return tag_topics(tokens(*articles), path, scoring=Scoring(resamples=5))


def test_groups_add_up_their_topics(tmp_path):
    path = tmp_path / "topics.toml"
    groups = '[[group]]\nlabel = "经济"\nenglish = "Economy"\n'
    more = '\n[[topic]]\nlabel = "体育"\nenglish = "Sports"\nwords.2 = ["球队"]\n'
    path.write_text(
        groups
        + DICTIONARY.replace("words.3", 'parent = "经济"\nwords.3').replace("words.2", 'parent = "经济"\nwords.2')
        + more,
        encoding="utf-8",
    )
    rows = group_topics(tag_topics(tokens(["茶叶", "县域", "球队"]), path, scoring=CORPUS)).set_index("label")
    assert rows["share"].round(4).to_dict() == {"经济": round(5 / 7, 4), "体育": round(2 / 7, 4)}
    assert rows["matched"].to_dict() == {"经济": 2, "体育": 1}
    assert rows.loc["经济", "margin"] == pytest.approx(3 / 7)


def test_the_share_of_a_page_is_that_of_its_articles_by_their_length(topics):
    pages = pd.Series({"t-01": "A01", "t-02": "A01", "t-03": "A02"})
    pooled = pool_topics(topics, pages).set_index(["article_id", "label"])
    assert pooled["share"].round(4).to_dict() == {
        ("A01", "茶业"): 0.75,
        ("A01", "县域经济"): 0.25,
        ("A02", "茶业"): 0.0,  # its only article has no topic
        ("A02", "县域经济"): 0.0,
    }
    assert pooled.loc[("A01", "茶业"), "margin"] == pytest.approx(0.5)
    assert pooled.loc["A01", "matched"].tolist() == [1, 1]


def test_articles_without_a_place_are_left_out(topics):
    pooled = pool_topics(topics, pd.Series({"t-01": "A01", "t-02": ""}))
    assert pooled["article_id"].unique().tolist() == ["A01"]
    assert pooled["share"].tolist() == [1.0, 0.0]


def test_without_any_place_there_is_nothing_to_pool(topics):
    with pytest.raises(ValueError, match="no article has a place"):
        pool_topics(topics, pd.Series({"u-01": "A01"}))

"""Topics over time: of a corpus read in parts, what all of it at once gives."""

import pandas as pd
import pytest
from compared_corpus import TEA, TOPICS, WATER, make_corpus, write

import corpus_tools as ct

ROWS = [("2024-01-03", TEA), ("2024-01-04", WATER), ("2024-02-01", TEA + WATER), ("2024-04-01", "天气晴朗，街上人多。")]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("topics")
    corpus = make_corpus(folder, [{"date": date, "body": body} for date, body in ROWS])
    return corpus, write(folder / "topics.toml", TOPICS)


def test_months_one_by_one_give_what_all_at_once_gives(made):
    corpus, path = made
    topics = ct.tag_topics(corpus.tokens, path, articles=corpus.articles)
    found = ct.topic_series(corpus, path)
    pd.testing.assert_frame_equal(found, ct.topic_series(corpus, topics))
    assert found.groupby("period")["rate"].sum().round(9).to_dict() == {"2024-01": 1, "2024-02": 1, "2024-04": 1}
    year = ct.topic_series(corpus, path, by="year").set_index("key")["rate"]
    assert year.to_dict() == pytest.approx(topics.shares.set_index("label")["share"].to_dict())


def test_the_day_of_each_topic(made):
    corpus, path = made
    found = ct.topic_series(corpus, path, by="day", language="en").set_index(["key", "period"])
    assert found.loc[("Tea", "2024-01-03"), ["n", "of", "rate"]].tolist() == [1, 1, 1.0]
    assert found.loc[("none", "2024-04-01"), "rate"] == 1
    assert ((found["low"] <= found["rate"]) & (found["rate"] <= found["high"])).all()


def test_no_issues_is_an_empty_table(made):
    corpus, path = made
    assert ct.topic_series(corpus.select(since=2030), path).empty

"""What the dictionary is sure of teaches a classifier; the classifier against scikit-learn's."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sklearn.naive_bayes import ComplementNB
from topic_cases import DICTIONARY, tokens

from corpus_tools.stats.counts import count_terms
from corpus_tools.topics.matrices import term_matrix, tf_idf
from corpus_tools.topics.propagation import _classify, propagate_topics
from corpus_tools.topics.scoring import Scoring, tag_topics

TEA = [
    ["茶叶", "春茶", "采摘", "茶山", "嫩芽"],
    ["茶叶", "春茶", "采摘", "茶山", "炒制"],
    ["茶叶", "春茶", "采摘", "嫩芽", "炒制"],
    ["茶叶", "春茶", "采摘", "茶山", "嫩芽", "炒制"],
]
COUNTY = [
    ["县域", "县域经济", "市场", "园区", "项目"],
    ["县域", "县域经济", "市场", "园区", "招商"],
    ["县域", "县域经济", "市场", "项目", "招商"],
    ["县域", "县域经济", "市场", "园区", "项目", "招商"],
]
OPEN = [["茶叶", "春茶", "茶山", "嫩芽", "炒制"], ["县域", "县域经济", "园区", "招商", "项目"]]


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(DICTIONARY, encoding="utf-8")
    made = tokens(*TEA, *COUNTY, *OPEN)
    return count_terms(made), tag_topics(made, path, scoring=Scoring(resamples=10))


def test_articles_of_which_the_dictionary_is_not_sure_are_read_by_the_classifier(corpus):
    counts, topics = corpus
    rows = propagate_topics(counts, topics, words=3).articles.set_index("article_id")
    assert rows.loc[["t-09", "t-10"], ["label", "source"]].to_numpy().tolist() == [
        ["茶业", "classifier"],
        ["县域经济", "classifier"],
    ]
    assert rows.loc["t-01", ["label", "source"]].tolist() == ["茶业", "dictionary"]


def test_the_check_says_how_the_sure_ones_are_read_unseen(corpus):
    check = propagate_topics(*corpus, words=3).check
    assert check[["label", "sure", "recall"]].to_numpy().tolist() == [
        ["茶业", 4, 1.0],
        ["县域经济", 4, 1.0],
        ["", 8, 1.0],
    ]


def test_the_same_seed_gives_the_same_tables(corpus):
    first, again = (propagate_topics(*corpus, words=3, seed=4) for _ in range(2))
    assert_frame_equal(first.articles, again.articles)
    assert_frame_equal(first.check, again.check)


def test_too_little_to_learn_from_is_an_error(corpus):
    with pytest.raises(ValueError, match="too little to learn from – 0 topics with 3 sure articles – 0 are sure"):
        propagate_topics(*corpus, words=50)


def test_the_classifier_decides_as_that_of_scikit_learn(corpus):
    features = tf_idf(term_matrix(corpus[0]).cells)
    given = np.array([1] * 4 + [2] * 4)
    theirs = ComplementNB(norm=True, alpha=1e-3).fit(features[:8], given).predict(features)
    assert _classify(features[:8], given, features)[0].tolist() == theirs.tolist()


def test_vectors_can_take_the_place_of_terms(corpus):
    ids = [f"t-{number:02d}" for number in range(1, 11)]
    points = [[1.0, 0.0]] * 4 + [[0.0, 1.0]] * 4 + [[0.9, 0.1], [0.1, 0.9]]
    found = propagate_topics(*corpus, words=3, vectors=pd.DataFrame(points, index=ids))
    assert found.articles["label"].tolist() == ["茶业"] * 4 + ["县域经济"] * 4 + ["茶业", "县域经济"]
    with pytest.raises(ValueError, match=r"articles without a vector – \['t-10'\] – there are 9 vectors"):
        propagate_topics(*corpus, words=3, vectors=pd.DataFrame(points[:9], index=ids[:9]))

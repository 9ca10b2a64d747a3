"""Scores of topics against tables worked by hand: shares, floor, intervals, coverage, support."""

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from topic_cases import DICTIONARY, tokens

from corpus_tools.tables import columns, empty
from corpus_tools.topics.scoring import Scoring, shipped_idf, tag_topics

SEED = Path(__file__).resolve().parent.parent.parent / "seeds" / "lexicon" / "topics.toml"
CORPUS = Scoring(small=1, title=1, lead=1)  # the idf of the corpus, every place counted once


@pytest.fixture
def dictionary(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(DICTIONARY, encoding="utf-8")
    return path


def shares(topics):
    return topics.articles.pivot_table("share", index="article_id", columns="label").round(4).to_dict("index")


def titled(title, text="", article_id="t-01"):
    return pd.DataFrame({"article_id": [article_id], "title": [title], "text": [text]}, dtype="str")


def test_the_score_is_weight_times_log_of_the_count_times_idf(dictionary):
    found = tag_topics(tokens(["茶叶", "茶叶", "县域"], ["县域"], ["无"]), dictionary, scoring=CORPUS)
    tea, county = 3 * math.log(3) * (math.log(4 / 2) + 1), 2 * math.log(2) * (math.log(4 / 3) + 1)
    assert shares(found)["t-01"] == {
        "茶业": round(tea / (tea + county), 4),
        "县域经济": round(county / (tea + county), 4),
    }


def test_below_the_size_the_idf_is_the_list_that_comes_with_the_segmenter(dictionary):
    found = tag_topics(tokens(["茶叶", "采摘", "县域"]), dictionary, scoring=Scoring(lead=1))
    idf = shipped_idf()
    usual = sorted(idf.values())[len(idf) // 2]
    scores = [weight * idf.get(word, usual) for word, weight in {"茶叶": 3, "采摘": 1, "县域": 2}.items()]
    assert shares(found)["t-01"]["县域经济"] == pytest.approx(scores[2] / sum(scores), abs=1e-4)


def test_lead_and_headline_count_three_times(dictionary):
    words = ["好", "。", "好", "。", "茶叶", "。", "县域"]
    plain = tag_topics(tokens(words), dictionary, scoring=CORPUS)
    lead = tag_topics(tokens(words[4:]), dictionary, scoring=Scoring(small=1))
    headed = tag_topics(tokens(words), dictionary, articles=titled("县域新事"), scoring=Scoring(small=1))
    assert shares(plain)["t-01"]["茶业"] == pytest.approx(0.6)
    assert shares(lead)["t-01"]["茶业"] == pytest.approx(0.6)  # both stand in the lead
    county, tea = 2 * math.log(1 + 3 + 1), 3 * math.log(1 + 1)
    assert shares(headed)["t-01"]["县域经济"] == pytest.approx(county / (county + tea), abs=1e-4)


def test_matched_and_margin_say_what_a_share_rests_on(dictionary):
    rows = tag_topics(tokens(["茶叶", "茶叶", "采摘", "县域"]), dictionary, scoring=CORPUS).articles
    assert dict(zip(rows["label"], rows["matched"], strict=True)) == {"茶业": 2, "县域经济": 1}
    tea, county = rows.set_index("label").loc[["茶业", "县域经济"], "share"]
    assert rows.set_index("label")["margin"].to_dict() == pytest.approx(
        {"茶业": tea - county, "县域经济": county - tea}
    )


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (["茶叶", "茶叶", "采摘"], "茶业"),
        (["茶叶"] + ["好"] * 400, "无"),  # one word in four hundred
        (["茶叶", "茶叶", "春茶", "采摘"] + ["好"] * 100, "茶业"),
        (["好"] * 30, "无"),
    ],
)
def test_below_the_floor_an_article_has_no_topic(dictionary, words, label):
    main = tag_topics(tokens(words), dictionary).main
    assert main["label"].tolist() == [label]
    assert (main["topic"] == 0).tolist() == [label == "无"]
    assert main["tokens"].tolist() == [len(words)]


def test_shares_of_the_corpus_are_weighted_by_length_and_count_what_has_none(dictionary):
    found = tag_topics(tokens(["茶叶"] * 30, ["县域"] * 10, ["好"] * 60), dictionary, scoring=Scoring(resamples=50))
    assert found.shares[["label", "articles", "share", "matched"]].to_dict("records") == [
        {"label": "无", "articles": 1, "share": 0.6, "matched": 0},
        {"label": "茶业", "articles": 1, "share": 0.3, "matched": 1},
        {"label": "县域经济", "articles": 1, "share": 0.1, "matched": 1},
    ]
    assert (found.shares["low"] <= found.shares["share"]).all()
    assert (found.shares["share"] <= found.shares["high"]).all()


def test_one_article_has_no_interval(dictionary):
    assert tag_topics(tokens(["茶叶"]), dictionary).shares[["low", "high"]].isna().all(axis=None)


def test_the_interval_is_the_same_for_the_same_seed(dictionary):
    articles = [["茶叶"] * n + ["县域"] * (9 - n) for n in range(1, 9)]
    first, again, other = (
        tag_topics(tokens(*articles), dictionary, scoring=Scoring(seed=seed)).shares for seed in (1, 1, 2)
    )
    assert_frame_equal(first, again)
    assert not first["low"].equals(other["low"])


def test_support_says_how_much_rests_on_how_many_words(dictionary):
    corpus = tokens(["茶叶", "春茶", "采摘"], ["县域", "县域", "县域"], ["好"] * 4)
    corpus.loc[5, ["start", "end"]] = [5, 7]  # behind the line break
    texts = pd.DataFrame(
        {"article_id": ["t-01", "t-02", "t-03"], "title": "", "text": ["茶叶春茶采摘", "县域县域\n县域", "好好好好"]},
        dtype="str",
    )
    support = tag_topics(corpus, dictionary, articles=texts).support.set_index(["unit", "least"])
    assert support.loc[("articles", 1), ["n", "covered"]].tolist() == [2, 2]
    assert support.loc[("articles", 3), "share"] == pytest.approx(1 / 3)
    assert support.loc[("tokens", 2), "share"] == pytest.approx(0.3)
    assert support.loc[("paragraphs", 1), ["covered", "share"]].tolist() == [3, 0.75]


def test_a_word_of_two_topics_counts_for_both(dictionary):
    found = tag_topics(tokens(["市场"]), dictionary)
    assert shares(found) == {"t-01": {"县域经济": 0.6667, "茶业": 0.3333}}
    assert found.overlap.to_dict("records") == [
        {"topic": 1, "label": "茶业", "topic_other": 2, "label_other": "县域经济", "words": 1, "n": 1, "articles": 1},
    ]


def test_terms_are_ranked_by_what_they_bring(dictionary):
    found = tag_topics(tokens(["茶叶", "茶叶", "采摘", "采摘"], ["好"]), dictionary, scoring=CORPUS)
    assert found.terms[["rank", "term", "weight"]].to_dict("records") == [
        {"rank": 1, "term": "茶叶", "weight": pytest.approx(0.75)}, {"rank": 2, "term": "采摘", "weight": pytest.approx(0.25)},
    ]  # fmt: skip


def test_coverage_counts_words_matches_and_articles(dictionary):
    found = tag_topics(tokens(["茶叶", "茶叶", "好", "县域"], ["好", "好"]), dictionary)
    assert found.coverage.to_dict("records") == [
        {"topic": 1, "label": "茶业", "words": 4, "matched": 1, "n": 2, "articles": 1, "token_share": 2 / 6},
        {"topic": 2, "label": "县域经济", "words": 3, "matched": 1, "n": 1, "articles": 1, "token_share": 1 / 6},
    ]
    assert found.totals == {"tokens_covered": 0.5, "articles_covered": 0.5, "articles_with_several": 0.5}


def test_the_threshold_decides_which_articles_speak_of_a_topic(dictionary):
    found = tag_topics(tokens(["茶叶", "茶叶", "茶叶", "县域"]), dictionary, threshold=0.5)
    assert found.coverage["articles"].tolist() == [1, 0]


def test_labels_come_in_the_language_asked_for(dictionary):
    found = tag_topics(tokens(["茶叶"]), dictionary, language="en")
    assert found.terms["label"].tolist() == ["Tea"]
    assert found.shares["label"].tolist() == ["none", "Tea", "County economy"]
    with pytest.raises(ValueError, match="unknown language 'fr'; there are"):
        tag_topics(tokens(["茶叶"]), dictionary, language="fr")


def test_nothing_found_is_empty_tables_with_their_columns(dictionary):
    found = tag_topics(empty("tokens"), dictionary)
    for table, name in (
        (found.terms, "topic_terms"),
        (found.articles, "topic_articles"),
        (found.main, "topic_main"),
        (found.shares, "topic_shares"),
    ):
        assert table.empty, name
        assert list(table.columns) == columns(name)
    assert found.totals == {"tokens_covered": 0.0, "articles_covered": 0.0, "articles_with_several": 0.0}


def test_html_shows_totals_and_coverage(dictionary):
    page = tag_topics(tokens(["茶叶"]), dictionary)._repr_html_()
    assert "articles covered 100.0%" in page
    assert "茶业" in page


def test_leaves_tokens_and_articles_as_they_were(dictionary):
    given_tokens, articles = tokens(["茶叶", "市场"]), titled("春茶上市", "茶叶市场")
    before = given_tokens.copy(deep=True), articles.copy(deep=True)
    tag_topics(given_tokens, dictionary, articles=articles)
    assert_frame_equal(given_tokens, before[0])
    assert_frame_equal(articles, before[1])


@settings(derandomize=True, deadline=None, max_examples=15)
@given(st.lists(st.lists(st.sampled_from(["茶叶", "市场", "县域", "经济", "好", "。"]), max_size=8), max_size=4))
def test_shares_add_up_to_one_or_nothing_whatever_the_order(articles):
    once, reverse = (tag_topics(tokens(*order), SEED) for order in (articles, articles[::-1]))
    sums = once.articles.groupby("article_id")["share"].sum().round(9)
    assert set(sums) <= {0.0, 1.0}
    assert once.coverage.equals(reverse.coverage)

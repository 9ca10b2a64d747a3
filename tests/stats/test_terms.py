import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cityblock

from corpus_tools.stats.terms import score_terms
from corpus_tools.tables import empty
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

# Gries (2008) by hand: parts of 5, 3 and 2 tokens.
HAND = pd.DataFrame(
    [("a", "县", 3), ("a", "域", 1), ("a", "经", 1), ("b", "县", 1), ("b", "域", 2), ("c", "县", 2)],
    columns=["group", "term", "n"],
)

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(list("县域经济发展"))),
    st.integers(1, 9),
    min_size=2,
    max_size=20,
).map(lambda cells: pd.DataFrame([(*key, n) for key, n in cells.items()], columns=["group", "term", "n"]))

MEASURES = ["term", "per_10k", "dp", "largest_share", "rank"]


def test_a_hand_worked_table():
    terms = score_terms(HAND, resamples=0).set_index("term")
    assert terms["n"].to_dict() == {"县": 6, "域": 3, "经": 1}
    assert terms["per_10k"].to_dict() == {"县": 6_000, "域": 3_000, "经": 1_000}
    assert terms["articles"].to_dict() == {"县": 3, "域": 2, "经": 1}
    # 县: (|3/6−5/10| + |1/6−3/10| + |2/6−2/10|) / 2 = 0.1333; 域: (|1/3−.5| + |2/3−.3| + .2) / 2; 经: (.5 + .3 + .2) / 2
    assert terms["dp"].round(4).to_dict() == {"县": 0.1333, "域": 0.3667, "经": 0.5}
    assert terms["largest_share"].round(4).to_dict() == {"县": 0.5, "域": 0.6667, "经": 1.0}
    assert terms["rank"].to_dict() == {"县": 1, "域": 2, "经": 3}


@settings(derandomize=True, deadline=None, max_examples=40)
@given(COUNTS)
def test_dispersion_is_half_the_city_block_distance_of_scipy(counts):
    wide = counts.pivot_table(index="term", columns="group", values="n", fill_value=0)
    expected = wide.sum() / wide.to_numpy().sum()
    dp = {term: cityblock(row / row.sum(), expected) / 2 for term, row in wide.iterrows()}
    assert score_terms(counts, resamples=0).set_index("term")["dp"].to_dict() == pytest.approx(dp)


def test_ties_share_the_best_rank():
    counts = pd.DataFrame({"group": "a", "term": list("县域经济"), "n": [2, 5, 2, 1]})
    assert score_terms(counts)[["term", "rank"]].to_numpy().tolist() == [["域", 1], ["县", 2], ["经", 2], ["济", 4]]


def test_the_interval_is_that_of_drawing_articles_anew():
    draws = np.random.default_rng(7).multinomial(3, [1 / 3] * 3, size=200)
    wide = HAND.pivot_table(index="term", columns="group", values="n", fill_value=0).loc[["县", "域", "经"]]
    ranks = pd.DataFrame(wide.to_numpy() @ draws.T).rank(ascending=False, method="min")
    expected = ranks.quantile([0.05, 0.95], axis=1, interpolation="lower")
    terms = score_terms(HAND, seed=7, resamples=200)
    assert terms["rank_high"].tolist() == expected.loc[0.95].tolist()
    assert terms["rank_low"].tolist() == expected.loc[0.05].tolist()


@settings(derandomize=True, deadline=None, max_examples=40)
@given(COUNTS)
def test_doubling_the_corpus_leaves_rates_and_dispersion(counts):
    expected = score_terms(counts, resamples=0)[MEASURES]
    twice = score_terms(counts.assign(n=counts["n"] * 2), resamples=0)[MEASURES]
    pd.testing.assert_frame_equal(twice, expected)
    copies = pd.concat([counts, counts.assign(group=counts["group"] + "'")])
    columns = ["term", "per_10k", "dp", "rank"]
    pd.testing.assert_frame_equal(score_terms(copies, resamples=0)[columns], expected[columns])


@settings(derandomize=True, deadline=None, max_examples=40)
@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(counts, random):
    rows = random.sample(range(len(counts)), len(counts))
    pd.testing.assert_frame_equal(score_terms(counts.iloc[rows], resamples=20), score_terms(counts, resamples=20))


@settings(derandomize=True, deadline=None, max_examples=40)
@given(COUNTS)
def test_bounds(counts):
    terms = score_terms(counts, resamples=20)
    assert terms["dp"].between(-1e-9, 1).all()
    assert terms["largest_share"].between(0, 1).all()
    assert np.isclose(terms["per_10k"].sum(), 10_000)
    assert (terms["rank_low"] <= terms["rank_high"]).all() or terms["rank_low"].isna().all()


def test_seeds_decide():
    assert score_terms(HAND, seed=1).equals(score_terms(HAND, seed=1))


def test_one_article_gives_no_interval():
    assert score_terms(HAND[HAND["group"] == "a"])[["rank_low", "rank_high"]].isna().all(axis=None)


def test_blocks_and_the_number_of_ranked_terms(monkeypatch):
    expected = score_terms(HAND, seed=3)
    monkeypatch.setattr("corpus_tools.stats.terms.BLOCK", 7)
    pd.testing.assert_frame_equal(score_terms(HAND, seed=3), expected)
    monkeypatch.setattr("corpus_tools.stats.terms.RANKED", 1)
    assert score_terms(HAND, seed=3)["rank_low"].notna().tolist() == [True, False, False]


def test_sensitive_names_the_checks_that_move_a_rank():
    recounts = pd.DataFrame(
        [("dictionary", "县", 9), ("dictionary", "域", 5), ("hmm", "县", 6), ("hmm", "域", 3), ("hmm", "经", 1)],
        columns=["check", "term", "n"],
    ).assign(group="a")
    terms = score_terms(HAND, resamples=0, recounts=recounts)
    assert terms["sensitive"].tolist() == ["", "", "dictionary"]
    assert score_terms(HAND)["sensitive"].unique().tolist() == ["unchecked"]


def test_the_chain_from_articles():
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["县域经济", "县域发展县域"]})
    tokens = articles.pipe(tokenise, Lexicon(words=()))
    terms = tokens.pipe(score_terms, seed=1)
    assert terms["term"].tolist() == ["县域", "发展", "经济"]
    pd.testing.assert_series_equal(terms.dtypes, empty("terms").dtypes)


def test_nothing_to_score():
    pd.testing.assert_frame_equal(score_terms(empty("counts")), empty("terms"))
    with pytest.raises(ValueError, match=r"table lacks \['group'\]"):
        score_terms(pd.DataFrame({"term": ["县"], "n": [1]}))

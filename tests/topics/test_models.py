"""Free models: refused where too small, stamped when insisted on, the same for a seed, right on made topics."""

from importlib.util import find_spec

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import sparse
from sklearn.decomposition import NMF

from corpus_tools.tables import columns
from corpus_tools.topics.factorisation import factorise
from corpus_tools.topics.matrices import content_matrix, term_matrix, tf_idf
from corpus_tools.topics.models import FEWEST_ARTICLES, fit_topics, too_small
from corpus_tools.topics.stability import coherence, compare_topic_numbers, topic_stability

SUBJECTS = [
    "茶叶 春茶 采摘 茶山 嫩芽 炒制 茶农 茶园 茶商 茶馆",
    "县域 园区 项目 招商 产业 企业 投产 厂房 县城 集群",
    "球队 比赛 球员 教练 进球 决赛 联赛 球迷 裁判 主场",
]
WORDS = [subject.split() for subject in SUBJECTS]


def corpus(articles, length=12, seed=1):
    """Counts of articles, each of which speaks of one subject, with a few words of the others."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(articles):
        own = WORDS[number % 3]
        other = WORDS[(number + 1) % 3]
        drawn = [*rng.choice(own, length), *rng.choice(other, 2)]
        rows += [
            {"group": f"a-{number:04d}", "term": term, "n": n} for term, n in pd.Series(drawn).value_counts().items()
        ]
    return pd.DataFrame(rows).astype({"group": "str", "term": "str"})


COUNTS = corpus(60)


@pytest.fixture(scope="module")
def fitted():
    return fit_topics(COUNTS, k=3, exploratory=True)


def test_a_small_corpus_is_refused_with_its_numbers():
    with pytest.raises(
        ValueError, match=r"too small for a free model – 60 articles of at least 1,000, 840 tokens of content"
    ):
        fit_topics(COUNTS, k=3)


def test_what_was_insisted_on_says_so_in_every_table(fitted):
    for table in (fitted.terms, fitted.articles, fitted.main, fitted.shares):
        assert table["label"].str.startswith("exploratory: ").all()
    assert fitted.totals == {"exploratory": 1.0}


def test_a_large_corpus_is_not_stamped():
    matrix = content_matrix(corpus(FEWEST_ARTICLES, length=100))
    assert too_small(matrix, 3) == ""
    assert "articles for 50 topics" in too_small(matrix, 50)


def test_made_topics_are_found(fitted):
    found = {frozenset(part["term"]) for _, part in fitted.terms[fitted.terms["rank"] <= 10].groupby("topic")}
    assert found == {frozenset(words) for words in WORDS}
    assert fitted.main.groupby(fitted.main["article_id"].str[-4:].astype(int) % 3)["topic"].nunique().tolist() == [
        1,
        1,
        1,
    ]


def test_shares_add_up_and_margins_lead(fitted):
    assert fitted.articles.groupby("article_id")["share"].sum().round(4).eq(1).all()
    assert (fitted.articles["margin"] > 0).groupby(fitted.articles["article_id"]).sum().eq(1).all()
    assert list(fitted.articles.columns) == columns("topic_articles")
    assert fitted.shares["share"].sum() == pytest.approx(1, abs=1e-4)


def test_the_same_seed_gives_the_same_bytes(fitted):
    again = fit_topics(COUNTS.sample(frac=1, random_state=2), k=3, exploratory=True)
    for name in ("terms", "articles", "main", "shares"):
        assert getattr(again, name).to_csv() == getattr(fitted, name).to_csv()


@pytest.mark.parametrize(
    ("model", "k", "said"),
    [
        ("plsa", 3, "no such model – 'plsa' – there are nmf, lda"),
        ("keyatm", 3, "need words"),
        ("nmf", 1, "k=1"),
        ("nmf", 61, "k=61"),
    ],
)
def test_what_cannot_be_fitted_is_an_error(model, k, said):
    with pytest.raises(ValueError, match=said):
        fit_topics(COUNTS, k=k, model=model, exploratory=True)


def test_the_factors_are_as_good_as_those_of_scikit_learn():
    cells = tf_idf(term_matrix(COUNTS).cells)
    w, h = factorise(cells, 4)
    theirs = NMF(4, init="nndsvd", random_state=0, max_iter=500).fit(cells)
    assert np.linalg.norm(cells.toarray() - w @ h) <= theirs.reconstruction_err_ * 1.01
    assert w.min() >= 0
    assert h.min() >= 0


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(find_spec("topica") is None, reason="needs the extra topics")
@pytest.mark.parametrize("model", ["lda", "seeded", "keyatm"])
def test_models_of_the_extra_find_made_topics_twice_alike(model):
    words = pd.DataFrame(
        [(number, f"s{number}", term) for number, terms in enumerate(WORDS) for term in terms[:3]],
        columns=["topic", "label", "term"],
    )
    first, again = (fit_topics(COUNTS, k=3, model=model, words=words, exploratory=True) for _ in range(2))
    found = {frozenset(part["term"]) for _, part in first.terms[first.terms["rank"] <= 10].groupby("topic")}
    assert found == {frozenset(terms) for terms in WORDS}
    assert_frame_equal(first.articles, again.articles)


@pytest.mark.skipif(find_spec("topica") is not None, reason="the extra is there")
def test_without_the_extra_the_error_says_how_to_get_it():
    with pytest.raises(ValueError, match=r"topica is not installed – pip install 'corpus-tools\[topics\]'"):
        fit_topics(COUNTS, k=3, model="lda", exploratory=True)


def test_made_topics_stand_in_every_subsample():
    rows = topic_stability(COUNTS, k=3, runs=4)
    assert rows["stability"].min() == 1
    assert rows["exclusivity"].between(0.5, 1).all()


def test_more_topics_than_there_are_stand_less():
    numbers = compare_topic_numbers(COUNTS, (3, 8), runs=4)
    assert numbers["k"].tolist() == [3, 8]
    assert numbers.loc[0, "stability"] > numbers.loc[1, "stability"]
    assert numbers.loc[1, "weakest"] <= numbers.loc[1, "stability"]
    assert numbers["enough"].tolist() == [not too_small(content_matrix(COUNTS), k) for k in (3, 8)]


def test_a_corpus_may_be_enough_for_few_topics_only(monkeypatch):
    monkeypatch.setattr("corpus_tools.topics.models.FEWEST_ARTICLES", 2)
    monkeypatch.setattr("corpus_tools.topics.models.FEWEST_TOKENS", 2)
    monkeypatch.setattr("corpus_tools.topics.models.FEWEST_EACH", COUNTS["group"].nunique() // 3)
    assert compare_topic_numbers(COUNTS, (3, 4), runs=1)["enough"].tolist() == [True, False]


def test_coherence_is_worked_out_by_hand():
    held = sparse.csr_array(np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]], dtype=float))
    matrix = term_matrix(COUNTS)._replace(cells=held)
    pairs = [
        np.log((2 / 4) / (3 / 4 * 2 / 4)) / -np.log(2 / 4),
        np.log((1 / 4) / (3 / 4 * 2 / 4)) / -np.log(1 / 4),
        -1.0,
    ]
    assert coherence(matrix, np.array([0, 1, 2])) == pytest.approx(np.mean(pairs))

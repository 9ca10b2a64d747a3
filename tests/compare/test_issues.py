"""What changed: nothing against itself, one row for one change, no finding between halves of one thing."""

import random

import pytest
from compared_corpus import make_corpus, write
from generated_pages import make_page

import corpus_tools as ct
from corpus_tools.compare.groups import read_sides
from corpus_tools.compare.topic_shares import read_topic_shares
from corpus_tools.compare.vocabulary import compare_terms
from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Serial
from corpus_tools.tables import SCHEMAS, vocabulary


@pytest.fixture(scope="module")
def changes(made):
    corpus, topics = made
    return ct.compare_issues(corpus, "2024-01", "2024-02", topics=topics)


def test_the_table_is_that_of_the_contract(changes):
    assert changes.dtypes.astype("str").to_dict() == dict(SCHEMAS["changes"])
    assert set(changes["what"]) <= set(vocabulary("changes", "what"))
    assert changes["difference"].tolist() == pytest.approx((changes["after"] - changes["before"]).tolist())


def test_every_kind_of_change_is_found(changes):
    found = changes.set_index(["what", "key"])
    assert found.loc[("indicator", "临川县茶叶产量 · level · 吨"), ["before", "after"]].tolist() == [3e4, 5e4]
    assert found.loc[("topic", "茶业"), "difference"] < 0 < found.loc[("topic", "水利"), "difference"]
    assert {"term", "term_of_one_article", "phrase", "topic", "indicator", "style"} <= set(changes["what"])


def test_every_row_can_be_explained(made, changes):
    articles = made[0].articles.set_index("article_id")
    for row in changes[changes["what"] != "style"].to_dict("records"):
        found = ct.explain(row)
        assert len(found), row
        for place in found.itertuples():
            assert articles.loc[place.article_id, place.field][place.start : place.end] == place.node
    moved = ct.explain(changes[changes["what"] == "indicator"].iloc[0])
    assert moved[["side", "node"]].to_numpy().tolist() == [["before", "3万吨"], ["after", "5万吨"]]


@pytest.mark.parametrize("group", ["2024-01", "岭东日报"])
def test_nothing_differs_from_itself(made, group):
    assert ct.compare_issues(made[0], group, group, topics=made[1]).empty


def test_one_number_that_changed_is_the_one_row(tmp_path):
    page = make_page(5, articles=4).text.rstrip("\n") + "\n2023年，临川县茶叶产量达到3万吨，同比增长5%。\n"
    write(tmp_path / "seeds/issues/青岩日报-2024-03-05-p01.txt", page)
    write(tmp_path / "seeds/issues/岭东日报-2024-03-05-p01.txt", page.replace("3万吨", "4万吨"))
    build_corpus(tmp_path / "seeds", tmp_path / "store", executor=Serial())
    found = ct.compare_issues(
        ct.open_corpus(tmp_path / "store"), "青岩日报", "岭东日报", topics="seeds/lexicon/topics.toml"
    )
    assert found[["what", "before", "after"]].to_numpy().tolist() == [["indicator", 3e4, 4e4]]


def test_random_halves_of_one_month_differ_in_nothing(tmp_path):
    words = "春茶 水库 公路 学校 棉花 列车 茶园 渡口 孩子 果农 医院 渠道".split()
    rng = random.Random(0)
    rows = [
        {
            "date": f"2024-01-{day:02}",
            "page": str(page),
            "body": "，".join(rng.choices(rng.sample(words, 5), k=60)) + "。",
        }
        for day in range(1, 11)
        for page in (1, 2, 3)
    ]
    corpus = make_corpus(tmp_path, rows)
    sure = tested = 0
    for seed in range(10):
        ids = random.Random(seed).sample(corpus.issue_ids, 30)
        found = compare_terms(corpus, read_sides(corpus, ids[:15], ids[15:]))
        sure += (found["q"] < 0.05).sum()
        tested += len(words)
    assert sure <= 0.05 * tested


def test_the_intervals_of_topics_are_a_bootstrap_of_their_seed(made):
    corpus, path = made
    topics = ct.tag_topics(corpus.tokens, path, articles=corpus.articles)
    found = [
        ct.compare_issues(corpus, "2024-01", "2024-02", topics=given, seed=seed)
        for given, seed in ((path, 1), (topics, 1), (path, 2))
    ]
    lows = [table.query("what == 'topic'")["low"].tolist() for table in found]
    assert lows[0] == lows[1] != lows[2]
    assert read_topic_shares(corpus, path).shares.sum(axis=1).round(9).tolist() == [1] * 8

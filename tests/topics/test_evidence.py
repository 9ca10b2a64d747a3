"""Why an article has a topic, and which words the dictionary may lack."""

import pandas as pd
import pytest
from topic_cases import DICTIONARY, tokens

from corpus_tools.topics.evidence import explain_topic, suggest_topic_words
from corpus_tools.topics.scoring import tag_topics


@pytest.fixture
def dictionary(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(DICTIONARY, encoding="utf-8")
    return path


def test_the_scores_of_the_places_give_the_share(dictionary):
    corpus = tokens(["茶叶", "好", "茶叶", "采摘", "县域"], ["市场"])
    rows = explain_topic(corpus, dictionary, "t-01")
    shares = tag_topics(corpus, dictionary).articles.query("article_id == 't-01'").set_index("label")["share"]
    by_hand = rows.groupby("label")["score"].sum() / rows["score"].sum()
    assert by_hand.to_dict() == pytest.approx(shares.to_dict())


def test_each_place_is_told_with_field_and_span(dictionary):
    articles = pd.DataFrame({"article_id": ["t-01"], "title": ["春茶上市"]}, dtype="str")
    rows = explain_topic(tokens(["茶叶", "好", "。", "好", "。", "县域"]), dictionary, "t-01", articles=articles)
    places = rows.sort_values("start")[["field", "sentence", "start", "end", "term"]].to_numpy().tolist()
    assert places == [["title", 0, 0, 2, "春茶"], ["lead", 0, 0, 2, "茶叶"], ["text", 2, 6, 8, "县域"]]


def test_an_article_that_there_is_not_is_an_error(dictionary):
    with pytest.raises(ValueError, match="no such article – 'x' – the tokens hold 1, such as"):
        explain_topic(tokens(["茶叶"]), dictionary, "x")


def test_words_of_the_topics_paragraphs_are_proposed(dictionary):
    articles = [["茶叶", "采摘", "茶农", "茶农"], ["春茶", "市场", "茶农"], ["县域", "县域经济", "园区", "园区"]] * 4
    corpus = tokens(*articles)
    texts = pd.DataFrame({"article_id": corpus["article_id"].unique(), "text": ["".join(words) for words in articles]})
    proposed = suggest_topic_words(corpus, dictionary, "茶业", articles=texts.astype("str"))
    assert proposed["term"].tolist() == ["茶农"]


@pytest.mark.parametrize(
    ("label", "said"), [("咖啡", "no such topic – '咖啡' – there are 茶业"), ("县域经济", "in no paragraph")]
)
def test_nothing_to_propose_is_an_error(dictionary, label, said):
    texts = pd.DataFrame({"article_id": ["t-01"], "text": ["茶叶采摘"]}, dtype="str")
    with pytest.raises(ValueError, match=said):
        suggest_topic_words(tokens(["茶叶", "采摘"]), dictionary, label, articles=texts)

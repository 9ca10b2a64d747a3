"""Where words and rules stand: the longest first, within sentences, near, in order, in the headline, not in exclusions."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from topic_cases import DICTIONARY, tokens

from corpus_tools.topics import matching
from corpus_tools.topics.dictionary import read_topics
from corpus_tools.topics.matching import find_hits, read_hits, with_headlines

FINANCE = '[[topic]]\nlabel = "金融"\nenglish = "Finance"\nwords.3 = ["银行"]\n'


def hits(tmp_path, words, more="", title=None, *, dictionary=FINANCE):
    path = tmp_path / "topics.toml"
    path.write_text(dictionary + more, encoding="utf-8")
    articles = None if title is None else pd.DataFrame({"article_id": ["t-01"], "title": [title]}, dtype="str")
    return find_hits(with_headlines(tokens(words), articles), read_topics(path))


def terms(found):
    return found["term"].tolist()


def test_neighbours_that_make_up_a_word_match_it_the_longest_first(tmp_path):
    found = hits(tmp_path, ["县域", "经济"], dictionary=DICTIONARY)
    assert found[["term", "tokens", "start", "end"]].to_numpy().tolist() == [["县域经济", 2, 0, 4]]


@pytest.mark.parametrize("words", [["县域", "。", "经济"], ["春", "。", "茶"]])
def test_no_word_reaches_over_the_end_of_a_sentence(tmp_path, words):
    assert not {"县域经济", "春茶"} & set(terms(hits(tmp_path, words, dictionary=DICTIONARY)))


def test_no_word_reaches_over_the_end_of_an_article(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(DICTIONARY, encoding="utf-8")
    assert find_hits(with_headlines(tokens(["春"], ["茶"]), None), read_topics(path)).empty


def test_a_word_does_not_count_in_a_phrase_that_its_topic_excludes(tmp_path):
    assert terms(hits(tmp_path, ["银行", "街", "好", "银行"], 'exclude = ["银行街"]\n')) == ["银行"]
    assert hits(tmp_path, ["银行", "街", "好", "银行"], 'exclude = ["银行街"]\n')["start"].tolist() == [4]


RULE = "[[topic.rule]]\nname = 'r'\n"


@pytest.mark.parametrize(
    ("rule", "words", "times"),
    [
        ('all = ["农户", "贷款"]', ["农户", "的", "贷款"], 1),
        ('all = ["农户", "贷款"]', ["农户", "。", "贷款"], 0),
        ('all = ["农户", "贷款"]\nwithin = "article"', ["农户", "。", "贷款"], 1),
        ('all = ["农户", "贷款"]\nwithin = 2', ["农户", "的", "贷款"], 1),
        ('all = ["农户", "贷款"]\nwithin = 2', ["农户", "的", "小额", "贷款"], 0),
        ('all = ["农户", "贷款"]\nwithin = 2', ["贷款", "的", "农户"], 1),
        ('all = ["农户", "贷款"]\norder = true', ["贷款", "的", "农户"], 0),
        ('all = ["农户", "贷款", "利率"]\norder = true', ["农户", "利率", "贷款"], 0),
        ('all = ["农户", "贷款", "利率"]\norder = true', ["农户", "贷款", "利率"], 1),
        ('all = ["农户", "贷款"]\nnone = ["诈骗"]', ["农户", "贷款", "诈骗"], 0),
        ('all = ["农户", "贷款"]\nnone = ["诈骗"]', ["农户", "贷款", "。", "诈骗"], 1),
        ('any = ["股市", "股票"]', ["股票", "与", "股市"], 2),
        ('all = ["农户"]\nany = ["存款", "贷款"]', ["农户", "存款", "农户"], 2),
        ('all = ["小额贷款"]', ["小额", "贷款"], 1),
    ],
)
def test_a_rule_holds_where_its_condition_does(tmp_path, rule, words, times):
    assert terms(hits(tmp_path, words, RULE + rule)) == ["r"] * times


@pytest.mark.parametrize(("only", "fields"), [("title", ["title"]), ("lead", ["lead"])])
def test_a_rule_can_hold_in_one_field_alone(tmp_path, only, fields):
    words = ["股市", "。", "好", "。", "股市"]
    found = hits(tmp_path, words, f'{RULE}any = ["股市"]\nonly = "{only}"', "股市回暖")
    assert found["field"].tolist() == fields


def test_headlines_stand_before_the_text_and_have_their_own_offsets(tmp_path):
    found = hits(tmp_path, ["好", "。", "好", "。", "银行"], title="银行开门")
    assert found[["field", "start", "end"]].to_numpy().tolist() == [["title", 0, 2], ["text", 4, 6]]


def test_what_is_found_does_not_depend_on_the_batches(tmp_path, monkeypatch):
    path = tmp_path / "topics.toml"
    path.write_text(FINANCE, encoding="utf-8")
    corpus = tokens(*[["银行", "好", "银行"]] * 5)
    titles = pd.DataFrame({"article_id": corpus["article_id"].unique(), "title": "银行开门"}).astype("str")
    whole = read_hits(corpus, titles, read_topics(path))
    monkeypatch.setattr(matching, "BATCH", 4)
    assert_frame_equal(read_hits(corpus, titles, read_topics(path)), whole)
    assert len(whole) == 15
    assert whole["place"].is_unique

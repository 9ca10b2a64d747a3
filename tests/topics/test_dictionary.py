"""Topics by dictionary: shares, coverage and overlap against a table worked by hand."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from corpus_tools.tables import SeedError, columns, empty, make_table
from corpus_tools.topics.dictionary import read_topics, tag_topics

DICTIONARY = """
[[topic]]
label = "茶业"
english = "Tea"
words.3 = ["茶叶", "春茶"]
words.1 = ["采摘", "市场"]

[[topic]]
label = "县域经济"
english = "County economy"
words.2 = ["县域经济", "县域", "市场"]
"""
SEED = Path(__file__).resolve().parent.parent.parent / "seeds" / "lexicon" / "topics.toml"


@pytest.fixture
def dictionary(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(DICTIONARY, encoding="utf-8")
    return path


def tokens(*articles):
    """Tokens of articles given as words; a full stop ends a sentence."""
    rows = []
    for number, words in enumerate(articles, 1):
        place, sentence = 0, 0
        for position, term in enumerate(words):
            rows.append(
                {
                    "article_id": f"t-{number:02d}",
                    "position": position,
                    "start": place,
                    "end": place + len(term),
                    "sentence": sentence,
                    "term": term,
                }
            )
            place += len(term)
            sentence += term == "。"
    return make_table("tokens", rows)


def shares(topics):
    return topics.articles.pivot_table("share", index="article_id", columns="label").round(4).to_dict("index")


def test_shares_are_matched_weight_over_all_matched_weight(dictionary):
    found = tag_topics(tokens(["茶叶", "采摘", "县域", "好"], ["无", "关"]), dictionary)
    assert shares(found) == {"t-01": {"县域经济": 0.3333, "茶业": 0.6667}, "t-02": {"县域经济": 0.0, "茶业": 0.0}}


def test_a_word_of_two_topics_counts_for_both(dictionary):
    found = tag_topics(tokens(["市场"]), dictionary)
    assert shares(found) == {"t-01": {"县域经济": 0.6667, "茶业": 0.3333}}
    assert found.overlap.to_dict("records") == [
        {"topic": 1, "label": "茶业", "topic_other": 2, "label_other": "县域经济", "words": 1, "n": 1, "articles": 1},
    ]


def test_neighbours_that_make_up_a_word_match_it_the_longest_first(dictionary):
    found = tag_topics(tokens(["县域", "经济"]), dictionary)
    assert found.terms["term"].tolist() == ["县域经济"]
    assert found.totals["tokens_covered"] == 1.0


@pytest.mark.parametrize("words", [["县域", "。", "经济"], ["春", "。", "茶"]])
def test_no_word_reaches_over_the_end_of_a_sentence(dictionary, words):
    assert "县域经济" not in tag_topics(tokens(words), dictionary).terms["term"].tolist()


def test_no_word_reaches_over_the_end_of_an_article(dictionary):
    assert tag_topics(tokens(["春"], ["茶"]), dictionary).terms.empty


def test_terms_are_ranked_by_what_they_bring(dictionary):
    found = tag_topics(tokens(["茶叶", "茶叶", "采摘", "采摘"]), dictionary)
    assert found.terms[["rank", "term", "weight"]].to_dict("records") == [
        {"rank": 1, "term": "茶叶", "weight": 0.75}, {"rank": 2, "term": "采摘", "weight": 0.25},
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
    assert tag_topics(tokens(["茶叶"]), dictionary, language="en").terms["label"].tolist() == ["Tea"]
    with pytest.raises(ValueError, match="unknown language 'fr'; there are"):
        tag_topics(tokens(["茶叶"]), dictionary, language="fr")


def test_nothing_found_is_empty_tables_with_their_columns(dictionary):
    found = tag_topics(empty("tokens"), dictionary)
    assert found.terms.empty
    assert list(found.terms.columns) == columns("topic_terms")
    assert list(found.articles.columns) == columns("topic_articles")
    assert found.totals == {"tokens_covered": 0.0, "articles_covered": 0.0, "articles_with_several": 0.0}


def test_html_shows_totals_and_coverage(dictionary):
    page = tag_topics(tokens(["茶叶"]), dictionary)._repr_html_()
    assert "articles covered 100.0%" in page
    assert "茶业" in page


def test_leaves_the_tokens_as_they_were(dictionary):
    given_tokens = tokens(["茶叶", "市场"])
    before = given_tokens.copy(deep=True)
    tag_topics(given_tokens, dictionary)
    assert_frame_equal(given_tokens, before)


@pytest.mark.parametrize(
    "text",
    [
        "[[topic]]\nlabel = 1 2",
        "x = 1",
        "[[topic]]\nlabel = '茶'\nwords.1 = ['茶']",
        "[[topic]]\nlabel = '茶'\nenglish = 'Tea'\nwords.much = ['茶']",
        "topic = 3",
    ],
)
def test_a_broken_dictionary_is_an_error_that_names_the_file(tmp_path, text):
    path = tmp_path / "topics.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=r"topics\.toml: "):
        tag_topics(tokens(["茶叶"]), path)


def test_a_missing_dictionary_is_an_error_that_names_it(tmp_path):
    with pytest.raises(OSError, match=r"none\.toml"):
        tag_topics(tokens(["茶叶"]), tmp_path / "none.toml")


@settings(derandomize=True, deadline=None, max_examples=20)
@given(st.lists(st.lists(st.sampled_from(["茶叶", "市场", "县域", "经济", "好", "。"]), max_size=8), max_size=4))
def test_shares_add_up_to_one_or_nothing_whatever_the_order(articles):
    once, reverse = (tag_topics(tokens(*order), SEED) for order in (articles, articles[::-1]))
    sums = once.articles.groupby("article_id")["share"].sum().round(9)
    assert set(sums) <= {0.0, 1.0}
    assert once.coverage.equals(reverse.coverage)


def test_the_seed_dictionary_holds_at_least_ten_areas_in_both_languages():
    chinese, english = (read_topics(SEED, language) for language in ("zh", "en"))
    assert len(chinese["label"].unique()) >= 10
    assert english["label"].str.isascii().all()
    assert chinese.groupby("label")["weight"].nunique().min() >= 2


def test_the_seed_dictionary_repeats_no_word_within_an_area():
    areas = tomllib.loads(SEED.read_text(encoding="utf-8"))["topic"]
    words = [Counter(word for group in area["words"].values() for word in group) for area in areas]
    assert [word for counted in words for word, n in counted.items() if n > 1] == []

"""Dictionaries of topics: what a file may hold, and the errors that name file, line and term."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from topic_cases import DICTIONARY

from corpus_tools.tables import SeedError
from corpus_tools.topics.dictionary import read_topics

SEED = Path(__file__).resolve().parent.parent.parent / "seeds" / "lexicon" / "topics.toml"
TOPIC = '[[topic]]\nlabel = "茶业"\nenglish = "Tea"\nwords.3 = ["茶叶"]\n'


def written(tmp_path, text):
    path = tmp_path / "topics.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_words_alone_is_read_as_ever(tmp_path):
    read = read_topics(written(tmp_path, DICTIONARY))
    assert read.words[["topic", "term", "weight"]].to_numpy().tolist()[:3] == [
        [1, "茶叶", 3.0],
        [1, "春茶", 3.0],
        [1, "采摘", 1.0],
    ]
    assert read.lists[["label", "words", "rules", "source"]].to_numpy().tolist() == [
        ["茶业", 4, 0, ""],
        ["县域经济", 3, 0, ""],
    ]


def test_groups_sources_and_versions_come_with_each_list(tmp_path):
    text = f'source = "编者"\nversion = "1"\n[[group]]\nlabel = "经济"\nenglish = "Economy"\n{TOPIC}parent = "经济"\nversion = "2"\n'
    row = read_topics(written(tmp_path, text), "en").lists.iloc[0]
    assert (row["label"], row["parent"], row["source"], row["version"]) == ("Tea", "Economy", "编者", "2")


def test_a_rule_has_a_name_and_its_defaults(tmp_path):
    rule = read_topics(
        written(tmp_path, TOPIC + '[[topic.rule]]\nall = ["茶"]\nany = ["价", "市"]\nnone = ["咖啡"]\n')
    ).rules[0]
    assert (rule.name, rule.weight, rule.within, rule.order, rule.only) == (
        "茶+(价|市)−咖啡",
        2.0,
        "sentence",
        False,
        "",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[topic]]\nlabel = 1 2", "Expected newline"),
        ("x = 1", "no [[topic]]"),
        ("topic = 3", "no [[topic]]"),
        ('[[topic]]\nlabel = "茶"\nwords.1 = ["茶"]', "line 1: topic 1 lacks 'english'"),
        ('[[topic]]\nlabel = "茶"\nenglish = "Tea"', "needs words by weight"),
        (TOPIC + 'words.much = ["茶"]', "line 5: a weight is a number above 0 – 'much'"),
        (TOPIC + "words.-1 = []", "line 5: a weight is a number above 0 – '-1'"),
        (TOPIC + 'words.2 = ["春 茶"]', "line 5: a word is text without blanks – '春 茶'"),
        (TOPIC + "words.2 = [3]", "line 5: a word is text without blanks – 3"),
        (TOPIC + 'colour = "green"', "line 5: unknown key – 'colour' – there are label, english"),
        (TOPIC + TOPIC + 'parent = "经济"', "line 9: unknown parent – '经济' – there are no [[group]] entries"),
        (TOPIC + "[[topic.rule]]\nweight = 2", "line 5: a rule without words"),
        (
            TOPIC + '[[topic.rule]]\nall = ["采茶"]\nwithin = "page"',
            "line 6: within 'page' – ('采茶',) – there are sentence, article",
        ),
        (TOPIC + '[[topic.rule]]\nall = ["采茶"]\nonly = "body"', "only = 'body'"),
        (TOPIC + '[[topic.rule]]\nall = ["采茶"]\nnear = 3', "line 7: unknown key of a rule – 'near'"),
    ],
)
def test_a_broken_dictionary_is_an_error_that_names_file_line_and_term(tmp_path, text, said):
    with pytest.raises(SeedError) as caught:
        read_topics(written(tmp_path, text))
    assert "topics.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_dictionary_is_an_error_that_names_it(tmp_path):
    with pytest.raises(SeedError, match=r"none\.toml: cannot be opened: No such file"):
        read_topics(tmp_path / "none.toml")


def test_the_seed_dictionary_holds_at_least_twenty_areas_in_both_languages():
    chinese, english = (read_topics(SEED, language) for language in ("zh", "en"))
    assert len(chinese.lists) >= 20
    assert english.lists[["label", "parent"]].map(str.isascii).all(axis=None)
    assert chinese.words.groupby("label")["weight"].nunique().min() >= 2
    assert chinese.lists[["source", "version", "parent"]].ne("").all(axis=None)


def test_the_seed_dictionary_repeats_no_word_within_an_area():
    areas = tomllib.loads(SEED.read_text(encoding="utf-8"))["topic"]
    words = [Counter(word for group in area["words"].values() for word in group) for area in areas]
    assert [word for counted in words for word, n in counted.items() if n > 1] == []

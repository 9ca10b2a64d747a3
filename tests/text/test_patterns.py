import re

import pytest

from corpus_tools.rules import Rules
from corpus_tools.text.patterns import choice, either, pattern, words


def test_choice_takes_the_longest_word():
    assert re.match(choice(["甲", "甲乙", "甲乙丙"]), "甲乙丁").group() == "甲乙"


def test_a_guarded_word_is_passed_over():
    pattern = re.compile(choice(["名", "名次"], guard={"名": "单"}))
    assert [bool(pattern.match(text)) for text in ("名单", "名次", "名")] == [False, True, True]


def test_an_unknown_list_of_words_is_named():
    with pytest.raises(ValueError, match="no such list of words"):
        either(Rules(), "weather")


def test_an_unknown_pattern_is_named():
    with pytest.raises(ValueError, match="no such pattern"):
        pattern(Rules(), "weather")
    with pytest.raises(ValueError, match="no such list of words"):
        words(Rules(), "weather")


@pytest.mark.parametrize("row", Rules().rows("patterns"), ids=lambda row: row[0])
def test_each_pattern_finds_its_example_and_not_the_other(row):
    name, method, _, example, other, note = row
    find = getattr(pattern(Rules(), name), method)
    assert find(example)
    assert other
    assert not find(other)
    assert note


def test_a_list_of_ones_own_reaches_the_pattern(tmp_path):
    (tmp_path / "wordings.tsv").write_text("organisation\t茶庄\n", encoding="utf-8")
    assert not pattern(Rules(), "place: in a name").match("老茶庄")
    assert pattern(Rules.read(tmp_path), "place: in a name").match("老茶庄")

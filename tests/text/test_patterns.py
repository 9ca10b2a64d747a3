import re

import pytest

from corpus_tools.rules import Rules
from corpus_tools.text.patterns import choice, either


def test_choice_takes_the_longest_word():
    assert re.match(choice(["甲", "甲乙", "甲乙丙"]), "甲乙丁").group() == "甲乙"


def test_a_guarded_word_is_passed_over():
    pattern = re.compile(choice(["名", "名次"], guard={"名": "单"}))
    assert [bool(pattern.match(text)) for text in ("名单", "名次", "名")] == [False, True, True]


def test_an_unknown_list_of_words_is_named():
    with pytest.raises(ValueError, match="no such list of words"):
        either(Rules(), "weather")

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.quantities.words import tag_of, words_of


def test_tags_are_of_the_dictionary_or_told_by_the_form():
    assert [tag_of(text) for text in ("企业", "提供", "出口", "，", "12", "APP", "的")] == [
        "n",
        "v",
        "vn",
        "x",
        "m",
        "eng",
        "uj",
    ]


@settings(derandomize=True, deadline=None)
@given(st.text("企业提供服务12，。 APP“”", max_size=40))
def test_words_cover_the_stretch(text):
    words = words_of(text, 0, len(text))
    assert "".join(word.text for word in words) == text
    assert all(one.end == other.start for one, other in zip(words, words[1:], strict=False))

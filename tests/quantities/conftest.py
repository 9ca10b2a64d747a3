import pytest

from corpus_tools.quantities.extract import parsed_sentences, readings
from corpus_tools.quantities.periods import read_article
from corpus_tools.rules import Rules


@pytest.fixture
def sentences_of():
    """The sentences with amounts of a text, in an issue of 13 March 2024 unless told otherwise."""

    def sentences_of(text, **article):
        row = {"article_id": "a", "date": "2024-03-13", "text": text} | article
        article = read_article(row, Rules())
        return [
            one
            for field, found in readings(article, Rules())
            if field.field == "text"
            for one in parsed_sentences(found)
        ]

    return sentences_of

import pytest

from corpus_tools.quantities.extract import parsed_sentences, readings
from corpus_tools.rules import Rules


@pytest.fixture
def sentences_of():
    """The sentences with amounts of a text, in an issue of 13 March 2024 unless told otherwise."""

    def sentences_of(text, **article):
        row = {"article_id": "a", "date": "2024-03-13", "text": text} | article
        return [one for name, _, found in readings(row, Rules()) if name == "text" for one in parsed_sentences(found)]

    return sentences_of

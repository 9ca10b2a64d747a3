import re

import pandas as pd
import pytest

from corpus_tools.stats.concordance import COLUMNS, concordance
from corpus_tools.tables import make_table
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

ARTICLES = pd.DataFrame(
    {"article_id": ["a-01", "a-02"], "text": ["会议闭幕。\n县域经济要强，县域要活。大家发言。", "经济适用房。"]}
)


def test_contexts_stay_in_their_sentence():
    rows = concordance(ARTICLES, "县域")
    assert rows[["left", "node", "right"]].to_numpy().tolist() == [
        ["", "县域", "经济要强，县域要活。"],
        ["县域经济要强，", "县域", "要活。"],
    ]
    assert rows["paragraph"].tolist() == [1, 1]


def test_contexts_are_as_wide_as_asked():
    row = concordance(ARTICLES, "要强", width=2).iloc[0]
    assert (row["left"], row["right"]) == ("经济", "，县")


def test_places_are_spans_of_the_text():
    texts = ARTICLES.set_index("article_id")["text"]
    rows = concordance(ARTICLES, re.compile("县域|经济"))
    assert len(rows) == 4
    assert all(texts[row.article_id][row.start : row.end] == row.node for row in rows.itertuples())


def test_tokens_leave_out_parts_of_words():
    tokens = tokenise(ARTICLES, Lexicon(words=()).teach(["经济适用房"]))
    assert concordance(ARTICLES, "经济", tokens=tokens)["article_id"].tolist() == ["a-01"]
    assert concordance(ARTICLES, "县域经济", tokens=tokens)["start"].tolist() == [6]


def test_the_way_back_to_the_line_of_the_source():
    rows = [
        {"line": 3, "article_id": "a-01", "text_start": 0},
        {"line": 5, "article_id": "a-01", "text_start": 6},
        {"line": 6, "article_id": "a-01", "text_start": 13},
        {"line": 9, "article_id": "a-02"},
    ]
    lines = make_table("lines", rows)
    assert concordance(ARTICLES, "县域", lines=lines)["line"].tolist() == [5, 6]
    assert concordance(ARTICLES, "经济", lines=lines)["line"].isna().tolist() == [False, True]


def test_nothing_found_is_an_empty_table():
    for rows in (
        concordance(ARTICLES, "体育"),
        concordance(ARTICLES[:0], "县域", tokens=tokenise(ARTICLES, Lexicon())),
    ):
        assert rows.empty
        assert rows.dtypes.astype("str").to_dict() == COLUMNS


@pytest.mark.parametrize("node", ["", re.compile("域?")])
def test_the_empty_string_cannot_be_found(node):
    with pytest.raises(ValueError, match="it matches the empty string"):
        concordance(ARTICLES, node)

"""Evidence: lines that are read back as they were written, whatever stands in the text."""

import pytest
from compared_corpus import make_corpus

import corpus_tools as ct
from corpus_tools.compare.evidence import Place, quote


def test_brackets_and_signs_in_the_text_are_read_back(tmp_path):
    text = "【头条】记者说：“text 1-2: 【春茶】上市。”\n下一段也有春茶。"
    corpus = make_corpus(tmp_path, [{"date": "2024-01-03", "body": text}])
    (article,) = corpus.articles.to_dict("records")
    spans = [
        (start, start + 2)
        for start in range(len(article["text"]) - 1)
        if article["text"][start : start + 2] in ("春茶", "】记")
    ]
    lines = quote({7: [Place(article["article_id"], "text", *span) for span in spans], 8: []}, corpus)
    found = ct.explain({"evidence_before": lines[8], "evidence_after": lines[7]})
    assert len(found) == len(spans) >= 3
    assert set(found["side"]) == {"after"}
    for row in found.itertuples():
        assert article["text"][row.start : row.end] == row.node
        assert f"{row.left}{row.node}{row.right}" in article["text"].replace("\n", " ")


def test_a_line_that_is_none():
    with pytest.raises(ValueError, match="no line of evidence – 'somewhere' – one is written"):
        ct.explain({"evidence_before": "somewhere", "evidence_after": ""})

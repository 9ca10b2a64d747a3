import re
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from corpus_tools.stats import counts as counting
from corpus_tools.stats.counts import count_terms
from corpus_tools.tables import empty
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

WORDS = st.lists(
    st.tuples(st.sampled_from(["报-01", "报-02", "报-03"]), st.sampled_from(list("县域经济发展"))), max_size=40
)


def table(rows):
    tokens = pd.DataFrame(rows, columns=["article_id", "term"]).astype("str")
    return tokens.assign(position=tokens.groupby("article_id").cumcount(), sentence=0, pos="n")


def as_dict(counts):
    return {(row.group, row.term): row.n for row in counts.itertuples()}


@settings(derandomize=True, deadline=None, max_examples=20)
@given(WORDS)
def test_counts_are_counters(rows):
    assert as_dict(count_terms(table(rows))) == Counter(rows)
    assert as_dict(count_terms(table(rows), by=None)) == Counter(("", term) for _, term in rows)


def test_counts_are_those_of_scikit_learn():
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["县域经济发展，发展县域。", "经济发展"]})
    vectorizer = CountVectorizer(analyzer=lambda text: tokenise(
        pd.DataFrame({"article_id": ["x"], "text": [text]}), Lexicon(words=(), stop_words=()))["term"])  # fmt: skip
    matrix = vectorizer.fit_transform(articles["text"]).toarray()
    counted = count_terms(tokenise(articles, Lexicon(words=(), stop_words=()))).pivot_table(
        index="group", columns="term", values="n", fill_value=0
    )
    assert counted[vectorizer.get_feature_names_out()].to_numpy().tolist() == matrix.tolist()


def test_rows_are_in_order_of_group_frequency_and_term():
    counts = count_terms(table([("b", "经"), ("a", "域"), ("a", "县"), ("a", "经"), ("a", "经")]))
    assert counts["term"].tolist() == ["经", "县", "域", "经"]
    pd.testing.assert_series_equal(counts.dtypes, empty("counts").dtypes)


@settings(derandomize=True, deadline=None, max_examples=20)
@given(WORDS, st.randoms(use_true_random=False))
def test_the_order_of_tokens_changes_nothing(rows, random):
    shuffled = random.sample(rows, len(rows))
    pd.testing.assert_frame_equal(count_terms(table(rows)), count_terms(table(shuffled)))


def test_parquet_gives_what_the_table_gives(tmp_path):
    tokens = table([("报-2024-01-13-01", "县"), ("报-2024-01-13-02", "县"), ("报-2024-01-14-01", "域")])
    for number, part in enumerate((tokens[:2], tokens[2:])):
        part.to_parquet(tmp_path / f"{number}.parquet")
    for by in ("article_id", "issue_id", None):
        expected = count_terms(tokens, by=by)
        pd.testing.assert_frame_equal(count_terms(tmp_path, by=by), expected)
        pd.testing.assert_frame_equal(count_terms(tmp_path / "*.parquet", by=by), expected)


@settings(derandomize=True, deadline=None, max_examples=20)
@given(WORDS, st.sampled_from(["article_id", "issue_id", "page", None]), st.sampled_from([1, 2]))
def test_counting_in_parts_gives_what_counting_at_once_gives(rows, by, size):
    tokens = table(rows).assign(page=[None if at % 5 == 0 else at % 3 for at in range(len(rows))])
    whole = count_terms(tokens, by=by, size=size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "AT_ONCE", 3)
        pd.testing.assert_frame_equal(count_terms(tokens, by=by, size=size), whole)


def test_what_has_no_group_is_counted_too():
    tokens = table([("报-01", "县"), ("报-02", "县"), ("报-03", "域")]).assign(column=["要闻", None, ""])
    assert as_dict(count_terms(tokens, by="column")) == {("要闻", "县"): 1, ("", "县"): 1, ("", "域"): 1}
    nowhere = tokens.assign(article_id=pd.Series([None] * 3, dtype="str"))
    assert as_dict(count_terms(nowhere, by="issue_id")) == {("", "县"): 2, ("", "域"): 1}


def test_no_query_draws_its_progress_into_standard_output():
    with counting.open_source(table([("a", "县")])) as connection:
        assert connection.sql("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]


def test_a_source_that_is_not_there_is_named(tmp_path):
    for source in (tmp_path, tmp_path / "tokens.parquet", str(tmp_path / "*.parquet")):
        with pytest.raises(ValueError, match=f"no Parquet file is there – '{re.escape(str(tmp_path))}"):
            count_terms(source)


def test_groups_can_be_issues_or_any_column():
    tokens = table([("报-2024-01-13-01", "县"), ("报-2024-01-13-02", "县")]).assign(page=3)
    assert as_dict(count_terms(tokens, by="issue_id")) == {("报-2024-01-13", "县"): 2}
    assert as_dict(count_terms(tokens, by="page")) == {("3", "县"): 2}
    with pytest.raises(ValueError, match=r"table lacks \['kind'\]"):
        count_terms(tokens, by="kind")


def test_signs_and_numbers_are_no_terms():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["5月，增长4.6%，第一、C919、二十一家。"]})
    counts = count_terms(tokenise(articles, Lexicon(), complete=True))
    assert sorted(counts["term"]) == ["C919", "二十一家", "增长", "第一"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("县域经济发展", ["县域 经济", "经济 发展"]),
        ("县域。经济", []),
        ("县域\n经济", []),
        ("县域，经济", []),
        ("县域的经济", []),
        ("县域4.6%经济", []),
    ],
    ids=["neighbours", "sentence", "line", "sign", "stop word", "number"],
)
def test_ngrams_cross_nothing(text, pairs):
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    assert count_terms(tokenise(articles, Lexicon(words=())), size=2)["term"].tolist() == pairs


def test_ngrams_do_not_cross_articles():
    tokens = table([("a", "县"), ("b", "域")])
    assert count_terms(tokens, size=2, by=None).empty
    with pytest.raises(ValueError, match="size=0"):
        count_terms(tokens, size=0)


def test_counts_can_be_added_up():
    counts = pd.DataFrame({"group": ["a", "b"], "term": ["县", "县"], "n": [2, 3]})
    assert as_dict(count_terms(counts, by=None)) == {("", "县"): 5}


def test_no_tokens_no_counts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pd.testing.assert_frame_equal(count_terms(empty("tokens")), empty("counts"))
    assert list(tmp_path.iterdir()) == []

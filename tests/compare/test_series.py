"""Series: rates counted by hand, gaps, intervals, statistics, agency copy."""

import re

import pandas as pd
import pytest
from compared_corpus import TEA, WATER, make_corpus

import corpus_tools as ct
from corpus_tools.tables import SCHEMAS, make_table

DATES = ["2024-01-03", "2024-01-03", "2024-01-04", "2024-03-05"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    bodies = [TEA, WATER, f"新华社北京1月4日电 {TEA}", WATER]
    rows = [{"date": date, "body": body} for date, body in zip(DATES, bodies, strict=True)]
    return make_corpus(tmp_path_factory.mktemp("series"), rows)


def by_hand(corpus, term, length):
    """Occurrences, tokens and rate by the beginning of the date."""
    counts = corpus.dated(corpus.counts.rename(columns={"group": "article_id"}))
    period = counts["date"].str[:length]
    of = counts.groupby(period)["n"].sum()
    n = counts[counts["term"] == term].groupby(period)["n"].sum().reindex(of.index, fill_value=0)
    return list(zip(of.index, n, of, 10_000 * n / of, strict=True))


@pytest.mark.parametrize(("by", "length"), [("day", 10), ("month", 7), ("year", 4)])
def test_rates_are_those_counted_by_hand(corpus, by, length):
    found = ct.term_series(corpus, ["春茶", "水库"], by=by)
    for term in ("春茶", "水库"):
        rows = found.loc[found["key"] == term, ["period", "n", "of", "rate"]]
        assert rows.to_records(index=False).tolist() == by_hand(corpus, term, length)
    assert (found["low"] <= found["rate"]).all()
    assert (found["rate"] <= found["high"]).all()


def test_a_month_without_issues_has_no_row(corpus):
    assert ct.term_series(corpus, "春茶")["period"].tolist() == ["2024-01", "2024-03"]
    assert ct.term_series(corpus, "春茶").set_index("period")["n"]["2024-03"] == 0


@pytest.mark.parametrize("by", ["day", "week"])
def test_a_string_that_is_no_word_is_counted_among_characters(corpus, by):
    found = ct.term_series(corpus, ["农把鲜叶送到", "春茶"], by=by)
    assert found.groupby("key")["n"].sum().to_dict() == {"农把鲜叶送到": 2, "春茶": 2}


def test_a_table_with_dates_gives_what_the_corpus_gives(corpus):
    tokens = corpus.dated(corpus.tokens)
    for by in ("day", "month"):
        pd.testing.assert_frame_equal(ct.term_series(tokens, "春茶", by=by), ct.term_series(corpus, "春茶", by=by))


def test_articles_without_a_date_are_in_no_period():
    tokens = pd.DataFrame({"article_id": ["a", "b"], "date": ["2024-01-13", ""], "term": "春茶", "pos": "n"})
    assert ct.term_series(tokens, "春茶")[["period", "n", "of"]].to_numpy().tolist() == [["2024-01", 1, 1]]
    assert ct.term_series(tokens.iloc[1:], "春茶").empty


def test_agency_copy(corpus):
    found = ct.agency_series(corpus, by="day", of="")
    assert found[["period", "n", "of", "rate"]].to_numpy().tolist() == [
        ["2024-01-03", 0, 2, 0.0], ["2024-01-04", 1, 1, 1.0], ["2024-03-05", 0, 1, 0.0],
    ]  # fmt: skip
    assert set(ct.agency_series(corpus)["key"]) == {"01"}


STATED = [
    {"article_id": "a", "indicator": "产值", "place": "临川县", "kind": "money", "unit": "元", "value": 3.0, "period": "2023"},
    {"article_id": "a", "indicator": "产值", "place": "临川县", "kind": "money", "unit": "元", "value": 5.0, "period": "2022"},
    {"article_id": "b", "indicator": "产值", "place": "青岩市", "kind": "money", "unit": "元", "value": 7.0, "period": "2023"},
    {"article_id": "b", "indicator": "产值", "place": "临川县", "kind": "money", "unit": "元", "value": 99.0, "target": True},
]  # fmt: skip


def test_quantities_by_the_issue_and_by_what_is_spoken_of():
    rows = make_table("quantities", STATED).assign(date="2024-01-13")
    found = ct.quantity_series(rows, "产值", place="临川县")
    assert found[["period", "n", "of", "rate", "low", "high"]].to_numpy().tolist() == [["2024-01", 2, 1, 4.0, 3.0, 5.0]]
    stated = ct.quantity_series(rows, re.compile("产"), stated=True)
    assert stated[["key", "period", "rate"]].to_numpy().tolist() == [
        ["产值 · 临川县 · money · 元", "2022", 5.0],
        ["产值 · 临川县 · money · 元", "2023", 3.0],
        ["产值 · 青岩市 · money · 元", "2023", 7.0],
    ]
    assert ct.quantity_series(rows, ["人口"]).dtypes.astype("str").to_dict() == dict(SCHEMAS["series"])


def test_quantities_of_a_corpus(corpus):
    assert ct.quantity_series(corpus, "产值").empty


def test_no_term_is_counted_for_nothing_at_all():
    tokens = pd.DataFrame({"article_id": "a", "date": "2024-01-13", "term": ["春茶"], "pos": "n"})
    with pytest.raises(ValueError, match="no term – '' is among"):
        ct.term_series(tokens, ["春茶", ""])

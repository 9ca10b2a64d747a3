import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.quantities.periods import find_periods
from corpus_tools.tables import empty

CASES = json.loads((Path(__file__).parent.parent / "cases" / "periods.json").read_text(encoding="utf-8"))
ALPHABET = "一二三十两今去前明年月日第0123456789—-至到季度上半以来起近过目前“十四五”期间，。\n讯年底初当天昨()"


def page(text, day="2024-01-13", **more):
    return pd.DataFrame(
        {"article_id": ["a"], "date": [day], "text": [text]} | {name: [value] for name, value in more.items()}
    )


def found(table):
    return find_periods(table)[["stated", "value"]].to_numpy().tolist()


@pytest.mark.parametrize(("day", "text", "expected"), [*CASES["in the news"], *CASES["negative"]])
def test_periods(day, text, expected):
    assert found(page(text, day)) == expected


@pytest.mark.parametrize(("day", "text", "expected"), CASES["known failures"])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_periods_that_are_not_found_yet(day, text, expected):
    assert found(page(text, day)) == expected


def test_the_dateline_column_says_what_today_is():
    assert found(page("今天，大会召开。目前有58家。", dateline_date="2024-01-11")) == [
        ["今天", "2024-01-11"],
        ["目前", "2024-01-11"],
    ]


def test_headlines_are_read_too():
    table = find_periods(page("没有日期。", title="2023年成绩单", kicker="", subtitle="去年9月"))
    assert table[["field", "value"]].to_numpy().tolist() == [["title", "2023"], ["subtitle", "2023-09"]]


def test_a_new_paragraph_forgets_the_year():
    assert found(page("2021年，建成。3月通车。\n3月竣工。", "2024-06-01"))[1:] == [
        ["3月", "2021-03"],
        ["3月", "2024-03"],
    ]


def test_without_the_date_of_the_issue_only_absolute_periods_have_a_value():
    assert found(page("2023年9月、去年、3月", "")) == [["2023年9月", "2023-09"], ["去年", ""], ["3月", ""]]


def test_kinds_are_date_for_a_day_and_period_for_the_rest():
    assert find_periods(page("1月12日、去年"))["kind"].tolist() == ["date", "period"]


def test_nothing_found_is_an_empty_table():
    pd.testing.assert_frame_equal(find_periods(page("无")), empty("periods"))


def test_a_lacking_column_is_named():
    with pytest.raises(ValueError, match=r"table lacks \['date'\]"):
        find_periods(page("无").drop(columns="date"))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=80), st.text(ALPHABET, max_size=80)), st.dates().map(str) | st.text(max_size=3))
def test_any_text_gives_spans_that_slice_back(text, day):
    table = page(text, day)
    before = table.copy(deep=True)
    periods = find_periods(table)
    assert [text[row.start : row.end] for row in periods.itertuples()] == periods["stated"].tolist()
    pd.testing.assert_frame_equal(table, before)

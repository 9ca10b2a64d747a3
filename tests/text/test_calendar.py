"""Written days, in figures and in Chinese."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.text.calendar import days_in, iso_day, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年1月13日 星期六", "2024-01-13"),
        ("2024 年 1 月 13 日", "2024-01-13"),
        ("２０２４年１月１３日", "2024-01-13"),
        ("二〇二四年一月十三日", "2024-01-13"),
        ("二○二四年十二月三十一日", "2024-12-31"),
        ("一九九八年十月二十日", "1998-10-20"),
        ("2024/1/3", "2024-01-03"),
        ("2024.01.13", "2024-01-13"),
        ("2024-01-13 00:00:00", "2024-01-13"),
        ("hnrb20240113", "2024-01-13"),
    ],
)
def test_days(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2023年2月29日",
        "2024-13-01",
        "1月13日",
        "2024年",
        "20241345",
        "120240113",
        "202401131",
        "2024-1/13",
        "3024年1月1日",
    ],
)
def test_what_is_no_day(text):
    assert read_day(text) == ""


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
@settings(deadline=None, derandomize=True)
def test_every_day_in_every_form(day):
    forms = [day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%Y%m%d"), day.strftime("%Y.%m.%d")]
    assert {found for form in forms for _, found in days_in(form)} == {iso_day(day.year, day.month, day.day)}

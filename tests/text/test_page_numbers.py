"""The number of a page, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.text.page_numbers import read_page

NUMBERS = {
    "03": [
        "3",
        "03",
        "003",
        "第3版",
        "第 3 版：要闻",
        "3版",
        "p3",
        "P03",
        "page 3",
        "３",
        "第三版",
        "三版",
        "三",
        "第三",
    ],
    "12": ["12", "第十二版", "十二版", "第12版：第3届农民节"],
    "20": ["二十版", "第二十版"],
    "A01": ["A1", "a01", "A001", "第A01版", "A01版", "A01：要闻", "Ａ１"],
    "": ["", "要闻", "0", "-1", "−1", "1234", "20240113", "1.5", "1,000", "第十十版", "0x"],
}


@pytest.mark.parametrize(("text", "page"), [(text, page) for page, texts in NUMBERS.items() for text in texts])
def test_numbers(text, page):
    assert read_page(text) == page


@given(st.integers(1, 999), st.sampled_from(["", "A", "B"]))
def test_what_is_read_reads_the_same_again(number, letter):
    page = read_page(f"{letter}{number}")
    assert read_page(page) == page == f"{letter}{number:02d}"

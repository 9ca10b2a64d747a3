"""Masthead and folio lines: what they state, and the pages that they part."""

import json
from pathlib import Path

import pytest

from corpus_tools.sources.mastheads import find_folios, read_masthead, split_pages, wrong_weekdays
from corpus_tools.sources.sheets import Sheet

CASES = json.loads((Path(__file__).parent.parent / "cases" / "mastheads.json").read_text(encoding="utf-8"))
ISSUE = "清河日报\n2024年1月13日 星期六\n第01版 要闻\n\n雨停了。\n\n第02版 综合\n2024年1月13日 星期六\n\n风起了。\n\nA03版\n\n天晴了。\n"


@pytest.mark.parametrize("case", CASES["in the news"] + CASES["negative"], ids=lambda case: case["text"][:20])
def test_lines(case):
    stated = read_masthead(case["text"], find_folios(case["text"]))
    assert {one.field: one.values[0] for one in reversed(stated)} == case["stated"]


def test_a_whole_issue_is_split_at_its_folio_lines():
    pages = split_pages(Sheet(ISSUE))
    assert [page.first_line for page in pages] == [1, 7, 12]
    assert "".join(page.text for page in pages) == ISSUE


@pytest.mark.parametrize(
    "text",
    [
        "雨停了。\n第02版\n风起了。\n第03版\n天晴了。",  # a text stands before the first folio line
        "第03版\n雨停了。\n第02版\n风起了。",  # not in the paper's order
        "第02版\n雨停了。\n第02版\n风起了。",  # the same page twice
        "第02版\n雨停了。\n（上接第01版）",
    ],
)
def test_what_is_not_clear_is_not_split(text):
    assert split_pages(Sheet(text)) == [Sheet(text)]


def test_a_wrong_weekday_is_noted():
    assert wrong_weekdays(find_folios("清河日报 2024年1月13日 星期五")) == (
        "line 1: 2024-01-13 is a 星期六, not a 星期五",
    )

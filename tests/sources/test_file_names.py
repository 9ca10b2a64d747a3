"""What the names of files state."""

import json
from pathlib import Path

import pytest

from corpus_tools.sources.file_names import read_file_name, read_page, wrong_date

CASES = json.loads((Path(__file__).parent.parent / "cases" / "file_names.json").read_text(encoding="utf-8"))


def stated(case):
    return {one.field: list(one.values) for one in read_file_name(Path(case["name"]))}


@pytest.mark.parametrize("case", CASES["in the news"] + CASES["negative"], ids=lambda case: case["name"])
def test_names(case):
    assert stated(case) == case["stated"]


@pytest.mark.parametrize("case", CASES["known failures"], ids=lambda case: case["why"])
@pytest.mark.xfail
def test_known_failures(case):
    assert stated(case) == case["stated"]


@pytest.mark.parametrize(("text", "page"), [("第3版：要闻", "03"), ("A2", "A02"), ("b12", "B12"), ("要闻", "")])
def test_pages_sort(text, page):
    assert read_page(text) == page


@pytest.mark.parametrize(
    ("name", "wrong"), [("hnrb-2024-02-30.txt", True), ("hnrb-2024-02-29.txt", False), ("notes.txt", False)]
)
def test_a_day_that_the_calendar_lacks(name, wrong):
    assert wrong_date(Path(name)) is wrong

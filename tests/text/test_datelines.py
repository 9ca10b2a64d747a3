import pytest
from case_files import cases

from corpus_tools.text.datelines import find_dateline


@pytest.mark.parametrize("case", cases("datelines", "in the news", "known failures"))
def test_dateline_is_read(case):
    line = find_dateline(case["line"])
    want = (case["source"], case["place"], case["month"], case["day"], tuple(case["names"]), case.get("closing", False))
    assert (line.source, line.place, line.month, line.day, line.names, line.closing) == want


@pytest.mark.parametrize("case", cases("datelines", "negative"))
def test_other_lines_have_none(case):
    assert find_dateline(case["line"]) is None


@pytest.mark.parametrize(
    ("line", "issue", "want"),
    [
        ("本报12月31日讯 ", "2024-01-01", "2023-12-31"),
        ("本报1月1日讯 ", "2023-12-31", "2024-01-01"),
        ("本报1月12日讯 ", "2024-01-13", "2024-01-12"),
        ("本报2月30日讯 ", "2024-03-01", ""),
        ("本报讯 ", "2024-03-01", ""),
        ("本报1月12日讯 ", "", ""),
    ],
)
def test_year_is_the_one_nearest_to_the_issue(line, issue, want):
    assert find_dateline(line).iso(issue) == want

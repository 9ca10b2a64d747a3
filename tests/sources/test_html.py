"""Saved e-paper pages: the fields that the markup states are the lines of the page."""

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.sources.issues import read_issues
from corpus_tools.tables import SeedError

CASES = Path(__file__).parent.parent / "cases"
PAGES = json.loads((CASES / "html_pages.json").read_text(encoding="utf-8"))


def shown(issue):
    lines = issue.text.split("\n")
    return [[mark.article, mark.role, lines[mark.line - 1]] for mark in issue.marks]


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["file"])
def test_a_list_with_its_articles(case):
    [issue] = read_issues(CASES / "html" / case["file"])
    assert issue.issue_id == case["issue_id"]
    assert shown(issue) == case["lines"]
    assert list(issue.notes) == case.get("notes", [])


def test_every_line_is_marked_once():
    for issue in read_issues(CASES / "html"):
        filled = [number for number, line in enumerate(issue.text.split("\n"), 1) if line.strip()]
        assert [mark.line for mark in issue.marks] == filled


def test_a_folder_takes_each_article_into_its_list():
    assert sorted(issue.issue_id for issue in read_issues(CASES / "html")) == sorted(case["issue_id"] for case in PAGES)


def test_articles_without_a_list_make_a_page(tmp_path):
    for name in ("content_101.htm", "content_102.htm"):
        shutil.copy(CASES / "html" / "founder/html/2024-01/13" / name, tmp_path)
    [issue] = read_issues(tmp_path)
    assert issue.issue_id == "清河日报-2024-01-13-pA02"
    assert {mark.article for mark in issue.marks} == {0, 1}


def test_a_page_that_a_browser_saved_under_its_headline(tmp_path):
    source = CASES / "html" / "founder/html/2024-01/13"
    shutil.copy(source / "node_2.htm", tmp_path / "第A02版.htm")
    shutil.copy(source / "content_102.htm", tmp_path / "老桥新灯.htm")
    [issue] = read_issues(tmp_path)
    assert [article for article, role, _ in shown(issue) if role == "caption"] == [1]
    assert issue.notes == ("articles: 1 of 2 in the list are not saved beside it",)


@given(st.integers(0, 1400), st.integers(0, 40))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_broken_markup_is_read_or_refused(tmp_path_factory, cut, gap):
    data = (CASES / "html" / "founder/html/2024-01/13/content_101.htm").read_bytes()
    path = tmp_path_factory.mktemp("broken") / "a.htm"
    path.write_bytes(data[:cut] + data[cut + gap :])
    with contextlib.suppress(SeedError):
        assert read_issues(path)[0].text.strip()

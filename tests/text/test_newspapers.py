"""The list of newspapers."""

import re

import pytest

from corpus_tools.resources import read_rows
from corpus_tools.text.newspapers import paper_pattern, papers_by_code, papers_by_number


def test_the_list_names_each_paper_once_and_each_number_once():
    rows = read_rows("text/newspapers.tsv")
    names, numbers = [row[0] for row in rows], [row[3] for row in rows if len(row) > 3]
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d\d-\d{4}", number) for number in numbers)


@pytest.mark.parametrize(("code", "papers"), [("rmrb", 1), ("RMRB", 1), ("hnrb", 3), ("page", 0), ("", 0)])
def test_codes(code, papers):
    assert len(papers_by_code(code)) == papers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湖南日报", "湖南日报"),
        ("清河晚报记者", "清河晚报"),
        ("新华每日电讯", "新华每日电讯"),
        ("报", None),
        ("海报设计", None),
    ],
)
def test_names(text, name):
    found = re.match(paper_pattern(), text)
    assert (found[0] if found else None) == name


def test_numbers():
    assert papers_by_number("43-0001") == ("湖南日报",)
    assert papers_by_number("99-9999") == ()

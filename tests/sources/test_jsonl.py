"""Ready-made articles: one a line, one page an issue."""

import json

import pytest

from corpus_tools.sources.issues import read_issues
from corpus_tools.sources.jsonl import read_jsonl
from corpus_tools.tables import SeedError


def test_rows_give_a_page_an_issue(tmp_path):
    rows = [
        {
            "newspaper": "清河日报",
            "date": "2024-01-13",
            "page": 2,
            "column": "乡村",
            "title": "老桥新灯",
            "byline": "本报记者 田小禾",
            "body": "雨停了。\n风起了。\n田小禾 摄",
        },
        {
            "newspaper": "清河日报",
            "date": "2024-01-13",
            "page": 1,
            "title": "春耕忙",
            "byline": "田小禾",
            "body": "本报讯（记者 田小禾）天晴了。",
        },
        {"newspaper": "清河日报", "date": "2024-01-13", "page": 2, "title": "新书架", "body": "书到了。"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    issues = read_issues(tmp_path)
    assert [issue.issue_id for issue in issues] == ["清河日报-2024-01-13-p02", "清河日报-2024-01-13-p01"]
    assert issues[0].text.split("\n\n") == [
        "乡村",
        "老桥新灯",
        "本报记者 田小禾",
        "雨停了。",
        "风起了。",
        "田小禾 摄",
        "新书架",
        "书到了。",
    ]
    assert [(mark.role, mark.article) for mark in issues[0].marks][-4:] == [
        ("body", 0),
        ("credit", 0),
        ("title", 1),
        ("body", 1),
    ]
    assert [mark.role for mark in issues[1].marks] == ["title", "body"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("[1]", "is no article but a list"),
        ('{"page": 1}', "has neither title nor body; it has ['page']"),
        ('{"title": "雨", "date": "13.1.2024"}', "'13.1.2024' is no date"),
        ("{title}", "is no JSON: Expecting property name enclosed in double quotes at character 2"),
    ],
)
def test_a_row_that_is_none_is_named_by_its_line(tmp_path, row, problem):
    (tmp_path / "a.jsonl").write_text('{"title": "雨"}\n\n' + row + "\n", encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        read_jsonl([tmp_path / "a.jsonl"])
    assert caught.value.line == 3
    assert problem in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_rows_in_every_encoding(tmp_path, encoding):
    (tmp_path / "a.jsonl").write_text('{"title": "老桥新灯", "body": "雨停了。"}\r\n', encoding=encoding, newline="")
    assert read_issues(tmp_path)[0].text == "老桥新灯\n\n雨停了。"


def test_a_column_that_all_articles_are_in_is_the_name_of_the_page(tmp_path):
    rows = [{"title": title, "column": "要闻", "body": "雨停了。"} for title in ("老桥新灯", "春耕忙")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    [issue] = read_issues(tmp_path)
    assert [(mark.role, mark.article) for mark in issue.marks] == [
        ("furniture", None),
        ("title", 0),
        ("body", 0),
        ("title", 1),
        ("body", 1),
    ]

"""Ready-made articles: one a line, one page an issue."""

import json

import pytest

from corpus_tools.articles.parse import parse_issues
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
        ('{"title": NaN}', "NaN is no value of JSON"),
        ('{"title": -Infinity}', "-Infinity is no value of JSON"),
        ('{"title": {"a": 1}}', "title is a dict"),
        ('{"title": 3.5}', "title is a float – 3.5; it is text"),
        ('{"title": true}', "title is a bool"),
        ('{"title": "雨", "body": ["雨", 1]}', "body is a list"),
        ('{"title": "雨", "page": true}', "page is a bool"),
        ('{"title": "雨", "page": -1}', "'-1' is no page"),
        ('{"title": "雨", "page": 1234}', "'1234' is no page"),
        ('{"title": "雨", "page": "要闻"}', "'要闻' is no page"),
        ('{"titel": "雨", "body": "风"}', "has no 'titel'; is title meant?"),
        ('{"title": "雨", "boddy": "风"}', "has no 'boddy'; is body meant?"),
        ('{"title": "雨", "content": "雨停了，风起了。"}', "has no body, and text under 'content'"),
        ('{"title": "雨", "title": "风"}', "'title' stands twice"),
        ('{"title": "\\ud800"}', "title holds half a character"),
        ('{"title": "雨", "newspaper": "清河\\n日报\\u0000"}', "is no newspaper's name"),
        (f'{{"title": "雨", "page": {"1" * 5000}}}', "is no article: Exceeds the limit"),
        ("[" * 100_000, "is no article: maximum recursion depth"),
        ("{title}", "is no JSON: Expecting property name enclosed in double quotes at character 2"),
    ],
)
def test_a_row_that_is_none_is_named_by_its_line(tmp_path, row, problem):
    (tmp_path / "a.jsonl").write_text('{"title": "雨"}\n\n' + row + "\n", encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        read_jsonl(tmp_path / "a.jsonl")
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


def test_the_articles_table_of_the_kit_is_read_back(tmp_path):
    row = {
        "article_id": "x-01",
        "issue_id": "x",
        "newspaper": "清河日报",
        "date": "2024-01-13",
        "page": "第十二版",
        "position": 1,
    }
    row |= {
        "kind": "report",
        "title": "老桥新灯",
        "authors": "田小禾、石小溪",
        "text": "雨停了。\n风起了。",
        "agency": "",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    [issue] = read_issues(tmp_path)
    assert (issue.issue_id, issue.notes) == ("清河日报-2024-01-13-p12", ())
    assert issue.text.split("\n\n") == ["老桥新灯", "田小禾、石小溪", "雨停了。", "风起了。"]
    assert parse_issues([issue]).articles["authors"].tolist() == ["田小禾、石小溪"]


def test_paragraphs_can_be_a_list_and_what_is_not_read_is_noted(tmp_path):
    row = {"title": "雨", "body": ["雨停了。", "风起了。"], "byline": None, "url": "a", "seq": 1}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    [issue] = read_issues(tmp_path)
    assert issue.text == "雨\n\n雨停了。\n\n风起了。"
    assert issue.notes == ("rows: not read were url, seq",)

"""Pages of one issue settle newspaper and date for each other, and nothing for any other page."""

import pytest

from corpus_tools.sources.issues import read_issues

NAMED = "清河日报\n雨停了。"
DATED = "2024年1月13日 星期六\n风起了。"
BOTH = "清河日报 2024年1月13日 星期六 第{page}版\n天晴了。"
PLAIN = "桥上{page}盏灯。"
SENT = "本报1月{day}日讯 {day}盏灯。"
YOUNG = "小溪日报\n雪下了。"

CASES = {
    "one dated page settles the others": (
        {"1.txt": BOTH.format(page=1), "2.txt": PLAIN.format(page=2), "3.txt": SENT.format(day=12)},
        [("清河日报", "2024-01-13")] * 3,
    ),
    "two papers settle nothing": (
        {"1.txt": NAMED, "2.txt": YOUNG, "3.txt": PLAIN},
        [("清河日报", ""), ("小溪日报", ""), ("", "")],
    ),
    "two days settle nothing": (
        {"1.txt": DATED, "2.txt": "2024年1月14日 星期日\n雪。", "3.txt": PLAIN},
        [("", "2024-01-13"), ("", "2024-01-14"), ("", "")],
    ),
    "two pages of one number are of two issues": (
        {"1.txt": BOTH.format(page=1), "2.txt": "第1版\n雪下了。", "3.txt": PLAIN},
        [("清河日报", "2024-01-13"), ("", ""), ("", "")],
    ),
    "a later dateline is of another day": (
        {"1.txt": BOTH.format(page=1), "2.txt": SENT.format(day=15), "3.txt": PLAIN},
        [("清河日报", "2024-01-13"), ("清河日报", ""), ("清河日报", "")],
    ),
    "two pages with datelines of one other day": (
        {"1.txt": DATED, "2.txt": SENT.format(day=8), "3.txt": SENT.format(day=8) + "雪。"},
        [("", "2024-01-13"), ("", ""), ("", "")],
    ),
    "other names are no siblings": (
        {"a1.txt": BOTH.format(page=1), "b1.txt": PLAIN},
        [("清河日报", "2024-01-13"), ("", "")],
    ),
    "other folders are none": (
        {"a/1.txt": BOTH.format(page=1), "b/2.txt": PLAIN},
        [("清河日报", "2024-01-13"), ("", "")],
    ),
    "two numbers that vary number more than pages": (
        {"1-1.txt": BOTH.format(page=1), "1-2.txt": PLAIN, "2-1.txt": PLAIN + "雪。"},
        [("清河日报", "2024-01-13"), ("", ""), ("", "")],
    ),
    "one day's pages by name": (
        {"bcrb-2024-01-13-1.txt": NAMED, "bcrb-2024-01-13-2.txt": PLAIN, "bcrb-2024-01-14-1.txt": PLAIN + "雪。"},
        [("清河日报", "2024-01-13"), ("清河日报", "2024-01-13"), ("", "2024-01-14")],
    ),
    "a code holds the papers that it can mean": (
        {
            "bjrb-2024-01-13-1.txt": PLAIN,
            "hnrb-2024-01-13-1.txt": "海南日报\n雪。",
            "hnrb-2024-01-13-2.txt": PLAIN + "雪。",
        },
        [("北京日报", "2024-01-13"), ("海南日报", "2024-01-13"), ("海南日报", "2024-01-13")],
    ),
}


@pytest.fixture
def read(tmp_path):
    def read(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return read_issues(tmp_path)

    return read


@pytest.mark.parametrize("case", CASES)
def test_siblings(read, case):
    files, expected = CASES[case]
    issues = read(files)
    assert [(issue.newspaper, issue.date) for issue in issues] == expected
    assert issues.failed == ()


def test_what_siblings_say_is_said(read):
    first, second = read({"1.txt": BOTH.format(page=1), "2.txt": PLAIN})
    assert (first.date_source, second.date_source) == ("line 1", "siblings: 1 page in its folder, such as 1.txt")
    assert second.notes == ("newspaper: 清河日报 by its siblings: 1 page in its folder, such as 1.txt",)
    assert [first.issue_id, second.issue_id] == ["清河日报-2024-01-13-p01", "清河日报-2024-01-13"]


def test_the_pages_in_one_file_are_siblings(read):
    [first, second] = read({"a.txt": "清河日报 2024年1月13日 第1版\n雨停了。\n第2版\n风起了。\n"})
    assert [first.issue_id, second.issue_id] == ["清河日报-2024-01-13-p01", "清河日报-2024-01-13-p02"]


def test_a_page_read_alone_has_no_siblings(read, tmp_path):
    read({"1.txt": BOTH.format(page=1), "2.txt": PLAIN})
    assert read_issues(tmp_path / "2.txt")[0].date == ""

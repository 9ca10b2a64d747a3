"""A file → Issue: every form, every encoding; what is stated of it, and by whom; what cannot be read."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.articles.parse import parse_issues
from corpus_tools.sources.issues import Issue, read_issues
from corpus_tools.tables import SeedError

SEEDS = Path(__file__).parents[2] / "seeds" / "issues"
PAGE = "清河日报\r\n2024年1月13日 星期六 第2版\r\n\r\n老桥新灯\r\n\r\n　　清河日报1月12日讯（记者 田小禾）雨停了。\r\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "gb2312"]
REPORT = "清河日报{day}讯（清河日报记者 田小禾）今天，全县召开2024年防汛会议。\n"
PAST = "2023年7月24日，新桥通车。"


@pytest.fixture
def write(tmp_path):
    def write(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def said(issue):
    return issue.newspaper, issue.date, issue.page


def test_the_seed():
    [issue] = read_issues(SEEDS)
    assert said(issue) == ("湖南日报", "2024-01-13", "")
    assert issue.date_source.startswith("datelines: 12 January, printed the day after; year from line ")
    assert issue.issue_id == "湖南日报-2024-01-13"
    assert issue.text == (SEEDS / Path(issue.path).name).read_bytes().decode("utf-8")


def test_the_seeds_are_the_files_that_were_signed():
    signed = [line.split() for line in (SEEDS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert sorted(name for _, name in signed) == sorted(
        path.name for path in SEEDS.iterdir() if path.name != "SHA256SUMS"
    )
    assert {name: hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() for _, name in signed} == {
        name: digest for digest, name in signed
    }
    assert [issue.sha256 for issue in read_issues(SEEDS)] == [digest for digest, _ in signed]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_page_in_every_encoding(write, encoding):
    [issue] = read_issues(write("a.txt", PAGE, encoding))
    assert issue.text == PAGE
    assert said(issue) == ("清河日报", "2024-01-13", "02")


@given(st.lists(st.text(st.sampled_from("雨停了风起，。老桥新灯　 1,\r\n"), max_size=30), max_size=5))
@settings(deadline=None, derandomize=True, max_examples=40)
def test_offsets_are_of_the_decoded_file(tmp_path_factory, paragraphs):
    text = "春\n" + "\r\n".join(paragraphs)
    path = tmp_path_factory.mktemp("issue") / "a.txt"
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        path.write_bytes(text.encode(encoding))
        assert read_issues(path)[0].text == text


def test_the_register_comes_before_name_and_text(write):
    write("issues.csv", "file,date\nx.txt,2024-01-01\n", "gb18030")
    [issue] = read_issues(write("x.txt", PAGE))
    assert (issue.date, issue.date_source) == ("2024-01-01", "issues.csv")
    assert "date: 2024-01-01 (issues.csv), but 2024-01-13 (line 2)" in issue.notes


def test_the_register_one_folder_above(write):
    path = write("issues/000.txt", "雨停了。")
    write("issues.csv", "\ufefffile,newspaper,date,page\r\n000.txt,清河日报,2024/1/3,2\r\n")
    assert said(read_issues(path)[0]) == ("清河日报", "2024-01-03", "02")
    assert read_issues(path.parent)[0].issue_id == "清河日报-2024-01-03-p02"


def test_a_code_that_fits_several_papers_is_decided_by_the_text(write):
    path = write("hnrb-2024-01-13-03.txt", "海南日报1月12日讯 雨停了。")
    assert read_issues(path)[0].issue_id == "海南日报-2024-01-13-p03"
    bare = read_issues(write("hnrb-2024-01-14-03.txt", "雨停了。"))[0]
    assert bare.issue_id == "hnrb-2024-01-14-03"
    assert bare.notes == ("newspaper: file name fits 河南日报, 湖南日报, 海南日报; nothing else decides",)


@pytest.mark.parametrize(
    ("days", "date"),
    [
        (["1月12日"] * 2, "2024-01-13"),
        (["1月10日", "1月11日", "1月9日", "1月11日"], "2024-01-12"),
        (["2月28日"] * 2, "2024-02-29"),
    ],
)
def test_the_day_after_the_latest_dateline(write, days, date):
    [issue] = read_issues(write("a.txt", "".join(REPORT.format(day=day) for day in days) + PAST))
    assert said(issue) == ("清河日报", date, "")


def test_a_year_in_doubt_stays_empty(write):
    [issue] = read_issues(write("a.txt", "清河日报1月12日讯 雨停了。"))
    assert (issue.date, issue.date_source) == ("", "")
    assert issue.notes == (
        "date: the latest dateline is of 1月12日, the text leaves the year in doubt; give the date in issues.csv",
    )


@pytest.mark.parametrize(
    ("name", "text", "note"),
    [
        ("2024-01-13.txt", "2024年1月14日 星期日\n雨停了。", "date: 2024-01-13 (file name), but 2024-01-14 (line 1)"),
        (
            "2024-01-13.txt",
            "清河日报1月15日讯 雨停了。",
            "date: 2024-01-13, but a dateline is of 1月15日, which is later",
        ),
        ("2024-02-30.txt", "雨停了。", "date: the calendar has no such day as the file name 2024-02-30.txt states"),
        ("a.txt", "2024年1月13日 星期五\n雨停了。", "line 1: 2024-01-13 is a 星期六, not a 星期五"),
        ("a.txt", "雨\ufffd停了。", "text: 1 characters were lost in an earlier conversion (U+FFFD)"),
        (
            "a.txt",
            "清河日报\n国内统一连续出版物号 CN 43-0001\n雨停了。",
            "newspaper: 清河日报 (line 1), but 湖南日报 (CN 43-0001)",
        ),
    ],
)
def test_what_disagrees_is_noted(write, name, text, note):
    assert note in read_issues(write(name, text))[0].notes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2024-01-13.txt", "清河日报12月30日讯 雨停了。"),
        ("2024-01-13.txt", "2024年1月13日 星期六\n清河日报1月13日讯 雨停了。"),
    ],
)
def test_what_agrees_is_not_noted(write, name, text):
    assert read_issues(write(name, text))[0].notes == ()


def test_a_whole_issue_gives_a_page_an_issue(write):
    path = write("清河日报20240113.txt", "第01版\n雨停了。\n第02版\n风起了。\n")
    issues = read_issues(path)
    assert [issue.issue_id for issue in issues] == ["清河日报-2024-01-13-p01", "清河日报-2024-01-13-p02"]
    assert [(issue.first_line, issue.text) for issue in issues] == [
        (1, "第01版\n雨停了。\n"),
        (3, "第02版\n风起了。\n"),
    ]


def test_a_folder_is_read_in_order_and_the_rest_left_alone(write, tmp_path):
    for name in (
        "b/2024-01-14.txt",
        "a/2024-01-13.TXT",
        "SHA256SUMS",
        "notes.md",
        "issues.csv",
        ".hidden.txt",
        "a/page_files/frame.html",
    ):
        write(name, "file\n" if name == "issues.csv" else "雨停了。")
    assert [issue.date for issue in read_issues(tmp_path)] == ["2024-01-13", "2024-01-14"]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "holds no issue: put a file that ends in .txt, .html, .htm, .pdf, .jsonl there"),
        ({"notes.md": "雨"}, "holds no issue"),
        ({"a.txt": ""}, "a.txt: is empty"),
        ({"a.txt": " \n　\n"}, "a.txt: is empty"),
        ({"a.txt": b"\x89PNG\r\n\x1a\n"}, "a.txt: is no text but a PNG picture"),
        ({"a.txt": "雨\n风".encode() + b"\xff\xff\xff"}, "a.txt, line 2: is in no known encoding"),
        ({"a.html": "<p> </p><script>雨</script>"}, "a.html: holds no text"),
        ({"a.pdf": "雨"}, "a.pdf: is no PDF that can be read"),
        ({"a.jsonl": '{"title": "雨"}\n{'}, "a.jsonl, line 2: is no JSON"),
        ({"a.jsonl": ""}, "a.jsonl: is empty"),
        ({"a.docx": "雨"}, "a.docx: is of a form that is not read: save it as one that ends in .txt"),
        ({"a.txt": "", "b.txt": ""}, "none of its 2 files can be used; the first: "),
    ],
)
def test_what_cannot_be_read(write, tmp_path, files, problem):
    for name, text in files.items():
        write(name, text)
    with pytest.raises(SeedError) as caught:
        read_issues(tmp_path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "problem"), [("none.txt", "no such file"), ("a.docx", "is no seed: its name must end in .txt")]
)
def test_one_file_that_is_no_seed(write, tmp_path, name, problem):
    write("a.docx", "雨")
    with pytest.raises(SeedError, match=problem):
        read_issues(tmp_path / name)


def test_a_bad_file_stops_no_other(write, tmp_path):
    for name, text in {
        "a.txt": "",
        "b.txt": "雨停了。",
        "c.jsonl": "{",
        "d.pdf": "雨",
        "e.docx": "雨",
        "f.htm": "",
    }.items():
        write(name, text)
    issues = read_issues(tmp_path)
    assert [issue.issue_id for issue in issues] == ["b"]
    assert [Path(error.path).name for error in issues.failed] == ["a.txt", "c.jsonl", "d.pdf", "e.docx", "f.htm"]
    assert "not read" in issues._repr_html_()
    assert read_issues(tmp_path / "b.txt").failed == ()


def test_links_are_followed_inside_the_folder_alone(write, tmp_path):
    write("other/secret.txt", "不在所给文件夹中的文字。")
    write("seeds/a.txt", "雨停了。")
    folder = tmp_path / "seeds"
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "c.txt").symlink_to(tmp_path / "other" / "secret.txt")
    (folder / "d.txt").symlink_to("gone.txt")
    (folder / "e").symlink_to(tmp_path / "other")
    issues = read_issues(folder)
    assert [Path(issue.path).name for issue in issues] == ["a.txt", "b.txt"]
    assert [error.problem.split(":")[0][:30] for error in issues.failed] == [
        f"is a link that leads out of {folder}"[:30],
        "is a link to a file that is no",
        "is a link to a folder",
    ]


def test_a_name_that_is_not_unicode(write, tmp_path):
    write("a.txt", "雨停了。")
    name = os.fsencode(tmp_path) + b"/\xb4\xba.txt"
    try:
        Path(os.fsdecode(name)).write_bytes("风起了。".encode())
    except OSError:
        pytest.skip("the file system takes Unicode alone")
    issues = read_issues(tmp_path)
    assert [issue.issue_id for issue in issues] == ["a"]
    [error] = issues.failed
    assert "is not Unicode" in str(error)
    assert str(error).encode()


@pytest.mark.parametrize("path", [None, b"a.txt", 3])
def test_what_is_no_path(path):
    with pytest.raises(ValueError, match="no path"):
        read_issues(path)


def test_pages_of_one_id_are_lettered_by_the_order_of_their_files(write, tmp_path):
    for name, text in {
        "清河日报20240113x.txt": "雨",
        "清河日报20240113y.txt": "风",
        "清河日报20240113z.txt": "雨",
    }.items():
        write(name, text)
    issues = read_issues(tmp_path)
    assert [issue.issue_id for issue in issues] == ["清河日报-2024-01-13-a", "清河日报-2024-01-13-b"]
    assert "2 pages are 清河日报-2024-01-13, lettered in the order of their files" in issues[0].notes[0]
    [error] = issues.failed
    assert error.problem.startswith("is 清河日报-2024-01-13 with the same text as")
    assert parse_issues(issues).articles["issue_id"].nunique() == 2


def test_ids_that_one_system_takes_for_one_are_told_apart(write, tmp_path):
    for name in ("a/x.txt", "b/X.txt", "x-a.txt"):
        write(name, f"{name}雨停了。")
    assert [issue.issue_id for issue in read_issues(tmp_path)] == ["x-b", "X-c", "x-a"]


def test_ids_are_made_of_what_is_known():
    assert Issue("x/hnrb-03.txt", "", page="03").issue_id == "hnrb-03"
    assert Issue("x/a.jsonl", "", page="03").issue_id == "a-p03"
    assert (
        Issue("x/a.txt", "", newspaper="清河日报", date="2024-01-13", page="A02").issue_id == "清河日报-2024-01-13-pA02"
    )

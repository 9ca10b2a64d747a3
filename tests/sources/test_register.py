"""issues.csv: what it states, and what is wrong with it."""

import pytest

from corpus_tools.sources.issues import read_issues
from corpus_tools.sources.register import read_register
from corpus_tools.tables import SeedError


@pytest.fixture
def register(tmp_path):
    def register(text, encoding="utf-8"):
        path = tmp_path / "issues.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return register


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_rows(register, encoding):
    path = register("file,newspaper,date,page\r\nx.txt,清河日报,2024年1月13日,a2\r\n\r\ny.txt,,,\r\n", encoding)
    entries = read_register(path)
    assert {one.field: one.values for one in entries["x.txt"].statements} == {
        "newspaper": ("清河日报",),
        "date": ("2024-01-13",),
        "page": ("A02",),
    }
    assert entries["y.txt"].statements == ()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "needs file"),
        ("newspaper,date\n清河日报,2024-01-13\n", 1, "needs file"),
        ("file,title\nx.txt,雨\n", 1, "has the columns ['file', 'title']"),
        ("file,date\nx.txt,2024-01-13\ny.txt,2024-02-30\n", 3, "'2024-02-30' is no date"),
        ("file,page\nx.txt,要闻\n", 2, "'要闻' is no page"),
        ("file,page\nx.txt,-1\n", 2, "'-1' is no page"),
        ("file,page\nx.txt,1234\n", 2, "'1234' is no page"),
        (f"file,page\nx.txt,{'1' * 200_000}\n", None, "is no list that can be read: field larger"),
        ("file,page\n,1\n", 2, "names no file"),
        ("file,page\nx.txt,1,2\n", 2, "3 fields under 2 columns"),
        ("file,page\nx.txt,1\nx.txt,2\n", 3, "x.txt stands already on line 2"),
    ],
)
def test_what_is_wrong(register, text, line, problem):
    with pytest.raises(SeedError) as caught:
        read_register(register(text))
    assert caught.value.line == line
    assert problem in str(caught.value)


@pytest.fixture
def seeds(tmp_path, register):
    def seeds(rows, *names):
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(f"{name}：雨停了。", encoding="utf-8")
        register(rows)
        return read_issues(tmp_path)

    return seeds


def test_a_row_on_a_file_that_is_not_there(seeds):
    issues = seeds("file,page\nx.txt,1\n*.pdf,2\na.txt,3\nb.md,4\n", "a.txt", "b.md")
    assert [issue.page for issue in issues] == ["03"]
    assert [(error.line, error.problem.split(" in ")[0]) for error in issues.failed] == [
        (2, "x.txt is no seed"),
        (3, "*.pdf is no seed"),
        (5, "b.md is no seed"),
    ]


@pytest.mark.parametrize("name", ["/etc/x.txt", "C:\\x.txt", "../x.txt", "a/../../x.txt"])
def test_a_row_that_leads_out_of_the_folder(register, name):
    with pytest.raises(SeedError, match=r"line 2: .* leads out of the folder"):
        read_register(register(f"file,page\n{name},1\n"))


@pytest.mark.parametrize("row", ["*.txt", "a/*.txt", "?.txt", "a/1.txt", "1.txt", "a\\1.txt"])
def test_patterns_and_paths_are_applied(seeds, row):
    issues = seeds(f"file,newspaper,date\n{row},清河日报,2024-01-13\n", "a/1.txt")
    assert ([issue.issue_id for issue in issues], issues.failed) == (["清河日报-2024-01-13"], ())


def test_a_row_for_one_file_comes_before_a_pattern(seeds):
    issues = seeds("file,newspaper,date\n*.txt,清河日报,2024-01-13\nb.txt,,2024-01-14\n", "a.txt", "b.txt")
    assert [issue.issue_id for issue in issues] == ["清河日报-2024-01-13", "清河日报-2024-01-14"]
    assert [issue.notes for issue in issues] == [(), ()]


@pytest.mark.parametrize(
    ("newspaper", "problem"), [("报" * 5000, "has 5000 characters"), ("清河\x01日报", "control character")]
)
def test_what_is_no_newspaper(register, newspaper, problem):
    with pytest.raises(SeedError, match=problem):
        read_register(register(f"file,newspaper\nx.txt,{newspaper}\n"))

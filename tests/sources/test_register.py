"""issues.csv: what it states, and what is wrong with it."""

import pytest

from corpus_tools.sources.register import read_register
from corpus_tools.sources.seeds import read_desk
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


def test_a_row_on_a_file_that_is_not_there(register):
    with pytest.raises(SeedError, match=r"issues.csv, line 2: x.txt is no file in"):
        read_desk(register("file,page\nx.txt,1\n").parent)

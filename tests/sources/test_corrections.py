"""What a reader decided: kept from run to run, loud when the line has changed."""

from pathlib import Path

import pytest

from corpus_tools.sources.corrections import read_corrections
from corpus_tools.sources.issues import read_issues
from corpus_tools.tables import SeedError

PAGE = "老桥新灯\n\n清河日报1月12日讯 雨停了，风起了。\n\n自已的灯亮了。\n"
GOOD = {
    "role": 'line = 1\ntext = "老桥新灯"\ndecision = "role"\nvalue = "title"',
    "article": 'line = 5\ntext = "自已的灯亮了。"\ndecision = "article"\nvalue = "3"',
    "new article": 'line = 3\ntext = "清河日报1月12日讯"\ndecision = "article"\nvalue = "new"',
    "title": 'line = 1\ntext = "老桥新灯"\ndecision = "title"\nvalue = "老桥新灯亮"',
    "join": 'line = 5\ntext = "自已的灯亮了。"\ndecision = "join"',
    "split": 'line = 5\ntext = "自已的灯亮了。"\ndecision = "split"',
    "character": 'line = 5\ntext = "自已的灯亮了。"\ndecision = "character"\nvalue = "自已→自己"',
}
BAD = {
    "line 1 of a.txt has changed": 'line = 1\ntext = "老桥旧灯"\ndecision = "role"\nvalue = "title"',
    "line 1 of a.txt has changed: ": 'line = 1\ntext = "老桥"\ndecision = "role"\nvalue = "title"',
    "line 9 of a.txt is gone; the page has 6": 'line = 9\ntext = "老桥新灯"\ndecision = "join"',
    "'错' stands 0 times in line 1": 'line = 1\ntext = "老桥新灯"\ndecision = "character"\nvalue = "错→对"',
    "there is no line 40 in a.txt": 'line = 1\ntext = "老桥新灯"\ndecision = "article"\nvalue = "40"',
    "no role 'headline'; there are column": 'line = 1\ntext = "老桥新灯"\ndecision = "role"\nvalue = "headline"',
    "no decision 'move'; there are role": 'line = 1\ntext = "老桥新灯"\ndecision = "move"',
    "a title must say something": 'line = 1\ntext = "老桥新灯"\ndecision = "title"',
    "wrong→right, not 'x'": 'line = 1\ntext = "老桥新灯"\ndecision = "character"\nvalue = "x"',
    "named by one of its lines": 'line = 1\ntext = "老桥新灯"\ndecision = "article"\nvalue = "two"',
    "a correction lacks": 'line = 1\ndecision = "join"',
    "a correction has no": 'line = 1\ntext = "老桥新灯"\ndecision = "join"\nwhy = "so"',
    "line is 0; it is a number from 1": 'line = 0\ntext = "老桥新灯"\ndecision = "join"',
}


@pytest.fixture
def decide(tmp_path):
    def decide(entry, file="a.txt"):
        (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
        toml = f'# a reader\'s decisions\n\n[[correction]]\nfile = "{file}"\n{entry}\n'
        (tmp_path / "corrections.toml").write_text(toml, encoding="utf-8")
        return read_issues(tmp_path / "a.txt")[0]

    return decide


@pytest.mark.parametrize("entry", GOOD.values(), ids=GOOD.keys())
def test_decisions_are_read_with_the_page(decide, entry):
    [made] = decide(entry).corrections
    assert f'decision = "{made.decision}"' in entry
    assert (made.file, made.at, made.line) == ("a.txt", 3, int(entry[7]))


@pytest.mark.parametrize("problem", BAD)
def test_what_cannot_be_applied_is_an_error_with_its_line(decide, problem):
    with pytest.raises(SeedError) as caught:
        decide(BAD[problem])
    assert problem in str(caught.value)
    assert "corrections.toml, line 3" in str(caught.value)


def test_a_decision_on_a_file_that_is_not_there_is_listed(decide, tmp_path):
    decide(GOOD["role"], file="b.txt")
    [error] = read_issues(tmp_path).failed
    assert (error.line, error.problem) == (3, f"b.txt is no seed in {tmp_path} or a folder in it")


def test_a_decision_that_no_longer_holds_stops_its_page_alone(decide, tmp_path):
    (tmp_path / "b.txt").write_text("雨停了。", encoding="utf-8")
    with pytest.raises(SeedError):
        decide('line = 1\ntext = "老桥旧灯"\ndecision = "join"')
    issues = read_issues(tmp_path)
    assert ([Path(issue.path).name for issue in issues], len(issues.failed)) == (["b.txt"], 1)


def test_a_decision_on_one_page_of_several(tmp_path):
    (tmp_path / "a.txt").write_text("第01版\n雨停了。\n第02版\n风起了。\n", encoding="utf-8")
    toml = '[[correction]]\nfile = "a.txt"\npage = "02"\nline = 2\ntext = "风起了。"\ndecision = "split"\n'
    (tmp_path / "corrections.toml").write_text(toml, encoding="utf-8")
    assert [len(issue.corrections) for issue in read_issues(tmp_path / "a.txt")] == [0, 1]
    (tmp_path / "corrections.toml").write_text(toml.replace('page = "02"\n', ""), encoding="utf-8")
    [error] = read_issues(tmp_path).failed
    assert (error.line, error.problem) == (1, "page '' is none of a.txt; it has 01, 02")


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("[[correction", "is no TOML"),
        ("correction = [{}]", "begins with a line"),
        ("[[correction]]\n\n[[corrections]]\n", "line 3: there is no table corrections: each decision begins with"),
        ("[correction]\n", "begins with a line"),
        (f"x = {'[' * 100_000}", "is no TOML"),
        (
            '[[correction]]\nfile = "a"\nline = 1\ntext = "x"\ndecision = "title"\nvalue = ["x"]',
            "value is ['x']; it is text",
        ),
        ('[[correction]]\nfile = "../a"\nline = 1\ntext = "x"\ndecision = "join"', "leads out of the folder"),
        ('[[correction]]\nfile = "a"\nline = true\ntext = "x"\ndecision = "join"', "line is True; it is a number"),
    ],
)
def test_what_is_no_list_of_decisions(tmp_path, toml, problem):
    (tmp_path / "corrections.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        read_corrections(tmp_path / "corrections.toml")
    assert problem in str(caught.value)

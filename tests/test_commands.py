"""The commands on a store: what they print and write, and the exit code where a file could not be used."""

import csv
import tomllib

import corpus_jobs as made
import pandas as pd
import pytest

from corpus_tools.cli import main
from corpus_tools.corpus.opening import open_corpus
from corpus_tools.report.export import save_table

NAME = "湖南日报-2024-03-01-p01"


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A folder of seeds in which commands are given."""
    made.make_seeds(tmp_path / "seeds", days=1)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def store(kit, capsys):
    """The same with its store."""
    assert main(["build"]) == 0
    capsys.readouterr()
    return kit / "build/corpus"


def test_build_says_what_it_did(kit, capsys):
    assert main(["build"]) == 0
    assert capsys.readouterr() == ("1 built, 0 kept, 0 removed\n", "")
    made.put(kit / "seeds/issues/empty.txt", "")
    assert main(["build", "--seeds", "seeds", "--store", "build/corpus"]) == 1
    assert capsys.readouterr() == ("0 built, 1 kept, 0 removed\n", "corpus: not read: empty.txt: is empty\n")


def test_status_says_what_a_build_would_do(store, kit, capsys):
    assert main(["status"]) == 0
    assert capsys.readouterr() == ("2 fresh\n", "")
    made.put(kit / "seeds/issues/湖南日报-2024-03-02-p01.txt", made.make_page(9).text)
    made.put(kit / "seeds/lexicon/words.tsv", "机耕道\tn\n")
    assert main(["status"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"stale    {NAME}.txt: tokens, counts"
    assert said[2:] == ["new      湖南日报-2024-03-02-p01.txt", "1 new, 2 stale"]


def test_status_names_a_file_that_failed(store, kit, capsys):
    made.put(kit / "seeds/issues/empty.txt", "")
    main(["build"])
    capsys.readouterr()
    assert main(["status"]) == 1
    assert capsys.readouterr() == ("1 failed, 2 fresh\n", "corpus: not read: empty.txt: is empty\n")


def test_a_query_is_answered_as_csv(store, capsys):
    assert main(["query", "SELECT issue_id, articles FROM issues ORDER BY page"]) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert rows[:2] == [["issue_id", "articles"], [NAME, rows[1][1]]]
    assert len(rows) == 3


@pytest.mark.parametrize("query", ["SELECT nothing FROM issues", "SELEC", "-- nothing"])
def test_a_query_without_an_answer_is_one_line(store, capsys, query):
    assert main(["query", query]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert query in err


READERS = {
    "csv": pd.read_csv,
    "xlsx": pd.read_excel,
    "jsonl": lambda path: pd.read_json(path, lines=True),
    "parquet": pd.read_parquet,
}


@pytest.mark.parametrize("form", READERS)
def test_a_table_is_exported(store, kit, capsys, form):
    assert main(["export", "issues", "--format", form]) == 0
    assert capsys.readouterr().out == f"issues.{form}\n"
    assert READERS[form](kit / f"issues.{form}")["issue_id"].tolist() == [NAME, NAME.replace("p01", "p02")]


def test_an_export_goes_where_it_is_told(store, kit, capsys):
    assert main(["export", "lines", "--out", "tables/all"]) == 0
    assert (kit / "tables/all.csv").is_file()
    capsys.readouterr()
    assert main(["export", "nothing"]) == 1
    assert "there are issues, articles" in capsys.readouterr().err


def test_without_a_store_the_command_that_makes_one_is_named(kit, capsys):
    assert main(["query", "FROM issues"]) == 1
    assert "build_corpus" in capsys.readouterr().err


def test_a_file_is_added(kit, capsys):
    page = made.put(kit / "desk/scan.txt", "白水镇修好七条机耕道\n本报讯（记者 张一山）全镇投入163万元修路。\n")
    said = ["--newspaper", "湖南日报", "--date", "2024-03-05", "--page", "3"]
    assert main(["add", str(page), *said]) == 0
    out = capsys.readouterr().out
    assert "1 issues: 湖南日报-2024-03-05-p03" in out
    assert (kit / "seeds/issues/湖南日报-2024-03-05-p03.txt").is_file()
    empty = made.put(kit / "desk/empty.txt", "")
    assert main(["add", str(empty)]) == 1
    assert "empty.txt: is empty" in capsys.readouterr().err


def test_habits_are_proposed_as_toml(kit, capsys):
    paper = "湖南日报"
    for day in range(2, 6):
        text = f"【三农观察】\n春耕第{day}天\n　　本报讯（记者 张一山）雨停了，农民下田插秧，田里一片忙碌的景象。\n"
        made.put(kit / f"pages/{paper}-2024-03-0{day}-p01.txt", text)
    assert main(["habits", "pages"]) == 0
    assert "三农观察" in tomllib.loads(capsys.readouterr().out)[paper]["columns"]
    made.put(kit / "pages/empty.txt", "")
    assert main(["habits", "pages"]) == 1
    assert "empty.txt: is empty" in capsys.readouterr().err


def test_check_names_figures_that_are_older_than_their_inputs(store, kit, capsys):
    save_table(pd.DataFrame({"n": [1]}), kit / "figures/run/01_table", corpus=open_corpus(store))
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("0 older than what they were made from\n", "")
    made.put(kit / f"seeds/issues/{NAME}.txt", "春耕开始\n\n春耕开始，雨停了。\n")
    assert main(["check"]) == 1
    named, summed = capsys.readouterr().out.splitlines()
    assert named.endswith(f"01_table.json: {NAME}.txt has changed")
    assert summed == "1 older than what they were made from"

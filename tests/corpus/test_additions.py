"""Adding a file: where it goes, what it is called, what is found in it."""

import corpus_jobs as made
import pytest

from corpus_tools.corpus.additions import add_files
from corpus_tools.corpus.opening import open_corpus
from corpus_tools.tables import SeedError

PAGE = "白水镇修好七条机耕道\n本报讯（记者 张一山）春雨过后山路很滑，全镇投入163万元修路，增长4.6%。\n"


def test_a_page_is_named_and_built_and_told(tmp_path):
    page = made.put(tmp_path / "desk/scan.txt", PAGE)
    added = add_files([page], tmp_path / "seeds", tmp_path / "store", newspaper="湖南日报", date="2024-03-05", page="3")
    assert [path.name for path in added.files] == ["湖南日报-2024-03-05-p03.txt"]
    assert added.corpus.issue_ids == ("湖南日报-2024-03-05-p03",)
    assert added.corpus.quantities["stated"].tolist()[:2] == ["163万元", "4.6%"]
    assert "1 articles" in repr(added)
    assert (tmp_path / "seeds/issues/issues.csv").read_text(encoding="utf-8-sig").splitlines()[
        1
    ] == "湖南日报-2024-03-05-p03.txt,湖南日报,2024-03-05,03"
    again = add_files([page], tmp_path / "seeds", tmp_path / "store", newspaper="湖南日报", date="2024-03-05", page="3")
    assert again.files == added.files
    assert len(open_corpus(tmp_path / "store").issues) == 1


def test_only_what_was_added_is_told(tmp_path):
    seeds = made.make_seeds(tmp_path / "seeds", days=1)
    page = made.put(tmp_path / "湖南日报-2024-05-01-p02.txt", PAGE)
    added = add_files([page], seeds, tmp_path / "store")
    assert added.files == (seeds / "issues/湖南日报-2024-05-01-p02.txt",)
    assert not (seeds / "issues/issues.csv").exists()
    assert added.corpus.issue_ids == ("湖南日报-2024-05-01-p02",)
    assert len(open_corpus(tmp_path / "store").issues) == 3
    assert "机耕道" in "".join(added.words["term"]) or added.words.empty


def test_a_bad_file_goes_nowhere(tmp_path):
    files = [made.put(tmp_path / "a.txt", PAGE), made.put(tmp_path / "b.jsonl", "{}")]
    (tmp_path / "seeds/issues").mkdir(parents=True)
    with pytest.raises(SeedError, match=r"b\.jsonl, line 1: has neither title nor body"):
        add_files(files, tmp_path / "seeds", tmp_path / "store")
    assert list((tmp_path / "seeds/issues").iterdir()) == []


def test_another_file_of_the_name_stays(tmp_path):
    seeds = made.make_seeds(tmp_path / "seeds", days=1)
    page = made.put(tmp_path / "湖南日报-2024-03-01-p01.txt", PAGE)
    with pytest.raises(ValueError, match="another file has this name"):
        add_files([page], seeds, tmp_path / "store")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"date": "2024-99-99"}, "'2024-99-99' is no date"),
        ({"date": "昨天"}, "'昨天' is no date"),
        ({"page": "x/y"}, "'x/y' is no page"),
        ({"page": "0"}, "'0' is no page"),
        ({"newspaper": "清\n河"}, "line break"),
        ({"newspaper": "清" * 500}, "500 characters"),
    ],
)
def test_what_cannot_be_stated_goes_nowhere(tmp_path, stated, said):
    seeds, page = made.make_seeds(tmp_path / "seeds", days=1), made.put(tmp_path / "scan.txt", PAGE)
    before = made.tree(seeds)
    with pytest.raises(ValueError, match=said):
        add_files([page], seeds, tmp_path / "store", **{"newspaper": "湖南日报", "date": "2024-03-05"} | stated)
    assert made.tree(seeds) == before


def test_two_files_never_become_one(tmp_path):
    seeds = made.make_seeds(tmp_path / "seeds", days=1)
    files = [made.put(tmp_path / "a/n.txt", PAGE), made.put(tmp_path / "b/n.txt", f"{PAGE}风起了。\n")]
    before = made.tree(seeds)
    with pytest.raises(ValueError, match=r"two files would have one name – n\.txt"):
        add_files(files, seeds, tmp_path / "store")
    with pytest.raises(ValueError, match="two files would have one name"):
        add_files(files, seeds, tmp_path / "store", newspaper="湖南日报", date="2024-03-05")
    assert made.tree(seeds) == before


def test_a_list_of_other_columns_is_not_written_anew(tmp_path):
    seeds, page = made.make_seeds(tmp_path / "seeds", days=1), made.put(tmp_path / "scan.txt", PAGE)
    made.put(seeds / "issues/issues.csv", "file,reader\n湖南日报-2024-03-01-p01.txt,张一山\n")
    before = made.tree(seeds)
    with pytest.raises(SeedError, match="has the columns"):
        add_files([page], seeds, tmp_path / "store", newspaper="湖南日报", date="2024-03-05")
    assert made.tree(seeds) == before

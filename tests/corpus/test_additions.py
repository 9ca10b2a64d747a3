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

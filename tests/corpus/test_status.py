"""The status of a store says what a build would do, and does nothing."""

import corpus_jobs as made

from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Serial
from corpus_tools.corpus.states import deciding_files
from corpus_tools.corpus.status import status


def told(store, seeds):
    return {row.file.removeprefix("湖南日报-2024-03-"): row.state for row in status(store, seeds).itertuples()}


def test_what_is_new_changed_gone_and_bad(tmp_path):
    seeds, store = made.make_seeds(tmp_path / "seeds", days=2, pages=1), tmp_path / "store"
    made.put(seeds / "issues/no.jsonl", "{")
    assert told(store, seeds) == {"01-p01.txt": "new", "02-p01.txt": "new", "no.jsonl": "new"}
    assert not store.exists()
    build_corpus(seeds, store, executor=Serial())
    assert told(store, seeds) == {"01-p01.txt": "fresh", "02-p01.txt": "fresh", "no.jsonl": "failed"}
    assert "is no JSON" in status(store, seeds)["reason"].max()
    made.put(seeds / "issues/湖南日报-2024-03-01-p01.txt", made.make_page(9).text)
    (seeds / "issues/湖南日报-2024-03-02-p01.txt").unlink()
    assert told(store, seeds) == {"01-p01.txt": "new", "02-p01.txt": "removed", "no.jsonl": "failed"}


def test_a_new_word_makes_tokens_stale(tmp_path):
    seeds, store = made.make_seeds(tmp_path / "seeds", days=1, pages=1), tmp_path / "store"
    build_corpus(seeds, store, executor=Serial())
    made.put(seeds / "lexicon/words.tsv", "机耕道\tn\n")
    assert status(store, seeds)[["state", "stale"]].to_numpy().tolist() == [["stale", "tokens, counts"]]


def test_a_store_made_by_another_grammar_is_stale():
    names = {path.name for path in deciding_files()}
    assert {"numerals.py", "rules.py", "numerals.tsv", "imprints.tsv"} <= names
    assert "labels.py" in names  # those of lines, in `layout`
    assert not {"labels.tsv", "gallery.py"} & names

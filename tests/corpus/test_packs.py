"""Packs: they give what the files give, only where a month is whole, and may go at any time."""

import shutil

import corpus_jobs as made
import pandas as pd

import corpus_tools as ct
from corpus_tools.corpus import packs
from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Serial
from corpus_tools.corpus.opening import open_corpus
from corpus_tools.corpus.storage import TABLES


def test_packs_give_what_the_files_give(tmp_path, monkeypatch):
    seeds, store = made.make_seeds(tmp_path / "seeds", days=3), tmp_path / "store"
    made.put(seeds / "issues/湖南日报-2024-04-01.txt", made.make_page(7).text)
    build_corpus(seeds, store, executor=Serial())
    before, files = {name: getattr(open_corpus(store), name) for name in TABLES}, made.tree(store)
    monkeypatch.setattr(packs, "MANY", 3)
    monkeypatch.setattr(packs, "ROWS", 50)
    build_corpus(seeds, store)
    packed = open_corpus(store)
    assert len(list((store / "packs").rglob("*.parquet"))) == 2 * len(TABLES)
    assert len(packs.files_of(store, packed.states, "tokens")) == 2
    assert len(packs.files_of(store, packed.select(until="2024-03-02").states, "tokens")) == 2
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(packed, name), before[name])
        assert packed.sql(f"SELECT count(*) AS n FROM {name}")["n"][0] == len(before[name])
    pd.testing.assert_frame_equal(ct.count_terms(packed), before["counts"])
    made.make_seeds(seeds, days=1, first=9)
    build_corpus(seeds, store)
    assert len(list((store / "packs/tokens").iterdir())) == 2
    shutil.rmtree(store / "packs")
    assert len(open_corpus(store).issues) == 9
    monkeypatch.setattr(packs, "MANY", 3_000)
    for page in ("01", "02"):
        (seeds / f"issues/湖南日报-2024-03-09-p{page}.txt").unlink()
    build_corpus(seeds, store)
    assert made.tree(store) == files

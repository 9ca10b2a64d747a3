"""Builds: what is made, kept, removed and named; and the same bytes after whatever happened in between."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import corpus_jobs as made
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.corpus import storage
from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Processes, Serial
from corpus_tools.corpus.lock import StoreHeldError, hold
from corpus_tools.corpus.opening import open_corpus
from corpus_tools.tables import SeedError

ROOT = Path(__file__).resolve().parents[2]
POISON = "湖南日报-2024-03-02-p02.txt"


@pytest.fixture
def seeds(tmp_path):
    return made.make_seeds(tmp_path / "seeds")


@pytest.fixture
def undisturbed(seeds, tmp_path):
    """What a build that nothing happened to gives."""
    build_corpus(seeds, tmp_path / "undisturbed", executor=Serial())
    return made.tree(tmp_path / "undisturbed")


def summary(built):
    return len(built.built), len(built.kept), len(built.removed), len(built.failed)


def test_the_tables_are_those_of_the_direct_way(tmp_path):
    corpus = open_corpus(tmp_path / "store", seeds=ROOT / "seeds")
    lexicon = ct.Lexicon.read(ROOT / "seeds/lexicon")
    parsed = ct.parse_issues(ct.read_issues(ROOT / "seeds/issues"))
    tokens = ct.tokenise(parsed.articles, lexicon)
    direct = {
        "articles": parsed.articles,
        "lines": parsed.lines,
        "repairs": parsed.repairs,
        "tokens": tokens,
        "counts": ct.count_terms(tokens),
        "quantities": ct.find_quantities(parsed.articles),
        "periods": ct.find_periods(parsed.articles),
    }
    for name, table in direct.items():
        pd.testing.assert_frame_equal(getattr(corpus, name), table)
    assert (corpus.lexicon, corpus.rules) == (lexicon, ct.Rules.read(ROOT / "seeds/rules"))


def test_pages_of_one_day_are_parsed_together(tmp_path):
    body = "".join(f"第{number}户人家把秧苗插进了水田，乡亲们说今年的雨水来得正是时候。" for number in range(1, 20))
    for page in ("01", "02"):
        row = {"newspaper": "湖南日报", "date": "2024-03-01", "page": page, "title": "白水镇修好机耕道", "body": body}
        made.put(tmp_path / f"seeds/issues/{page}.jsonl", json.dumps(row))
    corpus = open_corpus(tmp_path / "store", seeds=tmp_path / "seeds")
    assert corpus.articles["article_id"].tolist() == ["湖南日报-2024-03-01-p01-01"]
    assert "duplicate_set_aside" in corpus.repairs["rule"].tolist()
    assert corpus.issues["articles"].tolist() == [1, 0]


def test_what_is_new_costs_itself(seeds, tmp_path):
    store = tmp_path / "store"
    assert summary(build_corpus(seeds, store)) == (4, 0, 0, 0)
    before = made.times(store)
    assert summary(build_corpus(seeds, store)) == (0, 4, 0, 0)
    assert made.times(store) == before
    made.make_seeds(seeds, days=1, first=9)
    assert summary(build_corpus(seeds, store)) == (1, 4, 0, 0)
    after = made.times(store)
    assert {path: after[path] for path in before} == before
    (seeds / "issues/湖南日报-2024-03-09-p02.txt").unlink()
    assert summary(build_corpus(seeds, store)) == (1, 4, 0, 0)
    (seeds / "issues/湖南日报-2024-03-09-p01.txt").unlink()
    assert summary(build_corpus(seeds, store)) == (0, 4, 1, 0)
    assert made.times(store) == before


def test_a_new_word_rewrites_tokens_and_counts_only(seeds, tmp_path):
    store = tmp_path / "store"
    build_corpus(seeds, store)
    before = made.times(store)
    made.put(seeds / "lexicon/words.tsv", "机耕道\tn\n")
    assert summary(build_corpus(seeds, store)) == (4, 0, 0, 0)
    after = made.times(store)
    kept = {path.parent.name for path in set(before) & set(after) if before[path] == after[path]}
    written = {path.parent.name for path in after if before.get(path) != after[path]}
    assert kept >= {"articles", "issues", "lines", "repairs", "quantities", "periods"}
    assert written <= {"tokens", "counts", "state", "settings"}
    assert "机耕道" in open_corpus(store).lexicon.tags


def test_a_line_of_issues_csv_and_a_decision_cost_their_issue(seeds, tmp_path):
    store = tmp_path / "store"
    build_corpus(seeds, store)
    line = (seeds / "issues" / POISON).read_text(encoding="utf-8").splitlines()[0]
    made.put(seeds / "issues/issues.csv", f"file,newspaper,date,page\n{POISON},湖南日报,2024-03-02,07\n")
    assert summary(build_corpus(seeds, store)) == (1, 3, 0, 0)
    assert "湖南日报-2024-03-02-p07" in open_corpus(store).issue_ids
    decision = f'[[correction]]\nfile = "{POISON}"\nline = 1\ntext = "{line}"\ndecision = "role"\nvalue = "body"\n'
    made.put(seeds / "issues/corrections.toml", decision)
    assert summary(build_corpus(seeds, store)) == (1, 3, 0, 0)


def test_tables_that_are_lost_are_made_again(seeds, tmp_path):
    store = tmp_path / "store"
    build_corpus(seeds, store)
    before = made.tree(store)
    next((store / "tokens").glob("*")).unlink()
    next((store / "lines").glob("*")).write_bytes(b"short")
    next((store / "state").glob("*-04*")).write_text("{", encoding="utf-8")
    build_corpus(seeds, store)
    assert made.tree(store) == before


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\xe3\x80\x80\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "no.pdf": b"%PDF-1.4 nothing",
    "no.jsonl": b"{",
    "none.jsonl": b'{"date": "2024-01-13"}',
    "day.jsonl": '{"title": "春耕", "date": "2024-02-31"}'.encode(),
    "page.html": b"<html><p> </p></html>",
    "broken.txt": "第一行\n".encode() + b"\xff\xfe\xfa\x81\x20\xff\n",
    "list.jsonl": b"[1]",
}


def test_bad_files_are_named_and_the_others_built(tmp_path):
    seeds, store = made.make_seeds(tmp_path / "seeds", days=18, pages=10), tmp_path / "store"
    for number in (1, 2):
        for name, content in BAD.items():
            made.put(seeds / f"issues/{number}/{name}", content)
    built = build_corpus(seeds, store, executor=Serial())
    assert summary(built) == (18, 0, 0, 20)
    assert sorted({Path(error.path).name for error in built.failed}) == sorted(BAD)
    assert all(str(error).startswith(("1/", "2/")) and error.problem for error in built.failed)
    assert next(error.line for error in built.failed if error.path == "1/no.jsonl") == 1
    corpus = open_corpus(store)
    assert [str(error) for error in corpus.failed] == [str(error) for error in built.failed]
    assert len(corpus.issues) == 180
    before = made.times(store)
    assert summary(build_corpus(seeds, store)) == (0, 18, 0, 20)
    assert made.times(store) == before


def test_two_files_of_one_id(tmp_path):
    for folder, seed in (("a", 1), ("b", 2), ("c", 1)):
        made.put(tmp_path / f"issues/{folder}/湖南日报-2024-03-01-p01.txt", made.make_page(seed).text)
    built = build_corpus(tmp_path, tmp_path / "store")
    name = "湖南日报-2024-03-01-p01"
    assert [str(error) for error in built.failed] == [
        f"c/{name}.txt: is {name} with the same text as a/{name}.txt: take one of them away"
    ]
    assert open_corpus(tmp_path / "store").issue_ids == (f"{name}-a", f"{name}-b")
    before = made.times(tmp_path / "store")
    assert summary(build_corpus(tmp_path, tmp_path / "store")) == (0, 1, 0, 1)
    assert made.times(tmp_path / "store") == before


def test_many_issues_in_one_file(tmp_path):
    rows = [f'{{"newspaper": "湖南日报", "date": "2024-03-{day:02}", "title": "春耕第{day}天", "body": "雨停了，农民下田插秧。"}}' for day in range(1, 31)]  # fmt: skip
    file = made.put(tmp_path / "seeds/issues/all.jsonl", "\n".join(rows))
    corpus = open_corpus(tmp_path / "store", seeds=tmp_path / "seeds")
    assert corpus.issues["date"].tolist() == [f"2024-03-{day:02}" for day in range(1, 31)]
    made.put(file, "\n".join([*rows[:-1], rows[-1].replace("雨停了", "天晴了")]))
    assert summary(build_corpus(tmp_path / "seeds", tmp_path / "store"))[2:] == (0, 0)
    assert open_corpus(tmp_path / "store").articles["text"].str.contains("天晴了").sum() == 1


def test_nothing_to_read_touches_nothing(seeds, tmp_path):
    build_corpus(seeds, tmp_path / "store")
    before = made.tree(tmp_path / "store")
    (tmp_path / "none/issues").mkdir(parents=True)
    with pytest.raises(SeedError, match="holds no issue"):
        build_corpus(tmp_path / "none", tmp_path / "store")
    assert {**made.tree(tmp_path / "store"), "lock": ""} == {**before, "lock": ""}


def test_a_second_build_is_refused(seeds, tmp_path):
    with hold(tmp_path / "store"), pytest.raises(StoreHeldError, match=f"process {os.getpid()} on "):
        build_corpus(seeds, tmp_path / "store")


def test_a_full_disk_loses_nothing(seeds, tmp_path, undisturbed, monkeypatch):
    store, left, fsync = tmp_path / "store", [25], os.fsync

    def full(file):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(file)

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space left on device"):
        build_corpus(seeds, store)
    kept = open_corpus(store)
    assert 0 < len(kept.issues) < 8
    assert len(kept.articles) > 0
    monkeypatch.undo()
    assert summary(build_corpus(seeds, store))[1] > 0
    assert made.tree(store) == undisturbed


def test_an_interruption_keeps_what_was_finished(seeds, tmp_path, undisturbed):
    class Interrupted(Serial):
        def submit(self, fn, /, *args):
            if fn.__name__ == "make" and "2024-03-03" in repr(args):
                raise KeyboardInterrupt
            return super().submit(fn, *args)

    with pytest.raises(KeyboardInterrupt):
        build_corpus(seeds, tmp_path / "store", executor=Interrupted())
    assert len(open_corpus(tmp_path / "store").issues) == 4
    build_corpus(seeds, tmp_path / "store")
    assert made.tree(tmp_path / "store") == undisturbed


def test_a_page_that_cannot_be_parsed_is_named(seeds, tmp_path):
    built = build_corpus(seeds, tmp_path / "store", executor=made.Struck(Serial(), "fail", f"path='{POISON}', nth=0"))
    assert [(error.path, "KeyError" in error.problem) for error in built.failed] == [(POISON, True)]
    assert len(open_corpus(tmp_path / "store").issues) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_processes_give_the_same_bytes_though_one_is_killed(seeds, tmp_path, monkeypatch):
    monkeypatch.setenv("STRUCK_MARK", str(tmp_path / "struck"))
    made.put(seeds / "issues/no.jsonl", "{")
    build_corpus(seeds, tmp_path / "serial", executor=Serial())
    with Processes(2) as executor:
        struck = made.Struck(executor, "die once", "Unit(name='湖南日报-2024-03-03'")
        built = build_corpus(seeds, tmp_path / "processes", executor=struck)
    assert (tmp_path / "struck").exists()
    assert [error.path for error in built.failed] == ["no.jsonl"]
    assert made.tree(tmp_path / "serial") == made.tree(tmp_path / "processes")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_file_that_kills_its_worker_is_named(seeds, tmp_path):
    with Processes(2, retries=0) as executor:
        struck = made.Struck(executor, "die", f"path='{POISON}', nth=0")
        built = build_corpus(seeds, tmp_path / "store", executor=struck)
    assert [(error.path, "ended its worker" in error.problem) for error in built.failed] == [(POISON, True)]
    assert len(open_corpus(tmp_path / "store").issues) == 7
    (seeds / "issues" / POISON).unlink()
    build_corpus(seeds, tmp_path / "without", executor=Serial())
    build_corpus(seeds, tmp_path / "store", executor=Serial())
    assert made.tree(tmp_path / "store") == made.tree(tmp_path / "without")


BUILD = "import sys; from corpus_tools.corpus.build import build_corpus; print('begun', flush=True); build_corpus(*sys.argv[1:])"


def kill_a_build(seeds, store, seconds):
    """Begin a build in a process of its own and kill it after so many seconds; tell whether it was still at it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, "-c", BUILD, seeds, store], stdout=subprocess.PIPE, env=environment)
    process.stdout.readline()
    time.sleep(seconds)
    running = process.poll() is None
    process.kill()
    process.wait()
    process.stdout.close()
    return running


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_build_that_is_killed_goes_on(tmp_path, seeds):
    rounds, rng, store = int(os.environ.get("KILLS", "3")), random.Random(1), tmp_path / "store"
    build_corpus(seeds, store)
    struck = 0
    for number in range(rounds):
        made.put(seeds / "lexicon/words.tsv", f"机耕道{number:03}号\tn\n")
        made.make_seeds(seeds, days=1 + number % 3, first=10 + number % 20)
        struck += kill_a_build(seeds, store, rng.uniform(0, 2.5))
        corpus = open_corpus(store)
        assert len(corpus.issues) >= 8
        assert all(len(getattr(corpus, name)) > 0 for name in ("articles", "tokens", "counts", "quantities"))
    build_corpus(seeds, store, executor=Serial())
    build_corpus(seeds, tmp_path / "afresh", executor=Serial())
    assert made.tree(store) == made.tree(tmp_path / "afresh")
    assert struck > 0


def test_signals_are_left_alone(seeds, tmp_path):
    before = signal.getsignal(signal.SIGINT)
    build_corpus(seeds, tmp_path / "store")
    assert signal.getsignal(signal.SIGINT) == before

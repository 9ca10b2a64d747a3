"""The record of how a file came about."""

import hashlib
import json

import corpus_jobs as made
import pandas as pd
import pytest

from corpus_tools.corpus.opening import open_corpus
from corpus_tools.report.export import save_table
from corpus_tools.report.provenance import PACKAGES, provenance
from corpus_tools.rules import Rules
from corpus_tools.sources.issues import Issue
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.topics.scoring import tag_topics


def test_inputs_are_named_by_file_and_digest(tmp_path):
    path = tmp_path / "words.tsv"
    path.write_bytes(b"a")
    assert provenance([path, Issue("seeds/issues/b.txt", "", sha256="cd")])["inputs"] == {
        "b.txt": "cd",
        "words.tsv": hashlib.sha256(b"a").hexdigest(),
    }


def test_the_record_is_the_same_each_time_and_fits_into_json():
    assert json.dumps(provenance(parameters={"b": 1, "a": 2})) == json.dumps(provenance(parameters={"a": 2, "b": 1}))


def test_versions_are_those_installed():
    assert set(provenance()["packages"]) == set(PACKAGES)


def test_an_input_that_is_not_there_is_an_error_that_names_it():
    with pytest.raises(OSError, match=r"none\.txt"):
        provenance(["none.txt"])


def test_a_corpus_states_what_it_was_made_from(tmp_path):
    seeds = made.make_seeds(tmp_path / "seeds", days=1)
    made.put(seeds / "lexicon/words.tsv", "机耕道\tn\n")
    made.put(seeds / "rules/units.tsv", "穗\t穗\tcount\n")
    corpus = open_corpus(tmp_path / "store", seeds=seeds)
    record = provenance(corpus=corpus, parameters={"top": 3})
    assert record["inputs"] == dict(corpus.inputs)
    assert (record["lexicon"], record["rules"]) == (corpus.lexicon.hash, corpus.rules.hash)
    assert record["rules"] != provenance()["rules"]
    path = made.put(tmp_path / "more.tsv", "a")
    more = provenance([path], Lexicon(), corpus=corpus.select(page="01"))
    assert sorted(more["inputs"]) == ["more.tsv", "湖南日报-2024-03-01-p01.txt"]
    assert more["lexicon"] == Lexicon().hash
    topics = made.put(
        tmp_path / "topics.toml", '[[topic]]\nlabel = "农业"\nenglish = "Farming"\nwords.3 = ["机耕道"]\n'
    )
    named = provenance(corpus=corpus, topics=tag_topics(corpus.tokens, topics))["inputs"]
    assert named == {**corpus.inputs, "topics.toml": hashlib.sha256(topics.read_bytes()).hexdigest()}
    assert provenance(corpus=corpus.select(since=2025))["inputs"] == {}
    *_, written = save_table(pd.DataFrame({"n": [1]}), tmp_path / "table", corpus=corpus, parameters={"top": 3})
    assert {**json.loads(written.read_text(encoding="utf-8")), **record} == json.loads(
        written.read_text(encoding="utf-8")
    )


def test_an_unknown_origin_is_an_error(tmp_path):
    with pytest.raises(TypeError, match="input"):
        save_table(pd.DataFrame({"n": [1]}), tmp_path / "table.csv", input=())


def test_the_rules_that_were_read_with_are_named_by_their_hash(tmp_path):
    (tmp_path / "units.tsv").write_text("管\t管\tcount\n", encoding="utf-8")
    own = Rules.read(tmp_path)
    assert provenance([own])["rules"] == own.hash != provenance()["rules"]
    assert provenance([own])["inputs"] == {}

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

from corpus_tools.tables import SeedError
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

SEEDS = Path(__file__).parents[2] / "seeds" / "lexicon"
ARTICLES = pd.DataFrame({"article_id": ["a-01"], "text": ["云麓会在东溪县开幕，聚焦数链融合。"]})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "words.tsv").write_text(
        "# own\n云麓会\tnt\tevent\n3+5\tnz\n数链融合\n数链融合\tv\tlater\t500\n", encoding="utf-8"
    )
    (tmp_path / "stopwords.tsv").write_text("\ufeff开幕\tevent\n聚焦\n", encoding="utf-8")
    return tmp_path


def terms(lexicon):
    return tokenise(ARTICLES, lexicon)["term"].tolist()


def test_read_adds_to_the_package(folder):
    lexicon = Lexicon.read(folder)
    assert len(lexicon.words) == len(Lexicon().words) + 3
    assert terms(lexicon) == ["云麓会", "东溪", "县", "数链融合"]
    assert lexicon.tags["数链融合"] == "v"


def test_a_folder_without_files_adds_nothing(tmp_path):
    assert Lexicon.read(tmp_path) == Lexicon()


def test_a_word_taught_to_one_lexicon_is_unknown_to_another():
    taught = Lexicon().teach(["云麓会", "数链融合"])
    assert {"云麓会", "数链融合"} <= set(terms(taught))
    assert not {"云麓会", "数链融合"} & set(terms(Lexicon()))
    assert not {"云麓会", "数链融合"} & set(terms(Lexicon(engine="jieba")))


def test_teaching_twice_changes_nothing():
    once = Lexicon().teach(["云麓会"])
    assert once.teach(["云麓会"]) == once


def test_the_hash_tells_words_and_stop_words_but_not_the_engine(folder):
    hashes = {
        Lexicon().hash,
        Lexicon.read(folder).hash,
        Lexicon().teach(["云麓会"]).hash,
        Lexicon().without("news").hash,
        Lexicon(hmm=False).hash,
    }
    assert len(hashes) == 5
    assert Lexicon(engine="jieba").hash == Lexicon().hash


def test_the_hash_does_not_depend_on_the_order_of_words():
    words = Lexicon().words
    assert Lexicon(words=words[::-1]).hash == Lexicon().hash


def test_without_drops_lists_by_name():
    lexicon = Lexicon().without("news", "number")
    assert {stop.source for stop in lexicon.stop_words} == {"function", "adverb", "verb"}
    with pytest.raises(ValueError, match=r"no such list in the lexicon – \['nothing'\] – there are \['adverb'"):
        lexicon.without("nothing")


def test_unmatched_words_are_listed_with_their_source(folder):
    unmatched = Lexicon.read(folder).unmatched(tokenise(ARTICLES, Lexicon.read(folder)))
    own = unmatched[unmatched["source"].isin(["event", "corpus", "later"])]
    assert own.to_dict("records") == [{"term": "3+5", "tag": "nz", "source": "corpus"}]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("云 麓\tnt", "words.tsv, line 2: a word must be one string without blanks"),
        ("\tnt", "words.tsv, line 2: a word must be one string without blanks"),
        ("云麓会\tNT", "words.tsv, line 2: tag must be small letters"),
        ("云麓会\tnt\tevent\tmany", "words.tsv, line 2: tag must be small letters and frequency a number"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, message):
    (tmp_path / "words.tsv").write_text(f"# own\n{line}\n", encoding="utf-8")
    with pytest.raises(SeedError, match=message):
        Lexicon.read(tmp_path)


def test_bad_files_are_named(tmp_path):
    with pytest.raises(SeedError, match="nowhere: no such folder"):
        Lexicon.read(tmp_path / "nowhere")
    (tmp_path / "stopwords.tsv").write_bytes("的".encode("gbk"))
    with pytest.raises(SeedError, match=r"stopwords\.tsv, line 1: not UTF-8"):
        Lexicon.read(tmp_path)


def test_an_unknown_engine_is_an_error():
    with pytest.raises(ValueError, match=r"no such segmenter – 'thulac' – there are \['jieba', 'rjieba'\]"):
        Lexicon(engine="thulac")


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_it_pickles_as_a_value(engine):
    lexicon = Lexicon(engine=engine).teach(["云麓会"])
    lexicon.cut("")
    copy = pickle.loads(pickle.dumps(lexicon))
    assert (copy, copy.hash, terms(copy)) == (lexicon, lexicon.hash, terms(lexicon))


def test_threads_and_processes_give_the_same_tokens():
    lexicon = Lexicon().teach(["云麓会"])
    with ThreadPoolExecutor(4) as threads:
        assert all(part == terms(lexicon) for part in threads.map(terms, [lexicon] * 8))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert processes.submit(terms, lexicon).result() == terms(lexicon)


def test_equal_lexicons_are_equal_keys():
    assert {Lexicon(): 1}[Lexicon()] == 1
    assert replace(Lexicon(), hmm=False) != Lexicon()


def test_the_seed_lexicon_reads():
    lexicon = Lexicon.read(SEEDS)
    assert "4×4" in lexicon.protected
    assert repr(lexicon).startswith("Lexicon(")

"""Corpus: its tables, its choice of issues, SQL, what it knows of itself, and the functions that count."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import corpus_jobs as made
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Serial
from corpus_tools.corpus.lock import StoreHeldError, hold
from corpus_tools.corpus.opening import open_corpus
from corpus_tools.corpus.storage import TABLES
from corpus_tools.tables import SCHEMAS, empty

same = pd.testing.assert_frame_equal


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("opening [1]*")
    seeds = made.make_seeds(folder / "seeds", days=3)
    made.put(seeds / "issues/岭东日报-2024-04-01.txt", made.make_page(7).text)
    made.put(seeds / "issues/no.jsonl", "{")
    build_corpus(seeds, folder / "store", executor=Serial())
    return open_corpus(folder / "store")


def chosen(table, corpus, kinds=None):
    """The rows of a table that belong to the articles of a corpus, by a way of its own."""
    articles = corpus.articles if kinds is None else corpus.articles[corpus.articles["kind"].isin(kinds)]
    key = next(name for name in ("article_id", "group") if name in table)
    return table[table[key].isin(articles["article_id"])].reset_index(drop=True)


def test_tables_have_the_columns_of_the_contract(corpus):
    for name in TABLES:
        assert getattr(corpus, name).dtypes.astype("str").to_dict() == dict(SCHEMAS[name])
    assert corpus.issues["issue_id"].tolist() == list(corpus.issue_ids)
    assert corpus.articles["date"].is_monotonic_increasing


def test_sql_sees_what_pandas_sees(corpus):
    for part in (
        corpus,
        corpus.select(page="01"),
        corpus.select(kind="report"),
        corpus.select(page="02", kind="report"),
    ):
        for name in TABLES:
            assert part.sql(f"SELECT count(*) AS n FROM {name}")["n"].tolist() == [len(getattr(part, name))]


@pytest.mark.parametrize(
    "choice",
    [{"since": "2024-03-02"}, {"page": "01"}, {"newspaper": "岭东日报"}, {"issues": ["湖南日报-2024-03-02-p02"]}],
)
def test_a_choice_holds_the_rows_of_its_issues(corpus, choice):
    part = corpus.select(**choice)
    assert 0 < len(part.issue_ids) < len(corpus.issue_ids)
    for name in ("issues", "articles", "lines", "repairs"):
        table = getattr(corpus, name)
        same(getattr(part, name), table[table["issue_id"].isin(part.issue_ids)].reset_index(drop=True))
    for name in ("tokens", "counts", "quantities", "periods"):
        same(getattr(part, name), chosen(getattr(corpus, name), part))


def test_choices_narrow_each_other(corpus):
    assert corpus.select(page="01").select(newspaper="湖南日报").issue_ids == tuple(
        f"湖南日报-2024-03-{day:02}-p01" for day in (1, 2, 3)
    )
    part = corpus.select(kind="report")
    assert set(part.articles["kind"]) == {"report"}
    nothing = part.select(kind="photo")
    assert nothing.articles.empty
    assert nothing.tokens.equals(empty("tokens"))
    assert ct.count_terms(nothing).empty
    with pytest.raises(ValueError, match="no such issue"):
        corpus.select(page="01").select(issues=["湖南日报-2024-03-01-p02"])


def test_it_knows_what_it_was_made_from(corpus):
    assert set(corpus.inputs) == {Path(path).name for path in corpus.issues["path"]}
    assert corpus.inputs == dict(zip(corpus.issues["path"], corpus.issues["sha256"], strict=True))
    assert corpus.lexicon == ct.Lexicon()
    assert corpus.rules == ct.Rules()
    assert [error.path for error in corpus.failed] == ["no.jsonl"]


def test_it_gives_the_parse_back_with_the_text_of_the_files(corpus, tmp_path):
    seeds = made.make_seeds(tmp_path / "seeds", days=2)
    corpus = open_corpus(tmp_path / "store", seeds=seeds)
    read = ct.read_issues(seeds / "issues")
    direct, parsed = ct.parse_issues(read), corpus.parsed
    for name in ("articles", "lines", "repairs"):
        same(getattr(parsed, name), getattr(direct, name))
    assert [(issue.issue_id, issue.text) for issue in parsed.issues] == [(one.issue_id, one.text) for one in read]
    one = corpus.select(issues=read[1].issue_id).parsed
    assert [issue.text for issue in one.issues] == [read[1].text]
    assert set(one.lines["issue_id"]) == {read[1].issue_id}


def test_a_parse_that_does_not_give_the_text_back_is_told(corpus):
    with pytest.raises(ValueError, match=r"no page .* from some of its articles – report"):
        _ = corpus.select(kind="report").parsed
    pages = tuple(replace(page, text="0" * 64) if page.imprint["page"] == "02" else page for page in corpus.pages)
    with pytest.raises(ValueError, match=r"text of every page back – .'湖南日报-2024-03-01-p02'"):
        _ = replace(corpus, pages=pages).parsed


def test_opening_waits_for_a_build_that_is_under_way(tmp_path, monkeypatch):
    seeds, store = made.make_seeds(tmp_path / "seeds", days=1), tmp_path / "store"
    with ThreadPoolExecutor(1) as pool:
        with hold(store):
            waiting = pool.submit(open_corpus, store, seeds=seeds)
            time.sleep(0.5)
            assert not waiting.done()
        assert len(waiting.result(timeout=60).pages) == 2
    monkeypatch.setattr("corpus_tools.corpus.opening.PATIENCE", 0)
    with hold(store), pytest.raises(StoreHeldError, match="another build holds the store"):
        open_corpus(store, seeds=seeds)


def test_a_corpus_of_bad_files_says_why_it_has_no_word_list(tmp_path):
    made.put(tmp_path / "seeds/issues/no.jsonl", "{")
    corpus = open_corpus(tmp_path / "store", seeds=tmp_path / "seeds")
    with pytest.raises(ValueError, match=r"no issues has no word lists – .*1 files could not be used.*no\.jsonl"):
        _ = corpus.lexicon


def test_it_says_what_is_in_it(corpus):
    said = repr(corpus)
    assert "Corpus: 7 issues or pages" in said
    assert "湖南日报: 3 days, 2024-03-01 to 2024-03-03" in said
    assert "岭东日报: 2024-04-01" in said
    assert f"articles: {len(corpus.articles)}" in said
    assert re.search(r"lines: \d+, \d+\.\d% of low confidence; \d+ repairs", said)
    assert "no.jsonl" in said
    assert corpus._repr_html_().count("<tr>") == len(said.splitlines())


def test_dates_can_be_added_to_every_table(corpus):
    for name in TABLES:
        table = getattr(corpus, name)
        dated = corpus.dated(table)
        assert len(dated) == len(table)
        assert dated[["newspaper", "date", "page"]].notna().all(axis=None)
    with pytest.raises(ValueError, match="neither issues nor articles"):
        corpus.dated(pd.DataFrame({"term": []}))


def test_the_functions_that_count_take_it(corpus):
    articles, tokens, lines = corpus.articles, corpus.tokens, corpus.lines
    same(corpus.counts.sort_values("group", kind="stable", ignore_index=True), ct.count_terms(tokens))
    for by in ("article_id", "issue_id", None):
        same(ct.count_terms(corpus, by=by), ct.count_terms(tokens, by=by))
    same(ct.count_terms(corpus, size=2), ct.count_terms(tokens, size=2))
    for by, group in (("month", articles["date"].str[:7]), ("newspaper", articles["newspaper"])):
        with_group = tokens.join(group.set_axis(articles["article_id"]).rename(by), on="article_id")
        same(ct.count_terms(corpus, by=by), ct.count_terms(with_group, by=by))
        same(ct.lexical_diversity(corpus, by=by), ct.lexical_diversity(with_group, by=by))
    same(ct.score_terms(corpus, seed=1), ct.score_terms(tokens, seed=1))
    word = corpus.counts["term"][0]
    same(ct.collocates(corpus, word, least=1), ct.collocates(tokens, word, least=1))
    same(
        ct.concordance(corpus, word, tokens=corpus, lines=corpus),
        ct.concordance(articles, word, tokens=tokens, lines=lines),
    )
    pattern = re.compile("新.")
    same(ct.concordance(corpus, pattern), ct.concordance(articles, pattern))
    target, reference = corpus.select(until="2024-03-01"), corpus.select(since="2024-03-02")
    same(
        ct.keyness(target, reference, least=1),
        ct.keyness(ct.count_terms(target.tokens), ct.count_terms(reference.tokens), least=1),
    )


def test_there_must_be_a_corpus(tmp_path):
    with pytest.raises(ValueError, match=r"there is no corpus – .*none – build_corpus"):
        open_corpus(tmp_path / "none")


def test_two_word_lists_are_told(corpus, tmp_path):
    seeds, store = made.make_seeds(tmp_path / "seeds", days=2), tmp_path / "store"
    build_corpus(seeds, store)
    made.put(seeds / "lexicon/words.tsv", "机耕道\tn\n")

    class Stopped(Serial):
        def submit(self, fn, /, *args):
            if "2024-03-02" in repr(args):
                raise KeyboardInterrupt
            return super().submit(fn, *args)

    with pytest.raises(KeyboardInterrupt):
        build_corpus(seeds, store, executor=Stopped())
    mixed = open_corpus(store)
    assert len(mixed.tokens) > 0
    with pytest.raises(ValueError, match="made with 2 word lists"):
        _ = mixed.lexicon
    assert "机耕道" in mixed.select(until="2024-03-01").lexicon.tags


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b""), lambda path: path.write_bytes(path.read_bytes()[:50]), lambda path: path.unlink()])  # fmt: skip
def test_a_damaged_file_of_a_store_is_named_and_made_again(tmp_path, damage):
    seeds = made.make_seeds(tmp_path / "seeds", days=1)
    build_corpus(seeds, tmp_path / "store", executor=Serial())
    whole = made.tree(tmp_path / "store")
    damage(next((tmp_path / "store/lines").glob("*.parquet")))
    with pytest.raises(ValueError, match=r"damaged or gone – .*lines"):
        open_corpus(tmp_path / "store").lines  # noqa: B018 – it is read when it is asked for
    for path in (tmp_path / "store/settings").glob("*.json"):
        path.write_text("{", encoding="utf-8")
    build_corpus(seeds, tmp_path / "store", executor=Serial())
    assert made.tree(tmp_path / "store") == whole

"""The four invariants, over every seed and over pages of any text: conservation, spans, purity, isolation."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from generated_pages import make_page
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus_tools as ct
from corpus_tools.tables import WITH_VOCABULARY, data_dictionary, vocabulary

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ct.read_issues(ROOT / "seeds/issues")
LEXICON = ct.Lexicon.read(ROOT / "seeds/lexicon")
MADE = [replace(SEEDS[0], path=f"{seed}.txt", text=make_page(seed).text, marks=(), corrections=()) for seed in range(8)]

# Lines as pages have them, and anything else that a file can hold.
CLAUSES = (
    "全市新增企业58家",
    "同比增长4.6%，",
    "本报讯（记者 张一山）",
    "优化营商环境。",
    "“四下基层”",
    "——让群众得实惠",
    "李小川 摄",
    "图/文",
    "编者按",
)
LINE = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=8).map("".join) | st.text(max_size=40)
PAGE = st.lists(LINE, max_size=14).map("\n".join)

seeds = pytest.mark.parametrize("issue", SEEDS, ids=lambda issue: issue.issue_id)
anything = settings(max_examples=60, deadline=None, derandomize=True)


def page(text):
    return replace(SEEDS[0], path="page.txt", text=text, marks=(), corrections=())


def assert_conserved(issue):
    lines = ct.parse_issues([issue]).lines
    held = "".join(issue.text[row.start : row.end] for row in lines.itertuples())
    assert "".join(held.split()) == "".join(issue.text.split())
    assert (lines["start"].to_numpy()[1:] >= lines["end"].to_numpy()[:-1]).all()


def assert_spans(issue):
    articles = ct.parse_issues([issue]).articles
    fields = articles.set_index("article_id")
    tokens = ct.tokenise(articles, LEXICON, complete=True)
    assert all(fields["text"][row.article_id][row.start : row.end] == row.term for row in tokens.itertuples())
    stated = pd.concat([ct.find_quantities(articles), ct.find_periods(articles)])
    assert all(fields[row.field][row.article_id][row.start : row.end] == row.stated for row in stated.itertuples())


def assert_pure(table, function):
    before = table.copy(deep=True)
    function(table)
    pd.testing.assert_frame_equal(table, before)


@seeds
def test_conservation(issue):
    assert_conserved(issue)


@seeds
def test_spans(issue):
    assert_spans(issue)


@anything
@given(PAGE)
def test_conservation_of_any_page(text):
    assert_conserved(page(text))


@anything
@given(PAGE)
def test_spans_of_any_page(text):
    assert_spans(page(text))


@seeds
def test_purity(issue):
    articles = ct.parse_issues([issue]).articles
    tokens = ct.tokenise(articles, LEXICON)
    counts = ct.count_terms(tokens, by="article_id")
    for verb in (
        ct.find_quantities,
        ct.find_periods,
        lambda table: ct.tokenise(table, LEXICON),
        lambda table: ct.find_new_words(table, LEXICON),
    ):
        assert_pure(articles, verb)
    for verb in (ct.count_terms, ct.lexical_diversity, lambda table: ct.collocates(table, "经济")):
        assert_pure(tokens, verb)
    assert_pure(counts, ct.score_terms)
    assert_pure(ct.find_quantities(articles), ct.audit_quantities)


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_isolation(engine):
    plain, taught = (ct.Lexicon(words=(), engine=engine) for _ in range(2))
    taught = taught.teach(["云麓会展区"])
    sentence = pd.DataFrame({"article_id": ["a"], "text": ["云麓会展区开放"]})
    assert "云麓会展区" in ct.tokenise(sentence, taught)["term"].tolist()
    assert "云麓会展区" not in ct.tokenise(sentence, plain)["term"].tolist()


def test_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    ct.parse_issues(SEEDS).articles.pipe(ct.tokenise, LEXICON).pipe(ct.count_terms)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("issue", [*SEEDS, *MADE], ids=lambda issue: issue.path[-8:])
def test_values_stand_in_their_vocabularies(issue):
    parsed = ct.parse_issues([issue])
    quantities = ct.find_quantities(parsed.articles)
    made = {
        "articles": parsed.articles,
        "lines": parsed.lines,
        "repairs": parsed.repairs,
        "quantities": quantities,
        "periods": ct.find_periods(parsed.articles),
        "findings": ct.audit_quantities(quantities),
    }
    said = data_dictionary()
    for name, column in said.loc[said["unit"] == WITH_VOCABULARY, ["table", "column"]].itertuples(index=False):
        if name in made:
            assert set(made[name][column]) - {""} <= set(vocabulary(name, column)), f"{name}.{column}"

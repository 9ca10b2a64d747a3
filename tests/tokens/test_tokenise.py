import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.tables import empty
from corpus_tools.tokens import tokenise as module
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

CASES = json.loads((Path(__file__).parent.parent / "cases" / "tokens.json").read_text(encoding="utf-8"))
SEED = next((Path(__file__).parents[2] / "seeds" / "issues").glob("*.txt")).read_text(encoding="utf-8")
LEXICON = Lexicon().teach(["云麓会", "4×4", "5G网络"])
REFERENCE = replace(LEXICON, engine="jieba")
TEXTS = st.lists(
    st.text(alphabet="县域经济发展的三百家亿。，！”“\n \u200b４5.%+-AG&a\ue000䶮×", max_size=40), min_size=1, max_size=4
)


def table(*texts):
    return pd.DataFrame({"article_id": [f"a-{i:02}" for i in range(len(texts))], "text": texts}).astype("str")


def terms(text, lexicon=LEXICON):
    return "/".join(tokenise(table(text), lexicon, complete=True)["term"])


@pytest.mark.parametrize(("about", "text", "expected"), CASES["in the news"] + CASES["negative"])
def test_terms(about, text, expected):
    assert terms(text) == expected, about


@pytest.mark.parametrize("case", [*CASES["in the news"], *CASES["negative"]], ids=lambda case: case[0])
def test_both_engines_agree_on_the_cases(case):
    assert terms(case[1], REFERENCE) == terms(case[1])


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("about", "text", "expected"), CASES["known failures"])
def test_known_failures(about, text, expected):
    assert terms(text) == expected, about


@settings(derandomize=True, deadline=None, max_examples=100)
@given(TEXTS)
def test_tokens_hold_every_character_that_is_not_blank_once(texts):
    articles = table(*texts)
    tokens = tokenise(articles, LEXICON, complete=True)
    text_of = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows = tokens[["article_id", "start", "end", "term"]].itertuples(index=False)
    assert all(text_of[article][start:end] == term for article, start, end, term in rows)
    visible = {name: "".join(text.replace("\u200b", "").split()) for name, text in text_of.items()}
    assert tokens.groupby("article_id")["term"].sum().to_dict() == {k: v for k, v in visible.items() if v}


@settings(derandomize=True, deadline=None, max_examples=100)
@given(TEXTS)
def test_positions_and_sentences_count_from_0_without_gaps(texts):
    tokens = tokenise(table(*texts), LEXICON, complete=True)
    for _, article in tokens.groupby("article_id"):
        assert article["position"].tolist() == list(range(len(article)))
        assert article["sentence"].iloc[0] == 0
        assert article["sentence"].diff().dropna().isin([0, 1]).all()


@settings(derandomize=True, deadline=None, max_examples=100)
@given(TEXTS)
def test_both_engines_give_the_same_table(texts):
    expected = tokenise(table(*texts), REFERENCE, complete=True)
    pd.testing.assert_frame_equal(tokenise(table(*texts), LEXICON, complete=True), expected)


@pytest.mark.parametrize("batch", [1, 60, 1 << 17])
def test_batches_change_nothing(monkeypatch, batch):
    articles = table(*SEED.split("\n\n"))
    expected = tokenise(articles, LEXICON)
    monkeypatch.setattr(module, "BATCH", batch)
    pd.testing.assert_frame_equal(tokenise(articles, LEXICON), expected)


def test_both_engines_give_the_same_tokens_on_the_seed():
    seed = Lexicon.read(Path(__file__).parents[2] / "seeds" / "lexicon")
    expected = tokenise(table(SEED), replace(seed, engine="jieba"), complete=True)
    pd.testing.assert_frame_equal(tokenise(table(SEED), seed, complete=True), expected)
    assert len(expected) > 3_000


def test_stop_words_and_signs_leave_gaps_in_position():
    tokens = tokenise(table("县域的经济，发展"), Lexicon())
    assert tokens["term"].tolist() == ["县域", "经济", "发展"]
    assert tokens["position"].tolist() == [0, 2, 4]


def test_tags():
    lexicon = Lexicon().teach(["云麓会"], tag="nt")
    tokens = tokenise(table("云麓会5月增长4.6%，GDP与“三新五旧”，C919。"), lexicon, complete=True)
    assert tokens["pos"].tolist() == ["nt", "t", "v", "m", "x", "eng", "p", "x", "nz", "x", "x", "eng", "x"]


def test_the_table_has_the_columns_and_types_of_its_schema():
    pd.testing.assert_series_equal(tokenise(table("县域"), LEXICON).dtypes, empty("tokens").dtypes)
    assert tokenise(table(), LEXICON).columns.tolist() == empty("tokens").columns.tolist()
    pd.testing.assert_frame_equal(tokenise(table("", "，。"), LEXICON), empty("tokens"))


def test_articles_are_not_changed_and_need_two_columns():
    articles = table("县域经济")
    tokenise(articles, LEXICON)
    pd.testing.assert_frame_equal(articles, table("县域经济"))
    with pytest.raises(ValueError, match=r"table lacks \['text'\]"):
        tokenise(articles.drop(columns="text"), LEXICON)

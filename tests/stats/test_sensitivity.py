from dataclasses import replace

import pandas as pd
import pytest

from corpus_tools.stats.counts import count_terms
from corpus_tools.stats.sensitivity import recount_terms
from corpus_tools.stats.terms import score_terms
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

ARTICLES = pd.DataFrame(
    {"article_id": ["a-01", "a-02"], "text": ["云麓会优化营商环境。记者陶文远报道。", "营商环境好，云麓会热闹。"]}
)
LEXICON = Lexicon().teach(["云麓会"])


@pytest.fixture(scope="module")
def recounts():
    return recount_terms(ARTICLES, LEXICON)


def test_each_check_changes_one_thing(recounts):
    counts = recounts.groupby("check")["term"].agg(set)
    expected = set(count_terms(tokenise(ARTICLES, LEXICON))["term"])
    assert counts["engine"] == expected
    assert {"云麓会", "营商环境"} & counts["dictionary"] == set()
    assert "陶文远" in expected - counts["hmm"]


def test_the_reference_engine_is_checked_by_the_fast_one(recounts):
    reference = replace(LEXICON, engine="jieba")
    pd.testing.assert_frame_equal(recount_terms(ARTICLES, reference), recounts)


def test_scores_take_it(recounts):
    scored = score_terms(count_terms(tokenise(ARTICLES, LEXICON)), recounts=recounts).set_index("term")
    assert scored.loc["云麓会", "sensitive"] == "dictionary"

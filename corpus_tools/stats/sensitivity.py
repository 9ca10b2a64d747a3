"""Recounts: the counts that other segmentations of the same articles would have given."""

from dataclasses import replace

import pandas as pd

from corpus_tools.stats.counts import count_terms
from corpus_tools.text.progress import progress
from corpus_tools.text.segmenters import ENGINES
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise


def recount_terms(articles: pd.DataFrame, lexicon: Lexicon, *, by: str | None = "article_id") -> pd.DataFrame:
    """Return the counts of `articles` with one thing about the segmentation changed: one row per check, group and term.

    `check` is ``hmm`` (unknown words are no longer joined), ``dictionary`` (neither the package's nor the corpus' words)
    or ``engine`` (the other one, which is to make no difference). `score_terms` takes the table as `recounts`. The
    reference engine cuts about 1 MB a second.

    >>> articles = pd.DataFrame({"article_id": ["a-01"], "text": ["优化营商环境"]})
    >>> recount_terms(articles, Lexicon()).query("check == 'dictionary'")["term"].tolist()
    ['优化', '环境', '营商']
    """
    (other,) = set(ENGINES) - {lexicon.engine}
    checks = {
        "dictionary": replace(lexicon, words=()),
        "engine": replace(lexicon, engine=other),
        "hmm": replace(lexicon, hmm=False),
    }
    counted = {check: count_terms(tokenise(articles, changed), by=by) for check, changed in progress(checks.items(), "counting again", unit="check")}
    return (
        pd.concat(counted, names=["check"]).reset_index(level="check").reset_index(drop=True).astype({"check": "str"})
    )

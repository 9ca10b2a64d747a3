"""Text → tokens → counts for 10 MB of made text, beside jieba with a Counter, scikit-learn with jieba, and bare rjieba.

Run with ``pytest tests/benchmarks/test_tokens_speed.py --benchmark-only``; `extra_info` holds the ratios.
"""

import re
from collections import Counter
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from corpus_tools.stats.counts import count_terms
from corpus_tools.text import segmenters
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

MEGABYTES = 10
PLAIN = Lexicon(words=(), stop_words=())
ROUNDING = 1e-5  # random word lists hold near-ties of the hidden Markov model, which the engines round differently
HAN = re.compile("[\u4e00-\u9fd5]+")
NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿几数余半]|[A-Za-z]")


@pytest.fixture(scope="module")
def articles():
    """Words of jieba's dictionary drawn by their frequency, with signs and percentages between them."""
    known = {term: n for term, n in segmenters.read_dictionary().frequencies.items() if not NUMERAL.search(term)}
    rng = np.random.default_rng(1)
    chance = np.array(list(known.values())) / sum(known.values())
    words = rng.choice(list(known), size=MEGABYTES * 190_000, p=chance).tolist()
    words[::12] = rng.choice(["，", "。", "，12.5%，", "、", "。\n"], size=len(words[::12])).tolist()
    texts = ["".join(words[first : first + 400]) for first in range(0, len(words), 400)]
    return pd.DataFrame({"article_id": [f"made-{number:06}" for number in range(len(texts))], "text": texts})


@pytest.fixture(scope="module")
def jieba_cut():
    return segmenters._private_tokenizer().lcut


def seconds(work, rounds):
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def kit_counts(articles):
    return count_terms(tokenise(articles, PLAIN, complete=True), by=None)


def test_text_to_counts(benchmark, articles, jieba_cut):
    texts = articles["text"].tolist()
    kit_counts(articles[:10])
    counted = benchmark.pedantic(kit_counts, (articles,), rounds=5)
    baseline = Counter()
    slow = seconds(lambda: baseline.update(word for text in texts for word in jieba_cut(text)), 1)
    bare = seconds(lambda: [segmenters._plain().cut(text) for text in texts], 5)
    vectorizer = CountVectorizer(tokenizer=jieba_cut, token_pattern=None, lowercase=False)
    kit = benchmark.stats.stats.median
    benchmark.extra_info["megabytes"] = round(sum(len(text.encode()) for text in texts) / 1e6, 2)
    benchmark.extra_info["times_as_fast_as_jieba_and_counter"] = round(slow / kit, 1)
    benchmark.extra_info["times_as_fast_as_count_vectorizer"] = round(
        seconds(lambda: vectorizer.fit(texts), 1) / kit, 1
    )
    benchmark.extra_info["ratio_to_bare_rjieba"] = round(kit / bare, 2)
    counts = counted.set_index("term")["n"]
    expected = pd.Series({term: n for term, n in baseline.items() if HAN.fullmatch(term)})
    differing = counts[counts.index.str.fullmatch(HAN)].sub(expected, fill_value=0).abs().sum()
    assert differing <= expected.sum() * ROUNDING


@pytest.mark.parametrize("copies", [1, 10])
def test_counting_grows_linearly(benchmark, articles, tmp_path, copies):
    part = articles[:2_000]
    for number in range(copies):
        tokenise(part.assign(article_id=f"{number}-" + part["article_id"]), PLAIN).to_parquet(
            tmp_path / f"{number}.parquet"
        )
    benchmark.pedantic(count_terms, (tmp_path,), {"by": None}, rounds=3)
    benchmark.extra_info["articles"] = len(part) * copies

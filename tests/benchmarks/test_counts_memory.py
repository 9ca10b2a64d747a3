"""Memory and time of counting, scoring and looking for collocates in 10,000 and 100,000 made articles in Parquet, each count in a process of its own.

Run with ``pytest tests/benchmarks/test_counts_memory.py --benchmark-only``; `extra_info` holds the peaks, in GB, of the
whole process: Python and its libraries, the table that comes back, and what counting takes beside it.
"""

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from corpus_tools.text.segmenters import read_dictionary
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read off /proc")

WORDS = 150  # of an article, as in a short report
AT_ONCE = 1_000
GIGABYTE = 1e9
COUNT = """
import json, re, sys, time
from pathlib import Path
from corpus_tools.stats.counts import count_terms
path, by, size = json.loads(sys.argv[1])
start = time.perf_counter()
counts = count_terms(path, by=by, size=size)
seconds = time.perf_counter() - start
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
print(json.dumps({"rows": len(counts), "n": int(counts["n"].sum()), "seconds": seconds, "peak": peak}))
"""
ASK = (
    COUNT.replace("import count_terms", "import count_terms as _\nfrom corpus_tools import collocates, score_terms")
    .replace("path, by, size", "path, call")
    .replace("count_terms(path, by=by, size=size)", "eval(call)")
)
CALLS = ["score_terms(path)", "collocates(path, '经济')", "collocates(path, ['经济', '发展', '中国', '工作', '社会'])"]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    """Two folders of tokens: ten articles an issue, their words drawn from jieba's dictionary by frequency."""
    known = read_dictionary().frequencies
    rng, words = np.random.default_rng(1), np.array(list(known))
    chance = np.array(list(known.values())) / sum(known.values())
    folders = {articles: tmp_path_factory.mktemp(str(articles)) for articles in (10_000, 100_000)}
    for first in range(0, max(folders), AT_ONCE):
        drawn = rng.choice(words, size=(AT_ONCE, WORDS), p=chance)
        ids = [f"made-{number // 10:06}-{number % 10:02}" for number in range(first, first + AT_ONCE)]
        texts = ["。".join("".join(sentence) for sentence in row.reshape(-1, 15)) for row in drawn]
        tokens = tokenise(pd.DataFrame({"article_id": ids, "text": texts}), Lexicon())
        for articles, folder in folders.items():
            if first < articles:
                tokens.to_parquet(folder / f"{first:06}.parquet")
    return folders


def counted(folder, *asked, script=COUNT):
    """What a process that does nothing but count says of itself."""
    command = [sys.executable, "-c", script, json.dumps([str(folder), *asked])]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def told(small, large):
    """What is worth keeping of two measurements."""
    return {
        "rows": large["rows"],
        "counted": large["n"],
        "peak_10k": round(small["peak"] / GIGABYTE, 2),
        "peak_100k": round(large["peak"] / GIGABYTE, 2),
        "seconds_10k": round(small["seconds"], 2),
        "seconds_100k": round(large["seconds"], 2),
    }


@pytest.mark.parametrize(("by", "size"), [(None, 1), ("issue_id", 1), ("article_id", 1), ("article_id", 2)])
def test_memory_of_counting(benchmark, corpora, by, size):
    small = counted(corpora[10_000], by, size)
    large = benchmark.pedantic(counted, (corpora[100_000], by, size), rounds=1)
    benchmark.extra_info.update(told(small, large))
    assert large["n"] > 9 * small["n"]
    assert large["peak"] < GIGABYTE


@pytest.mark.parametrize("call", CALLS)
def test_memory_of_scoring_and_of_collocates(benchmark, corpora, call):
    small = counted(corpora[10_000], call, script=ASK)
    large = benchmark.pedantic(counted, (corpora[100_000], call), {"script": ASK}, rounds=1)
    benchmark.extra_info.update(told(small, large))
    assert large["rows"] > small["rows"]
    assert large["peak"] < GIGABYTE

"""Quantities of a megabyte of made news, beside one compiled pattern over the same text.

Run with ``pytest tests/benchmarks/test_quantities_speed.py --benchmark-only``; `extra_info` holds megabytes a second and
the ratio to the pattern.
"""

import re
from statistics import median
from time import perf_counter, process_time

import numpy as np
import pandas as pd
import pytest

from corpus_tools.quantities.extract import find_quantities
from corpus_tools.quantities.periods import find_periods

MEGABYTES = 2
NAIVE = re.compile(r"\d+(?:\.\d+)?[万亿]?(?:%|元|个百分点|[个家项人次吨亩公里]+)")
# Statistics in the density of broadcast news, the densest of the texts that were measured: 3,000 amounts a megabyte.
PLAIN = [
    "会议强调，要坚持稳中求进工作总基调，着力推动高质量发展，不断提升人民群众的获得感、幸福感、安全感。",
    "记者近日从有关部门获悉，各地正加快完善基础设施，为企业提供更加便利的服务，推动重大项目早日建成投用。",
    "他说，村里的变化越来越大，乡亲们的日子一天比一天好，大家对未来充满信心，决心把家乡建设得更加美丽。",
]
STATISTICS = [
    "去年前11个月，全省规模以上工业增加值增长{0}.6%，高于全国0.{0}个百分点。",
    "工业税收、制造业税收分别增长1{0}.9%、2{0}.8%，新增企业{0}00余家。",
    "项目总投资{0}.2亿元，建成后年产值可达1{0}亿元，带动{0}000人就业。",
]
SENTENCES = [*(PLAIN * 5), *STATISTICS]


@pytest.fixture(scope="module")
def articles():
    """Made articles of about `MEGABYTES` of UTF-8 text."""
    rng = np.random.default_rng(1)
    drawn = rng.integers([0, 1], [len(SENTENCES), 9], size=(MEGABYTES * 7_500, 2))
    sentences = [SENTENCES[kind].format(digit) for kind, digit in drawn]
    texts = ["".join(sentences[first : first + 12]) for first in range(0, len(sentences), 12)]
    names = [f"made-{number:06}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": names, "date": "2024-01-13", "text": texts})


@pytest.fixture(scope="module")
def naive_seconds(articles):
    """Seconds that one compiled pattern takes over the same texts."""
    return median(timed(lambda: [NAIVE.findall(text) for text in articles["text"]]) for _ in range(3))


def timed(run):
    begun = perf_counter()
    run()
    return perf_counter() - begun


def describe(benchmark, articles, naive_seconds):
    seconds = benchmark.stats.stats.median
    megabytes = articles["text"].str.encode("utf-8").str.len().sum() / 1e6
    benchmark.extra_info["megabytes_a_second"] = round(megabytes / seconds, 2)
    benchmark.extra_info["ratio_to_one_pattern"] = round(seconds / naive_seconds, 1)


@pytest.mark.parametrize("find", [find_quantities, find_periods])
def test_speed(benchmark, articles, naive_seconds, find):
    find(articles.head(1))
    table = benchmark.pedantic(find, args=(articles,), rounds=3)
    assert len(table) > len(articles)
    describe(benchmark, articles, naive_seconds)


# One paragraph with a place that is named again, a period, and three statistics.
PARAGRAPH = "青禾县茶园面积达到3万亩，同比增长5.2%。茶农说，茶树长得很好，大家都有信心。去年，湖南省出口额增长5%。\n"
SHORT, LONG = 200, 4_800
# So much longer than in proportion may a long text take, for what else the machine does meanwhile.
SLACK = 1.4


def test_time_grows_in_proportion_to_one_text(benchmark):
    short, long = (
        pd.DataFrame({"article_id": ["made"], "date": ["2024-01-13"], "text": [PARAGRAPH * copies]})
        for copies in (SHORT, LONG)
    )
    seconds = []

    def run():
        begun = process_time()
        find_quantities(long)
        seconds.append(process_time() - begun)

    once = min(cpu(find_quantities, short) for _ in range(5))
    benchmark.pedantic(run, rounds=2)
    benchmark.extra_info["times_the_proportional"] = round(min(seconds) / once * SHORT / LONG, 2)
    assert min(seconds) < SLACK * once * LONG / SHORT


def cpu(run, table):
    begun = process_time()
    run(table)
    return process_time() - begun

"""Indicators that moved: which statements are of one thing, and which are not."""

import pytest
from compared_corpus import make_corpus

from corpus_tools.compare.groups import read_sides
from corpus_tools.compare.indicators import compare_indicators

CASES = {
    "a value of the same period": (["2023年，临川县茶叶产量达到3万吨。"], ["2023年，临川县茶叶产量达到5万吨。"], [("indicator", 3e4, 5e4)]),
    "a later period": (["2022年，临川县茶叶产量达到3万吨。"], ["2023年，临川县茶叶产量达到5万吨。"], [("indicator", 3e4, 5e4)]),
    "another period, the same value": (["2022年，临川县茶叶产量达到3万吨。"], ["2023年，临川县茶叶产量达到3万吨。"], [("indicator_period", 3e4, 3e4)]),
    "the same": (["2023年，临川县茶叶产量达到3万吨。"], ["2023年，临川县茶叶产量达到3万吨。"], []),
    "another place": (["2023年，临川县茶叶产量达到3万吨。"], ["2023年，青岩市茶叶产量达到5万吨。"], []),
    "one of two is stated again": (
        ["2022年，临川县茶叶产量达到2万吨。2023年，临川县茶叶产量达到3万吨。"], ["2023年，临川县茶叶产量达到3万吨。"], []),
    "several values of one period": (
        ["2023年，临川县茶叶产量达到2万吨。", "2023年，临川县茶叶产量达到4万吨。"], ["2023年，临川县茶叶产量达到3万吨。"], []),
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    rows = [
        {"date": f"{year}-03-05", "page": str(10 * number + copy), "body": body, "newspaper": paper}
        for number, (before, after, _) in enumerate(CASES.values(), 1)
        for paper, year, bodies in (("青岩日报", 2024, before), ("岭东日报", 2024, after))
        for copy, body in enumerate(bodies)
    ]
    return make_corpus(tmp_path_factory.mktemp("indicators"), rows)


@pytest.mark.parametrize(("number", "case"), list(enumerate(CASES, 1)), ids=list(CASES))
def test_what_moved(corpus, number, case):
    before, after = (f"{paper}-2024-03-05-p{number}*" for paper in ("青岩日报", "岭东日报"))
    found = compare_indicators(corpus, read_sides(corpus, before, after))
    rows = found[["what", "before", "after"]].itertuples(index=False, name=None) if len(found) else ()
    assert list(rows) == CASES[case][2]

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.text.measures import measure_pattern, measure_spans
from corpus_tools.text.numerals import fold

CASES = json.loads((Path(__file__).parent.parent / "cases" / "measures.json").read_text(encoding="utf-8"))
ALPHABET = "一二三十百千万亿几多余约近0123456789.,%：:—-至到个家元年月日第分之半点A增长，。、（）“”"


def measures(text):
    return [text[start:end] for start, end in measure_spans(text)]


@pytest.mark.parametrize(("text", "found"), [*CASES["in the news"], *CASES["negative"]])
def test_measures(text, found):
    assert measures(text) == found


@pytest.mark.parametrize(("text", "found"), CASES["known failures"])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_measures_that_are_not_found_yet(text, found):
    assert measures(text) == found


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=60)))
def test_spans_are_in_order_and_never_overlap(text):
    spans = list(measure_spans(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("unit", ["1", "一", "、", "分别", "1,", "第", "5个", "百分之", "1:"])
def test_time_is_linear_on_damage(unit):
    # Were it quadratic, a hundred thousand characters would take minutes, not milliseconds.
    assert sum(1 for _ in measure_pattern().finditer(fold(unit * 100_000))) <= 100_000


def test_the_sort_of_a_measure_is_the_name_of_its_group():
    sorts = [found.lastgroup for found in measure_pattern().finditer("2024年，C919，9:30，第3，2.5:1，一半，5家")]
    assert sorts == ["date", "code", "clock", "ordinal", "ratio", "fraction", "measure"]

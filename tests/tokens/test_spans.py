import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.text.measures import measure_spans
from corpus_tools.text.numerals import HAN, fold
from corpus_tools.tokens.spans import protected_spans

COMPOUND = re.compile(rf"\d|[{HAN}]{{2}}|分之")

PIECES = [
    "一", "三百", "千", "万", "亿元", "家", "个百分点", "第", "余", "约", "至", "12", "2023年", "3月", "，", "。", "、", "的", "4.6",
    "%", "％", "（", "）", "GDP", "+", "-", "&", "“", "”", "增长", "百分之", "分之", "５", ".", "×", "\n", " ", "台（套）", ":", "A股",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def spans(text, words=()):
    starts, ends, _ = protected_spans(text, words)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def stated(text, words=()):
    return [text[start:end] for start, end in spans(text, words)]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(TEXTS)
def test_spans_are_in_order_and_apart(text):
    edges = [edge for span in spans(text) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in spans(text))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(TEXTS.filter(lambda text: "“" not in text and "A股" not in text))
def test_searching_clause_by_clause_finds_the_same_numbers(text):
    folded = fold(text)
    numbers = {span for span in measure_spans(text) if COMPOUND.search(folded, *span)}
    assert numbers <= set(spans(text))


def test_a_word_wins_over_a_number_and_a_number_over_a_run():
    assert stated("建设4×4体系，B20峰会", ("4×4", "B20峰会")) == ["4×4", "B20峰会"]
    assert stated("Q+5.2%") == ["Q+", "5.2%"]


def test_words_are_not_found_inside_longer_runs():
    assert stated("MAIL与AI", ("AI",)) == ["MAIL", "AI"]


def test_nothing_to_protect():
    assert spans("县域经济") == spans("") == []

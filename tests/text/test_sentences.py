import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.text.characters import code_points
from corpus_tools.text.sentences import sentence_numbers, sentences

CASES = json.loads((Path(__file__).parent.parent / "cases" / "sentences.json").read_text(encoding="utf-8"))


def cut(text):
    edges = np.flatnonzero(np.diff(sentence_numbers(code_points(text)), prepend=-1, append=-1))
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(("about", "text", "expected"), CASES["in the news"] + CASES["negative"])
def test_sentences(about, text, expected):
    assert cut(text) == expected, about


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("about", "text", "expected"), CASES["known failures"])
def test_known_failures(about, text, expected):
    assert cut(text) == expected, about


def test_empty_text_has_no_sentence():
    assert sentence_numbers(code_points("")).tolist() == []


@pytest.mark.parametrize(
    ("text", "fresh"),
    [
        ("一句。二句。", [True, False]),
        ("一段。\n二段。", [True, True]),
        ("一段。\u3000\u3000二段。三句。", [True, True, False]),
        ("没有说完\n\n标题一行\n\n接着说完。下一句。", [True, False, False, False]),
        ("“引语！”后面。\n新段", [True, False, True]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_a_paragraph_starts_afresh_unless_the_line_before_was_cut(text, fresh):
    assert [sentence.fresh for sentence in sentences(text)] == fresh


def test_headlines_are_short_lines_without_a_stop():
    assert [sentence.headline for sentence in sentences("标题一行\n正文说完。")] == [True, False]


def test_a_stretch_without_a_stop_is_read_piece_by_piece():
    found = sentences("一" * 1500)
    assert [(sentence.start, sentence.end) for sentence in found] == [(0, 600), (600, 1200), (1200, 1500)]


@settings(derandomize=True, deadline=None)
@given(st.text("一二。！?”）\n \u3000，“", max_size=60))
def test_sentences_and_their_numbers_agree(text):
    numbers = sentence_numbers(code_points(text))
    found = sentences(text)
    assert [len(set(numbers[one.start : one.end].tolist())) for one in found] == [1] * len(found)
    assert "".join("".join(text[one.start : one.end] for one in found).split()) == "".join(text.split())


@given(st.text('一二。！?”’）」"\n \u3000', max_size=40))
def test_both_readings_end_a_sentence_at_the_same_places(text):
    whole = [(part.start, part.end) for part in sentences(text)]
    starts = np.cumsum([0, *map(len, cut(text))]).tolist()
    lines = [(start, start + len(part.removesuffix("\n"))) for start, part in zip(starts, cut(text), strict=False)]
    assert whole == [(start, end) for start, end in lines if text[start:end].strip()]

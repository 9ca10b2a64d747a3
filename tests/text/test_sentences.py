import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corpus_tools.text.characters import code_points
from corpus_tools.text.sentences import sentence_numbers

CASES = json.loads((Path(__file__).parent.parent / "cases" / "sentences.json").read_text(encoding="utf-8"))


def sentences(text):
    edges = np.flatnonzero(np.diff(sentence_numbers(code_points(text)), prepend=-1, append=-1))
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(("about", "text", "expected"), CASES["in the news"] + CASES["negative"])
def test_sentences(about, text, expected):
    assert sentences(text) == expected, about


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("about", "text", "expected"), CASES["known failures"])
def test_known_failures(about, text, expected):
    assert sentences(text) == expected, about


def test_empty_text_has_no_sentence():
    assert sentence_numbers(code_points("")).tolist() == []

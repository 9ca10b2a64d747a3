import numpy as np
import pytest

from corpus_tools.layout.cohesion import character_runs, link_lines, own_words, vocabulary

TEXTS = ["张一山看春耕", "雨停了", "张一山说今年春耕早"]


@pytest.mark.parametrize(("size", "want"), [(2, 3), (3, 1)])
def test_runs_that_stand_in_two_lines_link_them(size, want):
    early, late, weight = link_lines(character_runs(TEXTS, size))
    assert (early.tolist(), late.tolist(), weight.tolist()) == ([0] * want, [2] * want, [0.5] * want)


def test_a_run_counts_once_for_each_line():
    line, code = character_runs(["春耕春耕春耕", "春耕"])
    assert sorted(line.tolist()) == [0, 0, 1]
    assert len(set(code.tolist())) == 2


@pytest.mark.parametrize("texts", [[], [""], ["a"], ["春"]])
def test_pages_without_words_share_none(texts):
    assert not any(values.any() for values in vocabulary(texts).values())


def test_words_of_a_short_line_are_found_around_it():
    texts = ["春耕开始", "雨停了，乡亲们说春耕要早。", "夜市的灯光很亮。"]
    found = own_words(character_runs(texts), np.array([True, False, False]))
    assert found["own words in the next line"].tolist() == [0.333, 0, 0]
    assert not found["own words back"].any()

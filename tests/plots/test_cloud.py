"""The word cloud: areas in proportion, no word upon another."""

import json
from itertools import combinations
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.plots.cloud import place_boxes, plot_cloud
from corpus_tools.plots.style import colour, house_style
from corpus_tools.tables import make_table

CASES = json.loads((Path(__file__).parent.parent / "cases" / "drawings.json").read_text(encoding="utf-8"))
TERMS = make_table("terms", CASES["terms"])


@pytest.fixture(scope="module")
def cloud():
    with house_style():
        ax = plot_cloud(TERMS, top=6)
        ax.figure.draw_without_rendering()
    yield ax
    plt.close("all")


def test_areas_are_in_proportion(cloud):
    areas = {text.get_text(): text.get_fontsize() ** 2 for text in cloud.texts}
    assert areas["茶叶"] / areas["县域"] == pytest.approx(150 / 30)


def test_draws_the_first_terms_only(cloud):
    assert [text.get_text() for text in cloud.texts] == ["茶叶", "发展", "公路", "医院", "增收", "县域"]


def test_terms_of_one_article_are_grey(cloud):
    shades = {text.get_text(): text.get_color() for text in cloud.texts}
    assert shades["茶叶"] == colour("muted")
    assert shades["县域"] == colour("main")


def test_no_word_stands_upon_another_or_outside(cloud):
    boxes = [text.get_window_extent() for text in cloud.texts]
    assert not any(one.overlaps(other) for one, other in combinations([box.padded(-2) for box in boxes], 2))
    assert all(cloud.figure.bbox.containsx(box.x0) and cloud.figure.bbox.containsx(box.x1) for box in boxes)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.floats(0.2, 5), st.floats(0.2, 2)), max_size=25), st.floats(0.5, 3))
def test_boxes_never_overlap(sizes, aspect):
    sizes = np.array(sizes).reshape(-1, 2)
    centres = place_boxes(sizes, aspect)
    gaps = [
        (np.abs(centres[i] - centres[j]) - (sizes[i] + sizes[j]) / 2).max()
        for i, j in combinations(range(len(sizes)), 2)
    ]
    assert min(gaps, default=0) >= -1e-9

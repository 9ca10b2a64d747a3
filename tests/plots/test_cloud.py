"""The word cloud: areas in proportion, no word upon another."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.plots.cloud import plot_cloud
from corpus_tools.plots.labels import label
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
    assert areas["茶叶"] / areas["县域"] == pytest.approx(150 / 30, rel=1e-3)


def test_draws_the_first_terms_only(cloud):
    assert [text.get_text() for text in cloud.texts] == ["茶叶", "发展", "公路", "医院", "增收", "县域"]


def test_terms_of_one_article_are_grey(cloud):
    shades = {text.get_text(): text.get_color() for text in cloud.texts}
    assert shades["茶叶"] == colour("muted")
    assert shades["县域"] == colour("deep")


@pytest.mark.parametrize(
    ("shares", "names"), [([0.2, 0.3], ["several"]), ([0.2, 0.9], ["several", "single"]), ([1.0, 0.9], ["single"])]
)
def test_the_legend_names_the_colours_that_there_are(shares, names):
    with house_style():
        ax = plot_cloud(pd.DataFrame({"term": ["县域", "经济"], "per_10k": [20.0, 10.0], "largest_share": shares}))
        assert [text.get_text() for text in ax.get_legend().get_texts()] == [label(name) for name in names]
    plt.close("all")


MANY = pd.DataFrame(
    {
        "term": [f"{one}{other}" for one in "县域经济春茶上市" for other in "公路医院增收aQ7"][:60],
        "per_10k": [100 / rank for rank in range(1, 61)],
        "largest_share": 0.2,
    }
)


def inked(ax, word):
    """The pixels that one word alone blackens, antialiased edges left out."""
    for text in ax.texts:
        text.set_visible(text is word)
    ax.figure.canvas.draw()
    return np.asarray(ax.figure.canvas.buffer_rgba())[..., :3].astype(int).sum(axis=2) < 500


@pytest.mark.parametrize("width", ["single", "double"])
def test_no_pixel_belongs_to_two_words(width):
    with house_style(width=width):
        ax = plot_cloud(MANY)
        empty = inked(ax, None)
        words = np.array([inked(ax, word) & ~empty for word in list(ax.texts)])
    plt.close(ax.figure)
    assert len(words) == 60
    assert words.any(axis=(1, 2)).all()
    assert words.sum(axis=0).max() == 1


def test_every_area_is_as_stated():
    with house_style():
        ax = plot_cloud(MANY)
    sizes = np.array([text.get_fontsize() for text in ax.texts])
    plt.close(ax.figure)
    assert sizes**2 / sizes[0] ** 2 == pytest.approx(MANY["per_10k"] / MANY["per_10k"][0], rel=5e-3)


def test_the_same_terms_give_the_same_places():
    with house_style():
        one, other = ([text.get_position() for text in plot_cloud(MANY).texts] for _ in range(2))
    plt.close("all")
    assert one == other


@settings(derandomize=True, deadline=None, max_examples=6)
@given(st.lists(st.text("县域经济ab7", min_size=1, max_size=24), min_size=2, max_size=20, unique=True), st.floats(0, 2))
def test_words_of_any_length_find_room(terms, slope):
    values = [1 / rank**slope for rank in range(1, len(terms) + 1)]
    table = pd.DataFrame({"term": terms, "per_10k": values, "largest_share": 0.2})
    with house_style():
        ax = plot_cloud(table)
        ax.figure.draw_without_rendering()
    assert len(ax.texts) == len(terms)
    boxes = [text.get_window_extent() for text in ax.texts]
    assert all(ax.figure.bbox.padded(1).contains(box.x0, box.y0) for box in boxes)
    plt.close(ax.figure)

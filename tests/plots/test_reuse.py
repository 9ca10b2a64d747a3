"""The matrix of shared text: each pair once, above the diagonal."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.plots.frames import attached, drawn
from corpus_tools.tables import empty

PAIRS = pd.DataFrame(
    {
        "article_id": ["b", "a"],
        "other_id": ["c", "b"],
        "containment": [1.0, 0.6],
        "shared": 9,
        "kind": ["same", "reuse"],
    }
)


@pytest.fixture(autouse=True)
def _styled():
    with ct.house_style():
        yield
    plt.close("all")


def test_each_pair_is_a_square_in_the_order_of_the_articles():
    ax = ct.plot_reuse(PAIRS)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["a", "b", "c"]
    squares = [
        place for marks in ax.collections if hasattr(marks, "get_offsets") for place in marks.get_offsets().tolist()
    ]
    assert [place for place in squares if place != [0, 0]] == [[2, 1], [1, 0]]


def test_the_table_is_kept_and_nothing_is_left_out_as_such():
    assert attached(ct.plot_reuse(PAIRS, top=1))["kind"].tolist() == ["same"]
    assert drawn(ct.plot_reuse(empty("reuse"))).left_out

"""Ruled tables: cells wrapped within their columns."""

import matplotlib.pyplot as plt
import pandas as pd

import corpus_tools as ct
from corpus_tools.plots.ruled import MOST_LINES, draw_rows


def test_a_long_cell_is_wrapped_and_its_cut_marked():
    with ct.house_style():
        ax = draw_rows(
            pd.DataFrame({"indicator": ["春茶"], "context": ["今年的春茶" * 60]}),
            {"indicator": 0.5, "context": 0.5},
            200,
            None,
        )
        said = [text.get_text() for text in ax.texts]
    plt.close("all")
    assert "春茶" in said
    assert sum("今年" in text for text in said) == MOST_LINES
    assert said[-1].endswith("…")

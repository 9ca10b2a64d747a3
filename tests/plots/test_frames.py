"""Axes that know what they show."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_tools.plots import frames
from corpus_tools.plots.frames import attach, attached, axes_for, cut, drawn, plot_parts
from corpus_tools.plots.style import house_style


@pytest.fixture(autouse=True)
def _styled():
    with house_style():
        yield
    plt.close("all")


def plot_rows(table, *, part=1):
    rows, parts = cut(len(table), part)
    return attach(axes_for(None), table[rows], parts=parts)


def test_the_table_attached_is_the_last_drawn():
    ax = axes_for(None)
    attach(ax, pd.DataFrame({"n": [1]}))
    attach(ax, pd.DataFrame({"n": [2]}))
    assert attached(ax)["n"].tolist() == [2]


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 101, 1234])
def test_parts_hold_every_row_once_and_none_too_many(count):
    parts = cut(count, 1)[1]
    rows = [row for part in range(1, parts + 1) for row in range(count)[cut(count, part)[0]]]
    assert rows == list(range(count))
    sizes = [len(range(count)[cut(count, part)[0]]) for part in range(1, parts + 1)]
    assert max(sizes) <= frames.MOST_ROWS
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize("part", [0, 4])
def test_a_part_that_there_is_not_is_an_error(part):
    with pytest.raises(ValueError, match=f"no part {part} – of 120 rows – the parts are 1 to 3"):
        cut(120, part)


def test_all_parts_are_drawn_each_on_a_figure_of_its_own():
    table = pd.DataFrame({"n": range(120)})
    axes = plot_parts(plot_rows, table)
    assert pd.concat(map(attached, axes))["n"].tolist() == list(range(120))
    assert len({ax.figure for ax in axes}) == 3


def test_one_part_is_a_list_too():
    assert len(plot_parts(plot_rows, pd.DataFrame({"n": [1]}))) == 1


def test_too_little_is_said_and_nothing_else_is_drawn():
    ax = axes_for(None, rows=3)
    ax.plot([1, 2], [1, 2])
    attach(ax, pd.DataFrame({"n": [1]}), least=2)
    assert drawn(ax).left_out == "Only 1 found: too little for a figure"
    assert [text.get_text() for text in ax.texts] == [drawn(ax).left_out]
    assert not ax.lines

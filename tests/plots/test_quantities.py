"""Growth and money: what was measured and what is aimed at, apart."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from corpus_tools.plots.frames import attached
from corpus_tools.plots.quantities import plot_growth, plot_money
from corpus_tools.plots.style import house_style
from corpus_tools.tables import make_table

CASES = json.loads((Path(__file__).parent.parent / "cases" / "drawings.json").read_text(encoding="utf-8"))
QUANTITIES = make_table("quantities", CASES["quantities"])


@pytest.fixture(autouse=True)
def _styled():
    with house_style(width="double"):
        yield
    plt.close("all")


def marks(ax):
    """The dots by whether they are hollow: targets are."""
    drawn = {False: [], True: []}
    for line in ax.lines:
        if line.get_marker() not in ("None", ""):
            drawn[line.get_markerfacecolor() == "white"] += zip(line.get_xdata(), line.get_ydata(), strict=True)
    return drawn


def test_growth_puts_targets_below_and_hollow():
    drawn = marks(plot_growth(QUANTITIES))
    assert drawn[False] == [(4.2, 0), (-3.1, 1)]
    assert drawn[True] == [(6.0, 3), (5.0, 4)]


def test_a_fall_stands_left_of_zero():
    shown = attached(plot_growth(QUANTITIES)).set_index("indicator")["value"]
    assert shown["化肥用量"] == -3.1


def test_a_value_that_is_negative_already_is_not_turned():
    already = QUANTITIES.assign(value=QUANTITIES["value"].where(QUANTITIES["stated"] != "3.1%", -3.1))
    assert attached(plot_growth(already)).set_index("indicator")["value"]["化肥用量"] == -3.1


def test_a_range_is_a_line_between_its_ends():
    ax = plot_growth(QUANTITIES)
    assert [
        segment[:, 0].tolist()
        for lines in ax.collections[1:]
        for segment in lines.get_segments()
        if len(segment) > 1 and segment[0, 0] != segment[1, 0] and segment[0, 0] == 6.0
    ] == [[6.0, 8.0]]


@pytest.mark.parametrize("place", ["", "江北省青岩市", "青岩市经济技术开发区、青岩市高新技术产业开发区"])
def test_neither_period_nor_number_is_cut_in_a_narrow_column(place):
    with house_style(width="single"):
        ax = plot_growth(QUANTITIES.assign(period="2026-01-16/2026-12-31", place=place, stated="695704亿元"))
        texts = [text.get_text() for text in ax.texts]
        assert (texts.count("2026-01-16/12-31"), texts.count("695704亿元")) == (4, 4)


def test_what_is_stated_twice_is_drawn_once():
    assert len(attached(plot_growth(QUANTITIES.iloc[[0, 0, 1]]))) == 2


def test_money_is_on_a_logarithmic_axis_by_currency():
    ax = plot_money(QUANTITIES)
    assert ax.get_xscale() == "log"
    assert attached(ax)["unit"].tolist() == ["元", "USD", "元"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["US dollars", "yuan", "target"]


def test_money_keeps_the_largest():
    assert attached(plot_money(QUANTITIES, top=2))["stated"].tolist() == ["12亿元", "3000万美元"]


def test_the_table_given_stays_as_it_was():
    before = QUANTITIES.copy(deep=True)
    plot_growth(QUANTITIES)
    assert QUANTITIES.equals(before)

"""The table of statistics as a figure."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.plots.style import attached, ems, house_style
from corpus_tools.plots.tables import plot_statistics, wrap
from corpus_tools.tables import make_table

CASES = json.loads((Path(__file__).parent.parent / "cases" / "drawings.json").read_text(encoding="utf-8"))
QUANTITIES = make_table("quantities", CASES["quantities"])


@pytest.fixture(autouse=True)
def _styled():
    with house_style(language="zh", width="double"):
        yield
    plt.close("all")


def printed(quantities):
    return [text.get_text() for text in plot_statistics(quantities).texts]


def test_every_statistic_is_printed_as_stated():
    assert {"4.2%", "3.1%", "12亿元", "58家"} <= set(printed(QUANTITIES))


def test_targets_are_marked():
    assert "5% ◇" in printed(QUANTITIES)


def test_a_sentence_is_printed_once_for_all_its_statistics():
    assert sum(text.startswith("去年茶叶产量") for text in printed(QUANTITIES.iloc[:2])) == 1
    assert attached(plot_statistics(QUANTITIES.iloc[:2]))["context"].nunique() == 1


def test_columns_have_headings_in_the_language_of_the_style():
    assert printed(QUANTITIES)[:3] == ["指标", "原文", "变动"]


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="县域经济，。12.5%abc ", max_size=60), st.integers(6, 20))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text, room):
    lines = list(wrap(text, room))
    assert "".join(lines) == text
    assert all(ems(line.rstrip("，。%")) <= room or line.strip().isascii() for line in lines)


def test_no_number_is_divided():
    assert list(wrap("产值达到12345.67万元", 6)) == ["产值达到", "12345.67万", "元"]

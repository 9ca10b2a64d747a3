"""The table of statistics as a figure."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_tools.plots.frames import attached, plot_parts
from corpus_tools.plots.style import house_style
from corpus_tools.plots.tables import plot_statistics
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
    assert set(attached(plot_statistics(QUANTITIES.iloc[:2]))["context"]) == {QUANTITIES["context"].iloc[0]}


def test_columns_have_headings_in_the_language_of_the_style():
    assert printed(QUANTITIES)[:3] == ["指标", "原文", "变动"]


def several(count):
    return pd.concat([QUANTITIES] * count, ignore_index=True).assign(
        article_id=lambda table: [f"晨报-2024-03-{row % 28 + 1:02}-01" for row in range(len(table))]
    )


def test_a_table_that_is_too_long_goes_on_and_loses_no_row():
    axes = plot_parts(plot_statistics, several(20))
    assert len(axes) > 1
    assert sum(len(attached(ax)) for ax in axes) == 100
    assert all(ax.figure.get_figheight() * 25.4 <= 247.01 for ax in axes)


def test_what_is_beyond_the_top_is_said():
    table = several(3)
    ax = plot_statistics(table, top=4)
    assert len(attached(ax)) == 4
    assert f"示 {len(table)} 项中的 4 项" in ax.get_xlabel()


def test_of_several_issues_each_row_names_its_article():
    assert "晨报-2024-03-01-01" in printed(several(1))
    assert "文章" not in printed(QUANTITIES)


def test_a_sentence_without_end_is_cut():
    endless = QUANTITIES.assign(context="春茶上市" * 2000)
    axes = plot_statistics(endless.head(2))
    assert any(text.get_text().endswith("…") for text in axes.texts)


def test_a_narrow_column_sets_the_change_with_the_number_and_the_article_below_the_sentence():
    with house_style(language="en", width="single"):
        texts = [text.get_text() for text in plot_statistics(several(1).assign(period="2026-01/2026-06")).texts]
    assert texts[:5] == ["Indicator", "As stated", "Period", "Place", "Sentence"]
    assert "[晨报-2024-03-01-01]" in texts
    assert {"2026-01/", "06"} <= set(texts) or "2026-01/06" in texts


def test_the_article_stands_below_a_sentence_that_is_cut():
    with house_style(width="single"):
        texts = [text.get_text() for text in plot_statistics(several(1).assign(context="春茶上市" * 200)).texts]
    assert "[晨报-2024-03-01-01]" in texts
    assert any(text.endswith("…") for text in texts)

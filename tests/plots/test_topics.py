"""The heat map and the shares of topics."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from corpus_tools.plots.frames import attached
from corpus_tools.plots.style import house_style
from corpus_tools.plots.topics import plot_topic_map, plot_topic_shares
from corpus_tools.tables import make_table

CASES = json.loads((Path(__file__).parent.parent / "cases" / "drawings.json").read_text(encoding="utf-8"))
SHARES, ARTICLES = (make_table(name, CASES[name]) for name in ("topic_articles", "articles"))


@pytest.fixture(autouse=True)
def _styled():
    with house_style():
        yield
    plt.close("all")


def test_the_map_has_a_cell_for_each_topic_of_each_article():
    assert plot_topic_map(SHARES).collections[0].get_array().tolist() == [
        [0.7, 0.3, 0.0],
        [0.0, 0.2, 0.8],
        [0.0, 0.0, 0.0],
    ]


def test_the_map_writes_shares_worth_a_number():
    assert sorted(text.get_text() for text in plot_topic_map(SHARES).texts) == ["20", "30", "70", "80"]


def test_the_map_names_articles_by_headline_where_it_can():
    assert plot_topic_map(SHARES, ARTICLES).get_yticklabels()[0].get_text() == "1  春茶上市带动茶农增收"
    assert plot_topic_map(SHARES).get_yticklabels()[0].get_text() == "t-2024-03-02-01"


def test_the_map_leaves_out_topics_that_nobody_speaks_of():
    silent = SHARES.assign(share=SHARES["share"].where(SHARES["topic"] != 2, 0.0))
    assert [text.get_text() for text in plot_topic_map(silent).get_xticklabels()] == ["农业农村", "交通与基础设施"]


def test_shares_are_means_over_all_articles():
    means = attached(plot_topic_shares(SHARES)).set_index("label")["share"].round(4).to_dict()
    assert means == {"交通与基础设施": 0.2667, "农业农村": 0.2333, "县域经济": 0.1667}


def test_shares_mark_each_article_zeros_too():
    assert sorted(plot_topic_shares(SHARES).lines[0].get_xdata().round(6)) == [0.0] * 5 + [20.0, 30.0, 70.0, 80.0]
    assert attached(plot_topic_shares(SHARES))["articles"].tolist() == [1, 1, 2]

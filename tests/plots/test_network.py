"""The collocation network: every tie a line, every term a dot."""

import matplotlib.pyplot as plt
import networkx as nx
import pytest

from corpus_tools.plots.network import plot_network
from corpus_tools.plots.style import attached, house_style

TIES = [("茶叶", "采摘", 12.0), ("茶叶", "增收", 11.0), ("公路", "通车", 9.0)]


@pytest.fixture(autouse=True)
def _styled():
    with house_style():
        yield
    plt.close("all")


def network(ties):
    graph = nx.Graph()
    for one, other, strength in ties:
        graph.add_node(one, n=9)
        graph.add_node(other, n=4)
        graph.add_edge(one, other, n=3, log_dice=strength)
    return graph


def test_ties_become_lines_the_strongest_thickest():
    ax = plot_network(network(TIES))
    widths = ax.collections[0].get_linewidths()
    assert len(widths) == len(TIES)
    assert widths[0] == max(widths)
    assert attached(ax)["log_dice"].tolist() == [12.0, 11.0, 9.0]


def test_dots_are_in_proportion_to_frequency():
    sizes = plot_network(network(TIES)).collections[1].get_sizes()
    assert sizes.max() / sizes.min() == pytest.approx(9 / 4)


def test_the_order_of_the_ties_changes_nothing():
    one, other = (plot_network(network(ties)).collections[1].get_offsets().tolist() for ties in (TIES, TIES[::-1]))
    assert one == other


def test_one_tie_alone_can_be_drawn():
    assert len(attached(plot_network(network(TIES[:1])))) == 1

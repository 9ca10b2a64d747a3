"""The collocation network: every tie a line, every term a dot."""

from itertools import combinations

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.plots.frames import attached
from corpus_tools.plots.network import by_stress, circle, place_boxes, plot_network
from corpus_tools.plots.style import house_style

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


def test_noise_in_the_last_digits_moves_no_node():
    """What processors differ in, and a thousand times more of it, is rounded away before a step could enlarge it."""
    graph = nx.random_regular_graph(3, 30, seed=4)
    between = dict(nx.all_pairs_shortest_path_length(graph))
    distances = np.array([[between[one][other] for other in graph] for one in graph], dtype=float)
    noise = np.random.default_rng(1).uniform(-1e-9, 1e-9, (30, 2))
    calm, shaken = (by_stress(distances, circle(30) + each) for each in (0, noise))
    assert calm.tobytes() == shaken.tobytes()


def test_the_layout_brings_neighbours_together():
    graph = nx.path_graph(9)
    between = dict(nx.all_pairs_shortest_path_length(graph))
    distances = np.array([[between[one][other] for other in graph] for one in graph], dtype=float)
    points = by_stress(distances, circle(9))
    lengths = np.linalg.norm(points[:, None] - points, axis=2)
    assert np.abs(lengths - distances).max() < 0.6


def test_keeps_the_strongest_ties_and_says_of_how_many():
    ax = plot_network(network(TIES), top=2)
    assert attached(ax)["log_dice"].tolist() == [12.0, 11.0]
    assert "the strongest 2 of 3 ties" in ax.get_xlabel()


def test_hubs_are_named_first():
    star = network([("县域", f"词语{number}", 9.0) for number in range(60)])
    assert plot_network(star).texts[0].get_text() == "县域"

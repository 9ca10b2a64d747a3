"""Every plot draws what its table says, on the Axes given, in both languages, and no text stands upon another."""

import json
from functools import cache
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import pytest
from extents import overlapping, texts
from pandas.testing import assert_frame_equal

from corpus_tools.plots.cloud import plot_cloud
from corpus_tools.plots.frames import attached
from corpus_tools.plots.network import plot_network
from corpus_tools.plots.pages import plot_ledger, plot_page
from corpus_tools.plots.quantities import plot_growth, plot_money
from corpus_tools.plots.style import house_style
from corpus_tools.plots.tables import plot_statistics
from corpus_tools.plots.terms import (
    plot_dispersion,
    plot_frequency_dispersion,
    plot_keyness,
    plot_profile,
    plot_ranking,
)
from corpus_tools.plots.topics import plot_topic_map, plot_topic_shares
from corpus_tools.tables import empty, make_table

CASES = json.loads((Path(__file__).parent.parent / "cases" / "drawings.json").read_text(encoding="utf-8"))
TABLES = {name: make_table(name, rows) for name, rows in CASES.items()}
EMPTY = {name: empty(name) for name in CASES}
TERMS = ["茶叶", "公路", "发展"]


def network():
    graph = nx.Graph()
    for term, n in [("茶叶", 30), ("采摘", 8), ("增收", 12), ("公路", 18), ("通车", 3)]:
        graph.add_node(term, n=n)
    for one, other, strength in [("茶叶", "采摘", 12.0), ("茶叶", "增收", 11.0), ("公路", "通车", 10.0)]:
        graph.add_edge(one, other, n=5, log_dice=strength)
    return graph


PLOTS = {
    "page": ("double", lambda t, ax: plot_page(t["lines"], t["articles"], repairs=t["repairs"], ax=ax)),
    "ledger": ("double", lambda t, ax: plot_ledger(t["lines"], t["articles"], repairs=t["repairs"], ax=ax)),
    "profile": ("single", lambda t, ax: plot_profile(t["tokens"], ax=ax)),
    "ranking": ("single", lambda t, ax: plot_ranking(t["terms"], top=5, ax=ax)),
    "frequency_dispersion": ("single", lambda t, ax: plot_frequency_dispersion(t["terms"], ax=ax)),
    "dispersion": ("double", lambda t, ax: plot_dispersion(t["tokens"], TERMS, ax=ax)),
    "keyness": ("single", lambda t, ax: plot_keyness(t["keyness"], ax=ax)),
    "cloud": ("single", lambda t, ax: plot_cloud(t["terms"], ax=ax)),
    "network": ("single", lambda t, ax: plot_network(network() if len(t["terms"]) else nx.Graph(), ax=ax)),
    "topic_map": ("single", lambda t, ax: plot_topic_map(t["topic_articles"], t["articles"], ax=ax)),
    "topic_shares": ("single", lambda t, ax: plot_topic_shares(t["topic_articles"], ax=ax)),
    "growth": ("double", lambda t, ax: plot_growth(t["quantities"], ax=ax)),
    "money": ("double", lambda t, ax: plot_money(t["quantities"], ax=ax)),
    "statistics": ("double", lambda t, ax: plot_statistics(t["quantities"], ax=ax)),
}
each = pytest.mark.parametrize("name", PLOTS)


@pytest.fixture(scope="module", autouse=True)
def _closed():
    with mpl.rc_context({"figure.max_open_warning": 0}):
        yield
    plt.close("all")
    drawn.cache_clear()


@cache
def drawn(name, language="en"):
    """The drawing of a plot, made once for the tests that only look at it."""
    ax = draw(name, language)
    ax.figure.draw_without_rendering()
    return ax


def draw(name, language="en", tables=TABLES, ax=None):
    width, plot = PLOTS[name]
    with house_style(language=language, width=width):
        return plot(tables, ax)


@pytest.mark.parametrize("name", [name for name in PLOTS if name != "cloud"])  # its words are tested by their ink
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_stands_upon_another(name, language):
    assert overlapping(drawn(name, language)) == []


@each
def test_returns_the_axes_given(name):
    with house_style(width="double"):
        _, ax = plt.subplots()
    assert draw(name, ax=ax) is ax


@each
def test_draws_on_a_new_figure_and_leaves_its_table_when_no_axes_are_given(name):
    before = {key: table.copy(deep=True) for key, table in TABLES.items()}
    _, other = plt.subplots()
    assert draw(name).figure is not other.figure
    assert not other.has_data()
    for key, table in TABLES.items():
        assert_frame_equal(table, before[key])


@each
def test_attaches_what_it_draws(name):
    assert len(attached(drawn(name))) > 0


@each
def test_an_empty_table_says_so(name):
    ax = draw(name, tables=EMPTY)
    assert attached(ax).empty
    assert "(nothing found)" in [text.get_text() for text in ax.texts]


@each
def test_the_same_table_gives_the_same_drawing(name):
    again = draw(name)
    assert [text.get_position() for text in again.texts] == [text.get_position() for text in drawn(name).texts]


@each
def test_labels_follow_the_language(name):
    english, chinese = ({text.get_text() for text in texts(drawn(name, language))} for language in ("en", "zh"))
    assert english != chinese


def test_ranking_draws_ranks_and_intervals():
    ax = drawn("ranking")
    kept, left = ax.lines[0], ax.lines[1]
    assert list(kept.get_xdata()) == [1.0, 2.0] or list(kept.get_xdata()) == [2.0]
    assert list(left.get_xdata()) == [1.0, 3.0, 4.0, 4.0]
    spans = [segment[:, 0].tolist() for lines in ax.collections[1:] for segment in lines.get_segments()]
    assert [1.0, 40.0] in spans


def test_ranking_names_the_checks_that_failed():
    assert "HMM" in [text.get_text() for text in drawn("ranking").texts]


def test_ranking_without_intervals_keeps_every_mark_hollow():
    bare = TABLES | {"terms": TABLES["terms"].assign(rank_low=float("nan"), rank_high=float("nan"))}
    ax = draw("ranking", tables=bare)
    assert len(ax.lines[0].get_xdata()) == 0
    assert ax.lines[1].get_markerfacecolor() == "white"


def test_profile_adds_up_to_all_tokens():
    shares = attached(drawn("profile")).drop(columns="pos")
    assert shares.to_numpy().sum() == pytest.approx(100)


def test_dispersion_has_a_stroke_for_each_occurrence():
    shown = attached(drawn("dispersion"))
    assert shown["term"].value_counts().to_dict() == {"茶叶": 3, "公路": 2, "发展": 3}
    assert shown.query("term == '公路'")["offset"].tolist() == [10, 13]


def test_frequency_dispersion_leaves_out_rare_terms():
    with house_style():
        assert attached(plot_frequency_dispersion(TABLES["terms"], least=10))["n"].min() >= 10


def test_keyness_puts_the_target_to_the_right():
    ax = drawn("keyness")
    widths = [bar.get_width() for bar in ax.patches]
    assert max(widths) == 3.9
    assert min(widths) == -4.6


def test_keyness_hollows_what_is_not_significant():
    hollow = [bar.get_width() for bar in drawn("keyness").patches if bar.get_facecolor() == (1, 1, 1, 1)]
    assert sorted(hollow) == [-1.0, 1.0]


def test_a_dollar_sign_begins_no_formula():
    dear = TABLES | {"terms": TABLES["terms"].assign(term=lambda table: "$" + table["term"] + "$")}
    labels = draw("ranking", tables=dear).get_yticklabels()
    assert all(label.get_text().startswith(r"\$") for label in labels)

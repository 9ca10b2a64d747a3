"""Corrected shares, stability and the choice of k, drawn in both languages."""

import matplotlib.pyplot as plt
import pytest

from corpus_tools.plots.frames import attached, drawn
from corpus_tools.plots.style import house_style
from corpus_tools.plots.topic_validation import plot_corrected_shares, plot_stability, plot_topic_numbers
from corpus_tools.tables import empty, make_table

CORRECTED = make_table(
    "corrected_shares",
    [
        {"label": "教育", "machine": 0.1, "hand": 0.12, "share": 0.12, "low": 0.08, "high": 0.17},
        {"label": "体育", "machine": 0.3, "hand": 0.2, "share": 0.21, "low": 0.16, "high": 0.26},
    ],
)
STABILITY = make_table(
    "topic_stability",
    [
        {"topic": 1, "label": "exploratory: 茶叶·春茶·采摘", "stability": 0.4, "lowest": 0.1},
        {"topic": 2, "label": "exploratory: 球队·比赛·球员", "stability": 0.9, "lowest": 0.8},
    ],
)
NUMBERS = make_table(
    "topic_numbers",
    [{"k": k, "stability": 0.8, "weakest": 0.3, "coherence": -0.1, "exclusivity": 0.7, "enough": k < 20} for k in (20, 5, 10)],
)


@pytest.fixture(params=["en", "zh"], autouse=True)
def _styled(request):
    with house_style(language=request.param):
        yield
    plt.close("all")


def names(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def test_shares_are_drawn_corrected_and_as_the_machine_has_them():
    ax = plot_corrected_shares(CORRECTED)
    assert names(ax) == ["体育", "教育"]
    assert [line.get_xdata().tolist() for line in ax.lines] == [[21.0, 12.0], [30.0, 10.0]]
    assert len(ax.collections[-1].get_segments()) == 2
    assert len(ax.get_legend().get_texts()) == 3
    assert attached(ax)["share"].tolist() == [0.21, 0.12]


def test_the_most_stable_topic_comes_first_and_every_label_keeps_its_stamp():
    ax = plot_stability(STABILITY)
    assert [
        name.startswith(start) for name, start in zip(names(ax), ("exploratory: 球", "exploratory: 茶"), strict=True)
    ] == [True] * 2
    assert ax.lines[0].get_xdata().tolist() == [0.9, 0.4]


def test_numbers_of_topics_are_drawn_in_their_order():
    ax = plot_topic_numbers(NUMBERS)
    assert [line.get_xdata().tolist() for line in ax.lines] == [[5, 10, 20], [20]] * 4
    assert ax.get_ylim()[0] == -0.1
    assert ax.get_xticks().tolist() == [5, 10, 20]


def test_numbers_that_the_corpus_is_too_small_for_are_hollow_and_said():
    few, enough = (plot_topic_numbers(NUMBERS.assign(enough=each)) for each in (False, True))
    assert [note for note, _ in drawn(few).notes] == ["too_small"]
    assert [line.get_markerfacecolor() for line in few.lines[1::2]] == ["white"] * 4
    assert drawn(enough).notes == ()
    assert len(enough.lines) == 4


def test_numbers_that_stand_too_near_each_other_are_not_all_named():
    numbers = NUMBERS.iloc[[0] * 4].assign(k=[2, 3, 99, 100])
    assert plot_topic_numbers(numbers).get_xticks().tolist() == [2, 99]


@pytest.mark.parametrize(
    ("plot", "table"),
    [
        (plot_corrected_shares, "corrected_shares"),
        (plot_stability, "topic_stability"),
        (plot_topic_numbers, "topic_numbers"),
    ],
)
def test_nothing_is_an_empty_drawing(plot, table):
    _, ax = plt.subplots()
    assert plot(empty(table), ax=ax) is ax

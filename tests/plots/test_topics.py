"""The heat map and the shares of topics."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from corpus_tools.plots.frames import attached
from corpus_tools.plots.style import house_style
from corpus_tools.plots.topics import plot_topic_map, plot_topic_shares, plot_topic_terms
from corpus_tools.tables import empty, make_table

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


def texts(ax):
    return sorted(text.get_text() for text in ax.texts)


def test_the_map_writes_shares_worth_a_number_and_words_and_lead_of_the_first_topic():
    assert texts(plot_topic_map(SHARES.assign(matched=7))) == ["+40", "+60", "20", "30", "7", "7", "70", "80"]


def test_the_map_frames_what_rests_on_few_words():
    words = SHARES.assign(matched=SHARES["topic"].map({1: 3, 2: 30, 3: 5}))
    ax = plot_topic_map(words)
    assert [(patch.get_x() // 1, patch.get_y() // 1) for patch in ax.patches] == [(0.0, 0.0)]
    assert "fewer than 5 different words" in ax.get_xlabel()
    assert "fewer than" not in plot_topic_map(SHARES.assign(matched=9)).get_xlabel()


def test_the_map_names_articles_by_headline_where_it_can():
    assert plot_topic_map(SHARES, ARTICLES).get_yticklabels()[0].get_text() == "1  春茶上市带动茶农增收"
    assert plot_topic_map(SHARES).get_yticklabels()[0].get_text() == "t-2024-03-02-01"


def test_the_map_leaves_out_topics_that_nobody_speaks_of():
    silent = SHARES.assign(share=SHARES["share"].where(SHARES["topic"] != 2, 0.0))
    named = [text.get_text() for text in plot_topic_map(silent).get_xticklabels()]
    assert named[:2] == ["农业农村", "交通与基础设施"]
    assert named[2:] == ["its words", "its lead"]


def test_the_headings_beside_the_map_are_full_where_there_is_room():
    with house_style(width="double"):
        named = [text.get_text() for text in plot_topic_map(SHARES).get_xticklabels()]
    assert named[-2:] == ["words of the first topic", "lead over the second (points)"]


def test_shares_are_means_over_all_articles():
    means = attached(plot_topic_shares(SHARES)).set_index("label")["share"].round(4).to_dict()
    assert means == {"交通与基础设施": 0.2667, "农业农村": 0.2333, "县域经济": 0.1667}


def test_shares_mark_each_article_zeros_too():
    assert sorted(plot_topic_shares(SHARES).lines[0].get_xdata().round(6)) == [0.0] * 5 + [20.0, 30.0, 70.0, 80.0]
    assert attached(plot_topic_shares(SHARES))["articles"].tolist() == [1, 1, 2]


TOTALS = make_table(
    "topic_shares",
    [
        {"topic": 0, "label": "none", "articles": 1, "share": 0.3, "low": 0.1, "high": 0.5, "matched": 0},
        {"topic": 1, "label": "农业农村", "articles": 2, "share": 0.5, "low": 0.2, "high": 0.8, "matched": 30},
        {"topic": 2, "label": "县域经济", "articles": 0, "share": 0.2, "low": 0.1, "high": 0.4, "matched": 3},
    ],
)


def test_shares_of_the_tokens_have_intervals_and_hollow_bars_where_few_words_carry_them():
    ax = plot_topic_shares(SHARES[SHARES["topic"] < 3], totals=TOTALS)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["农业农村", "none", "县域经济"]
    assert [round(bar.get_width()) for bar in ax.patches] == [50, 30, 20]
    assert [bar.get_facecolor()[:3] == (1.0, 1.0, 1.0) for bar in ax.patches] == [False, False, True]
    ends = [segment[:, 0].round(6).tolist() for segment in ax.collections[-1].get_segments()]
    assert ends == [[20.0, 80.0], [10.0, 50.0], [10.0, 40.0]]
    assert attached(ax)["matched"].tolist() == [30, 0, 3]


def test_one_article_has_shares_without_intervals():
    ax = plot_topic_shares(SHARES[SHARES["topic"] < 3], totals=TOTALS.assign(low=float("nan"), high=float("nan")))
    assert "interval" not in [text.get_text() for text in ax.get_legend().get_texts()]


CORRECTED = make_table(
    "corrected_shares",
    [
        {"label": "农业农村", "machine": 0.6, "share": 0.4, "low": 0.3, "high": 0.5},
        {"label": "县域经济", "machine": 0.1, "share": 0.45, "low": 0.35, "high": 0.55},
        {"label": "none", "machine": 0.3, "share": 0.15, "low": 0.05, "high": 0.25},
    ],
)


def test_corrected_shares_stand_beside_the_machines_and_all_are_of_articles():
    ax = plot_topic_shares(SHARES[SHARES["topic"] < 3], totals=TOTALS, corrected=CORRECTED)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["县域经济", "农业农村", "none"]
    assert [round(bar.get_width(), 6) for bar in ax.patches] == [10, 60, 30]
    assert [line.get_xdata().round(6).tolist() for line in ax.lines] == [[45, 40, 15]]
    ends = [segment[:, 0].round(6).tolist() for segment in ax.collections[-1].get_segments()]
    assert ends == [[35, 55], [30, 50], [5, 25]]
    assert ax.get_xlabel().startswith("Share of articles (%)")
    assert "tokens" not in " ".join(text.get_text() for text in ax.get_legend().get_texts())
    assert attached(ax)[["articles", "matched"]].to_numpy().tolist() == [[0, 3], [2, 30], [1, 0]]


def test_corrected_shares_of_a_free_model_have_none_that_its_totals_lack():
    totals = TOTALS[TOTALS["topic"] > 0]
    none = attached(plot_topic_shares(SHARES, totals=totals, corrected=CORRECTED)).set_index("label").loc["none"]
    assert none[["articles", "matched"]].tolist() == [0, 0]


def test_corrected_shares_of_other_topics_are_refused():
    with pytest.raises(ValueError, match="topics without a corrected share – 农业农村 – there are 县域经济, none"):
        plot_topic_shares(SHARES, totals=TOTALS, corrected=CORRECTED[1:])
    with pytest.raises(ValueError, match="no totals given"):
        plot_topic_shares(SHARES, corrected=CORRECTED)


def test_many_articles_are_not_drawn_one_by_one_beside_the_totals():
    many = [{"topic": n, "label": "甲", "article_id": f"a-{at:02}", "share": 0.5} for at in range(41) for n in (1, 2)]
    assert len(plot_topic_shares(make_table("topic_articles", many), totals=TOTALS).lines) == 0
    assert len(plot_topic_shares(make_table("topic_articles", many[:80]), totals=TOTALS).lines) == 1


TERMS = make_table(
    "topic_terms",
    [{"topic": 1, "label": "农业农村", "rank": n, "term": f"词{n}", "weight": 0.1} for n in range(1, 11)]
    + [{"topic": 2, "label": "县域经济", "rank": 1, "term": "县域经济", "weight": 1.0}],
)


def test_the_words_of_a_topic_stand_on_bars_of_their_weight():
    terms = TERMS.assign(weight=TERMS["weight"].where(TERMS["rank"] != 2, 0.05))
    with house_style(width="double"):
        ax = plot_topic_terms(terms)
    assert [round(bar.get_width() / ax.patches[0].get_width(), 3) for bar in ax.patches] == [1, 0.5, *[1] * 6]
    assert [bar.get_x() for bar in ax.patches] == [*range(7), 0]
    assert {"县域经济", "词1", "词7", "100", "10"} <= set(texts(ax))
    assert "词8" not in texts(ax)
    assert attached(ax)["term"].tolist() == TERMS["term"].tolist()


def test_a_topic_without_words_is_no_drawing():
    _, ax = plt.subplots()
    assert plot_topic_terms(empty("topic_terms"), ax=ax) is ax
    assert plot_topic_map(empty("topic_articles"), ax=ax) is ax

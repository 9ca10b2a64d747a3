"""Alt text: a short and a long one for every plot, in both languages, from the table that was drawn."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from drawings import PLOTS
from made_corpora import SIZES, corpus

import corpus_tools as ct
from corpus_tools.plots.alt_text import SHORTEST, alt_text, alt_texts
from corpus_tools.plots.facts import FACTS
from corpus_tools.plots.frames import OWN, attach, drawn
from corpus_tools.resources import read_rows

ROWS = read_rows("plots/alt_text.tsv")


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PLOTS)
def test_every_plot_is_described(name, size):
    with ct.house_style(width="double"):
        shown = drawn(PLOTS[name](corpus(size)))
    if shown.left_out:
        return
    assert shown.kind == name
    for language, texts in alt_texts([shown]).items():
        assert 20 <= len(texts["short"]) <= SHORTEST
        assert len(texts["long"]) >= len(texts["short"])
        assert re.findall(r"\bnan\b|None|\{|\}|_", texts["long"]) == []
        assert bool(re.search("[。，]", texts["long"])) == (language == "zh")


def test_every_kind_has_facts_and_sentences_in_both_languages():
    assert {kind for kind, *_ in ROWS} == set(FACTS)
    assert [row for row in ROWS if len(row) != 4 or row[1] not in {"short", "long"} or not all(row)] == []
    assert {kind for kind, size, *_ in ROWS if size == "short"} == set(FACTS)


def test_the_same_facts_stand_in_both_languages():
    names = [[set(re.findall(r"\{(\w+)", text)) for text in texts] for _, _, *texts in ROWS]
    assert [pair for pair in names if pair[0] != pair[1]] == []


def test_a_text_says_what_the_table_holds():
    terms = corpus("five pages")["terms"]
    with ct.house_style(language="zh"):
        shown = drawn(ct.plot_ranking(terms, top=5))
    stay = int((shown.table["rank_high"] <= 5).sum())
    texts = alt_texts([shown])
    assert shown.table["term"].iloc[0] in texts["zh"]["short"]
    assert f"{stay} stay among those shown (filled)" in texts["en"]["short"]
    assert "5 " in texts["en"]["long"]
    assert "of" in texts["en"]["long"].rsplit("In the figure: ", 1)[-1]


def test_one_and_several_are_said_apart():
    table = pd.DataFrame({"term": ["春茶"], "n": [1]})
    with ct.house_style():
        one = drawn(attach(plt.subplots()[1], table))
        two = drawn(attach(plt.subplots()[1], pd.concat([table, table])))
    assert one.kind == OWN
    assert "a table of 1 row," in alt_text([one], "en").short
    assert "a table of 2 rows," in alt_text([two], "en").short


def test_a_long_name_is_cut_and_a_short_text_stays_short():
    table = pd.DataFrame({"很" * 300: [1]})
    with ct.house_style():
        shown = drawn(attach(plt.subplots()[1], table))
    assert len(alt_text([shown], "zh").short) < 60
    assert len(alt_text([shown] * 20, "en").short) <= SHORTEST


def test_drawing_again_describes_anew():
    with ct.house_style():
        ax = plt.subplots()[1]
        ct.plot_calendar(pd.DataFrame({"newspaper": ["某报"], "date": ["2024-01-13"]}), ax=ax)
        assert drawn(ax).kind == "calendar"
        assert drawn(attach(ax, pd.DataFrame({"n": [1]}))).kind == OWN

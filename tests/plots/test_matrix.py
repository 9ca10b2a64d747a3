"""Every plot in every language, on corpora of every size, in every column: drawn, nothing off the edge, no text upon another."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from drawings import PLOTS
from extents import off_the_edge, overlapping, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from made_corpora import SIZES, corpus

import corpus_tools as ct
from corpus_tools.plots.frames import attached, drawn
from corpus_tools.plots.style import WIDTHS
from corpus_tools.resources import read_rows
from corpus_tools.tables import make_table

TALLEST = 247  # mm
COLUMNS = [(name, width) for name, *_ in read_rows("plots/widths.tsv") for width in WIDTHS]
# The full product has some 1,700 members: every plot meets every language and size, and, taking turns, every column.
CASES = [
    (name, language, size, *COLUMNS[(turn + offset) % len(COLUMNS)])
    for offset, name in enumerate(PLOTS)
    for turn, (language, size) in enumerate((language, size) for size in SIZES for language in ("en", "zh"))
]


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def check(ax, name):
    """Hold a drawing to what print asks."""
    ax.figure.draw_without_rendering()
    assert off_the_edge(ax) == []
    assert ax.figure.get_figheight() * 25.4 <= TALLEST + 0.01
    if name != "cloud":  # its words are tested by their ink
        assert overlapping(ax) == []


@pytest.mark.parametrize(("name", "language", "size", "journal", "width"), CASES)
def test_every_plot_fits(name, language, size, journal, width):
    with ct.house_style(language=language, journal=journal, width=width), mpl.rc_context({"figure.dpi": 72}):
        ax = PLOTS[name](corpus(size))
        check(ax, name)
    assert attached(ax) is not None
    one_day = name == "series" and size != "nothing" and SIZES[size][1] < 2
    assert bool(drawn(ax).left_out) == (size == "nothing" or one_day) or size == "one article"


def test_the_cases_cover_every_column_of_every_plot():
    assert {(name, *column) for name, _, _, *column in CASES} == {
        (name, *column) for name in PLOTS for column in COLUMNS
    }


@pytest.mark.parametrize("size", SIZES)
def test_all_parts_together_show_every_article_once(size):
    tables = corpus(size)
    with ct.house_style(width="double"):
        axes = ct.plot_parts(ct.plot_topic_map, tables["topics"], tables["articles"])
    assert [each for ax in axes for each in attached(ax)["article_id"].unique()] == list(
        tables["topics"]["article_id"].unique()
    )


WORDS = st.text(alphabet="县域经济春茶上市，“”（）A1$% ", min_size=1, max_size=90)


@st.composite
def corpora(draw):
    """Tables whose titles, terms, labels and sentences are of any length."""
    count = draw(st.integers(2, 8))
    said = draw(st.lists(WORDS, min_size=count, max_size=count, unique_by=str.strip))
    numbers = range(1, count + 1)
    ids = [f"{draw(WORDS).replace('-', '')}-2024-03-0{number}-p1-01" for number in numbers]
    articles = make_table(
        "articles",
        [
            {"article_id": one, "issue_id": one[:-3], "date": f"2024-03-0{number}", "position": 1, "title": title}
            for one, number, title in zip(ids, numbers, said, strict=True)
        ],
    )
    lines = [
        {
            "issue_id": ids[0][:-3],
            "line": number,
            "start": number * 40,
            "end": number * 40 + 30,
            "article_id": one,
            "role": "body",
        }
        for number, one in zip(numbers, ids, strict=True)
    ]
    terms = [
        {"term": word, "n": 90 // number, "per_10k": 900 / number, "articles": 2, "dp": 0.5, "rank": number,
         "rank_low": number, "rank_high": number * 9, "sensitive": "hmm, dictionary, engine"}
        for number, word in zip(numbers, said, strict=True)
    ]  # fmt: skip
    quantities = [
        {"article_id": one, "stated": word[:20], "kind": draw(st.sampled_from(["growth_rate", "money"])), "value": 10.0**number,
         "unit": word[:9], "indicator": word, "period": "2024-01/2024-06", "place": word[::-1], "context": word * 9}
        for number, one, word in zip(numbers, ids, said, strict=True)
    ]  # fmt: skip
    topics = [
        {"topic": topic, "label": label, "article_id": one, "share": 1 / count}
        for topic, label in enumerate(said)
        for one in ids
    ]
    totals = [
        {"topic": n, "label": label, "share": 1 / count, "low": 0.0, "high": 0.9, "matched": n}
        for n, label in enumerate(said)
    ]
    weights = [
        {"topic": n, "label": label, "rank": rank, "term": word, "weight": 1 / count}
        for n, label in enumerate(said)
        for rank, word in enumerate(said, 1)
    ]
    return {
        "articles": articles,
        "lines": make_table("lines", lines),
        "terms": make_table("terms", terms),
        "quantities": make_table("quantities", quantities),
        "topics": make_table("topic_articles", topics),
        "topic_shares": make_table("topic_shares", totals),
        "topic_terms": make_table("topic_terms", weights),
    }


PROPERTY = ("ranking", "ledger", "topic_map", "topic_shares", "topic_corrected", "corrected_shares", "topic_terms", "growth", "money", "statistics")


@pytest.mark.parametrize("name", PROPERTY)
@settings(derandomize=True, deadline=None, max_examples=4)
@given(tables=corpora(), column=st.sampled_from(COLUMNS))
def test_texts_of_any_length_fit(name, tables, column):
    journal, width = column
    with ct.house_style(journal=journal, width=width), mpl.rc_context({"figure.dpi": 72}):
        ax = PLOTS[name](tables | {"repairs": None})
        check(ax, name)
        assert texts(ax)
    plt.close(ax.figure)

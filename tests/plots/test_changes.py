"""Change as dots, word shifts and moved statistics: what is shown, in which order, in both languages."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.plots.frames import attached, drawn
from corpus_tools.tables import empty, make_table

ROWS = [
    {"what": "topic", "key": key, "before": 0.2, "after": after, "difference": after - 0.2, "low": -0.1, "high": 0.1, "q": q}
    for key, after, q in (("茶业", 0.3, 0.01), ("水利", 0.1, 0.5), ("教育", 0.2001, float("nan")))
]  # fmt: skip
MOVED = {
    "what": "indicator",
    "key": "产量 · 吨",
    "before": 3.0,
    "after": 5.0,
    "evidence_before": "a-01 text 3-6: 产量⟦3吨⟧。",
    "evidence_after": "b text-1 text 1-4: 产量⟦5吨⟧。",
}
CHANGES = make_table("changes", [*ROWS, MOVED])


@pytest.fixture(params=["en", "zh"], autouse=True)
def _styled(request):
    with ct.house_style(language=request.param):
        yield
    plt.close("all")


def test_what_rose_stands_above_what_fell():
    ax = ct.plot_changes(CHANGES)
    assert attached(ax)["key"].tolist() == ["茶业", "教育", "水利"]
    assert attached(ct.plot_changes(CHANGES, top=2))["key"].tolist() == ["茶业", "水利"]
    assert drawn(ct.plot_changes(CHANGES, what="term")).left_out


def test_the_sentences_stand_beside_each_other_without_their_places():
    said = [text.get_text() for text in ct.plot_moved(CHANGES).texts]
    assert {"产量⟦3吨⟧。", "产量⟦5吨⟧。"} <= set(said)
    assert drawn(ct.plot_moved(empty("changes"))).left_out


def test_a_word_shift_shows_the_largest_parts():
    shift = ct.word_shift(*(pd.DataFrame({"term": list("甲乙丙"), "n": n}) for n in ([5, 3, 2], [1, 3, 6])))
    assert attached(ct.plot_word_shift(shift, top=2))["term"].tolist() == ["甲", "丙"]


def test_a_dot_is_filled_where_the_difference_is_sure():
    dots = [line for line in ct.plot_changes(CHANGES).lines if line.get_marker() == "o" and len(line.get_xdata())]
    assert {line.get_markerfacecolor() == "white": sorted(line.get_xdata()) for line in dots} == {False: [30], True: [10, 20.01]}

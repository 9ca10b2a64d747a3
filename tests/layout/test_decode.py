import numpy as np
import pytest

from corpus_tools.layout.crf import NEVER
from corpus_tools.layout.decode import (
    impossible,
    joins,
    leaves_untitled,
    make_transitions,
    read_layouts,
    read_weights,
    score_labels,
)
from corpus_tools.layout.features import page_features
from corpus_tools.layout.labels import labels
from corpus_tools.layout.lines import read_lines

NAMES = [label.name for label in labels()]
PAGE = """青岩老街夜市重开
■ 本报记者 李小川
本报青岩3月2日讯 夜市的灯光一直亮到十点，老人把手艺教给年轻人。
摊主们说，今年的生意比去年好得多，他们还要把摊位摆到新建成的河
边步道上去，让更多人看到。
北渡水库完成检修
本报北渡3月2日讯（记者 张一山）水库的闸门按时打开，工人检修了三条旧管道，渡口添了两只救生艇。
"""
ROLES = ["title", "byline", "body", "body", "body", "title", "body"]


@pytest.fixture(scope="module")
def lines():
    return read_lines(PAGE)


def test_a_plain_page_is_read_as_a_reader_reads_it(lines):
    [layout] = read_layouts([lines])
    assert [label.role for label in layout.labels] == ROLES
    assert [row for row, label in enumerate(layout.labels) if label.entry == "opens"] == [0, 5]
    assert [row for row, label in enumerate(layout.labels) if label.gap is not None] == [4]


def test_confidence_is_a_probability(lines):
    [layout] = read_layouts([lines])
    assert layout.confidence.shape == (len(lines),)
    assert ((layout.confidence > 0) & (layout.confidence <= 1)).all()


def test_what_a_reader_rules_out_is_not_taken(lines):
    bars = np.zeros((len(lines), len(NAMES)), bool)
    bars[5] = [label.role != "subhead" for label in labels()]
    [layout] = read_layouts([lines], [bars])
    assert layout.labels[5].role == "subhead"


def test_pages_are_given_back_in_their_order(lines):
    layouts = read_layouts([lines, lines[:2], lines[:5]])
    assert [len(layout.labels) for layout in layouts] == [7, 2, 5]


def test_only_what_looks_like_furniture_stands_outside(lines):
    assert impossible(page_features(lines))[:, NAMES.index("outside")].all()
    weekday = read_lines("2024年3月2日 星期六\n")
    assert not impossible(page_features(weekday))[0, NAMES.index("outside")]


def test_the_first_line_goes_on_from_none(lines):
    barred = impossible(page_features(lines))[0]
    assert barred[[column for gap, columns in joins().items() if gap for column in columns]].all()


def test_scores_are_sums_of_weights(lines):
    page, weights = page_features(lines), read_weights()
    scores = score_labels(page, weights)
    title = NAMES.index("opens title")
    by_hand = sum(
        weights.line_values[weights.lines[name], factor] * value
        for name, value in [*page.lines[0], ("any line", 1.0)]
        if name in weights.lines
        for factor in np.flatnonzero([f in labels()[title].factors for f in _factors()])
    )
    assert np.isclose(scores[0, title], by_hand)


def _factors():
    return tuple(dict.fromkeys(factor for label in labels() for factor in label.factors))


def test_an_article_without_headline_is_paid_for_where_it_ends():
    transitions = make_transitions({("untitled", "leaves"): -3.0})
    untitled = [leaves_untitled(label) for label in labels()]
    assert set(transitions.last[untitled]) == {-3.0}
    assert set(transitions.last[np.logical_not(untitled)]) == {0.0}
    body, other, goes = (NAMES.index(name) for name in ("body, untitled", "opens title", "body, untitled"))
    assert (transitions.step[body, other], transitions.step[body, goes]) == (-3.0, 0.0)
    assert transitions.step[NAMES.index("opens column"), other] == NEVER

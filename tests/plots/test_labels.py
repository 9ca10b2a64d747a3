"""Words on figures, and the names under which articles are found."""

import numpy as np
import pandas as pd
import pytest

from corpus_tools.plots.labels import (
    confident,
    label,
    labels,
    magnitude,
    name_articles,
    name_issues,
    say,
    short_issues,
    short_period,
)
from corpus_tools.plots.style import house_style
from corpus_tools.resources import read_rows

PAGES = pd.DataFrame(
    {
        "article_id": ["a-2024-03-02-p1-01", "a-2024-03-02-p1-02", "a-2024-03-02-p2-01"],
        "issue_id": ["a-2024-03-02-p1", "a-2024-03-02-p1", "a-2024-03-02-p2"],
        "newspaper": "测试报",
        "date": "2024-03-02",
        "page": ["1", "1", "2"],
        "position": [1, 2, 1],
        "title": ["春茶上市", "", "县医院夜间门诊"],
        "text": ["正文。", "两条农村公路通车，村民出行方便了许多，山货也卖得出去。", "正文。"],
    }
)


def test_every_label_is_there_in_both_languages():
    assert [
        row for row in read_rows("plots/labels.tsv") if len(row) != 3 or not all(part.strip() for part in row)
    ] == []
    keys = [row[0] for row in read_rows("plots/labels.tsv")]
    assert len(keys) == len(set(keys))


def test_labels_follow_the_language():
    with house_style(language="zh"):
        assert label("body") == "正文"
    assert label("body") == "body"
    assert label("a word that is no key") == "a word that is no key"


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("zh", 1.63e10, "163亿"),
        ("zh", 5e4, "5万"),
        ("zh", 120, "120"),
        ("en", 1.63e10, "16.3 bn"),
        ("en", 2.5e12, "2.5 trn"),
    ],
)
def test_magnitudes_are_said_as_each_language_does(language, value, said):
    with house_style(language=language):
        assert magnitude(value) == said


def test_notes_follow_the_language_that_is_asked_for():
    notes = [("shown_of", {"shown": 30, "of": 88}), ("part_of", {"part": 1, "parts": 2})]
    assert say(notes, "zh") == "示 88 项中的 30 项；第 1 部分，共 2 部分"
    assert say([]) == ""


def test_articles_of_one_issue_are_named_by_place_and_headline():
    assert name_articles(PAGES[PAGES["page"] == "1"]).tolist() == [
        "1  春茶上市",
        "2  两条农村公路通车，村民出行方便了许多，山货也卖得",
    ]


def test_articles_of_several_pages_are_named_with_the_page():
    assert name_articles(PAGES).iloc[2] == "p. 2 · 1  县医院夜间门诊"
    with house_style(language="zh"):
        assert name_articles(PAGES).iloc[2] == "第2版 · 1  县医院夜间门诊"


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("newspaper", "晨报", "晨报 p. 2 · 1  县医院夜间门诊"),
        ("date", "2024-03-09", "2024-03-09 p. 2 · 1  县医院夜间门诊"),
    ],
)
def test_articles_of_several_papers_and_days_are_named_with_them(column, value, named):
    several = PAGES.assign(**{column: [*PAGES[column][:2], value]})
    assert name_articles(several).iloc[2] == named


def test_issues_that_nothing_else_tells_apart_are_named_by_their_id():
    assert name_articles(PAGES.assign(page="")).iloc[2] == "a-2024-03-02-p2 · 1  县医院夜间门诊"
    assert set(name_issues(PAGES.assign(page="")).values()) == {"a-2024-03-02-p1", "a-2024-03-02-p2"}


def test_issues_are_shortened_by_what_they_share():
    assert list(short_issues(["晨报-2024-01-02-p1", "晨报-2024-01-03-p1"]).values()) == [
        "2024-01-02-p1",
        "2024-01-03-p1",
    ]
    assert short_issues(["晨报-2024-01-02"]) == {"晨报-2024-01-02": "晨报-2024-01-02"}


def test_every_label_formats_in_both_languages():
    values = {"n": 1, "shown": 1, "of": 2, "part": 1, "parts": 2, "page": "1", "name": "甲", "issue": "乙", "left": 3, "least": 0.5, "few": 5}
    assert all(text.format(**values) for words in labels().values() for text in words.values())


def test_statistics_below_a_confidence_are_left_out_and_counted():
    table = pd.DataFrame({"stated": ["甲", "乙", "丙"], "confidence": [0.9, 0.2, np.nan]})
    kept, notes = confident(table, 0.5)
    assert kept["stated"].tolist() == ["甲", "丙"]
    assert notes == (("uncertain", {"left": 1, "least": 0.5}),)
    assert confident(kept, 0.5)[1] == ()
    assert confident(table[["stated"]], 0.5)[0]["stated"].tolist() == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("period", "short"),
    [
        ("2026-01/2026-06", "2026-01/06"),
        ("2019-06-20/2019-06-21", "2019-06-20/21"),
        ("2025-11/2026-01", "2025-11/2026-01"),
        ("2025/2026-06", "2025/2026-06"),
        ("2020-01-25/..", "2020-01-25/.."),
        ("../2026-06", "../2026-06"),
        ("2026-01", "2026-01"),
        ("", ""),
    ],
)
def test_a_period_names_what_start_and_end_share_once(period, short):
    assert short_period(period) == short

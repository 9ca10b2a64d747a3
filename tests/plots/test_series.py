"""Series and calendar: broken at gaps, on the scale of each, and what is left out."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.plots.frames import attached, drawn


@pytest.fixture(autouse=True)
def _styled():
    with ct.house_style(width="double"):
        yield
    plt.close("all")


def series(periods, key="春茶"):
    return pd.DataFrame({"key": key, "period": periods, "n": 1, "of": 10, "rate": 2.0, "low": 1.0, "high": 4.0})


def lines(ax):
    return sorted(len(line.get_xdata()) for line in ax.lines if len(line.get_xdata()))


@pytest.mark.parametrize(
    ("periods", "runs"),
    [
        (["2024-01", "2024-02", "2024-05", "2024-06", "2024-07"], [2, 3]),
        (["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-09"], [1, 3]),
        (["2024-01-01", "2024-01-08", "2024-01-15", "2024-03-04"], [1, 3]),
        (["2024-12-30", "2024-12-31", "2025-01-01"], [3]),
        (["2020-01-01", "2024-01-01"], [1, 1]),
    ],
)
def test_a_line_is_broken_where_there_are_no_issues(periods, runs):
    assert lines(ct.plot_series(series(periods))) == runs


def test_each_band_has_the_rows_of_its_key():
    table = pd.concat([series(["2024-01", "2024-02"]), series(["2024-01", "2024-03"], "水库")])
    ax = ct.plot_series(table)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["春茶", "水库"]
    assert attached(ax)["period"].tolist() == table["period"].tolist()


@pytest.mark.parametrize("periods", [[], ["2024-01"], ["2023-01/2023-11", ""]])
def test_one_period_is_no_series(periods):
    assert drawn(ct.plot_series(series(periods))).left_out


def test_a_calendar_has_a_square_for_each_day():
    issues = pd.DataFrame({"newspaper": "青岩日报", "date": ["2024-01-03", "2024-01-03", "2024-01-05", ""]})
    found = attached(ct.plot_calendar(issues))
    assert found.to_numpy().tolist() == [["青岩日报", "2024-01-03", 2], ["青岩日报", "2024-01-05", 1]]
    assert drawn(ct.plot_calendar(issues.iloc[3:])).left_out


def test_time_without_issues_is_drawn_shorter_where_it_is_most_of_it_and_said():
    ax = ct.plot_series(series(["2019-02-11", "2024-01-13", "2026-07-08", "2026-07-09"]))
    assert [len(run) for run in (line.get_xdata() for line in ax.lines) if len(run)] == [1, 1, 2]
    places = np.concatenate([line.get_xdata() for line in ax.lines if len(line.get_xdata())])
    assert np.diff(places).tolist() == [2, 2, 1]
    assert ax.get_xticklabels()[0].get_text() == "2019-02-11"
    assert "shorter" in ax.get_xlabel()
    assert "shorter" not in ct.plot_series(series(["2024-01", "2024-03"]), ax=None).get_xlabel()


def test_a_key_without_name_is_called_so():
    assert [text.get_text() for text in ct.plot_series(series(["2024-01", "2024-02"], "")).get_yticklabels()] == ["not stated"]

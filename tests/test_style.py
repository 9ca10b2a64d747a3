"""The house style: one look inside, the reader's own outside."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_tools import style
from corpus_tools.resources import read_rows


def test_settings_are_back_afterwards():
    before = dict(mpl.rcParams)
    with style.house_style(language="zh", width="double"):
        assert mpl.rcParams["font.size"] == 7
    assert dict(mpl.rcParams) == before


def test_settings_do_not_depend_on_the_readers_own():
    with mpl.rc_context({"lines.linewidth": 9, "axes.titlesize": 40}), style.house_style():
        assert mpl.rcParams["lines.linewidth"] == 1
        assert mpl.rcParams["axes.titlesize"] == 7


@pytest.mark.parametrize(
    ("journal", "width", "mm"), [("nature", "single", 89), ("nature", "double", 183), ("chinese", "single", 80)]
)
def test_figures_are_as_wide_as_a_column(journal, width, mm):
    with style.house_style(journal=journal, width=width):
        assert style.axes_for(None).figure.get_figwidth() * 25.4 == pytest.approx(mm)
        plt.close("all")


@pytest.mark.parametrize("choice", [{"language": "fr"}, {"width": "triple"}, {"journal": "gazette"}])
def test_unknown_choices_are_named_with_what_there_is(choice):
    with (
        pytest.raises(ValueError, match=f"unknown {next(iter(choice))} '{next(iter(choice.values()))}'; there are"),
        style.house_style(**choice),
    ):
        pass


def test_every_label_is_there_in_both_languages():
    assert [row for row in read_rows("labels.tsv") if len(row) != 3 or not all(part.strip() for part in row)] == []
    keys = [row[0] for row in read_rows("labels.tsv")]
    assert len(keys) == len(set(keys))


def test_labels_follow_the_language():
    with style.house_style(language="zh"):
        assert style.label("body") == "正文"
    assert style.label("body") == "body"
    assert style.label("a word that is no key") == "a word that is no key"


def test_colours_are_hexadecimal():
    assert all(mpl.colors.is_color_like(style.colour(name)) for name, _ in read_rows("colours.tsv"))


def test_main_colours_differ_in_grey():
    light = sorted(mpl.colors.rgb_to_hsv(mpl.colors.to_rgb(style.colour(name)))[2] for name in ("main", "second"))
    assert light[1] - light[0] > 0.1


def test_the_table_attached_is_the_last_drawn():
    ax = style.axes_for(None)
    style.attach(ax, pd.DataFrame({"n": [1]}))
    style.attach(ax, pd.DataFrame({"n": [2]}))
    assert style.attached(ax)["n"].tolist() == [2]
    plt.close("all")


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
    with style.house_style(language=language):
        assert style.magnitude(value) == said

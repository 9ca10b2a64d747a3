"""The house style: one look inside, the reader's own outside."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from corpus_tools.plots import style
from corpus_tools.plots.frames import axes_for
from corpus_tools.resources import read_rows

XYZ = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])
WHITE = np.array([0.9505, 1.0, 1.0888])
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def test_settings_are_back_afterwards():
    before = dict(mpl.rcParams)
    with style.house_style(language="zh", width="double"):
        assert mpl.rcParams["font.size"] == 7
    assert dict(mpl.rcParams) == before


SESSION = """
import matplotlib as mpl
mpl.use("module://interactive_backend")
from corpus_tools.plots.style import house_style
import matplotlib.pyplot as plt
with house_style():
    plt.subplots()
print(mpl.rcParams["interactive"])
"""
BACKEND = """
import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas
matplotlib.interactive(True)
"""


def test_the_first_figure_of_a_session_leaves_it_interactive(tmp_path):
    """A notebook's backend turns interactive on when the first figure chooses it: the pictures hang on that."""
    (tmp_path / "interactive_backend.py").write_text(BACKEND, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(Path(style.__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-c", SESSION],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True"]


def test_settings_do_not_depend_on_the_readers_own():
    with mpl.rc_context({"lines.linewidth": 9, "axes.titlesize": 40}), style.house_style():
        assert mpl.rcParams["lines.linewidth"] == 1
        assert mpl.rcParams["axes.titlesize"] == 7


@pytest.mark.parametrize(
    ("journal", "width", "mm"), [("nature", "single", 89), ("nature", "double", 183), ("chinese", "single", 80)]
)
def test_figures_are_as_wide_as_a_column(journal, width, mm):
    with style.house_style(journal=journal, width=width):
        assert axes_for(None).figure.get_figwidth() * 25.4 == pytest.approx(mm)
        plt.close("all")


@pytest.mark.parametrize("choice", [{"language": "fr"}, {"width": "triple"}, {"journal": "gazette"}])
def test_unknown_choices_are_named_with_what_there_is(choice):
    with (
        pytest.raises(ValueError, match=f"unknown {next(iter(choice))} '{next(iter(choice.values()))}'; there are"),
        style.house_style(**choice),
    ):
        pass


def test_colours_are_hexadecimal():
    assert all(mpl.colors.is_color_like(style.colour(name)) for name, _ in read_rows("plots/colours.tsv"))


def cielab(colour, vision):
    """CIELAB (D65) of a colour as an eye with `vision` sees it."""
    stored = np.array(mpl.colors.to_rgb(colour))
    linear = VISIONS[vision] @ np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ linear.clip(0, 1) / WHITE
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def groups_of_roles():
    return sorted({group for _, group in read_rows("plots/role_groups.tsv")})


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
def test_groups_of_roles_can_be_told_apart_by(vision):
    seen = {group: cielab(style.colour(group), vision) for group in groups_of_roles()}
    assert {pair for pair in combinations(seen, 2) if np.linalg.norm(seen[pair[0]] - seen[pair[1]]) < 20} == set()


def test_groups_of_roles_can_be_told_apart_in_grey():
    lightness = sorted(cielab(style.colour(group), "normal")[0] for group in groups_of_roles())
    assert min(np.diff(lightness)) >= 8


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("other", ["accent", "second", "muted", "pale"])
def test_the_main_colour_stands_out_from(other, vision):
    assert np.linalg.norm(cielab(style.colour("main"), vision) - cielab(style.colour(other), vision)) >= 20

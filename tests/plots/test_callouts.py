"""Names beside points: none upon another, the first first."""

import matplotlib.pyplot as plt
import pytest

from corpus_tools.plots.callouts import name_points
from corpus_tools.plots.frames import axes_for
from corpus_tools.plots.style import house_style


@pytest.fixture
def ax():
    with house_style():
        yield axes_for(None)
    plt.close("all")


def test_names_every_point_with_room(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    name_points(ax, [("甲", 0.2, 0.5), ("乙", 0.8, 0.5)], colour="black")
    assert [text.get_text() for text in ax.texts] == ["甲", "乙"]


def test_leaves_out_names_without_room(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    written = name_points(ax, [(f"同一个地方的词{number}", 0.5, 0.5) for number in range(40)], colour="black")
    assert 1 <= len(ax.texts) < 40
    names = [text.get_window_extent().padded(-0.5) for text in ax.texts]
    assert not any(one.overlaps(other) for place, one in enumerate(names) for other in names[:place])
    assert written == len(names)


def test_names_stay_within_the_axes(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    name_points(ax, [("右边缘的词", 0.999, 0.5), ("上边缘的词", 0.5, 0.999)], colour="black")
    assert all(ax.bbox.contains(text.get_window_extent().x1, text.get_window_extent().y1) for text in ax.texts)

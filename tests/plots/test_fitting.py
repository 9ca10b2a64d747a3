"""Text is measured as it is drawn, and fits where it is put."""

import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.plots.fitting import NEVER_FIRST, legend_above, measure, rein_in, share_out, shorten, wrap
from corpus_tools.plots.frames import axes_for
from corpus_tools.plots.style import house_style

TEXTS = st.text(alphabet="县域经济，。12.5%abc ", max_size=60)


@pytest.fixture(autouse=True, scope="module")
def _styled():
    with house_style():
        yield
    plt.close("all")


@pytest.mark.parametrize("text", ["县域经济", "12.5%", "Rank with interval", "p. 3 · 1  春茶"])
def test_a_text_is_as_wide_as_it_is_drawn(text):
    ax = axes_for(None)
    box = ax.text(0.1, 0.1, text).get_window_extent()
    assert measure(text) == pytest.approx(box.width / ax.figure.dpi * 72, abs=0.5)


@settings(derandomize=True, deadline=None)
@given(TEXTS, st.integers(10, 200))
def test_shortening_keeps_to_the_width_and_marks_the_cut(text, points):
    short = shorten(text, points)
    assert measure(short) <= points or short == "…"
    assert short == text or short.endswith("…")


@settings(derandomize=True, deadline=None)
@given(TEXTS, st.integers(40, 140))
def test_wrapping_loses_nothing_but_blanks_and_keeps_to_the_width(text, points):
    lines = list(wrap(text, points))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line.rstrip(NEVER_FIRST)) <= points for line in lines)


def test_no_number_is_divided():
    assert list(wrap("产值达到12345.67万元", 40)) == ["产值达到", "12345.67万", "元"]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(1, 200), max_size=6), st.floats(50, 400))
def test_shares_never_exceed_what_there_is_nor_what_is_wanted(wanted, points):
    given_ = share_out(wanted, points)
    assert sum(given_) <= points + 1e-6
    assert all(one <= other for one, other in zip(given_, wanted, strict=True))


@settings(derandomize=True, deadline=None, max_examples=12)
@given(st.lists(st.text("县域经济ab ", min_size=1, max_size=70), min_size=1, max_size=9))
def test_a_legend_stays_on_the_figure(names):
    ax = axes_for(None)
    for name in names:
        ax.plot([0, 1], [0, 1], label=name)
    legend = legend_above(ax)
    ax.figure.draw_without_rendering()
    if legend is not None:
        assert legend.get_window_extent().x1 <= ax.figure.bbox.x1 + 1
    plt.close(ax.figure)


@pytest.mark.parametrize("place", ["left", "center", "right"])
def test_a_title_that_runs_off_is_wrapped(place):
    ax = axes_for(None)
    title = ax.set_title("很长的标题" * 16, loc=place)
    ax.set_xlabel("很长的横轴说明" * 16)
    rein_in(ax.figure)
    ax.figure.draw_without_rendering()
    for text in (title, ax.xaxis.label):
        box = text.get_window_extent()
        assert box.x0 >= -1
        assert box.x1 <= ax.figure.bbox.x1 + 1
    plt.close(ax.figure)

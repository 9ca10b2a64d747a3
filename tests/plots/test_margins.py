"""Columns beside rows: whole where they fit, in small type where they do not."""

import matplotlib.pyplot as plt
import pytest

from corpus_tools.plots.frames import axes_for
from corpus_tools.plots.margins import margin_columns, margin_share
from corpus_tools.plots.style import house_style


@pytest.fixture
def ax():
    with house_style(width="single"):
        yield axes_for(None, rows=2)
    plt.close("all")


@pytest.mark.parametrize(("text", "size"), [("青岩", 7.0), ("青岩市经济技术开发区", 7 * 0.833)])
def test_cells_are_small_where_the_columns_do_not_fit(ax, text, size):
    margin_columns(ax, {"period": ["2026-01", "2026-02"], "place": [text, ""], "stated": ["5%", "6%"], "issue": ["", "p2"]})
    sizes = {text.get_fontsize() for text in ax.texts if text.get_text() in ("2026-01", "5%")}
    assert list(sizes) == [pytest.approx(size)]


@pytest.mark.parametrize("whole", ["place", "stated"])
def test_what_is_to_stay_whole_takes_from_the_others(ax, whole):
    columns = {"place": ["青岩市经济技术开发区"], "stated": ["约六千九百五十七亿元"]}
    columns |= {"issue": ["青岩市经济技术开发区第一版"]}
    shares = margin_share(ax, columns, whole=(whole,))
    assert shares[whole] == 1.0
    assert max(share for name, share in shares.items() if name != whole) < 1.0
    assert min(margin_share(ax, columns).values()) < 1.0

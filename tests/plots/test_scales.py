"""Logarithmic axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.plots.fitting import measure
from corpus_tools.plots.frames import axes_for
from corpus_tools.plots.scales import log_axis, ticks_that_fit
from corpus_tools.plots.style import house_style

NAME = "{:g}".format


@pytest.fixture(autouse=True, scope="module")
def _styled():
    with house_style():
        yield
    plt.close("all")


@settings(derandomize=True, deadline=None)
@given(st.floats(1e-3, 1e9), st.floats(1.2, 1e12), st.floats(30, 400))
def test_the_names_of_ticks_never_touch(low, factor, width):
    high = low * factor
    ticks = ticks_that_fit(low, high, width, NAME)
    places = np.log10(np.array(ticks, dtype=float) / low) / np.log10(factor) * width
    halves = np.array([measure(NAME(tick), 6.5) / 2 for tick in ticks])
    assert all(low <= tick <= high for tick in ticks)
    assert (np.diff(places) >= halves[1:] + halves[:-1]).all()


def test_noise_in_the_last_digits_moves_no_mark():
    values = np.array([1.7, 23.0, 456.0, 7891.0])
    ax = axes_for(None)
    ax.plot(values, values)
    log_axis(ax)
    transform = ax.xaxis.get_transform()
    assert transform.transform(values).tolist() == transform.transform(values * (1 + 1e-13)).tolist()


def test_a_missing_number_stays_missing():
    ax = axes_for(None)
    ax.plot([1, 10], [1, 2])
    log_axis(ax)
    assert np.isnan(ax.xaxis.get_transform().transform(np.array([np.nan]))).all()

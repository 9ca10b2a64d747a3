"""Logarithmic axes whose ticks fit, and whose coordinates are the same on every processor."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.scale import LogScale, LogTransform
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from corpus_tools.plots.fitting import measure, settle

DIGITS: Final = 9  # of a logarithm: the last ones differ between processors
MANTISSAS: Final = ((1, 2, 3, 5), (1, 3), (1,))  # ticks of a decade, from many to few
APART: Final = 5  # points between the labels of two ticks
TICK_SIZE: Final = 6.5

Name = Callable[[float], str]


class RoundedLog(LogTransform):
    """Logarithms without the digits in which processors differ."""

    def transform_non_affine(self, values: np.ndarray) -> np.ndarray:
        """Return the logarithms of `values`, rounded."""
        return np.round(super().transform_non_affine(np.asarray(values, np.float64)), DIGITS)


class RoundedLogScale(LogScale):
    """A logarithmic scale whose coordinates are the same on every processor."""

    def get_transform(self) -> LogTransform:
        """Return the transform of the scale."""
        return RoundedLog(self.base, "clip")


def log_axis(ax: Axes, name: Name = "{:g}".format) -> None:
    """Make the x axis logarithmic, with as many ticks as their names fit. Draw everything else first."""
    ax.set_xscale(RoundedLogScale(ax.xaxis))
    ax.xaxis.set_major_locator(NullLocator())
    ax.xaxis.set_minor_locator(NullLocator())
    settle(ax.figure)
    low, high = sorted(ax.get_xlim())
    if not 0 < low < high:
        return
    ax.set_xlim(low, high)
    ax.xaxis.set_major_locator(FixedLocator(ticks_that_fit(low, high, ax.bbox.width / ax.figure.dpi * 72, name)))
    ax.xaxis.set_major_formatter(lambda value, _: name(value))


def ticks_that_fit(low: float, high: float, width: float, name: Name) -> list[float]:
    """Return the places of ticks on a logarithmic axis so many points wide, as many as their names leave room for.

    >>> ticks_that_fit(1, 100, 80, "{:g}".format), ticks_that_fit(1, 1e6, 60, "{:g}".format)
    ([1, 3, 10, 30, 100], [1, 1000, 1000000])
    """
    return next((ticks for ticks in _choices(low, high) if _fit(ticks, low, high, width, name)), [])


def _choices(low: float, high: float) -> Iterator[list[float]]:
    """Yield ticks between two values: round numbers of each decade, then fewer decades, then any round numbers."""
    decades = range(floor(log10(low)), ceil(log10(high)) + 1)
    for mantissas in MANTISSAS:
        ticks = [mantissa * 10**decade for decade in decades for mantissa in mantissas]
        yield [tick for tick in ticks if low <= tick <= high]
    for step in range(2, len(decades)):
        yield [10**decade for decade in decades if decade % step == 0 and low <= 10**decade <= high]
    for count in (3, 2, 1):
        yield [tick for tick in MaxNLocator(count).tick_values(low, high).tolist() if low <= tick <= high]


def _fit(ticks: Sequence[float], low: float, high: float, width: float, name: Name) -> bool:
    """Tell whether there are two ticks at least, and whether their names stand apart."""
    places = [log10(tick / low) / log10(high / low) * width for tick in ticks if high > low]
    halves = [measure(name(tick), TICK_SIZE) / 2 for tick in ticks]
    marks = list(zip(places, halves, strict=False))
    return len(marks) > 1 and all(b - a >= one + other + APART for (a, one), (b, other) in pairwise(marks))

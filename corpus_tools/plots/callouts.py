"""Names beside points, none upon another: as many as there is room for, in the order given."""

from collections.abc import Iterable

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import measure, settle
from corpus_tools.plots.labels import plain

POINT = 2.0  # half the width of a point's mark, in points
NEAR = 3.5  # distance of a name from its point, in points
APART = 3.0  # points between two names on a line: less, and they read as one
HIGH = 1.25  # type heights that a name takes
MOST = 400  # names that are tried: the drawing is full long before
GRID = 3  # digits of a point to which places are rounded, so that every processor finds the same names room
VEIL = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.2}  # so that a name is read across a line
# where a name may stand, best first: (right of, above) in multiples of NEAR, and how it is aligned there
PLACES = (
    ((1, 0), "left", "center"),
    ((-1, 0), "right", "center"),
    ((0, 1), "center", "bottom"),
    ((0, -1), "center", "top"),
    ((0.7, 0.7), "left", "bottom"),
    ((0.7, -0.7), "left", "top"),
    ((-0.7, 0.7), "right", "bottom"),
    ((-0.7, -0.7), "right", "top"),
)
BEFORE = {
    "left": 0.0,
    "center": 0.5,
    "right": 1.0,
    "bottom": 0.0,
    "top": 1.0,
}  # of a name: what stands before its anchor


def name_points(ax: Axes, points: Iterable[tuple[str, float, float]], *, colour: str) -> int:
    """Write the name of each point (name, x, y) beside it where there is room and return how many were written.

    A point for which there is none goes without its name: the limits and the size of the Axes must be final.
    """
    points = list(points)
    settle(ax.figure)
    scale = 72 / ax.figure.dpi
    places = np.array([(x, y) for _, x, y in points], dtype=float).reshape(-1, 2)
    anchors = ((ax.transData.transform(places) - ax.bbox.min) * scale).round(GRID)
    frame = np.array([0, 0, ax.bbox.width, ax.bbox.height]) * scale
    taken = np.column_stack([anchors - POINT, anchors + POINT])
    written = 0
    for (name, x, y), anchor in zip(points[:MOST], anchors, strict=False):
        others = taken[(np.abs((taken[:, :2] + taken[:, 2:]) / 2 - anchor) > 1e-6).any(axis=1)]
        found = next((place for place in PLACES if _free(_box(name, anchor, place), others, frame)), None)
        if found is None:
            continue
        (right, above), across, upright = found
        ax.annotate(
            plain(name),
            (x, y),
            (right * NEAR, above * NEAR),
            textcoords="offset points",
            ha=across,
            va=upright,
            color=colour,
            bbox=VEIL,
        )
        taken = np.vstack([taken, _box(name, anchor, found)])
        written += 1
    return written


def _box(name: str, anchor: np.ndarray, place: tuple) -> np.ndarray:
    """Return what a name covers at a place, in points: left, bottom, right, top."""
    offset, across, upright = place
    size = np.array([measure(name) + APART, HIGH * mpl.rcParams["font.size"]])
    low = anchor + NEAR * np.array(offset) - size * (BEFORE[across], BEFORE[upright])
    return np.concatenate([low, low + size])


def _free(box: np.ndarray, taken: np.ndarray, frame: np.ndarray) -> bool:
    """Tell whether a box stands within the frame and upon none that is taken."""
    inside = (box[:2] >= frame[:2]).all() and (box[2:] <= frame[2:]).all()
    upon = (box[:2] < taken[:, 2:]).all(axis=1) & (box[2:] > taken[:, :2]).all(axis=1)
    return bool(inside and not upon.any())

"""Names beside points, none upon another: as many as there is room for, in the order given."""

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from corpus_tools.plots.labels import plain

POINT = 2.0  # half the width of a point's mark, in points
NEAR = 3.5  # distance of a name from its point, in points
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


def name_points(
    ax: Axes, points: Iterable[tuple[str, float, float]], *, colour: str, taken: Iterable[Bbox] = ()
) -> list[Bbox]:
    """Write the name of each point (name, x, y) beside it where there is room and return the room that is now taken.

    A point for which there is none goes without its name: the limits and the size of the Axes must be final.
    """
    points = list(points)
    ax.figure.draw_without_rendering()
    occupied = [*taken, *(_mark(ax, x, y) for _, x, y in points)]
    for name, x, y in points:
        own = _mark(ax, x, y)
        others = [box for box in occupied if box.bounds != own.bounds]
        text = ax.annotate(plain(name), (x, y), (0, 0), textcoords="offset points", color=colour, bbox=VEIL)
        occupied += _place(ax, text, others)
    return occupied


def _place(ax: Axes, name: Annotation, occupied: list[Bbox]) -> list[Bbox]:
    """Move a name to the first place that is free and return the room it takes; remove it where none is."""
    for (right, above), across, upright in PLACES:
        name.set(position=(right * NEAR, above * NEAR), ha=across, va=upright)
        box = name.get_window_extent()
        inside = ax.bbox.contains(box.x0, box.y0) and ax.bbox.contains(box.x1, box.y1)
        if inside and not box.count_overlaps(occupied):
            return [box]
    name.remove()
    return []


def _mark(ax: Axes, x: float, y: float) -> Bbox:
    """Return the room that the mark of a point takes, in pixels."""
    across, up = ax.transData.transform((x, y))
    half = POINT * ax.figure.dpi / 72
    return Bbox.from_extents(across - half, up - half, across + half, up + half)

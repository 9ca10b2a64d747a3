"""What stands where on a drawing: texts off the edge, texts upon one another."""

from itertools import combinations

from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox

TOUCHING = 2.0  # square points that the boxes of two texts may share: their margins
EDGE = 1.0  # pixels that a text may stand over the edge: antialiasing


def ticks_in_view(axis):
    low, high = sorted(axis.get_view_interval())
    return [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]


def texts(ax):
    """Every text that is drawn: labels, ticks in view, names, legend."""
    ticks = [tick for axis in (ax.xaxis, ax.yaxis) for tick in ticks_in_view(axis)]
    found = [
        *ax.texts,
        ax.title,
        ax.xaxis.label,
        ax.yaxis.label,
        *(label for tick in ticks for label in (tick.label1, tick.label2)),
    ]
    found += ax.get_legend().get_texts() if ax.get_legend() else []
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def overlapping(ax):
    """Pairs of upright texts whose boxes share more than their margins."""
    square_point = (ax.figure.dpi / 72) ** 2
    upright = [text for text in texts(ax) if text.get_rotation() % 90 == 0]
    boxes = [(text.get_text(), text.get_window_extent()) for text in upright]
    shared = [(one, other, Bbox.intersection(box, another)) for (one, box), (other, another) in combinations(boxes, 2)]
    return [(one, other) for one, other, box in shared if box and box.width * box.height > TOUCHING * square_point]


def off_the_edge(ax):
    """The texts and the legend that run off the figure."""
    frame = ax.figure.bbox.padded(EDGE)
    drawn = [*texts(ax), *ax.figure.findobj(Legend)]
    boxes = [(artist, artist.get_window_extent()) for artist in drawn]
    return [
        artist.get_text() if isinstance(artist, Text) else "legend"
        for artist, box in boxes
        if not (frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1)
    ]

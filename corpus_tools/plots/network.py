"""A collocation network → Axes: laid out by stress, so that the same ties give the same picture on every processor."""

from collections.abc import Mapping

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from corpus_tools.plots.callouts import name_points
from corpus_tools.plots.fitting import legend_above
from corpus_tools.plots.frames import attach, axes_for, describe, explain, strip
from corpus_tools.plots.labels import label, shown_of
from corpus_tools.plots.style import colour

THIN, THICK = 0.4, 2.0  # points: the weakest and the strongest tie
DOT, MOST_DOT = 1.8, 60  # points squared of area for one token, and for the most frequent term at the most
EDGE = 0.7  # points: the edge of a dot, by which hollow ones are seen
FLAT = 1e-3  # a part no wider than this lies on a line
FILLED = 0.78  # of a part's box: the rest parts it from its neighbours
MARGIN = 0.07  # room for the names at the edges
ROUNDS = 300  # steps of the layout: no node moves after about a hundred
GRID = 6  # digits to which places are rounded after every step
COARSE = 3  # and those that are drawn
STEPS = 110  # places tried across and down for a part: finer looks no better
ROOM = 4  # area of the places tried over the area of the parts


def plot_network(network: nx.Graph, *, top: int = 80, ax: Axes | None = None) -> Axes:
    """Draw the `top` strongest ties of a network of collocates (`collocation_network`): lines by logDice, dots by frequency, in area.

    Each part of the network that hangs together is laid out by itself, near where few ties lie between (stress
    majorisation: Gansner, Koren and North 2004); otherwise place means nothing. A tie that stands in one article only is
    broken, and a term with no other ties is hollow: it may be that article's phrase. Names are written where there is room,
    those with the most ties first. The table attached has one row for each tie.
    """
    ties = _ties(network)
    shown = ties.head(top)
    kept = nx.Graph(list(zip(shown["node"], shown["term"], strict=True)))
    sizes = {name: network.nodes[name]["n"] for name in kept}
    names = sorted(kept, key=lambda name: (-kept.degree[name], -sizes[name], name))
    ax = axes_for(ax)
    strip(ax)
    ax.margins(MARGIN)
    notes = shown_of(len(shown), len(ties), "ties_of")
    explain(ax, label("network"), notes)
    places = _places(kept, round(ax.bbox.width / ax.bbox.height, 2))
    _draw_ties(ax, shown, places)
    x, y = np.array([places[name] for name in names]).reshape(-1, 2).T
    unit = min(DOT, MOST_DOT / max(sizes.values(), default=1))
    held = {*shown["node"][shown["articles"] > 1], *shown["term"][shown["articles"] > 1]}
    faces = [colour("main") if name in held else "white" for name in names]
    areas = [unit * sizes[name] for name in names]
    ax.scatter(x, y, areas, facecolor=faces, edgecolor=colour("main"), linewidth=EDGE, zorder=2)
    ax.autoscale_view()
    legend_above(ax)
    name_points(ax, zip(names, x, y, strict=True), colour=colour("ink"))
    return attach(describe(ax, "network"), shown, notes=notes)


def _draw_ties(ax: Axes, shown: pd.DataFrame, places: Mapping[str, np.ndarray]) -> None:
    """Draw the ties, broken where they stand in one article only."""
    widths = _widths(shown["log_dice"])
    for one, style, name in ((False, "solid", "tie_several"), (True, (0, (2.5, 1.5)), "tie_single")):
        those = (shown["articles"] == 1).to_numpy() == one
        lines = [(places[row.node], places[row.term]) for row in shown[those].itertuples()]
        if lines:  # an entry without a line would stand in the legend
            ax.add_collection(
                LineCollection(
                    lines, linewidths=widths[those], linestyles=[style], colors=colour("tie"), zorder=1, label=label(name)
                )
            )


def _ties(network: nx.Graph) -> pd.DataFrame:
    """Return the ties as a table, the strongest first."""
    rows = [
        (*sorted(pair), data["n"], data.get("articles", 2), data["log_dice"]) for *pair, data in network.edges(data=True)
    ]
    table = pd.DataFrame(rows, columns=["node", "term", "n", "articles", "log_dice"])
    return table.sort_values(["log_dice", "node", "term"], ascending=[False, True, True], ignore_index=True)


def _places(network: nx.Graph, aspect: float) -> dict[str, np.ndarray]:
    """Return where each node stands: each part in a box of its own, the largest in the middle."""
    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))
    boxes = np.array([(aspect * len(part) ** 0.5, len(part) ** 0.5) for part in parts]).reshape(-1, 2).round(GRID)
    places = {}
    for part, box, centre in zip(parts, boxes, place_boxes(boxes, aspect), strict=True):
        inside = _lay_out(network.subgraph(part), part)
        places |= dict(zip(part, (centre + box * inside).round(COARSE), strict=True))
    return places


def place_boxes(sizes: np.ndarray, aspect: float) -> np.ndarray:
    """Return the centres of boxes (width, height), none upon another, each as near to the middle as there is room.

    The boxes together are about `aspect` times as wide as high.

    >>> place_boxes(np.array([[2.0, 1.0], [2.0, 1.0]]), aspect=1.0).round(1).tolist()[0]
    [0.0, 0.0]
    """
    half = np.sqrt(ROOM * sizes.prod(axis=1).sum() / aspect) / 2 + sizes.max(initial=0)
    steps = np.linspace(-half, half, STEPS + 1)
    places = np.array([(aspect * across, down) for down in steps[::-1] for across in steps])
    distances = (np.abs(places / (aspect, 1)) ** 3).sum(axis=1)
    places = places[np.argsort((distances / max(distances.max(), 1)).round(GRID), kind="stable")]
    centres = np.zeros_like(sizes)
    for number, size in enumerate(sizes):
        gaps = np.abs(places[:, None] - centres[:number]) - (size + sizes[:number]) / 2
        centres[number] = places[np.argmax((gaps >= 0).any(axis=2).all(axis=1))].round(GRID)
    return centres


def _lay_out(network: nx.Graph, part: list[str]) -> np.ndarray:
    """Return the places of the nodes of one part in a box of size 1 about the origin, with a margin."""
    between = dict(nx.all_pairs_shortest_path_length(network))
    distances = np.array([[between[one][other] for other in part] for one in part], dtype=float)
    points = by_stress(distances, circle(len(part)))
    spread = np.ptp(points, axis=0)
    points = (points - points.min(axis=0)) / np.where(spread > FLAT, spread, np.inf)
    return (points - points.max(axis=0) / 2) * FILLED


def circle(count: int) -> np.ndarray:
    """Return so many points on a circle."""
    turns = 2 * np.pi * np.arange(count) / max(count, 1)
    return np.column_stack([np.cos(turns), np.sin(turns)]) * max(count, 1) / (2 * np.pi)


def by_stress(distances: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return points whose distances are near `distances`, from `start`: Gansner, Koren and North (2004), weights d⁻².

    Every step is rounded: processors differ in the last digits of a sum, and what a step makes of them the next would
    enlarge. So the same ties give the same places everywhere.

    >>> by_stress(np.array([[0.0, 2.0], [2.0, 0.0]]), np.array([[0.0, 0.0], [1.0, 0.0]])).tolist()
    [[-0.5, 0.0], [1.5, 0.0]]
    """
    points = start.round(GRID)
    weights = np.divide(1, distances**2, out=np.zeros_like(distances), where=distances > 0)
    totals = np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    for _ in range(ROUNDS):
        gaps = points[:, None] - points
        lengths = np.sqrt((gaps**2).sum(axis=2))
        pull = np.divide(distances, lengths, out=np.zeros_like(distances), where=lengths > 0)
        wanted = points + gaps * pull[:, :, None]
        goals = (weights[:, :, None] * wanted).sum(axis=1) / totals
        moved = ((points + goals) / 2).round(GRID)  # half of the way: all move at once, and the whole would overshoot
        if len(points) < 2 or (moved == points).all():
            break
        points = moved
    return points


def _widths(strengths: pd.Series) -> np.ndarray:
    """Return line widths from the weakest to the strongest tie."""
    spread = strengths.max() - strengths.min()
    return THIN + (THICK - THIN) * ((strengths - strengths.min()) / spread if spread else strengths * 0 + 1).to_numpy()

"""A collocation network → Axes."""

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from corpus_tools.plots.callouts import name_points
from corpus_tools.plots.cloud import place_boxes
from corpus_tools.plots.style import attach, axes_for, colour, label, strip

THIN, THICK = 0.4, 2.0  # points: the weakest and the strongest tie
DOT = 1.2  # points squared of area for one token
FLAT = 1e-6  # a part no wider than this lies on a line
FILLED = 0.7  # of a part's box: the rest parts it from its neighbours
MARGIN = 0.12  # room for the names at the edges


def plot_network(network: nx.Graph, *, ax: Axes | None = None) -> Axes:
    """Draw a network of collocates (`collocation_network`): lines by logDice, dots by frequency, in area.

    Each part of the network that hangs together is laid out by itself, neighbours near (Kamada and Kawai, 1989);
    otherwise place means nothing. Names are written where there is room, the most frequent first. The table attached
    has one row for each tie.
    """
    ties = _ties(network)
    ax = axes_for(ax)
    strip(ax)
    ax.margins(MARGIN)
    ax.set_xlabel(label("network"))
    names = sorted(network, key=lambda name: (-network.nodes[name]["n"], name))
    places = _places(network, ax.bbox.width / ax.bbox.height)
    lines = [(places[row.node], places[row.term]) for row in ties.itertuples()]
    ax.add_collection(LineCollection(lines, linewidths=_widths(ties["log_dice"]), colors=colour("pale"), zorder=1))
    x, y = np.array([places[name] for name in names]).reshape(-1, 2).T
    ax.scatter(x, y, [DOT * network.nodes[name]["n"] for name in names], color=colour("main"), linewidth=0, zorder=2)
    name_points(ax, zip(names, x, y, strict=True), colour=colour("ink"))
    return attach(ax, ties)


def _ties(network: nx.Graph) -> pd.DataFrame:
    """Return the ties as a table, the strongest first."""
    rows = [(*sorted(pair), data["n"], data["log_dice"]) for *pair, data in network.edges(data=True)]
    table = pd.DataFrame(rows, columns=["node", "term", "n", "log_dice"])
    return table.sort_values(["log_dice", "node", "term"], ascending=[False, True, True], ignore_index=True)


def _places(network: nx.Graph, aspect: float) -> dict[str, np.ndarray]:
    """Return where each node stands: each part in a box of its own, the largest in the middle."""
    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))
    boxes = np.array([(aspect * len(part) ** 0.5, len(part) ** 0.5) for part in parts]).reshape(-1, 2)
    places = {}
    for part, box, centre in zip(parts, boxes, place_boxes(boxes, aspect), strict=True):
        places |= {name: centre + box * place for name, place in _lay_out(network, part).items()}
    return places


def _lay_out(network: nx.Graph, part: list[str]) -> dict[str, np.ndarray]:
    """Return the places of the nodes of one part in a box of size 1 about the origin, with a margin."""
    ordered = nx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted(tuple(sorted(pair)) for pair in network.edges(part)))
    places = nx.kamada_kawai_layout(ordered)
    points = np.array([places[name] for name in part])
    spread = points.max(axis=0) - points.min(axis=0)
    points = (points - points.min(axis=0)) / np.where(spread > FLAT, spread, np.inf)
    return dict(zip(part, (points - points.max(axis=0) / 2) * FILLED, strict=True))


def _widths(strengths: pd.Series) -> np.ndarray:
    """Return line widths from the weakest to the strongest tie."""
    spread = strengths.max() - strengths.min()
    return THIN + (THICK - THIN) * ((strengths - strengths.min()) / spread if spread else strengths * 0 + 1).to_numpy()

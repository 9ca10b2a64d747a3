"""Repeated text → Axes: which articles share how much."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpus_tools.plots.fitting import legend_above, rows_down
from corpus_tools.plots.frames import attach, axes_for, describe, explain
from corpus_tools.plots.labels import label, name_some, shown_of
from corpus_tools.plots.margins import margin_columns
from corpus_tools.plots.style import colour
from corpus_tools.tables import require

KINDS = {"same": ("main", "main"), "reuse": ("second", "second"), "formula": ("muted", "white")}  # edge and face
LARGEST = 7.0  # points across: a mark of all


def plot_reuse(
    reuse: pd.DataFrame, articles: pd.DataFrame | None = None, *, top: int = 20, ax: Axes | None = None
) -> Axes:
    """Draw the `top` pairs that share most as a matrix: each article a row, its number across, a square where two share text.

    The area of a square is the containment, the part of the smaller article that the other holds. Only the half above the diagonal
    is drawn. `articles` give the headlines.
    """
    table = require(reuse, ("article_id", "other_id", "containment", "kind"))
    shown = table.sort_values(["containment", "article_id", "other_id"], ascending=[False, True, True]).head(top)
    ids = sorted({*shown["article_id"], *shown["other_id"]}, key=_order(articles))
    place = {each: at for at, each in enumerate(ids)}
    known = name_some(articles, ids)
    ax = axes_for(ax, rows=len(ids))
    rows_down(ax, [known.get(each, each) for each in ids])
    pairs = [
        sorted((place[one], place[other])) for one, other in zip(shown["article_id"], shown["other_id"], strict=True)
    ]
    rows, across = np.array(pairs, dtype=float).reshape(-1, 2).T
    for kind, (edge, face) in KINDS.items():
        those = (shown["kind"] == kind).to_numpy()
        sizes = (LARGEST * np.sqrt(shown["containment"].to_numpy()[those])) ** 2
        shades = {"edgecolor": colour(edge), "facecolor": face if face == "white" else colour(face)}
        if those.any():
            ax.scatter(
                across[those], rows[those], s=sizes, marker="s", **shades, linewidth=0.7, label=label(f"reuse_{kind}")
            )
    ax.set(xlim=(-0.6, len(ids) - 0.4), xticks=range(len(ids)), xticklabels=[str(at + 1) for at in range(len(ids))])
    ax.tick_params(axis="x", labelsize="x-small")
    margin_columns(ax, {"number": [str(at + 1) for at in range(len(ids))]})
    notes = shown_of(len(shown), len(table))
    explain(ax, label("reuse"), notes)
    legend_above(ax)
    return attach(describe(ax, "reuse"), shown, notes=notes)


def _order(articles: pd.DataFrame | None) -> "object":
    """Return the key by which articles stand in their order: that of the table, or of their ids."""
    if articles is None:
        return str
    places = {each: at for at, each in enumerate(require(articles, ["article_id"])["article_id"])}
    return lambda each: (places.get(each, len(places)), each)

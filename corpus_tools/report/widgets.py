"""Explorers: tables that answer while one types, for a notebook that somebody reads in JupyterLab."""

from functools import partial

import ipywidgets as widgets
import pandas as pd

from corpus_tools.plots.labels import label
from corpus_tools.report.highlights import Cell
from corpus_tools.stats.concordance import concordance
from corpus_tools.tables import require

SHOWN = 200  # lines that a browser scrolls through with ease; the count above the table tells of more


ORDERS = (
    "position",
    "left",
    "right",
)  # of the lines: as in the text, by what stands before the word, by what follows it


def explore_concordance(
    articles: pd.DataFrame, node: str = "", *, width: int = 20, language: str = "en"
) -> widgets.VBox:
    """Return a search field with the concordance of what stands in it, `node` at first, in an order that can be chosen.

    A second field leaves the lines that hold what is written there. Works where widgets do: in JupyterLab with a running
    kernel. In a notebook that is run without a reader, show the table of `concordance` instead.

    >>> articles = pd.DataFrame({"article_id": ["a-01"], "text": ["县域经济要强。"]})
    >>> explorer = explore_concordance(articles, "经济")
    >>> "县域" in explorer.children[-1].value
    True
    """
    articles = require(articles, ["article_id", "text"], of="articles")
    say = partial(label, language=language)
    field = widgets.Text(value=node, description=say("search"), continuous_update=False, placeholder="县域")
    kept = widgets.Text(description=say("with"), continuous_update=False)
    order = widgets.Dropdown(options=[(say(f"by_{name}"), name) for name in ORDERS], description=say("order"))
    answer = widgets.HTML()

    def show(_: object = None) -> None:
        answer.value = _as_html(articles, field.value, width, order.value, kept.value)

    for control in (field, kept, order):
        control.observe(show, names="value")
    show()
    return widgets.VBox([widgets.HBox([field, kept, order]), answer])


def _as_html(articles: pd.DataFrame, node: str, width: int, order: str, kept: str) -> str:
    """Return the concordance of `node` as an HTML table, everything escaped."""
    if not node.strip():
        return ""
    found = concordance(articles, node, width=width)
    found = found[(found["left"] + node + found["right"]).str.contains(kept, regex=False)]
    if order == "left":  # the nearest character decides first
        found = found.sort_values("left", key=lambda column: column.str[::-1], kind="stable")
    elif order == "right":
        found = found.sort_values("right", kind="stable")
    rows = found.head(SHOWN)[["article_id", "left", "node", "right"]]
    style = rows.style.hide(axis="index").set_properties(subset=["left"], **{"text-align": "right"})
    marked = style.format(escape="html").format(lambda text: Cell(text, 0, len(text)).as_html(), subset=["node"])
    return f"<p>{len(found)}</p>{marked.to_html(table_uuid='concordance')}"

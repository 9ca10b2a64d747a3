"""Explorers: tables that answer while one types, for a notebook that somebody reads in JupyterLab."""

import ipywidgets as widgets
import pandas as pd

from corpus_tools.stats.concordance import concordance
from corpus_tools.tables import require

SHOWN = 200  # lines that a browser scrolls through with ease; the count above the table tells of more


def explore_concordance(articles: pd.DataFrame, node: str = "", *, width: int = 20) -> widgets.VBox:
    """Return a search field with the concordance of what stands in it, `node` at first.

    Works where widgets do: in JupyterLab with a running kernel. In a notebook that is run without a reader, show the
    table of `concordance` instead.

    >>> articles = pd.DataFrame({"article_id": ["a-01"], "text": ["县域经济要强。"]})
    >>> explorer = explore_concordance(articles, "经济")
    >>> "县域" in explorer.children[1].value
    True
    """
    articles = require(articles, ["article_id", "text"], of="articles")
    field = widgets.Text(value=node, description="Search", continuous_update=False, placeholder="县域")
    answer = widgets.HTML(value=_as_html(articles, node, width))
    field.observe(lambda change: setattr(answer, "value", _as_html(articles, change["new"], width)), names="value")
    return widgets.VBox([field, answer])


def _as_html(articles: pd.DataFrame, node: str, width: int) -> str:
    """Return the concordance of `node` as an HTML table, everything escaped."""
    if not node.strip():
        return ""
    found = concordance(articles, node, width=width)
    rows = found.head(SHOWN)[["article_id", "left", "node", "right"]]
    style = rows.style.hide(axis="index").set_properties(subset=["left"], **{"text-align": "right"})
    return f"<p>{len(found)}</p>{style.format(escape='html').to_html(table_uuid='concordance')}"

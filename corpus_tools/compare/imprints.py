"""What is printed around the text – bylines, datelines, agencies – and the style of two groups: length, kinds, agency copy."""

from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse

from corpus_tools.compare.evidence import MOST, Place
from corpus_tools.compare.groups import Sides
from corpus_tools.compare.rates import NOTHING, compare_rates
from corpus_tools.compare.vocabulary import SURE, TOP, unit_sizes
from corpus_tools.stats.association import false_discovery

PRINTED: Final = {"person": "authors", "institution": "agency", "place": "dateline_place"}
SEPARATOR: Final = "、"
LEAST: Final = 2  # articles that a name must stand on


def compare_names(sides: Sides) -> pd.DataFrame:
    """Return the people, institutions and places of bylines and datelines that differ: rows of `changes`, shares of articles.

    Listed are those with a false-discovery rate below 5 %, and the twenty of each that differ most; a name must stand on two
    articles. Only what is printed outside the text counts: `find_mentions` finds persons and places within it.
    """
    return pd.concat([_names(sides, what, field) for what, field in PRINTED.items()], ignore_index=True)


def compare_style(sides: Sides) -> pd.DataFrame:
    """Return what differs in the style of two groups: rows of `changes`.

    `tokens`: mean length of an article; `headline`: of its title, in characters; `kind …`: share of articles of that kind;
    `page …`: share of the tokens, where it surely differs; `agency`: share of articles that an agency sent.
    """
    rows = sides.articles
    ones = pd.Series(1.0, index=rows.index)
    measures = {
        "tokens": (rows["tokens"], ones),
        "headline": (rows["title"].str.len(), ones),
        "agency": (rows["agency"] != "", ones),
    }
    measures |= {f"kind {kind}": (rows["kind"] == kind, ones) for kind in sorted(set(rows["kind"]))}
    if len(set(rows["page"])) > 1:
        pages = sorted(set(rows["page"]) - {""})
        measures |= {f"page {page}": (rows["tokens"] * (rows["page"] == page), rows["tokens"]) for page in pages}
    found = pd.concat([_measured(sides, n, of).assign(key=key) for key, (n, of) in measures.items()], ignore_index=True)
    found = found.assign(q=false_discovery(found["p"]), what="style")
    kept = found["q"].lt(SURE) | ~found["key"].str.startswith("page ")
    return found[kept & (found["difference"].abs() > NOTHING)]


def _names(sides: Sides, what: str, field: str) -> pd.DataFrame:
    """Return the names in one field that differ."""
    rows = sides.articles
    printed = rows.assign(key=rows[field].str.split(SEPARATOR)).explode("key")
    printed = printed[printed["key"].fillna("") != ""].drop_duplicates(["article_id", "after", "key"])
    often = printed.groupby("key")["article_id"].nunique()
    printed = printed[printed["key"].isin(often.index[often >= LEAST])]
    if printed.empty:
        return pd.DataFrame(columns=["what", "key"])
    units, after, of = unit_sizes(sides, "")
    keys = pd.Index(sorted(set(printed["key"])))
    places = (units.get_indexer(pd.MultiIndex.from_frame(printed[["after", "unit"]])), keys.get_indexer(printed["key"]))
    n = sparse.csr_array(sparse.coo_array((printed["weight"].to_numpy(np.float64), places), shape=(len(of), len(keys))))
    tested = compare_rates(n, of, after).assign(key=keys, what=what)
    tested = tested.assign(q=false_discovery(tested["p"]))[tested["difference"].abs() > NOTHING]
    order = tested.assign(size=-tested["difference"].abs()).sort_values(["p", "size", "key"])
    chosen = order[order["q"].lt(SURE) | (np.arange(len(order)) < TOP)]
    return chosen.assign(**{f"places_{name}": _printed(printed[printed["after"] == later], chosen["key"], field)
                            for name, later in (("before", False), ("after", True))})  # fmt: skip


def _printed(printed: pd.DataFrame, keys: pd.Series, field: str) -> list[list[Place]]:
    """Return where each name is printed, on up to three articles."""
    found: dict[str, list[Place]] = {}
    for row in printed.to_dict("records"):
        start = row[field].index(row["key"])
        found.setdefault(row["key"], []).append(Place(row["article_id"], field, start, start + len(row["key"])))
    return [found.get(key, [])[:MOST] for key in keys]


def _measured(sides: Sides, n: pd.Series, of: pd.Series) -> pd.DataFrame:
    """Return one measure of style, compared."""
    rows = sides.articles
    groups = [rows["after"], rows["unit"]]
    sums = pd.DataFrame({"n": n.astype("float64") * rows["weight"], "of": of * rows["weight"]}).groupby(groups).sum()
    after = sums.index.get_level_values(0).to_numpy(bool)
    return compare_rates(sparse.csr_array(sums[["n"]].to_numpy()), sums["of"].to_numpy(), after)

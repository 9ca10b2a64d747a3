"""Collocations: which terms stand near a term more often than chance would have it, and the network they make."""

from collections.abc import Sequence

import duckdb
import networkx as nx
import numpy as np
import pandas as pd

from corpus_tools.stats.association import log_likelihood, with_p_and_q
from corpus_tools.stats.counts import IS_TERM, Source, open_source, part_query, parts_of
from corpus_tools.tables import require

COLUMNS = {
    "node": "str", "term": "str", "n": "int64", "expected": "float64", "n_node": "int64", "n_term": "int64",
    "articles": "int64", "log_dice": "float64", "g2": "float64", "p": "float64", "q": "float64",
}  # fmt: skip

# The terms of some articles.
WORDS = "CREATE OR REPLACE TEMP TABLE words AS SELECT article_id, sentence, position, term FROM ({part}) WHERE {is_term}"

# Every term within reach of a node, in the same sentence; a position that was left out still counts as a step.
NEAR = """
    CREATE OR REPLACE TEMP TABLE near AS
    SELECT node.term AS node, node.article_id, node.position AS node_position, word.position, word.term
    FROM (FROM words WHERE term IN (SELECT unnest($nodes))) AS node JOIN words AS word USING (article_id, sentence)
    WHERE word.term <> node.term AND word.position BETWEEN node.position - $window AND node.position + $window"""

# Tokens near a node, each once; nodes near the term, each once; and the articles, each once: added to those of other articles.
FOUND = """
    CREATE OR REPLACE TEMP TABLE found AS
    SELECT node, term, sum(n) AS n, sum(nodes) AS nodes, sum(articles) AS articles FROM (
        FROM found UNION ALL
        SELECT node, term, count(DISTINCT (article_id, position)), count(DISTINCT (article_id, node_position)),
            count(DISTINCT article_id)
        FROM near GROUP BY 1, 2
    ) GROUP BY 1, 2"""
REACH = "INSERT INTO reached SELECT node, count(DISTINCT (article_id, position)) FROM near GROUP BY 1"
EMPTY = """
    CREATE TEMP TABLE found (node VARCHAR, term VARCHAR, n HUGEINT, nodes HUGEINT, articles HUGEINT);
    CREATE TEMP TABLE reached (node VARCHAR, size BIGINT)"""

# The sums of the two-by-two table of each pair.
COUNTED = f"""
    WITH frequency AS (SELECT term, count(*) AS n FROM source WHERE {IS_TERM} GROUP BY 1),
    reach AS (SELECT node, sum(size) AS size FROM reached GROUP BY 1)
    SELECT node, found.term, CAST(found.n AS BIGINT) AS n, CAST(nodes AS BIGINT) AS nodes,
        CAST(articles AS BIGINT) AS articles, CAST(reach.size AS BIGINT) AS reach, node_frequency.n AS n_node,
        frequency.n AS n_term, (SELECT sum(n) FROM frequency) - node_frequency.n AS total
    FROM found JOIN reach USING (node) JOIN frequency USING (term)
        JOIN frequency AS node_frequency ON node_frequency.term = node
    WHERE found.n >= $least ORDER BY 1, 2"""  # noqa: S608


def collocates(tokens: Source, node: str | Sequence[str], *, window: int = 5, least: int = 3) -> pd.DataFrame:
    """Return the terms that stand within `window` tokens of `node` in its sentence: one row per node and collocate.

    `node` is a term or several. `n` counts the collocate's tokens that have a node in reach (each once), `expected`
    how many chance would put there, `n_node` and `n_term` all tokens of each, `articles` the range. `log_dice` is
    14 + log2 of the Dice coefficient (14: never apart; independent of corpus size); `g2` is the log-likelihood ratio of
    in reach against out of reach, with `p` and the Benjamini–Hochberg `q`. Pairs seen fewer than `least` times are
    neither tested nor listed. Steps count tokens that were left out (stop words, signs), so the window does not widen
    where they were. Rows are ordered by node, then by `log_dice`.

    Limits: the tests take tokens for independent draws; on one issue, read `articles` first.

    Sources: S. Evert (2008), Corpora and collocations (surface co-occurrence); P. Rychlý (2008), A lexicographer-friendly
    association score; Dunning (1993); Benjamini and Hochberg (1995).

    >>> from corpus_tools.tokens.lexicon import Lexicon
    >>> from corpus_tools.tokens.tokenise import tokenise
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["优化环境，优化水质。优化环境，治理环境。"]})
    >>> articles.pipe(tokenise, Lexicon()).pipe(collocates, "环境", least=2)[["term", "n", "n_term", "log_dice"]].round(2)
      term  n  n_term  log_dice
    0   优化  3       3     13.68
    """
    nodes = [node] if isinstance(node, str) else sorted(set(node))
    with open_source(tokens, ["article_id", "position", "sentence", "term", "pos"]) as connection:
        _look_near(connection, nodes, window)
        found = connection.execute(COUNTED, {"least": least}).df()
    joint = np.minimum(found["n"], found["nodes"])
    scored = found.assign(
        expected=found["reach"] * found["n_term"] / found["total"],
        log_dice=14 + np.log2(2 * joint / (found["n_node"] + found["n_term"])),
        g2=log_likelihood(found["n"], found["reach"], found["n_term"], found["total"].astype("float64")),
    ).pipe(with_p_and_q)
    ordered = scored.sort_values(["node", "log_dice", "term"], ascending=[True, False, True], ignore_index=True)
    return ordered[list(COLUMNS)].astype(COLUMNS)


def _look_near(connection: duckdb.DuckDBPyConnection, nodes: list[str], window: int) -> None:
    """Make the tables ``found`` and ``reached``, some articles at a time: memory does not grow with the corpus."""
    connection.execute(EMPTY)
    held = connection.sql("FROM source").columns
    words = WORDS.format(part=part_query(held, "article_id"), is_term=IS_TERM)
    for part in parts_of(connection, held, "article_id"):
        connection.execute(words, part)
        connection.execute(NEAR, {"nodes": nodes, "window": window})
        connection.execute(FOUND)
        connection.execute(REACH)


def collocation_network(collocations: pd.DataFrame, *, most_q: float = 0.05) -> nx.Graph:
    """Return the network of collocates that attract each other: its nodes are terms, its edges pairs.

    An edge stands where a pair occurs more often than expected, with a false discovery rate of at most `most_q` from
    either side. Nodes carry `n`; edges carry `n`, `articles`, `log_dice` and `q` of the stronger side.
    ``networkx.write_graphml(network, path)`` writes it for Gephi and its like.

    >>> empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})
    >>> collocation_network(empty).number_of_nodes()
    0
    """
    held = require(collocations, list(COLUMNS), of="collocates")
    drawn = held[(held["n"] > held["expected"]) & (held["q"] <= most_q)]
    network = nx.Graph()
    for row in drawn.sort_values(["q", "node", "term"]).itertuples():
        network.add_node(row.node, n=row.n_node)
        network.add_node(row.term, n=row.n_term)
        if not network.has_edge(row.node, row.term):
            network.add_edge(
                row.node, row.term, n=row.n, articles=row.articles, log_dice=row.log_dice, q=row.q
            )
    return network

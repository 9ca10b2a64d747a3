"""Words and set phrases (提法) of two groups: which are new, gone, or stand more or less often."""

from typing import Final

import duckdb
import numpy as np
import pandas as pd
from scipy import sparse

from corpus_tools.compare.evidence import MOST, Place
from corpus_tools.compare.groups import Group, Sides, read_sides
from corpus_tools.compare.rates import NOTHING, compare_rates
from corpus_tools.corpus.opening import Corpus
from corpus_tools.stats.association import SURE, false_discovery
from corpus_tools.stats.counts import IS_TERM, connect

PER: Final = 10_000  # tokens
LEAST: Final = 5  # occurrences on both sides together, below which a term is not tested
TOP: Final = 20  # of each kind (new, gone, more, less) that are listed however sure
ONE_ARTICLE: Final = 0.5  # a term with more than half of its occurrences in one article is that article's
PHRASE: Final = (3, 4, 5, 6, 7, 8)  # words of a phrase; a word of `LONG` characters is one as well
LONG: Final = 4
PHRASE_ARTICLES: Final = 3  # articles that a phrase must stand in on its side


def group_counts(corpus: Corpus, before: Group, after: Group) -> pd.DataFrame:
    """Return how often each term stands in two groups of a corpus (see `compare_issues`): `counts`, the groups ``before`` and ``after``."""
    sides = read_sides(corpus, before, after)
    with connect() as connection:
        _lay_out(connection, corpus, sides, ["counts"])
        found = connection.sql("""
            SELECT CASE WHEN after THEN 'after' ELSE 'before' END AS "group", term, sum(n)::BIGINT AS n
            FROM counts JOIN sides ON counts."group" = sides.article_id GROUP BY ALL ORDER BY 1 DESC, 3 DESC, 2""").df()
    return found.astype({"group": "str", "term": "str"})


def compare_terms(corpus: Corpus, sides: Sides) -> pd.DataFrame:
    """Return the terms that differ: rows of `changes`, rates per 10,000 tokens, with `places_before` and `places_after`.

    Listed are terms with a false-discovery rate below 5 %, and the twenty that are most new, gone, more and less frequent. A
    term with more than half of its occurrences, on the side where it is more frequent, in one article is a `term_of_one_article`.
    """
    with connect() as connection:
        _lay_out(connection, corpus, sides, ["counts"])
        counts = connection.sql(f"""
            WITH held AS (
                SELECT article_id, after, unit, weight, term, n FROM counts JOIN sides ON counts."group" = sides.article_id
                SEMI JOIN (
                    SELECT term FROM counts JOIN sides ON counts."group" = sides.article_id GROUP BY term HAVING sum(n) >= {LEAST}
                ) USING (term)
            )
            SELECT term, after, unit, sum(n * weight) AS n, max(n) AS most, sum(n) AS bare FROM held GROUP BY ALL ORDER BY ALL""").df()  # noqa: S608
        if counts.empty:
            return _none()
        listed = _listed(_tested(counts, sides), counts)
        return _with_places(connection, listed, corpus)


def compare_phrases(corpus: Corpus, sides: Sides) -> pd.DataFrame:
    """Return the set phrases of one group that the other does not have: rows of `changes`, shares of articles.

    A phrase is a run of three to eight words, or a word of four characters and more, in at least three articles. Its evidence
    is where it was last seen before, or first seen after. A shorter phrase that stands only within a longer one is left out.
    Limit: words are neighbours only where no stop word stands between them.
    """
    with connect() as connection:
        _lay_out(connection, corpus, sides, ["tokens"])
        connection.execute(_frequent())
        parts = [connection.sql(_grams(size)).df() for size in (1, *PHRASE)]
        found = pd.concat(parts, ignore_index=True)
        found = found[((found["n_before"] == 0) | (found["n_after"] == 0))].reset_index(drop=True)
        if found.empty:
            return _none()
        return _phrase_rows(_longest(found), sides)


def _none() -> pd.DataFrame:
    """Return no rows."""
    names = ("what", "key", "before", "after", "difference", "low", "high", "q", "places_before", "places_after")
    return pd.DataFrame(columns=list(names))


def _lay_out(connection: duckdb.DuckDBPyConnection, corpus: Corpus, sides: Sides, tables: list[str]) -> None:
    """Make views of tables of the corpus, and of the articles of both sides."""
    corpus.lay_out(connection, tables)
    connection.register("sides", sides.articles[["article_id", "after", "unit", "weight", "date"]])


def _tested(counts: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """Return the terms with their rates, tested."""
    unit_of, after, of = unit_sizes(sides, "tokens")
    terms = pd.Index(counts["term"].unique())
    rows = unit_of.get_indexer(pd.MultiIndex.from_frame(counts[["after", "unit"]]))
    cells = (counts["n"].to_numpy(np.float64), (rows, terms.get_indexer(counts["term"])))
    tested = compare_rates(sparse.csr_array(cells, shape=(len(of), len(terms))), of, after)
    rates = [name for name in tested.columns if name != "p"]
    tested[rates] *= PER
    return tested.assign(key=terms, q=false_discovery(tested["p"]))


def unit_sizes(sides: Sides, column: str) -> tuple[pd.MultiIndex, np.ndarray, np.ndarray]:
    """Return the units of both sides, to which side each belongs, and the weighted sum of a column in each."""
    rows = sides.articles
    sizes = (rows[column] * rows["weight"] if column else rows["weight"]).groupby([rows["after"], rows["unit"]]).sum()
    return sizes.index, sizes.index.get_level_values(0).to_numpy(bool), sizes.to_numpy(np.float64)


def _listed(tested: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Return the terms worth listing, those of one article marked."""
    differs = tested[tested["difference"].abs() > NOTHING]
    new, gone = differs["before"] == 0, differs["after"] == 0
    up = (differs["difference"] > 0) & ~new
    kinds = [new, gone, up, ~(new | gone | up)]
    best = [differs[kind].sort_values(["p", "difference", "key"], key=_by_size).head(TOP).index for kind in kinds]
    chosen = differs[differs["q"].lt(SURE) | differs.index.isin(np.concatenate(best))]
    most = counts.groupby(["term", "after"])["most"].max() / counts.groupby(["term", "after"])["bare"].sum()
    higher = pd.MultiIndex.from_arrays([chosen["key"], chosen["difference"] > 0])
    single = most.reindex(higher).fillna(0).to_numpy() > ONE_ARTICLE
    what = np.where(single, "term_of_one_article", "term")
    order = chosen.assign(what=what, up=chosen["difference"] > 0)
    return order.sort_values(["up", "p", "key"], ascending=[False, True, True], ignore_index=True)


def _by_size(column: pd.Series) -> pd.Series:
    """Return what sorts the least probable first, then the largest difference."""
    return -column.abs() if column.name == "difference" else column


def _with_places(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return rows with the first place of the term in the articles that have most of it, on each side."""
    corpus.lay_out(connection, ["tokens"])
    connection.register("wanted", pd.DataFrame({"term": rows["key"].astype("str")}))
    found = connection.sql(f"""
        SELECT term, after, article_id, first."start", first."end" FROM (
            SELECT term, sides.after, article_id, count(*) AS n, arg_min({{'start': "start", 'end': "end"}}, position) AS first
            FROM tokens JOIN wanted USING (term) JOIN sides USING (article_id) GROUP BY ALL
        ) QUALIFY row_number() OVER (PARTITION BY term, after ORDER BY n DESC, article_id) <= {MOST}
        ORDER BY term, after, n DESC, article_id""").df()  # noqa: S608
    places: dict[tuple[str, bool], list[Place]] = {}
    for row in found.itertuples(index=False):
        places.setdefault((row.term, bool(row.after)), []).append(
            Place(row.article_id, "text", int(row.start), int(row.end))
        )
    sides_of = {
        f"places_{name}": [places.get((key, later), []) for key in rows["key"]]
        for name, later in (("before", False), ("after", True))
    }
    return rows.assign(**sides_of)


def _frequent() -> str:
    """Return the query that makes the table of words that stand in enough articles to be part of a phrase."""
    return f"""
        CREATE TABLE words AS SELECT tokens.article_id, position, sentence, "start", "end", term, after, date FROM tokens
        JOIN sides USING (article_id) WHERE {IS_TERM} AND term IN (
            SELECT term FROM tokens GROUP BY term HAVING count(DISTINCT article_id) >= {PHRASE_ARTICLES}
        )"""  # noqa: S608


def _grams(size: int) -> str:
    """Return the query for runs of so many words, with the articles of each side, and the last place before, the first after."""
    last = size - 1
    words = ", ".join(f"lead(term, {step}) OVER reading" for step in range(size))
    place = "{'article_id': article_id, 'start': \"start\", 'end': \"last\"}"
    at = "date || article_id || lpad(position::VARCHAR, 8, '0')"
    return f"""
        WITH runs AS (
            SELECT article_id, after, date, position, "start", concat({words}) AS gram, lead("end", {last}) OVER reading AS last,
                lead(position, {last}) OVER reading - position AS apart, lead(sentence, {last}) OVER reading - sentence AS over
            FROM words WINDOW reading AS (PARTITION BY after, article_id ORDER BY position)
        )
        SELECT gram AS key, {size} AS size, count(DISTINCT article_id) FILTER (NOT after) AS n_before,
            count(DISTINCT article_id) FILTER (after) AS n_after,
            arg_max({place}, {at}) FILTER (NOT after) AS last_before, arg_min({place}, {at}) FILTER (after) AS first_after
        FROM runs WHERE apart = {last} AND over = 0 AND length(gram) >= {LONG if size == 1 else size + 1} AND last - "start" = length(gram)
        GROUP BY gram HAVING greatest(n_before, n_after) >= {PHRASE_ARTICLES} ORDER BY gram"""  # noqa: S608


def _longest(found: pd.DataFrame) -> pd.DataFrame:
    """Return the phrases that stand in more articles than any longer one which holds them."""
    ordered = found.assign(length=found["key"].str.len()).sort_values(["length", "key"], ascending=[False, True])
    kept: list[int] = []
    longer: dict[tuple[int, int], str] = {}
    for row in ordered.itertuples():
        numbers = (row.n_before, row.n_after)
        if row.key not in longer.get(numbers, ""):
            kept.append(row.Index)
            longer[numbers] = f"{longer.get(numbers, '')}\n{row.key}"
    return found.loc[kept]


def _phrase_rows(found: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """Return phrases as rows of `changes`, those of most articles first."""
    articles = sides.articles["after"].value_counts()
    order = found.assign(n=found["n_after"] + found["n_before"], new=found["n_after"] > 0)
    order = order.sort_values(["new", "n", "key"], ascending=[False, False, True])
    order = order.groupby("new", sort=False).head(TOP).reset_index(drop=True)
    before, after = order["n_before"] / articles[False], order["n_after"] / articles[True]
    places = {
        name: [
            [Place(at["article_id"], "text", at["start"], at["end"])] if isinstance(at, dict) else []
            for at in order[column]
        ]
        for name, column in (("places_before", "last_before"), ("places_after", "first_after"))
    }
    return pd.DataFrame(
        {"what": "phrase", "key": order["key"], "before": before, "after": after, "difference": after - before,
         "low": np.nan, "high": np.nan, "q": np.nan, **places}
    )  # fmt: skip

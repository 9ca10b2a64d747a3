"""Diversity: how many different words a text uses, measured so that its length does not decide."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.stats import hypergeom

from corpus_tools.stats.counts import IS_TERM, OF_ARTICLES, Source, open_source, part_query, parts_of

COLUMNS = {"group": "str", "tokens": "int64", "types": "int64", "mattr": "float64", "mtld": "float64", "hdd": "float64"}

# The type-token ratio at which MTLD counts one factor as complete (McCarthy and Jarvis 2010). Reaching it completes the
# factor, as in most programs; some wait until the ratio is below it, which tells after 25 words with 18 types.
FACTOR = 0.72

# The number of draws of HD-D (McCarthy and Jarvis 2007).
DRAWS = 42

# Below this length MTLD depends on it (McCarthy and Jarvis 2010 give results from 100 words up).
SHORTEST_MTLD = 100

# Below this length HD-D draws most of the text (McCarthy and Jarvis 2007 begin at 50 words).
SHORTEST_HDD = 50


def lexical_diversity(tokens: Source, *, by: str | None = "article_id", window: int = 50) -> pd.DataFrame:
    """Return the lexical diversity of each group of `tokens`: one row per group.

    `mattr` is the mean type-token ratio of all windows of `window` words (NaN for a shorter text); `mtld` the mean
    length of stretches that keep a type-token ratio above 0.72, read forwards and backwards (NaN below 100 words);
    `hdd` the expected type-token ratio of 42 words drawn without replacement (NaN below 50 words). Signs and numbers
    with digits are no words. With `by` None all tokens are one group, called ``""``, in order of article and position.

    Limits: stop words decide these measures. Tokens made with ``tokenise(…, complete=True)`` are comparable with the
    literature, tokens without stop words only with each other. They also depend on the segmenter.

    Sources: M. A. Covington and J. D. McFall (2010), Cutting the Gordian knot (MATTR); P. M. McCarthy and S. Jarvis
    (2007), vocd (HD-D), and (2010), MTLD, vocd-D, and HD-D.

    >>> tokens = pd.DataFrame({"article_id": "a", "position": range(4), "term": list("春夏秋春"), "pos": "n"})
    >>> lexical_diversity(tokens, window=3)[["group", "tokens", "types", "mattr"]]
      group  tokens  types  mattr
    0     a       4      3    1.0
    """
    if window < 1:
        msg = f"a window holds at least one word – window={window} – 50 and 100 are usual"
        raise ValueError(msg)
    needed = ["article_id", "position", "term", "pos", *([by] if by in OF_ARTICLES else [])]
    with open_source(tokens, needed) as connection:
        held = connection.sql("FROM source").columns
        query = f"""
            WITH part AS ({part_query(held, by)})
            SELECT held_in AS "group", term FROM part WHERE {IS_TERM} ORDER BY 1, article_id, position"""  # noqa: S608
        parts = parts_of(connection, held, by)
        rows = [row for part in parts for row in _rows(connection.sql(query, params=part).to_arrow_table(), window)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _rows(words: pa.Table, window: int) -> Iterator[tuple[str, int, int, float, float, float]]:
    """Yield the row of each group in a table of words in reading order."""
    for group, terms in words.to_pandas().groupby("group")["term"]:
        yield (group, *_measure(terms.factorize()[0], window))


def _measure(words: np.ndarray, window: int) -> tuple[int, int, float, float, float]:
    """Return length, number of types and the three measures of a text whose words are numbered from 0."""
    size, types = len(words), int(words.max()) + 1
    mattr = moving_ratio(words, window) if size >= window else np.nan
    mtld = (_factor_length(words) + _factor_length(words[::-1])) / 2 if size >= SHORTEST_MTLD else np.nan
    return size, types, mattr, mtld, expected_ratio(words) if size >= SHORTEST_HDD else np.nan


def moving_ratio(words: np.ndarray, window: int) -> float:
    """Return MATTR: each word adds a type to the windows that hold it but not the same word before it."""
    order = np.argsort(words, kind="stable")
    previous = np.full(len(words), -1)
    again = np.flatnonzero(words[order][1:] == words[order][:-1])
    previous[order[again + 1]] = order[again]
    place = np.arange(len(words))
    first = np.maximum(np.maximum(previous + 1, place - window + 1), 0)
    last = np.minimum(place, len(words) - window)
    types = np.clip(last - first + 1, 0, None).sum()
    return float(types / (len(words) - window + 1) / window)


def _factor_length(words: np.ndarray) -> float:
    """Return the mean length of a factor, read in one direction; the unfinished last one counts in part."""
    factors, seen, length, ratio = 0.0, set(), 0, 1.0
    for word in words.tolist():
        seen.add(word)
        length += 1
        ratio = len(seen) / length
        if ratio <= FACTOR:
            factors, seen, length, ratio = factors + 1, set(), 0, 1.0
    factors += (1 - ratio) / (1 - FACTOR)
    return len(words) / factors if factors else np.nan


def expected_ratio(words: np.ndarray) -> float:
    """Return HD-D: the mean chance of each type to be among `DRAWS` words, over the number of draws."""
    absent = hypergeom.pmf(0, len(words), np.bincount(words), DRAWS)
    return float((1 - absent).sum() / DRAWS)

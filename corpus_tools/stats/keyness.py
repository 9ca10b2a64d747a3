"""Keyness: which terms one set of counts has more of, or less, than another."""

import numpy as np
import pandas as pd
from scipy.stats import norm

from corpus_tools.stats.association import log_likelihood, with_p_and_q
from corpus_tools.stats.counts import Source, count_terms
from corpus_tools.tables import columns, require
from corpus_tools.text.segmenters import read_dictionary
from corpus_tools.tokens.lexicon import DICTIONARY, Lexicon


def keyness(target: Source, reference: Source, *, least: int = 5, confidence: float = 0.95) -> pd.DataFrame:
    """Return the terms of two sets of counts (``term, n``), compared: one row per term, the most typical of `target` first.

    Either can be a `Corpus`, such as ``corpus.select(since=2024)``, or the path of Parquet, which are counted first.

    `log_ratio` is the binary logarithm of the ratio of the two relative frequencies (1: twice as frequent in the target)
    with its `confidence` interval (delta method on the risk ratio; a half stands for a count of zero); `g2` is the
    log-likelihood ratio of the two-by-two table, `p` its chi-square probability, `q` the Benjamini–Hochberg false
    discovery rate over the terms tested. Terms with fewer than `least` occurrences in both together are not tested
    and not listed. Rows are ordered by signed `g2`: typical of the target, neutral, typical of the reference.

    Against `dictionary_counts`, terms that the dictionary does not list are left out of both sides: it cannot hold
    numbers or a corpus' own words, so that their zero is no observation, and a ratio to it would be absurd.

    Limits: the tests take tokens for independent draws, but a word that occurs once in an article is likely to occur
    again: read them beside `articles` and `dp` of `score_terms`. Both counts must leave out the same stop words.

    Sources: Dunning (1993); A. Hardie (2014), Log Ratio – an informal introduction; Y. Benjamini and Y. Hochberg (1995).

    >>> target = pd.DataFrame({"term": ["县域", "经济"], "n": [30, 70]})
    >>> reference = pd.DataFrame({"term": ["县域", "经济"], "n": [10, 190]})
    >>> keyness(target, reference)[["term", "log_ratio", "g2"]].round(2)
      term  log_ratio     g2
    0   县域       2.58  34.03
    1   经济      -0.44  34.03
    """
    if least < 1:
        msg = f"a term must occur to be tested – least={least} – 1 tests all that occur"
        raise ValueError(msg)
    target, reference = _counted(target), _counted(reference)
    if DICTIONARY in set(reference.get("group", ())):
        target = target.merge(reference[["term"]].drop_duplicates(), on="term")
    table = pd.concat([_sums(target, "n_target"), _sums(reference, "n_reference")], axis=1).fillna(0).astype("int64")
    sizes = table.sum()
    if (sizes == 0).any():
        msg = f"nothing to compare – no counts in {sizes.index[sizes == 0].tolist()} – target and reference both need some"
        raise ValueError(msg)
    table = table[table.sum(axis=1) >= least].rename_axis("term").reset_index().astype({"term": "str"})
    tested = _with_log_ratio(table, sizes, confidence).assign(g2=_g2(table, sizes)).pipe(with_p_and_q)
    signed = tested["g2"] * np.sign(tested["log_ratio"])
    order = tested.assign(signed=signed).sort_values(["signed", "term"], ascending=[False, True], ignore_index=True)
    return order[columns("keyness")]


def dictionary_counts(lexicon: Lexicon) -> pd.DataFrame:
    """Return the frequency list of jieba's dictionary as counts, without the stop words of `lexicon`: a reference.

    By its author's account it counts People's Daily 1998, the MSR corpus and novels, cut by other hands: use it where no
    better reference is at hand, and look for differences in segmentation before differences in subject. `keyness`
    compares only terms that are in it.

    >>> dictionary_counts(Lexicon()).head(1)
              group term       n
    0  jieba 0.42.1    人  313209
    """
    stopped = {stop.term for stop in lexicon.stop_words}
    listed = {term: n for term, n in read_dictionary().frequencies.items() if term not in stopped}
    columns_ = {"group": DICTIONARY, "term": pd.Series(list(listed), dtype="str"), "n": list(listed.values())}
    table = pd.DataFrame(columns_).astype({"group": "str"})
    return table.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)


def _counted(counts: Source) -> pd.DataFrame:
    """Return counts; those of a corpus or of Parquet are made."""
    counts = counts if isinstance(counts, pd.DataFrame) else count_terms(counts, by=None)
    return require(counts, ["term", "n"], of="counts")


def _sums(counts: pd.DataFrame, name: str) -> pd.Series:
    """Return the total of each term."""
    return counts.groupby("term")["n"].sum().rename(name)


def _g2(table: pd.DataFrame, sizes: pd.Series) -> pd.Series:
    """Return G² of term against other terms, target against reference."""
    both = table["n_target"] + table["n_reference"]
    return log_likelihood(table["n_target"], sizes["n_target"], both, sizes.sum())


def _with_log_ratio(table: pd.DataFrame, sizes: pd.Series, confidence: float) -> pd.DataFrame:
    """Return `table` with the log-ratio and its interval."""
    target, reference = table["n_target"].clip(lower=0.5), table["n_reference"].clip(lower=0.5)
    ratio = np.log2((target / sizes["n_target"]) / (reference / sizes["n_reference"]))
    variance = 1 / target - 1 / sizes["n_target"] + 1 / reference - 1 / sizes["n_reference"]
    reach = norm.ppf((1 + confidence) / 2) * np.sqrt(variance.clip(lower=0)) / np.log(2)
    return table.assign(log_ratio=ratio, log_ratio_low=ratio - reach, log_ratio_high=ratio + reach)

from math import comb

import numpy as np
import pandas as pd
import pytest
from case_files import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.stats.diversity import COLUMNS, expected_ratio, lexical_diversity, moving_ratio
from corpus_tools.tables import empty

WORDS = st.lists(st.integers(0, 6), min_size=3, max_size=60).map(lambda words: pd.factorize(np.array(words))[0])


def table(words, article="a"):
    return pd.DataFrame({"article_id": article, "position": range(len(words)), "term": list(words), "pos": "n"})


@settings(derandomize=True, deadline=None)
@given(WORDS)
def test_mattr_is_the_mean_over_windows(words):
    windows = [words[start : start + 3] for start in range(len(words) - 2)]
    assert moving_ratio(words, 3) == pytest.approx(np.mean([len(set(window)) / 3 for window in windows]))


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 9), min_size=50, max_size=80).map(lambda words: pd.factorize(np.array(words))[0]))
def test_hdd_is_the_hypergeometric_mean(words):
    absent = [comb(len(words) - count, 42) / comb(len(words), 42) for count in np.bincount(words).tolist()]
    assert expected_ratio(words) == pytest.approx(sum(1 - chance for chance in absent) / 42)


def test_mattr_by_hand():
    # 春夏秋 3, 夏秋春 3, 秋春春 2 types of 3
    assert lexical_diversity(table("春夏秋春春"), window=3)["mattr"][0] == pytest.approx(8 / 9)


@pytest.mark.parametrize("case", cases("diversity"))
def test_the_measures_are_those_of_an_independent_library(case):
    """Its values are data because it is not installed here; one text holds a stretch of 25 words with just 18 types."""
    measured = lexical_diversity(table(case["text"].split()), window=50).loc[0]
    measures = ["mattr", "mtld", "hdd"]
    assert measured[measures].tolist() == pytest.approx([case[name] for name in measures])


def test_mtld_by_hand():
    # 甲甲 has a ratio of 1/2 < 0.72, so each pair is one factor: 50 factors of 2 words, either way
    assert lexical_diversity(table("甲" * 100))["mtld"][0] == 2
    # 100 different words, then one of them again: no factor is complete, and 1 − 100/101 of 0.28 is a part of one
    words = [f"词{number}" for number in range(100)]
    assert lexical_diversity(table([*words, "词0"]))["mtld"][0] == pytest.approx(101 / ((1 - 100 / 101) / 0.28))
    assert np.isnan(lexical_diversity(table(words))["mtld"][0])


def test_short_texts_are_not_measured():
    measures = ["mattr", "mtld", "hdd"]
    assert lexical_diversity(table("春夏" * 24))[measures].notna().to_numpy().tolist() == [[False, False, False]]
    assert lexical_diversity(table("春夏" * 25))[measures].notna().to_numpy().tolist() == [[True, False, True]]
    assert lexical_diversity(table("春夏" * 50))[measures].notna().to_numpy().tolist() == [[True, True, True]]
    with pytest.raises(ValueError, match="window=0"):
        lexical_diversity(table("春夏"), window=0)


def test_groups_are_in_order_and_the_order_of_rows_changes_nothing():
    tokens = pd.concat([table("春夏秋冬" * 30, "b"), table("梅兰竹菊" * 30, "a")])
    expected = lexical_diversity(tokens)
    assert expected["group"].tolist() == ["a", "b"]
    pd.testing.assert_frame_equal(lexical_diversity(tokens[::-1]), expected)
    assert lexical_diversity(tokens, by=None)[["tokens", "types"]].to_numpy().tolist() == [[240, 8]]


def test_signs_and_numbers_are_no_words():
    tokens = table(["春", "，", "5日", "夏"]).assign(pos=["n", "x", "t", "n"])
    assert lexical_diversity(tokens)[["tokens", "types"]].to_numpy().tolist() == [[2, 2]]


def test_nothing_to_measure():
    assert lexical_diversity(empty("tokens")).dtypes.astype("str").to_dict() == COLUMNS

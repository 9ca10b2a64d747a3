import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats.contingency import relative_risk

from corpus_tools.stats.keyness import dictionary_counts, keyness
from corpus_tools.tables import empty
from corpus_tools.tokens.lexicon import Lexicon

TARGET = pd.DataFrame({"term": ["县域", "经济", "调研"], "n": [30, 60, 10]})
REFERENCE = pd.DataFrame({"term": ["县域", "经济", "体育"], "n": [10, 170, 20]})
COUNTS = st.dictionaries(st.sampled_from(list("县域经济发展")), st.integers(1, 50), min_size=2).map(
    lambda cells: pd.DataFrame({"term": list(cells), "n": list(cells.values())})
)


def test_terms_typical_of_the_target_come_first():
    assert keyness(TARGET, REFERENCE)["term"].tolist() == ["县域", "调研", "体育", "经济"]


def test_the_log_ratio_and_its_interval_are_those_of_the_relative_risk():
    row = keyness(TARGET, REFERENCE, confidence=0.9).set_index("term").loc["县域"]
    oracle = relative_risk(30, 100, 10, 200)
    interval = oracle.confidence_interval(0.9)
    found = row[["log_ratio", "log_ratio_low", "log_ratio_high"]].astype(float).to_numpy()
    assert np.allclose(found, np.log2([oracle.relative_risk, interval.low, interval.high]))


def test_a_half_stands_for_zero():
    row = keyness(TARGET, REFERENCE).set_index("term").loc["体育"]
    assert row["log_ratio"] == pytest.approx(np.log2((0.5 / 100) / (20 / 200)))


def test_rare_terms_are_not_tested():
    assert keyness(TARGET, REFERENCE, least=15)["term"].tolist() == ["县域", "体育", "经济"]
    with pytest.raises(ValueError, match="least=0"):
        keyness(TARGET, REFERENCE, least=0)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(COUNTS, COUNTS)
def test_exchanging_target_and_reference_turns_the_sign(target, reference):
    one, other = (table.set_index("term") for table in (keyness(target, reference), keyness(reference, target)))
    assert np.allclose(one["log_ratio"], -other["log_ratio"].reindex(one.index))
    assert np.allclose(one["g2"], other["g2"].reindex(one.index))


@settings(derandomize=True, deadline=None, max_examples=40)
@given(COUNTS, COUNTS)
def test_doubling_both_doubles_g2_and_leaves_ratios(target, reference):
    once = keyness(target, reference, least=1)
    twice = keyness(target.assign(n=target["n"] * 2), reference.assign(n=reference["n"] * 2), least=1)
    seen = once[(once["n_target"] > 0) & (once["n_reference"] > 0)].set_index("term")
    again = twice.set_index("term").reindex(seen.index)
    assert np.allclose(again["g2"], 2 * seen["g2"], atol=1e-6)
    assert np.allclose(again["log_ratio"], seen["log_ratio"])


def test_an_external_frequency_list_is_a_reference():
    lexicon = Lexicon()
    reference = dictionary_counts(lexicon)
    assert not {stop.term for stop in lexicon.stop_words} & set(reference["term"])
    assert set(keyness(TARGET, reference)["term"].head(3)) == {"县域", "经济", "调研"}
    pd.testing.assert_series_equal(reference.dtypes, empty("counts").dtypes)


def test_words_that_a_dictionary_cannot_hold_are_not_compared_with_it():
    reference = dictionary_counts(Lexicon())
    own = pd.DataFrame({"term": ["1.63万亿元", "数实融合一二三"], "n": [40, 60]})
    with_own = keyness(pd.concat([TARGET, own]), reference)
    pd.testing.assert_frame_equal(with_own, keyness(TARGET, reference))
    assert "1.63万亿元" in set(keyness(pd.concat([TARGET, own]), REFERENCE)["term"])


def test_types_and_errors():
    pd.testing.assert_series_equal(keyness(TARGET, REFERENCE).dtypes, empty("keyness").dtypes)
    pd.testing.assert_frame_equal(keyness(TARGET, REFERENCE, least=1_000), empty("keyness"))
    with pytest.raises(ValueError, match=r"no counts in \['n_reference'\]"):
        keyness(TARGET, empty("counts"))
    with pytest.raises(ValueError, match=r"table lacks \['n'\]"):
        keyness(TARGET[["term"]], REFERENCE)

"""Agreement and intervals against published worked examples, and the coverage of corrected shares."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from corpus_tools.topics.agreement import alpha_interval, corrected_share, krippendorff_alpha, wilson

# Krippendorff (2011), sections A to C: two observers of binary data, two of nominal data, four with missing codes.
BINARY = {"meg": "0100000010", "owen": "1110010000"}
NOMINAL = {"ben": "aabbdcccedda", "gerry": "babbbccceddd"}
MISSING = {"a": "123321412   ", "b": "1233224125 3", "c": " 3332342251 ", "d": "1233244125 1"}


def codes(by_coder):
    return pd.DataFrame({name: [sign.strip() for sign in said] for name, said in by_coder.items()})


@pytest.mark.parametrize(("by_coder", "alpha"), [(BINARY, 0.095), (NOMINAL, 0.692)])
def test_alpha_is_that_of_the_published_examples(by_coder, alpha):
    assert krippendorff_alpha(codes(by_coder)) == pytest.approx(alpha, abs=5e-4)


def test_alpha_leaves_out_what_is_missing():
    table = codes(MISSING)
    table["d"] = list("12332441251") + [""]
    assert krippendorff_alpha(table) == pytest.approx(0.743, abs=5e-4)


@pytest.mark.parametrize("by_coder", [{"a": "111", "b": "111"}, {"a": "12 ", "b": "  3"}, {"a": ""}])
def test_alpha_is_nothing_where_chance_explains_everything(by_coder):
    assert np.isnan(krippendorff_alpha(codes(by_coder)))


def test_the_interval_of_alpha_holds_it_and_depends_on_the_seed_alone():
    first, again = (alpha_interval(codes(NOMINAL), seed=3, resamples=200) for _ in range(2))
    assert first == again
    assert first.low < first.value < first.high


@pytest.mark.parametrize(("hits", "n"), [(0, 5), (3, 7), (81, 263), (40, 40)])
def test_wilson_is_that_of_statsmodels(hits, n):
    assert wilson(hits, n)[1:] == pytest.approx(proportion_confint(hits, n, method="wilson"))


def test_nothing_of_nothing_has_no_share():
    assert np.isnan(wilson(0, 0)).all()


# Complete response before and after consolidation therapy (Cavo et al. 2012; 161 pairs, 6 and 16 of them discordant), as worked in
# Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017), chapter 8: Bonett and Price's interval.
def test_the_correction_is_that_of_the_published_example():
    differences = np.array([1] * 6 + [-1] * 16 + [0] * 139)
    shifted = np.array(corrected_share(0.5, differences, 10**12)) - 0.5
    assert shifted == pytest.approx([-0.0621, -0.1195, -0.0032], abs=5e-5)


def test_a_sample_of_everything_leaves_no_doubt():
    truth, machine = np.array([1, 1, 0, 0, 1]), np.array([1, 0, 0, 1, 0])
    assert corrected_share(0.4, truth - machine, 5) == pytest.approx((0.6, 0.6, 0.6), abs=0.06)


def test_without_a_sample_the_machine_is_all_there_is():
    value, low, high = corrected_share(0.4, np.zeros(0), 50)
    assert (value, np.isnan(low), np.isnan(high)) == (0.4, True, True)


@pytest.mark.parametrize("n", [100, 200])
@pytest.mark.parametrize("prevalence", [0.05, 0.2])
def test_corrected_shares_cover_the_truth(n, prevalence):
    rng = np.random.default_rng(5)
    truth = rng.random(2_000) < prevalence
    machine = np.where(truth, rng.random(2_000) < 0.7, rng.random(2_000) < 0.05)
    covered = 0
    for _ in range(300):
        drawn = rng.choice(2_000, n, replace=False)
        _, low, high = corrected_share(machine.mean(), truth[drawn].astype(float) - machine[drawn], 2_000)
        covered += low <= truth.mean() <= high
    assert covered / 300 >= 0.93

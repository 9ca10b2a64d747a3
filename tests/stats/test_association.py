import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency
from statsmodels.stats.multitest import multipletests

from corpus_tools.stats.association import log_likelihood, with_p_and_q

TABLES = [(10, 100, 12, 1_000), (0, 50, 7, 400), (30, 100, 40, 300), (5, 50, 50, 500), (12, 12, 12, 100)]


@pytest.mark.parametrize(("both", "row", "column", "total"), TABLES)
def test_it_is_the_g_test_of_scipy(both, row, column, total):
    cells = [[both, row - both], [column - both, total - row - column + both]]
    oracle = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
    found = with_p_and_q(pd.DataFrame({"g2": log_likelihood(pd.Series([both]), row, pd.Series([column]), total)}))
    assert found["g2"][0] == pytest.approx(oracle.statistic, abs=1e-9)
    assert found["p"][0] == pytest.approx(oracle.pvalue, abs=1e-12)


def test_dunning_by_hand():
    # rows of 100 and 200, columns of 40 and 260: 30 ln(30/13.33) + 70 ln(70/86.67) + 10 ln(10/26.67) + 190 ln(190/173.33), twice
    assert log_likelihood(pd.Series([30]), 100, pd.Series([40]), 300)[0] == pytest.approx(34.0257, abs=1e-4)


def test_q_is_the_benjamini_hochberg_of_statsmodels():
    g2 = pd.DataFrame({"g2": np.linspace(0, 30, 25)})
    tested = with_p_and_q(g2)
    assert np.allclose(tested["q"], multipletests(tested["p"], method="fdr_bh")[1])


def test_nothing_tested():
    assert with_p_and_q(pd.DataFrame({"g2": pd.Series(dtype="float64")})).columns.tolist() == ["g2", "p", "q"]

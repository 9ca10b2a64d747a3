"""Word shifts: against the divergence as SciPy has it."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import jensenshannon

import corpus_tools as ct


def test_the_parts_are_those_of_the_divergence():
    rng = np.random.default_rng(0)
    before, after = (pd.DataFrame({"term": [f"词{at}" for at in range(30)], "n": rng.poisson(5, 30)}) for _ in range(2))
    found = ct.word_shift(before, after).set_index("term")
    assert found["contribution"].abs().sum() == pytest.approx(1)
    p, q = (table.set_index("term")["n"] / table["n"].sum() for table in (before, after))
    without = found.index[0]
    middle = (p + q) / 2
    part = sum(0.5 * r[without] * np.log2(r[without] / middle[without]) for r in (p, q) if r[without])
    assert abs(found.loc[without, "contribution"]) == pytest.approx(part / jensenshannon(p, q, base=2) ** 2)
    assert (np.sign(found["contribution"]) == np.sign((q - p).reindex(found.index))).all()


def test_of_a_corpus_and_of_nothing(compared):
    found = ct.word_shift(compared.select(until="2024-01"), compared.select(since="2024-02"))
    assert found.set_index("term").loc["水库", "contribution"] > 0
    assert ct.word_shift(compared, compared)["contribution"].eq(0).all()
    with pytest.raises(ValueError, match="nothing to compare – no counts in"):
        ct.word_shift(compared, pd.DataFrame({"term": ["春茶"], "n": [0]}))

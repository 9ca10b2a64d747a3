"""Factorisation: non-negative matrices, by hierarchical alternating least squares."""

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

ROUNDS = 300  # of updates at most
PATIENCE = 1e-5  # relative change of the error over ten rounds at which it stops
TINY = 1e-12


def factorise(cells: sparse.csr_array, k: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return W (rows by `k`) and H (`k` by columns), none negative, so that W @ H is near `cells` in squared error.

    The start is the non-negative part of the singular vectors (NNDSVD), so that the seed decides next to nothing. What
    comes out is a local optimum.

    Sources: C. Boutsidis and E. Gallopoulos (2008), SVD based initialization, Pattern Recognition 41(4); A. Cichocki and
    A.-H. Phan (2009), Fast local algorithms for large scale nonnegative matrix and tensor factorizations, IEICE E92-A(3).

    >>> w, h = factorise(sparse.csr_array([[2.0, 2.0, 0.0], [4.0, 4.0, 0.0], [0.0, 0.0, 3.0]]), 2)
    >>> (w @ h).round(2).tolist()
    [[2.0, 2.0, 0.0], [4.0, 4.0, 0.0], [0.0, 0.0, 3.0]]
    """
    w, h = _start(cells, k, seed)
    size = float(cells.multiply(cells).sum())
    before = np.inf
    for number in range(ROUNDS):
        _update(w, cells @ h.T, h @ h.T)
        product, square = cells.T @ w, w.T @ w
        transposed = h.T.copy()
        _update(transposed, product, square)
        h = transposed.T
        if number % 10 == 0:
            error = size - 2 * float(np.sum(product.T * h)) + float(np.sum(square * (h @ h.T)))
            if before - error < PATIENCE * size:
                break
            before = error
    return w, h


def _update(factor: np.ndarray, product: np.ndarray, square: np.ndarray) -> None:
    """Set each column of `factor`, in place, to the best non-negative values given the others."""
    for column in range(factor.shape[1]):
        gradient = product[:, column] - factor @ square[:, column]
        factor[:, column] = np.maximum(factor[:, column] + gradient / max(square[column, column], TINY), TINY)


def _start(cells: sparse.csr_array, k: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return non-negative factors from the `k` largest singular vectors, padded with noise where there are fewer."""
    rng = np.random.default_rng(seed)
    rows, columns = cells.shape
    w, h = (rng.uniform(0, 1e-3, size=shape) for shape in ((rows, k), (k, columns)))
    most = min(k, min(cells.shape) - 1)
    if most < 1:
        return w, h
    left, values, right = svds(cells, k=most, v0=rng.uniform(0.5, 1.0, size=min(cells.shape)))
    for place, number in enumerate(np.argsort(-values)):
        u, v = left[:, number], right[number]
        sides = [(np.maximum(sign * u, 0), np.maximum(sign * v, 0)) for sign in (1, -1)]
        a, b = max(sides, key=lambda side: np.linalg.norm(side[0]) * np.linalg.norm(side[1]))
        scale = np.sqrt(values[number])
        w[:, place] += scale * a
        h[place] += scale * b
    return w, h

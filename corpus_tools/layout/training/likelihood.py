"""Log-likelihood of a linear-chain CRF and its gradient, shape (n_weights,)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from scipy.sparse import csr_matrix

from corpus_tools.layout.crf import NEVER, Transitions, batches, forward_backward
from corpus_tools.layout.decode import impossible, joins, leaves_untitled, make_transitions
from corpus_tools.layout.features import PageFeatures
from corpus_tools.layout.labels import allowed, factors, labels, membership, opening
from corpus_tools.layout.paragraph_breaks import GAPS

# A feature that is rarer than this on the pages says nothing that holds elsewhere.
RARE = 8
# Pages whose likelihood is calculated together: their scores stay in the processor's cache.
TOGETHER = 48


@dataclass(frozen=True)
class Page:
    """One page to fit on: its features and the labels that are right for its lines."""

    features: PageFeatures
    right: np.ndarray


@dataclass(frozen=True)
class Model:
    """What has a weight, in the order of the weights: features for factors, features of cuts, steps."""

    lines: tuple[str, ...]
    cuts: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]

    @cached_property
    def names(self) -> list[tuple[str, str, str]]:
        """The names of the weights as the file has them: kind, feature, what for."""
        lines = [("line", name, factor) for name in self.lines for factor in factors()]
        return [*lines, *(("cut", name, "join") for name in self.cuts), *(("step", *step) for step in self.steps)]

    def split(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the three parts of the weights."""
        size = len(self.lines) * len(factors())
        lines, cuts, steps = np.split(weights, [size, size + len(self.cuts)])
        return lines.reshape(len(self.lines), -1), cuts, steps


@dataclass(frozen=True)
class Batch:
    """Pages of similar length as numbers: features of lines (lines × features), of breaks for each gap, right labels.

    `barred` are the labels that a line cannot have; `ends` is where each page ends in the rows.
    """

    lines: csr_matrix
    cuts: dict[int, csr_matrix]
    right: np.ndarray
    barred: np.ndarray
    ends: list[int]


def make_model(pages: Sequence[Page]) -> Model:
    """Return what is to have a weight: what is seen often enough, and every transition that may be."""
    lines = _common(line for page in pages for line in page.features.lines)
    cuts = _common(cut for page in pages for line in page.features.cuts for cut in line)
    return Model(("any line", *lines), tuple(cuts), tuple(_step_numbers()[0]))


def encode(pages: Sequence[Page], model: Model) -> list[Batch]:
    """Return the pages as numbers, in batches of similar length."""
    index = [{name: column for column, name in enumerate(names)} for names in (model.lines, model.cuts)]
    groups = batches([len(page.right) for page in pages], TOGETHER)
    return [_encode([pages[number] for number in group], *index) for group in groups]


def _encode(pages: Sequence[Page], line_index: dict[str, int], cut_index: dict[str, int]) -> Batch:
    """Return one batch."""
    lines = [[*line, ("any line", 1.0)] for page in pages for line in page.features.lines]
    cuts = {gap: [line[gap] for page in pages for line in page.features.cuts] for gap in (0, *GAPS)}
    return Batch(
        _matrix(lines, line_index),
        {gap: _matrix(rows, cut_index) for gap, rows in cuts.items()},
        np.concatenate([page.right for page in pages]),
        np.concatenate([impossible(page.features) for page in pages]),
        np.cumsum([len(page.right) for page in pages]).tolist(),
    )


def _common(rows: Iterable[Sequence[tuple[str, float]]]) -> list[str]:
    """Return the names of the features that are seen often enough, sorted."""
    counts = Counter(name for row in rows for name, _ in row)
    return sorted(name for name, count in counts.items() if count >= RARE)


def _matrix(rows: Sequence[Sequence[tuple[str, float]]], index: dict[str, int]) -> csr_matrix:
    """Return features by name as a sparse matrix."""
    found = [(row, index[name], value) for row, line in enumerate(rows) for name, value in line if name in index]
    row, column, value = zip(*found, strict=True) if found else ((), (), ())
    return csr_matrix((value, (row, column)), shape=(len(rows), len(index)))


def log_likelihood(model: Model, data: Sequence[Batch], weights: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the log-likelihood of the right labels and its gradient, shape (n_weights,)."""
    lines, cuts, steps = model.split(weights)
    transitions = make_transitions(dict(zip(model.steps, steps, strict=True)))
    by_label = lines @ membership()
    total, gradient = 0.0, np.zeros_like(weights)
    for batch in data:
        likelihood, slope = _of_batch(batch, by_label, cuts, transitions)
        total += likelihood
        gradient += slope
    return total, gradient


def score_batch(batch: Batch, by_label: np.ndarray, cuts: np.ndarray) -> np.ndarray:
    """Return the scores of a batch (lines, labels); `by_label` are the weights of features (features, labels)."""
    scores = batch.lines @ by_label
    for gap, columns in joins().items():
        scores[:, columns] += (batch.cuts[gap] @ cuts)[:, None]
    scores[batch.barred] = NEVER
    return scores


def _of_batch(
    batch: Batch, by_label: np.ndarray, cuts: np.ndarray, transitions: Transitions
) -> tuple[float, np.ndarray]:
    """Return the log-likelihood of one batch and its gradient."""
    scores = score_batch(batch, by_label, cuts)
    known, of_right, steps_right = _expect(np.where(batch.right, scores, NEVER), batch.ends, transitions)
    every, of_all, steps_all = _expect(scores, batch.ends, transitions)
    surplus = of_right - of_all
    of_lines = batch.lines.T @ (surplus @ membership().T)
    of_cuts = sum(batch.cuts[gap].T @ surplus[:, columns].sum(axis=1) for gap, columns in joins().items())
    return known - every, np.concatenate([of_lines.ravel(), of_cuts, steps_right - steps_all])


def _expect(scores: np.ndarray, ends: Sequence[int], transitions: Transitions) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the log partition function, and how often each label and each transition is to be expected."""
    sums = forward_backward(np.split(scores, ends[:-1]), transitions)
    lengths = np.diff([0, *ends])
    within = np.arange(sums.forward.shape[1]) < lengths[:, None]
    expected = sums.probability[within]
    steps = _expected_steps(sums.forward, sums.inward, transitions)
    first, last = expected[[0, *ends[:-1]]].sum(axis=0), expected[np.array(ends) - 1].sum(axis=0)
    return float(sums.total.sum()), expected, steps + _expected_edges(first, last)


def _expected_steps(forward: np.ndarray, inward: np.ndarray, transitions: Transitions) -> np.ndarray:
    """Return how often each step between labels is to be expected in a batch."""
    _, numbers, _, _ = _step_numbers()
    size = forward.shape[2]
    pairs = forward[:, :-1].reshape(-1, size).T @ inward[:, 1:].reshape(-1, size) * np.exp(transitions.step)
    found = np.bincount(numbers[allowed()], pairs[allowed()], len(_step_numbers()[0]))
    leaves = [label.entry != "goes" for label in labels()]
    found[-1] += pairs[np.ix_([leaves_untitled(label) for label in labels()], leaves)].sum()
    return found


def _expected_edges(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return how often each step from the top and to the foot of a page is to be expected."""
    names, _, tops, feet = _step_numbers()
    found = np.bincount(tops[opening()], first[opening()], len(names)) + np.bincount(feet, last, len(names))
    found[-1] += last[[leaves_untitled(label) for label in labels()]].sum()
    return found


@cache
def _step_numbers() -> tuple[list[tuple[str, str]], np.ndarray, np.ndarray, np.ndarray]:
    """Return the names of all steps, the number of each step between labels, from the top and to the foot."""
    kinds = [label.sort for label in labels()]
    inner = {(one, other) for i, one in enumerate(kinds) for j, other in enumerate(kinds) if allowed()[i, j]}
    edges = {("edge", kind) for kind, opens in zip(kinds, opening(), strict=True) if opens} | {
        (kind, "edge") for kind in kinds
    }
    names = [*sorted(inner | edges), ("untitled", "leaves")]
    number = {name: place for place, name in enumerate(names)}
    between = np.array([[number.get((one, other), 0) for other in kinds] for one in kinds])
    tops = np.array([number.get(("edge", kind), 0) for kind in kinds])
    return names, between, tops, np.array([number[kind, "edge"] for kind in kinds])

"""Batched Viterbi and forward–backward of a linear-chain CRF; scores (pages, lines, labels), log space.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): the score of a sequence of labels is the
sum of the scores of its lines and of its transitions; the best one is found by the Viterbi algorithm, the marginal
probability of each label by the forward–backward algorithm (Rabiner 1989). Pages are decoded together, padded to the
longest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

# The weight of what cannot be: far below every sum of real weights, and still a number to calculate with.
NEVER = -1e5
# Pages decoded together: enough to share the work of each step, few enough to stay in the processor's cache.
TOGETHER = 32


@dataclass(frozen=True)
class Transitions:
    """The weights of the transitions: of the `first` line, of each `step` (row to column), of the `last` line."""

    first: np.ndarray
    step: np.ndarray
    last: np.ndarray


@dataclass(frozen=True)
class Marginals:
    """What the forward-backward algorithm leaves of one batch: scaled sums over all sequences up to and from each line.

    `total` is the logarithm of the sum over all sequences, for each page.
    """

    forward: np.ndarray
    backward: np.ndarray
    inward: np.ndarray
    total: np.ndarray

    @property
    def probability(self) -> np.ndarray:
        """The probability of each label for each line; zero beyond the end of a page."""
        return self.forward * self.backward


def batches(lengths: Sequence[int], together: int = TOGETHER) -> Iterator[np.ndarray]:
    """Yield the indices of pages of similar length, `together` at a time."""
    order = np.argsort(lengths, kind="stable")
    yield from (order[start : start + together] for start in range(0, len(order), together))


def pad(pages: Sequence[np.ndarray]) -> np.ndarray:
    """Return the scores of several pages as one array: page, line, label."""
    padded = np.zeros((len(pages), max(len(page) for page in pages), pages[0].shape[1]))
    for row, page in zip(padded, pages, strict=True):
        row[: len(page)] = page
    return padded


def viterbi(pages: Sequence[np.ndarray], transitions: Transitions) -> list[np.ndarray]:
    """Return the best label of each line of each page (Viterbi)."""
    scores, lengths = pad(pages), np.array([len(page) for page in pages])
    count, longest, _ = scores.shape
    best = transitions.first + scores[:, 0]
    back = np.zeros(scores.shape, dtype=np.int16)
    for line in range(1, longest):
        reach = best[:, :, None] + transitions.step
        back[:, line] = reach.argmax(axis=1)
        # A page that has ended keeps its sums.
        best = np.where((line < lengths)[:, None], reach.max(axis=1) + scores[:, line], best)
    path = np.zeros((count, longest), dtype=np.int64)
    at = (best + transitions.last).argmax(axis=1)
    rows = np.arange(count)
    for line in range(longest - 1, -1, -1):
        path[:, line] = at
        at = np.where(line < lengths, back[rows, line, at], at)
    return [row[:length] for row, length in zip(path, lengths, strict=True)]


def forward_backward(pages: Sequence[np.ndarray], transitions: Transitions) -> Marginals:
    """Return the sums over all sequences of each page (forward-backward, scaled to one at each line)."""
    scores, lengths = pad(pages), np.array([len(page) for page in pages])
    highest = scores.max(axis=2, keepdims=True)
    shown = np.exp(scores - highest)
    step, last = np.exp(transitions.step), np.exp(transitions.last)
    forward, scale = _forward(shown, lengths, np.exp(transitions.first), step)
    backward, inward = np.zeros_like(forward), np.zeros_like(forward)
    rows, ends = np.arange(len(pages)), lengths - 1
    finish = forward[rows, ends] @ last
    within = np.arange(scores.shape[1]) < lengths[:, None]
    total = np.log(finish) + (np.log(scale) + highest[:, :, 0]).sum(axis=1, where=within)
    backward[rows, ends] = last / finish[:, None]
    for line in range(scores.shape[1] - 2, -1, -1):
        inside = (line + 1 < lengths)[:, None]
        inward[:, line + 1] = np.where(inside, shown[:, line + 1] * backward[:, line + 1] / scale[:, line + 1, None], 0)
        backward[:, line] = np.where(inside, inward[:, line + 1] @ step.T, backward[:, line])
    return Marginals(forward, backward, inward, total)


def _forward(
    shown: np.ndarray, lengths: np.ndarray, first: np.ndarray, step: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums up to each line, and what each was divided by."""
    forward, scale = np.zeros_like(shown), np.ones(shown.shape[:2])
    sums = first * shown[:, 0]
    for line in range(shown.shape[1]):
        if line:
            sums = (forward[:, line - 1] @ step) * shown[:, line]
        inside = line < lengths
        scale[:, line] = np.where(inside, sums.sum(axis=1), 1.0)
        forward[:, line] = np.where(inside[:, None], sums / scale[:, line, None], 0.0)
    return forward, scale

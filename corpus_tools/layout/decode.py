"""Decoding: the features of a page → the label of each line (Viterbi) and its probability (forward–backward).

Roles and article boundaries are one decision: every line gets one of the labels of ``layout_states.tsv``. The weights
stand in ``layout_weights.tsv`` and were fitted by `corpus_tools.layout.training.fit`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat

import numpy as np

from corpus_tools.layout.crf import NEVER, Transitions, batches, forward_backward, viterbi
from corpus_tools.layout.features import Feature, PageFeatures, page_features
from corpus_tools.layout.labels import Label, allowed, factors, labels, membership, opening
from corpus_tools.layout.lines import PageLine
from corpus_tools.resources import read_rows
from corpus_tools.rules import Rules

TOGETHER = 4096  # lines whose features are summed in one piece of memory
# Furniture must look like furniture: a line without any of these signs belongs to an article.
OUTSIDE_SIGNS = frozenset({"masthead", "imprint", "page name", "paper"})


@dataclass(frozen=True)
class Weights:
    """The weights of ``layout_weights.tsv``: of features of lines for factors, of features of cuts, of steps.

    `lines` says in which row of `line_values` a feature stands; the row after all of them is nought.
    """

    lines: dict[str, int]
    line_values: np.ndarray
    cuts: dict[str, float]
    transitions: Transitions


@dataclass(frozen=True)
class Layout:
    """The label of each line of a page, and the probability of its role and of how it begins."""

    labels: tuple[Label, ...]
    confidence: np.ndarray


def read_layouts(
    pages: Sequence[Sequence[PageLine]], bars: Sequence[np.ndarray | None] | None = None, rules: Rules = Rules()
) -> list[Layout]:
    """Return the layout of each page; `bars` says which labels a reader's decisions rule out (line, label).

    The limit of the method: it sees a page through what papers print alike (datelines, bylines, credits, sentence
    ends, shared words); a page of poems or of tables has little of that.
    """
    weights = read_weights()
    scores = [score_labels(page_features(page, rules), weights) for page in pages]
    if bars:
        scores = [score if bar is None else rule_out(score, bar) for score, bar in zip(scores, bars, strict=True)]
    layouts: list[Layout | None] = [None] * len(pages)
    for batch in batches([len(score) for score in scores]):
        chosen = [scores[page] for page in batch]
        paths, sums = viterbi(chosen, weights.transitions), forward_backward(chosen, weights.transitions)
        for page, path, probability in zip(batch, paths, sums.probability, strict=True):
            layouts[page] = _layout(path, probability[: len(path)])
    return [layout for layout in layouts if layout]


def rule_out(scores: np.ndarray, bar: np.ndarray) -> np.ndarray:
    """Return the scores without the labels that are ruled out; where nothing likely is left, what is left is likely."""
    left = np.where(bar, NEVER, scores)
    return np.where((left <= NEVER).all(axis=1, keepdims=True) & ~bar, 0.0, left)


def _layout(path: np.ndarray, probability: np.ndarray) -> Layout:
    """Return the labels on a path with their probabilities: those of all labels of the same role and beginning."""
    alike = _alike()[path]
    confidence = np.clip((probability * alike).sum(axis=1), 0.0, 1.0)
    return Layout(tuple(labels()[label] for label in path), np.round(confidence, 4))


def score_labels(page: PageFeatures, weights: Weights) -> np.ndarray:
    """Return the score of each label for each line."""
    scores = line_scores(page, weights) @ membership()
    for gap, columns in joins().items():
        found = [sum([weights.cuts.get(name, 0.0) * value for name, value in cuts[gap]]) for cuts in page.cuts]
        scores[:, columns] += np.array(found)[:, None]
    return np.where(impossible(page), NEVER, scores)


def impossible(page: PageFeatures) -> np.ndarray:
    """Return which labels a line cannot have: going on from a line that is none, furniture that does not look like it."""
    barred = np.zeros((len(page.lines), len(labels())), bool)
    for gap, columns in joins().items():
        if gap:
            barred[:, columns] = np.array([not cuts[gap] for cuts in page.cuts])[:, None]
    outside = [label.entry == "outside" for label in labels()]
    barred[:, outside] = np.array([OUTSIDE_SIGNS.isdisjoint(name for name, _ in line) for line in page.lines])[:, None]
    return barred


def line_scores(page: PageFeatures, weights: Weights) -> np.ndarray:
    """Return the sums of the weights of each line's features (lines, factors)."""
    parts = [_sums(page.lines[first : first + TOGETHER], weights) for first in range(0, len(page.lines), TOGETHER)]
    return np.concatenate([np.zeros((0, len(factors()))), *parts])


def _sums(lines: Sequence[Sequence[Feature]], weights: Weights) -> np.ndarray:
    """Return the sums of the weights of the features of some lines."""
    names, values = zip(*chain.from_iterable((("any line", 1.0), *line) for line in lines), strict=True)
    # A feature without a weight takes the last row, which is nought.
    nought = len(weights.lines)
    columns = np.fromiter(map(weights.lines.get, names, repeat(nought)), np.int64, len(names))
    starts = np.cumsum([0, *(1 + len(line) for line in lines[:-1])])
    summands = weights.line_values[columns] * np.array(values)[:, None]
    return np.add.reduceat(summands, starts, axis=0)


@cache
def joins() -> dict[int, list[int]]:
    """Return the labels that go on in the middle of a paragraph, by how far back it broke off."""
    found: dict[int, list[int]] = {}
    for number, label in enumerate(labels()):
        if label.gap is not None:
            found.setdefault(label.gap, []).append(number)
    return found


@cache
def _alike() -> np.ndarray:
    """Return which labels have the same role and begin in the same way."""
    keys = [(label.role, label.entry, label.gap is None) for label in labels()]
    return np.array([[one == other for other in keys] for one in keys])


@cache
def read_weights() -> Weights:
    """Return the weights of ``layout_weights.tsv``."""
    rows = [
        (kind, name, target, float(weight)) for kind, name, target, weight in read_rows("layout/layout_weights.tsv")
    ]
    lines = {name: number for number, name in enumerate(dict.fromkeys(row[1] for row in rows if row[0] == "line"))}
    values = np.zeros((len(lines) + 1, len(factors())))
    for kind, name, factor, weight in rows:
        if kind == "line":
            values[lines[name], factors().index(factor)] = weight
    steps = {(name, target): weight for kind, name, target, weight in rows if kind == "step"}
    return Weights(
        lines, values, {name: weight for kind, name, _, weight in rows if kind == "cut"}, make_transitions(steps)
    )


def make_transitions(steps: dict[tuple[str, str], float]) -> Transitions:
    """Return the weights of all steps between labels from those between their sorts."""
    kinds = [label.sort for label in labels()]
    leaving = steps.get(("untitled", "leaves"), 0.0)
    open_end = np.array([leaving if leaves_untitled(label) else 0.0 for label in labels()])
    leaves = np.array([label.entry != "goes" for label in labels()])
    step = np.array([[steps.get((one, other), 0.0) for other in kinds] for one in kinds]) + np.outer(open_end, leaves)
    first = np.array([steps.get(("edge", kind), 0.0) for kind in kinds])
    last = np.array([steps.get((kind, "edge"), 0.0) for kind in kinds]) + open_end
    return Transitions(np.where(opening(), first, NEVER), np.where(allowed(), step, NEVER), last)


def leaves_untitled(label: Label) -> bool:
    """Tell whether an article that ends here has had no headline."""
    return not label.titled and label.entry != "outside"

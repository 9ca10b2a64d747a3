"""Fit the weights of the page parser: ``python -m corpus_tools.layout.training.fit PAGES… --out layout_weights.tsv``.

PAGES are folders that ``make_pages.py`` filled: texts with their truth beside them. The weights are those of a
linear-chain conditional random field that maximise the log-likelihood of the known labels, less an L2 penalty; weights
that stay near zero are left out, and the rest fitted again. The same inputs and settings give the same bytes on one
machine with ``OMP_NUM_THREADS=1``; both are recorded in the head of the file.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from corpus_tools.layout.crf import NEVER, Transitions, batches, forward_backward
from corpus_tools.layout.decode import impossible, joins, leaves_untitled, make_transitions
from corpus_tools.layout.features import PageFeatures, page_features
from corpus_tools.layout.labels import allowed, factors, labels, membership, opening
from corpus_tools.layout.lines import read_lines
from corpus_tools.layout.paragraph_breaks import GAPS
from corpus_tools.layout.training.augmentation import restyle
from corpus_tools.layout.training.made_pages import Sample, read_page
from corpus_tools.layout.training.targets import possible_labels

# A feature that is rarer than this on the pages says nothing that holds elsewhere.
RARE = 8
# Pages decoded together while fitting: the work of each step is shared by more than in use.
BATCH = 64
# A weight below this changes no decision; leaving them out keeps the file readable.
SMALL = 0.1


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
class Data:
    """The features of all pages as numbers: lines × features, and for each gap lines × features of the cut."""

    lines: csr_matrix
    cuts: dict[int, csr_matrix]
    right: np.ndarray
    barred: np.ndarray
    ends: list[int]


def prepare(samples: Sequence[Sample]) -> Page:
    """Return a page to fit on."""
    text = "".join("\n" * max(sample.gap, 0) + sample.text + "\n" for sample in samples)
    found = page_features(read_lines(text))
    return Page(found, possible_labels(samples, found))


def fit(pages: Sequence[Page], *, ridge: float = 1.0, rounds: int = 100) -> list[tuple[str, str, str, float]]:
    """Return the weights fitted on `pages`, as the rows of ``layout_weights.tsv``."""
    model = make_model(pages)
    data = encode(pages, model)
    weights = _maximise(model, data, np.zeros(len(model.names)), ridge, rounds, keep=np.ones(len(model.names), bool))
    keep = np.abs(weights) >= SMALL
    weights = _maximise(model, data, np.where(keep, weights, 0.0), ridge, rounds // 2, keep=keep)
    return [
        (*name, round(float(weight), 3))
        for name, weight in zip(model.names, weights, strict=True)
        if abs(weight) >= SMALL / 2
    ]


def make_model(pages: Sequence[Page]) -> Model:
    """Return what is to have a weight: what is seen often enough, and every step that may be."""
    lines = _common(line for page in pages for line in page.features.lines)
    cuts = _common(cut for page in pages for line in page.features.cuts for cut in line)
    return Model(("any line", *lines), tuple(cuts), tuple(_step_numbers()[0]))


def encode(pages: Sequence[Page], model: Model) -> Data:
    """Return the features of all pages as numbers."""
    lines = [[*line, ("any line", 1.0)] for page in pages for line in page.features.lines]
    cuts = {gap: [line[gap] for page in pages for line in page.features.cuts] for gap in (0, *GAPS)}
    return Data(
        _matrix(lines, model.lines),
        {gap: _matrix(rows, model.cuts) for gap, rows in cuts.items()},
        np.concatenate([page.right for page in pages]),
        np.concatenate([impossible(page.features) for page in pages]),
        list(np.cumsum([len(page.right) for page in pages])),
    )


def _common(rows: Iterable[Sequence[tuple[str, float]]]) -> list[str]:
    """Return the names of the features that are seen often enough, sorted."""
    counts = Counter(name for row in rows for name, _ in row)
    return sorted(name for name, count in counts.items() if count >= RARE)


def _matrix(rows: Sequence[Sequence[tuple[str, float]]], names: Sequence[str]) -> csr_matrix:
    """Return features by name as a sparse matrix."""
    index = {name: column for column, name in enumerate(names)}
    found = [(row, index[name], value) for row, line in enumerate(rows) for name, value in line if name in index]
    row, column, value = zip(*found, strict=True) if found else ((), (), ())
    return csr_matrix((value, (row, column)), shape=(len(rows), len(names)))


def _maximise(model: Model, data: Data, start: np.ndarray, ridge: float, rounds: int, *, keep: np.ndarray) -> np.ndarray:
    """Return the best weights, with all but `keep` at zero."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        likelihood, slope = _log_likelihood(model, data, weights)
        return ridge / 2 * float(weights @ weights) - likelihood, np.where(keep, ridge * weights - slope, 0.0)

    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x


def _log_likelihood(model: Model, data: Data, weights: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the log-likelihood of the right labels and its gradient, shape (n_weights,)."""
    lines, cuts, steps = model.split(weights)
    transitions = make_transitions(dict(zip(model.steps, steps, strict=True)))
    scores = data.lines @ lines @ membership()
    for gap, columns in joins().items():
        scores[:, columns] += (data.cuts[gap] @ cuts)[:, None]
    scores = np.where(data.barred, NEVER, scores)
    right = np.where(data.right, scores, NEVER)
    known, of_right, steps_right = _expect(right, data.ends, transitions)
    every, of_all, steps_all = _expect(scores, data.ends, transitions)
    surplus = of_right - of_all
    slope_lines = data.lines.T @ (surplus @ membership().T)
    slope_cuts = sum(data.cuts[gap].T @ surplus[:, columns].sum(axis=1) for gap, columns in joins().items())
    return known - every, np.concatenate([slope_lines.ravel(), slope_cuts, steps_right - steps_all])


def _expect(scores: np.ndarray, ends: Sequence[int], transitions: Transitions) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the logarithm of the sum over all sequences, and how often each label and each step is to be expected."""
    pages = np.split(scores, ends[:-1])
    total, expected, steps = 0.0, np.zeros_like(scores), np.zeros(len(_step_numbers()[0]))
    starts = np.r_[0, ends[:-1]]
    for batch in batches([len(page) for page in pages], BATCH):
        sums = forward_backward([pages[page] for page in batch], transitions)
        total += float(sums.total.sum())
        for page, probability in zip(batch, sums.probability, strict=True):
            expected[starts[page] : ends[page]] = probability[: len(pages[page])]
        steps += _expected_steps(sums.forward, sums.inward, transitions)
    first = expected[starts].sum(axis=0)
    last = expected[np.array(ends) - 1].sum(axis=0)
    return total, expected, steps + _expected_edges(first, last)


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


def read_pages(
    paths: Iterable[Path], *, sources: Sequence[Path] = (), without: Sequence[str] = ()
) -> list[list[Sample]]:
    """Return the pages in the folders, without those whose name holds one of `without` (the dates held out).

    `sources` are files of articles (JSONL) that state kicker, headline and subtitle apart.
    """
    files = sorted((file.name, number, file) for number, path in enumerate(paths) for file in path.glob("*.txt"))
    known = {row["article_id"]: row for path in sources for row in map(json.loads, path.open(encoding="utf-8"))}
    return [read_page(file, known) for name, _, file in files if not any(date in name for date in without)]


def vary(pages: Sequence[Sequence[Sample]], *, times: int, seed: int) -> list[list[Sample]]:
    """Return `times` variants of every page with the habits of other newspapers."""
    texts = sorted(
        {
            line.text
            for page in pages
            for line in page
            if line.role in ("title", "subhead") and 4 <= len(line.text) <= 24
        }
    )
    return [
        restyle(page, random.Random(f"{seed} {turn} {number}"), texts)
        for turn in range(times)
        for number, page in enumerate(pages)
    ]


def write_weights(rows: Sequence[tuple[str, str, str, float]], path: Path, note: str) -> None:
    """Write the weights with a note on how they were fitted."""
    head = HEADER.format(note=note)
    body = "".join(f"{kind}\t{name}\t{target}\t{weight:g}\n" for kind, name, target, weight in rows)
    path.write_text(head + body, encoding="utf-8", newline="\n")


HEADER = """\
# The weights of the page parser, one a line: kind, feature, what for, weight (the logarithm of an odds ratio).
# line: a feature of a line speaks for (or, below zero, against) a role or a way to begin. cut: a feature of the cut before
# a line speaks for the line going on in the middle of a paragraph. step: a label comes after another.
# {note}
"""


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="+", help="folders with pages and their truth")
    parser.add_argument("--articles", type=Path, nargs="*", default=[], help="articles (JSONL) that state the parts of headlines")
    parser.add_argument("--out", type=Path, required=True, help="where to write the weights")
    parser.add_argument("--without", nargs="*", default=[], help="dates held out")
    parser.add_argument("--variants", type=int, default=1, help="variants of each page with other newspapers' habits")
    parser.add_argument("--ridge", type=float, default=1.0, help="the penalty on large weights")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    known = read_pages(asked.pages, sources=asked.articles, without=asked.without)
    pages = [prepare(samples) for samples in [*known, *vary(known, times=asked.variants, seed=asked.seed)]]
    note = f"Fitted by corpus_tools.layout.training.fit on {len(known)} pages and {asked.variants} variant(s) of each, ridge {asked.ridge:g}, without {', '.join(asked.without) or 'none'}."
    write_weights(fit(pages, ridge=asked.ridge), asked.out, note)


if __name__ == "__main__":
    main()

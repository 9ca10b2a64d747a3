"""Fit the weights of the page parser: ``python -m corpus_tools.layout.training.fit PAGES… --out layout_weights.tsv``.

PAGES are folders that ``make_pages.py`` filled: texts with their truth beside them. The weights are those of a
linear-chain conditional random field that maximise the log-likelihood of the known labels, less an L2 penalty; weights
that stay near zero are left out, and the rest fitted again. The same inputs and settings give the same bytes on one
machine with ``OMP_NUM_THREADS=1``; both are recorded in the head of the file.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from corpus_tools.layout.features import page_features
from corpus_tools.layout.lines import read_lines
from corpus_tools.layout.training.augmentation import restyle
from corpus_tools.layout.training.likelihood import Batch, Model, Page, encode, log_likelihood, make_model
from corpus_tools.layout.training.made_pages import Sample, read_page
from corpus_tools.layout.training.targets import possible_labels

# A weight below this changes no decision; leaving them out keeps the file readable.
SMALL = 0.1
# Steps of the optimiser before small weights are left out; half as many after.
ROUNDS = 80


def prepare(samples: Sequence[Sample]) -> Page:
    """Return a page to fit on."""
    text = "".join("\n" * max(sample.gap, 0) + sample.text + "\n" for sample in samples)
    found = page_features(read_lines(text))
    return Page(found, possible_labels(samples, found))


def fit(pages: Sequence[Page], *, ridge: float = 1.0, rounds: int = ROUNDS) -> list[tuple[str, str, str, float]]:
    """Return the weights fitted on `pages`, as the rows of ``layout_weights.tsv``."""
    model = make_model(pages)
    data = encode(pages, model)
    weights = _maximise(model, data, np.zeros(len(model.names)), ridge, rounds)
    weights = _maximise(model, data, np.where(np.abs(weights) >= SMALL, weights, 0.0), ridge, rounds // 2, sparse=True)
    return [
        (*name, round(float(weight), 3))
        for name, weight in zip(model.names, weights, strict=True)
        if abs(weight) >= SMALL / 2
    ]


def favour_openings(rows: Sequence[tuple[str, str, str, float]], odds: float) -> list[tuple[str, str, str, float]]:
    """Return weights by which every line opens an article with log odds higher by `odds` than the fit has it.

    The fit weighs a start missed like one too many; for a reader two articles in one are worse: the second has lost
    its headline, and its reporter is taken for that of the first.

    >>> favour_openings([("line", "any line", "opens", -1.0), ("line", "any line", "body", 2.0)], 0.5)
    [('line', 'any line', 'opens', -0.5), ('line', 'any line', 'body', 2.0)]
    """
    return [
        (kind, name, target, round(weight + odds, 3) if (name, target) == ("any line", "opens") else weight)
        for kind, name, target, weight in rows
    ]


def _maximise(
    model: Model, data: Sequence[Batch], start: np.ndarray, ridge: float, rounds: int, *, sparse: bool = False
) -> np.ndarray:
    """Return the weights of the highest penalised likelihood (L-BFGS); `sparse` keeps those at zero that begin there."""
    free = start != 0 if sparse else np.ones(len(start), bool)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        likelihood, gradient = log_likelihood(model, data, weights)
        return ridge / 2 * float(weights @ weights) - likelihood, np.where(free, ridge * weights - gradient, 0.0)

    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x


def read_pages(
    paths: Iterable[Path], *, sources: Sequence[Path] = (), without: Sequence[str] = ()
) -> list[list[Sample]]:
    """Return the pages in the folders, without those whose name holds one of `without` (the dates held out).

    `sources` are files of articles (JSONL) that state kicker, headline and subtitle apart.
    """
    files = sorted((file.name, number, file) for number, path in enumerate(paths) for file in path.glob("*.txt"))
    known = {row["article_id"]: row for path in sources for row in map(json.loads, path.open(encoding="utf-8"))}
    return [read_page(file, known) for name, _, file in files if not any(date in name for date in without)]


def vary(pages: Sequence[Sequence[Sample]], *, times: float, seed: int) -> list[list[Sample]]:
    """Return `times` variants of every page in other house styles: a fraction is for pages spread evenly over all."""
    texts = sorted(
        {
            line.text
            for page in pages
            for line in page
            if line.role in ("title", "subhead") and 4 <= len(line.text) <= 24
        }
    )
    wanted = int(times * len(pages))
    turns = [divmod(number, len(pages)) for number in range(wanted)]
    rest = (len(pages) - wanted % len(pages)) // max(wanted % len(pages), 1)
    chosen = [(turn, row if (turn + 1) * len(pages) <= wanted else row * (rest + 1)) for turn, row in turns]
    return [restyle(pages[row], random.Random(f"{seed} {turn} {row}"), texts) for turn, row in chosen]


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


def fingerprint(folders: Sequence[Path], articles: Sequence[Path]) -> str:
    """Return the SHA-256 of the content of all inputs, in the order given: wherever they stand, the same inputs."""
    files = [
        file
        for folder in folders
        for file in sorted(folder.glob("*.t*"))
        if file.suffix == ".txt" or file.name.endswith(".truth.json")
    ]
    digest = hashlib.sha256()
    for file in (*files, *articles):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="+", help="folders with pages and their truth")
    parser.add_argument(
        "--articles", type=Path, nargs="*", default=[], help="articles (JSONL) that state the parts of headlines"
    )
    parser.add_argument("--out", type=Path, required=True, help="where to write the weights")
    parser.add_argument("--without", nargs="*", default=[], help="dates held out")
    parser.add_argument("--variants", type=float, default=1, help="variants of each page in other house styles")
    parser.add_argument("--ridge", type=float, default=1.0, help="the L2 penalty")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--openings", type=float, default=0.0, help="how much to raise the log odds of an opening")
    asked = parser.parse_args()
    known = read_pages(asked.pages, sources=asked.articles, without=asked.without)
    pages = [prepare(samples) for samples in [*known, *vary(known, times=asked.variants, seed=asked.seed)]]
    note = NOTE.format(
        pages=len(known),
        folders=" ".join(folder.name for folder in asked.pages),
        articles=" ".join(file.name for file in asked.articles) or "none",
        settings=f"--variants {asked.variants:g} --ridge {asked.ridge:g} --seed {asked.seed} --openings {asked.openings:g} --without {' '.join(asked.without) or 'none'}",
        inputs=fingerprint(asked.pages, asked.articles),
    )
    rows = favour_openings(fit(pages, ridge=asked.ridge), asked.openings)
    write_weights(rows, asked.out, note)


NOTE = """\
Fitted by corpus_tools.layout.training.fit on {pages} made pages: {folders}
# --articles {articles} {settings}
# SHA-256 of these inputs: {inputs}"""


if __name__ == "__main__":
    main()

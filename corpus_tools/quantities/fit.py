"""Fit: the weights of the candidates for a cell, from labelled articles.

``python -m corpus_tools.quantities.fit ARTICLES.jsonl LABELS.jsonl …`` writes ``resources/quantities/cell_weights.tsv``: the same
labels give the same weights. Articles have `passage_id`, `newspaper`, `issue_date`, `title` and `text`; labels `passage_id`,
`char_start`, `char_end`, `indicator`, `period` and `place`; a file of each, in pairs. The labels are not part of the package:
they quote newspapers.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from corpus_tools.quantities.extract import Choices, readings, statements
from corpus_tools.quantities.periods import read_article
from corpus_tools.quantities.ranking import Candidate, alike
from corpus_tools.rules import Rules
from corpus_tools.text import grammar

# A penalty on the squares of the weights: of those tried, the best on articles left out.
PENALTY = {"indicator": 1.5, "period": 4.0, "place": 6.0}
# A feature of fewer examples tells more of the examples than of the language.
LEAST = 3
# A name that shares so much less of its characters with the label than another does is no better than a wrong one.
NEAR = 0.12
# The weights of one round decide what is carried from statement to statement in the next, those of an article fitted without
# it: so many parts, so that what is carried is wrong as often as in a text nobody has seen.
ROUNDS, PARTS = 3, 4
# Before the first round every cell is empty, so that nothing is carried.
START = tuple((cell, "none", "9") for cell in PENALTY)
NATION, WHOLE_NATION = grammar.source("localities: nation"), grammar.source("localities: whole nation")
Example = tuple[Sequence[Candidate], np.ndarray]
HEADER = (
    "# Weights of the features by which the candidates for a cell are ranked.\n# Columns: the cell, the feature, its weight.\n"
    "# Source: fitted by `python -m corpus_tools.quantities.fit` to labelled articles; numbers only.\n"
)


def same(cell: str, wanted: str, value: str) -> bool:
    """Say whether a value is the labelled one: names alike, a coarser period of the same time, a shorter name of the same place."""
    if not wanted or not value:
        return wanted == value
    if cell == "indicator":
        return alike(wanted, value)
    if cell == "period":
        return wanted.replace("..", "") == value.replace("..", "") or (
            "/" not in wanted + value and wanted.startswith(value)
        )
    wanted, value = (name.replace(WHOLE_NATION, NATION) for name in (wanted, value))
    return wanted.endswith(value) or value.endswith(wanted)


def nearest(cell: str, wanted: str, candidates: Sequence[Candidate]) -> np.ndarray:
    """Return which candidates are right; of names alike only those about as near as the nearest, shape (n_candidates,)."""
    right = np.array([same(cell, wanted, one.value) for one in candidates])
    if cell != "indicator" or not wanted:
        return right
    shared = np.array([likeness(wanted, one.value) for one in candidates])
    return right & (shared >= shared.max() - NEAR)


def likeness(one: str, other: str) -> float:
    """Return the share of their characters that two names have in common."""
    return sum((Counter(one) & Counter(other)).values()) / max(len(one), len(other), 1)


def examples_of(
    article: Mapping[str, str], labels: Iterable[Mapping[str, object]], rules: Rules
) -> dict[str, list[Example]]:
    """Return the candidates for the labelled cells of an article, and which of them are right; none where no candidate is."""
    row = {
        "article_id": "a",
        "date": article["issue_date"],
        "newspaper": article["newspaper"],
        "title": article["title"],
        "text": article["text"],
    }
    known = [
        pair
        for one, reading in readings(read_article(row, rules), rules)
        if one.field == "text"
        for pair in statements(reading)
    ]
    found: dict[str, list[Example]] = defaultdict(list)
    for label in labels:
        choices: Choices = next(
            (one for read, one in known if read["start"] < label["char_end"] and label["char_start"] < read["end"]), {}
        )
        for cell, candidates in choices.items():
            if cell not in label:
                continue
            wanted = str(label[cell] or "")
            right = nearest(cell, wanted, candidates)
            found[cell].append((candidates, right if right.any() else np.array([not one.value for one in candidates])))
    return found


def fit(examples: Sequence[Example], penalty: float) -> dict[str, float]:
    """Return the weight of each feature: the highest likelihood of the right candidates, with a penalty on large weights."""
    counted = Counter(
        name for candidates, _ in examples for name in {name for one in candidates for name in one.features}
    )
    index = {name: number for number, name in enumerate(sorted(name for name, n in counted.items() if n >= LEAST))}
    sizes = [len(candidates) for candidates, _ in examples]
    starts, group = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    cells = [
        (row, index[name])
        for row, one in enumerate(one for candidates, _ in examples for one in candidates)
        for name in set(one.features)
        if name in index
    ]
    rows, columns = zip(*sorted(cells), strict=True)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(sum(sizes), len(index)))
    right = np.concatenate([chosen for _, chosen in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the negative log-likelihood with its penalty, and the gradient, shape (n_features,)."""
        scores = matrix @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        all_of, right_of = np.add.reduceat(shares, starts), np.add.reduceat(np.where(right, shares, 0), starts)
        pull = shares / all_of[group] - np.where(right, shares, 0) / right_of[group]
        return float(
            np.log(all_of / right_of).sum() + penalty / 2 * weights @ weights
        ), matrix.T @ pull + penalty * weights

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(found[number]), 3) for name, number in index.items() if abs(found[number]) >= 0.01}


def fit_all(
    pairs: Sequence[tuple[Mapping[str, str], Sequence[Mapping[str, object]]]], rules: Rules
) -> list[tuple[str, str, str]]:
    """Return the lines of ``cell_weights.tsv`` for labelled articles."""
    found = [examples_of(article, labels, with_weights(rules, START)) for article, labels in pairs]
    for _ in range(ROUNDS - 1):
        parts = [with_weights(rules, lines_of(others(found, part))) for part in range(PARTS)]
        found = [examples_of(article, labels, parts[number % PARTS]) for number, (article, labels) in enumerate(pairs)]
    return lines_of(found)


def others(found: Sequence[dict[str, list[Example]]], part: int) -> list[dict[str, list[Example]]]:
    """Return what was found in the articles of all parts but one."""
    return [examples for number, examples in enumerate(found) if number % PARTS != part]


def with_weights(rules: Rules, lines: Iterable[tuple[str, str, str]]) -> Rules:
    """Return rules with other weights."""
    return Rules(MappingProxyType({**rules.lists, "cell_weights": tuple(lines)}), rules.settings)


def lines_of(found: Iterable[dict[str, list[Example]]]) -> list[tuple[str, str, str]]:
    """Return cell, feature and weight, fitted to the candidates found in articles."""
    gathered: dict[str, list[Example]] = defaultdict(list)
    for by_cell in found:
        for cell, examples in by_cell.items():
            gathered[cell] += examples
    return [
        (cell, name, f"{weight:.3f}")
        for cell in sorted(gathered)
        for name, weight in sorted(fit(gathered[cell], PENALTY[cell]).items())
    ]


def read(path: str) -> list[dict]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the weights to the labelled articles named on the command line, and write them into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="articles and their labels, in pairs")
    parser.add_argument("--output", default=str(files("corpus_tools.resources") / "quantities" / "cell_weights.tsv"))
    options = parser.parse_args(arguments)
    pairs = []
    for articles, labels in zip(options.files[::2], options.files[1::2], strict=True):
        by_article = defaultdict(list)
        for label in read(labels):
            by_article[label["passage_id"]].append(label)
        pairs += [(article, by_article[article["passage_id"]]) for article in read(articles)]
    lines = fit_all(pairs, Rules())
    counts = f"# Fitted to {len(pairs)} texts with {sum(len(labels) for _, labels in pairs)} labels.\n"
    Path(options.output).write_text(
        HEADER + counts + "".join("\t".join(line) + "\n" for line in lines), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()

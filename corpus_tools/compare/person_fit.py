"""Fit: the weights of the features of a name, from tagged news.

``python -m corpus_tools.compare.person_fit TAGGED.txt.gz`` writes ``resources/compare/person_weights.tsv``: the same text gives the
same weights. The text has words with their tags, ``江/nr 小川/nr 说/v``, a paragraph a line, as the tagged People's Daily
of January 1998; its last part, in the order of the days, is left out of the fit and says how good it is. The text is not part of the package.
"""

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from corpus_tools.compare.persons import HAN, Candidate, candidates, find_persons, person_weights, surnames
from corpus_tools.rules import Rules

TAGGED: Final = re.compile(r"\[?(\S+?)/([A-Za-z]+)(?:\]\w*)?(?=\s|$)")
HELD_OUT: Final = 0.25  # of the articles, the last
PENALTY: Final = 4.0  # on the sum of the weights' sizes (L1): most are then zero
LEAST: Final = 3  # candidates that must have a feature
STEPS: Final = 250
OWN: Final = Rules()  # the package's own rules: their hash is worked out once
HEADLINE: Final = 40  # characters: a shorter line without a stop begins an article
HEADER: Final = (
    "# Weights of the features of a candidate for a Chinese personal name; their sum is the logit of its probability.\n"
    "# Columns: the feature, its weight.\n"
    "# Source: fitted by `python -m corpus_tools.compare.person_fit` to the tagged People's Daily of January 1998; numbers only.\n"
)


class Article(NamedTuple):
    """A text, and where its names stand."""

    text: str
    names: frozenset[tuple[int, int]]


class Scores(NamedTuple):
    """How many names are right, of those found and of those there."""

    right: int
    found: int
    there: int

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.there, 1)


def read_articles(lines: Iterable[str]) -> list[Article]:
    """Return the articles of a tagged text: a short line without a stop begins one.

    A name is a surname and a given name, each tagged nr, or one word of both; foreign names are none.
    """
    articles: list[list[list[tuple[str, str]]]] = []
    for line in lines:
        words = [(word, tag) for word, tag in TAGGED.findall(line)]
        text = "".join(word for word, _ in words)
        if not text:
            continue
        if not articles or (len(text) <= HEADLINE and text[-1] not in "。！？”…；：，）"):
            articles.append([])
        articles[-1].append(words)
    return [_article(paragraphs) for paragraphs in articles]


def score(articles: Iterable[Article], weights: Mapping[str, float]) -> Scores:
    """Return how many names are found at their place."""
    sums = np.zeros(3, np.int64)
    for article in articles:
        found = {(person.start, person.end) for person in find_persons(article.text, weights)}
        sums += (len(found & article.names), len(found), len(article.names))
    return Scores(*sums.tolist())


def fit(articles: Iterable[Article], penalty: float = PENALTY) -> dict[str, float]:
    """Return the weights: a logistic regression with a penalty on their sizes, by accelerated proximal gradient (FISTA)."""
    found = [(one, (one.start, one.end) in article.names) for article in articles for one in candidates(article.text)]
    counted = Counter(name for one, _ in found for name in set(one.features))
    index = {name: number for number, name in enumerate(sorted(name for name, n in counted.items() if n >= LEAST))}
    matrix = _matrix((one for one, _ in found), index)
    right = np.array([is_name for _, is_name in found], np.float64)
    weights = _descend(matrix, right, penalty, index.get("", -1))
    return {name: round(float(weights[number]), 3) for name, number in index.items() if abs(weights[number]) >= 0.0005}


def _article(paragraphs: Sequence[Sequence[tuple[str, str]]]) -> Article:
    """Return one article: its paragraphs joined by line breaks, and its names."""
    text, names = "", set()
    for words in paragraphs:
        for at, (word, tag) in enumerate(words):
            following = words[at + 1] if at + 1 < len(words) else ("", "")
            if size := _name(word, tag, *following):
                names.add((len(text), len(text) + size))
            text += word
        text += "\n"
    return Article(text, frozenset(names))


def _name(word: str, tag: str, following: str, its_tag: str) -> int:
    """Return the length of the name that begins with a word, 0 for none."""
    singles, doubles = surnames(OWN)
    if tag != "nr" or not HAN.fullmatch(word):
        return 0
    if word in singles or word in doubles:
        return len(word + following) if its_tag == "nr" and len(following) <= 2 and HAN.fullmatch(following) else 0
    return len(word) if 2 <= len(word) <= 3 and word[0] in singles and its_tag == "" else 0


def _matrix(found: Iterable[Candidate], index: Mapping[str, int]) -> csr_array:
    """Return the features of the candidates, shape (n_candidates, n_features)."""
    rows = [sorted({index[name] for name in one.features if name in index}) for one in found]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, np.int32) for row in rows])
    return csr_array((np.ones(len(columns)), columns, starts), shape=(len(rows), len(index)))


def _descend(matrix: csr_array, right: np.ndarray, penalty: float, free: int) -> np.ndarray:
    """Return the weights of least loss, shape (n_features,); that of the constant is free of the penalty."""
    turned = csr_array(matrix.T)
    step = 4 / _largest(matrix, turned)
    shrink = np.full(matrix.shape[1], penalty * step)
    shrink[free] = 0
    weights, ahead, momentum = np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1]), 1.0
    for _ in range(STEPS):
        pull = turned @ (1 / (1 + np.exp(-(matrix @ ahead))) - right)
        moved = ahead - step * pull
        new = np.sign(moved) * np.maximum(np.abs(moved) - shrink, 0)
        momentum, before = (1 + np.sqrt(1 + 4 * momentum**2)) / 2, momentum
        ahead, weights = new + (before - 1) / momentum * (new - weights), new
    return weights


def _largest(matrix: csr_array, turned: csr_array) -> float:
    """Return the largest eigenvalue of the features' products, by the power method."""
    vector = np.ones(matrix.shape[1]) / np.sqrt(matrix.shape[1])
    value = 1.0
    for _ in range(30):
        vector = turned @ (matrix @ vector)
        value = float(np.linalg.norm(vector))
        vector /= value
    return 1.05 * value


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a text, compressed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from content.decode("utf-8").split("\n")


def main(arguments: Sequence[str] | None = None) -> Scores:
    """Fit the weights, write them into the package, and return how they do on the days that were left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tagged", type=Path, help="words with their tags, a paragraph a line")
    parser.add_argument("--check", action="store_true", help="write nothing, score the package's own weights")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument(
        "--output", type=Path, default=Path(str(files("corpus_tools.resources") / "compare" / "person_weights.tsv"))
    )
    options = parser.parse_args(arguments)
    articles = read_articles(_lines(options.tagged))
    border = round(len(articles) * (1 - HELD_OUT))
    weights = person_weights() if options.check else fit(articles[:border], options.penalty)
    if not options.check:
        lines = "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()))
        options.output.write_text(HEADER + lines, encoding="utf-8", newline="\n")
    return score(articles[border:], weights)


if __name__ == "__main__":
    main()

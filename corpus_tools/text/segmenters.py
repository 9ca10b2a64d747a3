"""Segmenters: a string → its words, by jieba's accurate mode, through either of two engines.

``jieba`` 0.42.1 is the reference; ``rjieba`` is the same algorithm and dictionary in Rust, about twenty times as fast.
They differ in ASCII runs with signs and in rare ideographs, which `spans` keeps from both, and in how a taught word
changes the totals: words therefore come here with whole frequencies, worked out once against the untouched dictionary.
What remains is rounding: where two readings of unknown characters are equally likely to seven digits, the hidden Markov
models can part. That was so for none of 4.8 million tokens of news, and for two of 1.6 million in random word lists.
"""

import warnings
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyarrow import csv

from corpus_tools.resources import read_rows

if TYPE_CHECKING:
    from rjieba import Jieba

Segmenter = Callable[[str], list[str]]

ENGINES = ("jieba", "rjieba")


def dictionary_path() -> Path:
    """Return the path of jieba's dictionary, without importing jieba."""
    return Path(find_spec("jieba").origin).with_name("dict.txt")


class Dictionary(NamedTuple):
    """Frequency and tag of each word of a dictionary; `total` as jieba counts it, a word that is listed twice twice."""

    frequencies: dict[str, int]
    tags: dict[str, str]
    total: int
    heads: frozenset[str]


@cache
def read_dictionary() -> Dictionary:
    """Return jieba's dictionary, 349,045 words; `heads` are the characters with which they begin."""
    layout = csv.ReadOptions(column_names=["term", "n", "tag"])
    lines = csv.read_csv(dictionary_path(), layout, csv.ParseOptions(delimiter=" ", quote_char=False))
    terms, frequencies, tags = (column.to_pylist() for column in lines.columns)
    by_term = (dict(zip(terms, values, strict=True)) for values in (frequencies, tags))
    return Dictionary(*by_term, sum(frequencies), frozenset(term[0] for term in terms))


def suggest_frequency(word: str) -> int:
    """Return the least frequency with which `word` stands whole, by jieba's own rule (`Tokenizer.suggest_freq`).

    The product of the relative frequencies of its parts, one more than that. Neighbours can still win over it.
    """
    known = read_dictionary()
    chance = 1.0
    for part in _plain().cut(word, hmm=False):
        unlisted = int(part not in known.heads)  # jieba counts 0 for the mere beginning of a word, 1 for the unknown
        chance *= known.frequencies.get(part, unlisted) / known.total
    return max(int(chance * known.total) + 1, known.frequencies.get(word, 1))


def make_segmenter(engine: str, words: Mapping[str, int], *, hmm: bool) -> Segmenter:
    """Return the function that cuts a string, with `words` (word → frequency) taught to a dictionary of its own."""
    make = {"jieba": _make_reference, "rjieba": _make_rust}[engine]
    return make(dict(sorted(words.items())), hmm)


def _make_rust(words: Mapping[str, int], hmm: bool) -> Segmenter:  # noqa: FBT001
    """Return rjieba's segmenter, or the reference with a warning where this build of rjieba cuts otherwise."""
    if not _agrees(_plain().cut):
        warnings.warn("this build of rjieba cuts otherwise than jieba 0.42.1; jieba is used instead", stacklevel=2)
        return _make_reference(words, hmm)
    rust = _new() if words else _plain()
    for word, frequency in words.items():
        rust.add_word(word, frequency, None)
    return lambda text: rust.cut(text, hmm)


def _make_reference(words: Mapping[str, int], hmm: bool) -> Segmenter:  # noqa: FBT001
    """Return the segmenter of a private `jieba.Tokenizer`."""
    private = _private_tokenizer()
    for word, frequency in words.items():
        private.total += frequency - private.FREQ.get(word, 0)
        private.FREQ[word] = frequency
        for length in range(1, len(word)):
            private.FREQ.setdefault(word[:length], 0)
    return lambda text: private.lcut(text, HMM=hmm)


def _private_tokenizer() -> object:
    """Return a new `jieba.Tokenizer` with the untouched dictionary: never `initialize`, so no log and no cache file."""
    with warnings.catch_warnings():  # jieba's sources hold invalid escapes, and it may import pkg_resources
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
    private = jieba.Tokenizer()
    private.FREQ, private.total = private.gen_pfdict(dictionary_path().open("rb"))
    private.initialized = True
    return private


@cache
def _plain() -> "Jieba":
    """Return rjieba with the untouched dictionary; nothing is ever taught to it."""
    return _new()


def _new() -> "Jieba":
    """Return another rjieba with the untouched dictionary."""
    import rjieba  # noqa: PLC0415 – it reads its dictionary when it is imported: a quarter of a second

    return rjieba.Jieba()


def _agrees(cut: Segmenter) -> bool:
    """Tell whether `cut` gives the words that jieba 0.42.1 gave for the specimens of this package."""
    return all(cut(words.replace("/", "")) == words.split("/") for (words,) in read_rows("tokens/specimens.tsv"))

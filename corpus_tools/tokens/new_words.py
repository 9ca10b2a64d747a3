"""New words: strings that hold together and stand freely, but are in no dictionary; a sheet to review them."""

from collections.abc import Iterator
from io import StringIO
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.sources.encodings import decode
from corpus_tools.tables import SeedError, require
from corpus_tools.text.characters import CODE_POINTS, code_points, matching
from corpus_tools.text.files import write
from corpus_tools.text.segmenters import read_dictionary
from corpus_tools.text.sentences import context, sentence_numbers
from corpus_tools.text.writable import as_it_was, writable_table
from corpus_tools.tokens.lexicon import Lexicon, read_word
from corpus_tools.tokens.spans import protected_spans
from corpus_tools.tokens.tokenise import tokenise

COLUMNS = {
    "term": "str", "n": "int64", "articles": "int64", "cohesion": "float64", "entropy": "float64", "parts": "str", "example": "str",
    "accept": "str", "tag": "str",
}  # fmt: skip

# Longer strings are slogans and titles, which come out as their parts.
LONGEST = 6
BREAK = ord("\n")

# A part that stands outside its longer words in less than a fifth of its places is no word of its own.
MOSTLY = 0.8

# A string whose places are mostly inside other words (业发展 in 产业发展) is a fragment.
ALIGNED = 0.5

# Known words side by side are a phrase (产业发展), unless they keep together like the parts of a name (命运共同体): the
# value parts the two by eye on nine issues of one newspaper.
SET_PHRASE = 10.0

# Characters of context on either side.
WIDTH = 12

HEADER = "# This corpus' own vocabulary. Columns, parted by tabs: word, tag, source, frequency.\n"


class _Grams(NamedTuple):
    """All strings of one length: at each place the number of its string (−1: too rare), and how often each occurs."""

    size: int
    ids: np.ndarray
    counts: np.ndarray
    places: np.ndarray  # where each string occurs first


class _Corpus(NamedTuple):
    """All articles as one text: its ideographs, the article of each character, where tokens begin and end."""

    text: str
    codes: np.ndarray
    article: np.ndarray
    begins: np.ndarray
    ends: np.ndarray


def find_new_words(
    articles: pd.DataFrame, lexicon: Lexicon, *, least: int = 3, cohesion: float = 4.0, entropy: float = 1.0
) -> pd.DataFrame:
    """Return words of `articles` (``article_id, text``) that neither dictionary nor lexicon holds: one row per word.

    A candidate is a string of two to six ideographs that occurs `least` times, mostly between the borders of tokens.
    `cohesion` is the least pointwise mutual information of its halves, over all places to halve it, in bits; `entropy`
    the lesser of the entropies of its left and right neighbours, in bits (a sign or the end of a line is a new
    neighbour each time). Left out are numbers and dates, what begins or ends with a stop word of one character, parts
    of a longer candidate, and loose phrases of known words. `parts` is how it is cut now, `example` a line of
    concordance, `tag` a proposal; `accept` is empty, for the reader to fill in. Rows are ordered by `n`.

    Limits: on one issue most words occur once or twice and cannot be found. What is found is a proposal, not a lexicon.

    Source: the statistics of Chinese new-word discovery, mutual information and branching entropy (Z. Jin and
    K. Tanaka-Ishii 2006, Unsupervised segmentation of Chinese text by use of branching entropy).

    >>> texts = ["云麓节在东溪开幕，云麓节很热闹。", "记者走进云麓节现场，今年云麓节更好", "看云麓节去"]
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": texts})
    >>> find_new_words(articles, Lexicon(), cohesion=2)[["term", "n", "articles", "parts"]]
      term  n  articles parts
    0  云麓节  5         3  云麓/节
    """
    corpus = _corpus(require(articles, ["article_id", "text"], of="articles"), lexicon)
    levels = list(_levels(corpus.codes, least))
    found = [row for grams in levels[1:] for row in _candidates(grams, levels, corpus)]
    table = pd.DataFrame(found, columns=["term", "n", "articles", "cohesion", "entropy", "aligned", "place"])
    table = table[(table["cohesion"] >= cohesion) & (table["entropy"] >= entropy) & (table["aligned"] >= ALIGNED)]
    function = {stop.term for stop in lexicon.stop_words if len(stop.term) == 1}
    table = table[np.array([not _known(term, lexicon, function) for term in table["term"]], dtype=bool)]
    table = _without_parts(table.assign(parts=["/".join(lexicon.cut(term)) for term in table["term"]]))
    table = table[(table["cohesion"] >= SET_PHRASE) | ~table["parts"].map(_is_phrase).astype(bool)]
    table = table.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)
    return table.assign(example=_examples(table, corpus), accept="", tag="n").astype(COLUMNS)[list(COLUMNS)]


def _corpus(articles: pd.DataFrame, lexicon: Lexicon) -> _Corpus:
    """Return the articles as one text, everything but ideographs outside protected spans replaced by a break."""
    text = "\n".join(articles["text"])
    codes = code_points(text).copy()
    codes[~matching("[\u4e00-\u9fd5]")[codes]] = BREAK
    for start, end, _ in zip(*protected_spans(text, lexicon.protected), strict=True):
        codes[start:end] = BREAK
    sizes = articles["text"].str.len().to_numpy(np.int64) + 1
    tokens = tokenise(
        articles.assign(article_id=[str(number) for number in range(len(articles))]), lexicon, complete=True
    )
    shift = (np.cumsum(sizes) - sizes)[tokens["article_id"].astype("int64")]
    begins, ends = np.zeros((2, len(text) + 1), dtype=bool)
    begins[shift + tokens["start"]] = True
    ends[shift + tokens["end"]] = True
    return _Corpus(text, codes, np.repeat(np.arange(len(sizes)), sizes), begins, ends)


def _levels(codes: np.ndarray, least: int) -> Iterator[_Grams]:
    """Yield the strings of one character, of two, and so on, while some occur `least` times."""
    inside = codes != BREAK
    grams = _number(np.where(inside, codes.astype(np.int64), -1), 1, 1)
    single = grams.ids
    while grams.size <= LONGEST and len(grams.counts):
        yield grams
        following = np.append(single[grams.size :], np.full(grams.size, -1))
        both = (grams.ids >= 0) & (following >= 0)
        keys = np.where(both, grams.ids * (single.max() + 1) + following, -1)
        grams = _number(keys, grams.size + 1, least)


def _number(keys: np.ndarray, size: int, least: int) -> _Grams:
    """Return the strings whose keys occur at least `least` times, numbered in order of their keys."""
    there = np.flatnonzero(keys >= 0)
    _, places, numbers, counts = np.unique(keys[there], return_index=True, return_inverse=True, return_counts=True)
    frequent = counts >= least
    renumbered = np.where(frequent, np.cumsum(frequent) - 1, -1)
    ids = np.full(len(keys), -1, dtype=np.int64)
    ids[there] = renumbered[numbers]
    return _Grams(size, ids, counts[frequent], there[places[frequent]])


def _candidates(grams: _Grams, levels: list[_Grams], corpus: _Corpus) -> Iterator[tuple]:
    """Yield term, n, articles, cohesion, entropy, share between borders of tokens and first place of each string."""
    there, size = np.flatnonzero(grams.ids >= 0), len(grams.counts)
    ids = grams.ids[there]
    left = _entropy(ids, np.append(BREAK, corpus.codes)[there], grams.counts)
    right = _entropy(ids, np.append(corpus.codes, BREAK)[there + grams.size], grams.counts)
    aligned = np.bincount(ids, corpus.begins[there] & corpus.ends[there + grams.size], minlength=size) / grams.counts
    holding = np.unique(ids * (corpus.article[-1] + 1) + corpus.article[there]) // (corpus.article[-1] + 1)
    articles, lowest = np.bincount(holding, minlength=size), _cohesion(grams, levels)
    scores = (grams.counts, articles, lowest, np.minimum(left, right), aligned, grams.places)
    for place, *score in zip(grams.places.tolist(), *(values.tolist() for values in scores), strict=True):
        yield corpus.text[place : place + grams.size], *score


def _cohesion(grams: _Grams, levels: list[_Grams]) -> np.ndarray:
    """Return the least mutual information of the two halves of each string, in bits."""
    total = levels[0].counts.sum()
    lowest = np.full(len(grams.counts), np.inf)
    for cut in range(1, grams.size):
        head, tail = levels[cut - 1], levels[grams.size - cut - 1]
        parts = head.counts[head.ids[grams.places]] * tail.counts[tail.ids[grams.places + cut]]
        lowest = np.minimum(lowest, np.log2(grams.counts * total / parts))
    return lowest


def _entropy(ids: np.ndarray, neighbours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the entropy of the neighbours of each string, in bits; every break is a neighbour of its own."""
    single = np.where(neighbours == BREAK, CODE_POINTS + np.arange(len(neighbours)), neighbours)
    base = CODE_POINTS + len(neighbours)
    pairs, n = np.unique(ids * base + single, return_counts=True)
    share = n / counts[pairs // base]
    return np.bincount(pairs // base, -share * np.log2(share), minlength=len(counts))


def _known(term: str, lexicon: Lexicon, function: set[str]) -> bool:
    """Tell whether `term` is a word already, or begins or ends with a function word."""
    listed = term in read_dictionary().tags or term in lexicon.tags
    return listed or term[0] in function or term[-1] in function


def _without_parts(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` without terms that occur mostly inside a longer one of it."""
    longer: dict[str, int] = {}
    for term, n in zip(table["term"], table["n"], strict=True):
        for first, last in combinations(range(len(term) + 1), 2):
            part = term[first:last]
            if part != term:
                longer[part] = max(n, longer.get(part, 0))
    inside = np.array([longer.get(term, 0) for term in table["term"]])
    return table[inside < table["n"] * MOSTLY]


def _is_phrase(parts: str) -> bool:
    """Tell whether a candidate is cut into known words of two characters and more."""
    words = parts.split("/")
    return len(words) > 1 and all(len(word) > 1 and word in read_dictionary().tags for word in words)


def _examples(table: pd.DataFrame, corpus: _Corpus) -> list[str]:
    """Return the first place of each term, with its context."""
    sentences = sentence_numbers(code_points(corpus.text))
    spans = [(place, place + len(term)) for place, term in zip(table["place"], table["term"], strict=True)]
    contexts = [context(corpus.text, sentences, span, WIDTH) for span in spans]
    return [f"{left}【{term}】{right}" for (left, right), term in zip(contexts, table["term"], strict=True)]


def save_word_sheet(words: pd.DataFrame, path: str | Path) -> Path:
    """Write the table of `find_new_words` as a sheet for review (CSV that Excel opens); return its path.

    Put any sign into `accept` beside the words to keep, mend `tag` where needed, and give the file to `accept_words`.
    """
    target = Path(path)
    sheet = writable_table(require(words, COLUMNS, of="new_words")[list(COLUMNS)], cells=True)
    write(target, sheet.to_csv(index=False, lineterminator="\n").encode("utf-8-sig"))
    return target


def accept_words(sheet: str | Path, folder: str | Path) -> Path:
    """Add the accepted rows of a review sheet to ``words.tsv`` in the lexicon `folder`; return its path.

    Words that the file holds already are left as they are. Raises SeedError for a sheet that cannot be read, and for a word that
    the file could not hold; the file is then as it was.
    """
    reviewed = _read_sheet(Path(sheet))
    if missing := [name for name in ("term", "tag", "accept") if name not in reviewed.columns]:
        problem = f"the sheet lacks {missing}; it has {list(reviewed.columns)}"
        raise SeedError(problem, sheet)
    reviewed = reviewed.map(as_it_was)
    target = Path(folder) / "words.tsv"
    written = target.read_text(encoding="utf-8") if target.exists() else HEADER
    held = {line.split("\t")[0] for line in written.splitlines()}
    accepted = reviewed[(reviewed["accept"].str.strip() != "") & ~reviewed["term"].isin(held)]
    words = [read_word([row.term, row.tag, "review"], Path(sheet), int(row.Index) + 2) for row in accepted.itertuples()]
    added = "".join(f"{word.term}\t{word.tag}\t{word.source}\n" for word in words)
    write(target, f"{written}{'' if written.endswith(chr(10)) else chr(10)}{added}".encode())
    return target


def _read_sheet(path: Path) -> pd.DataFrame:
    """Return the cells of a sheet, in the encoding in which a spreadsheet saved it."""
    try:
        text = decode(path.read_bytes(), path)
        return pd.read_csv(StringIO(text), dtype="str", keep_default_na=False)
    except SeedError:
        raise
    except (OSError, ValueError) as error:
        problem = f"is no sheet that can be read: {error}"
        raise SeedError(problem, path) from error

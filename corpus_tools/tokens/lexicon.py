"""Lexicon: vocabulary, stop words, and a segmenter of its own."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self
from unicodedata import category

import pandas as pd

from corpus_tools.arguments import as_path, held, of_stated_types
from corpus_tools.resources import read_rows
from corpus_tools.seed_files import read_list
from corpus_tools.tables import SeedError, require
from corpus_tools.text.segmenters import ENGINES, Segmenter, make_segmenter, read_dictionary, suggest_frequency

# jieba's dictionary decides every cut, so its version belongs into the hash; engine and engine version do not.
DICTIONARY = "jieba 0.42.1"

# What jieba takes for a Chinese word; anything else cannot be taught to it and is kept whole as a protected span.
HAN = re.compile("[\u4e00-\u9fd5]+")

# What no word is, and somebody will put into a list of words all the same.
LONGEST = 60  # characters: names of laws have some forty; a segmenter's memory grows with the square of the longest
COMMAS = re.compile(r"[^,，]+,[a-z]*(,.*)?")
MARKUP = re.compile(r"<[a-zA-Z/!]")
NUMBER = re.compile(r"[+-]?(\d[\d.,eE+-]*|nan|inf)", re.IGNORECASE)
SHOWN = 20  # characters of a word in an error


UNLISTED = (None, "x")  # jieba's x is a syllable without meaning; here x is a sign
LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
REMEMBERED = 200_000  # terms: those of some thousand pages, about 30 MB


class Word(NamedTuple):
    """A word of a lexicon: its tag, the list it comes from, its frequency (0: what just keeps it whole)."""

    term: str
    tag: str = "n"
    source: str = ""
    frequency: int = 0


class StopWord(NamedTuple):
    """A word that is left out when terms are counted, and the list it comes from."""

    term: str
    source: str = ""


def _words() -> tuple[Word, ...]:
    """Return the package's own vocabulary."""
    return tuple(Word(*row) for row in read_rows("tokens/words.tsv"))


def _stop_words() -> tuple[StopWord, ...]:
    """Return the package's own stop words."""
    return tuple(StopWord(*row) for row in read_rows("tokens/stopwords.tsv"))


@of_stated_types
@dataclass(frozen=True, repr=False)
class Lexicon:
    """What is a word: a value that decides every cut.

    `Lexicon()` holds the package's own vocabulary; `Lexicon.read` adds a corpus' own; ``Lexicon(words=(),
    stop_words=())`` is plain jieba. `engine` names the segmenter, ``rjieba`` (default) or ``jieba`` (the reference):
    both give the same tokens. `hmm` lets it join characters that no dictionary word holds.
    A lexicon is frozen: `teach` and `without` return another one. It pickles without its segmenter, which each
    process builds again on first use.

    >>> lexicon = Lexicon().teach(["云麓会"], tag="nt")
    >>> lexicon.cut("云麓会开幕")
    ['云麓会', '开幕']
    >>> Lexicon().cut("云麓会开幕")
    ['云麓', '会', '开幕']
    """

    words: tuple[Word, ...] = field(default_factory=_words)
    stop_words: tuple[StopWord, ...] = field(default_factory=_stop_words)
    engine: str = "rjieba"
    hmm: bool = True

    def __post_init__(self) -> None:
        """Refuse an engine that does not exist."""
        if self.engine not in ENGINES:
            msg = f"no such segmenter – {self.engine!r} – there are {sorted(ENGINES)}"
            raise ValueError(msg)
        if wrong := [each for each in self.words if not isinstance(each, Word)]:
            msg = f"not a Word – {wrong[0]!r} – words are of Word(term, tag, source, frequency)"
            raise ValueError(msg)

    @classmethod
    @held
    def read(cls, path: str | Path, *, engine: str = "rjieba", hmm: bool = True) -> Self:
        """Return the package's lexicon with the ``words.tsv`` and ``stopwords.tsv`` of the folder `path` added.

        Fields are parted by tabs: word, tag, source, frequency; and word, source. Only the word is needed. A file that
        is not there adds nothing; a later line wins over an earlier one. Raises `SeedError` with file and line.
        """
        folder = as_path(path)
        if not folder.is_dir():
            problem = "no such folder for a lexicon"
            raise SeedError(problem, folder)
        words = [read_word(fields, *where) for fields, *where in _entries(folder / "words.tsv")]
        stops = [StopWord(*(*fields, "corpus")[:2]) for fields, *_ in _entries(folder / "stopwords.tsv")]
        known, stopped = _last(words), {stop.term for stop in stops}
        return cls(
            words=tuple(word for word in _words() if word.term not in known) + tuple(known.values()),
            stop_words=tuple(stop for stop in _stop_words() if stop.term not in stopped) + tuple(_last(stops).values()),
            engine=engine,
            hmm=hmm,
        )

    def teach(self, terms: Iterable[str], *, tag: str = "n", source: str = "taught") -> Self:
        """Return a lexicon that knows `terms` as well."""
        taught = {term: Word(term, tag, source) for term in terms}
        return replace(
            self, words=tuple(word for word in self.words if word.term not in taught) + tuple(taught.values())
        )

    def without(self, *sources: str) -> Self:
        """Return a lexicon without the words and stop words of the lists called `sources`."""
        present = {entry.source for entry in (*self.words, *self.stop_words)}
        if unknown := sorted(set(sources) - present):
            msg = f"no such list in the lexicon – {unknown} – there are {sorted(present)}"
            raise ValueError(msg)
        words = tuple(word for word in self.words if word.source not in sources)
        return replace(self, words=words, stop_words=tuple(s for s in self.stop_words if s.source not in sources))

    def unmatched(self, tokens: pd.DataFrame) -> pd.DataFrame:
        """Return the words that no token of `tokens` is: one row per word, with its tag and source.

        A word can be missing because the text does not hold it, or because a neighbour won: look it up with
        `concordance`, and give it a frequency where it was cut apart.
        """
        found = set(require(tokens, ["term"])["term"].unique())
        lacking = [word[:3] for word in self.words if word.term not in found]
        return pd.DataFrame(lacking, columns=["term", "tag", "source"], dtype="str").sort_values(
            ["source", "term"], ignore_index=True
        )

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of everything that decides tokens: words, stop words, HMM, jieba's dictionary; not the engine."""
        state = [DICTIONARY, sorted(self.words), sorted(self.stop_words), self.hmm]
        return hashlib.sha256(json.dumps(state, ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def cut(self) -> Segmenter:
        """The segmenter: a string → its words. Knows nothing of protected spans: use `tokenise`."""
        taught = {
            word.term: word.frequency or suggest_frequency(word.term) for word in self.words if HAN.fullmatch(word.term)
        }
        return make_segmenter(self.engine, taught, hmm=self.hmm)

    @cached_property
    def protected(self) -> tuple[str, ...]:
        """The words that no segmenter can be taught, because they hold signs, digits or letters (4×4, 5G网络)."""
        return tuple(sorted(word.term for word in self.words if not HAN.fullmatch(word.term)))

    @cached_property
    def tags(self) -> dict[str, str]:
        """The tag of every word of its own, by word."""
        return {word.term: word.tag for word in self.words}

    @cached_property
    def looked_up(self) -> Mapping[str, tuple[str, bool]]:
        """The tag of any term, and whether it is content: neither a sign nor a stop word."""
        return _LookedUp(self.tags, frozenset(stop.term for stop in self.stop_words))

    def __getstate__(self) -> dict[str, object]:
        """Pickle the value only: neither segmenter can be pickled."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def __repr__(self) -> str:
        """Say how much it holds, not all of it."""
        sizes = f"{len(self.words)} words, {len(self.stop_words)} stop words"
        return f"Lexicon({sizes}, engine={self.engine!r}, hmm={self.hmm}, hash={self.hash[:12]!r})"


class _LookedUp(dict[str, tuple[str, bool]]):
    """What a lexicon says of a term, remembered: the terms of a page are found sooner than among all of a dictionary."""

    def __init__(self, own: Mapping[str, str], stopped: frozenset[str]) -> None:
        self._own, self._stopped = own, stopped

    def __missing__(self, term: str) -> tuple[str, bool]:
        """Look a term up: in the lexicon's own list, in the dictionary, or by what its characters say."""
        if len(self) >= REMEMBERED:
            self.clear()
        listed = read_dictionary().tags.get(term)
        tag = self._own.get(term) or (listed if listed not in UNLISTED else _guess(term))
        self[term] = found = tag, is_word(term) and term not in self._stopped
        return found


def _guess(term: str) -> str:
    """Return the tag of a term that no dictionary holds."""
    if LATIN.search(term):
        return "eng"
    return "m" if term[0].isdecimal() else "n" if is_word(term) else "x"


def is_word(term: str) -> bool:
    """Tell whether `term` is no mere sign: whether it holds a letter, an ideograph or a digit."""
    return any(map(str.isalnum, term))


def _entries(path: Path) -> list[tuple[list[str], Path, int]]:
    """Return the entries of a list that a researcher wrote, each with its file and line; none where there is no file."""
    lines = read_list(path).split("\n") if path.exists() else []
    cells = ((line.split("\t"), number) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#")
    return [(_checked([cell.strip() for cell in row], path, number), path, number) for row, number in cells]


def _checked(row: list[str], path: Path, line: int) -> list[str]:
    """Return a line of a list when its word can be one; raise SeedError where commas stand for tabs, or for what is no word."""
    term = row[0]
    wrong = {
        "fields are parted by tabs, not commas": len(row) == 1 and COMMAS.fullmatch(term),
        f"a word has {LONGEST} characters at most – {len(term)}": len(term) > LONGEST,
        "a word holds a character that prints nothing": any(category(sign)[0] == "C" for sign in term),
        "this is markup": MARKUP.search(term),
    }
    if problem := next((problem for problem, is_so in wrong.items() if is_so), ""):
        shown = ascii(term[:SHOWN]) if "prints nothing" in problem else repr(term[:SHOWN])
        problem = f"{problem} – {shown} – columns are word, tag, source, frequency"
        raise SeedError(problem, path, line)
    return row


def read_word(row: list[str], path: Path, line: int) -> Word:
    """Return the word of one line of ``words.tsv``; raise SeedError for what is none."""
    _checked(row, path, line)
    term, tag, source, frequency, *more = (*row, "", "", "", "")[: max(4, len(row))]
    if not term or re.search(r"\s", term):
        problem = f"a word must be one string without blanks – {term!r} – columns are word, tag, source, frequency"
        raise SeedError(problem, path, line)
    if any(more):
        problem = f"{len(row)} fields – {term!r} – columns are word, tag, source, frequency"
        raise SeedError(problem, path, line)
    if NUMBER.fullmatch(source):
        problem = f"a source is a word, and the frequency the fourth column – {source!r} – such as {term}, n, mine, 120"
        raise SeedError(problem, path, line)
    if not re.fullmatch("[a-z]*", tag) or not re.fullmatch("[0-9]{0,12}", frequency):
        problem = f"tag must be small letters and frequency a number – {tag!r}, {frequency!r} – such as n, 120"
        raise SeedError(problem, path, line)
    return Word(term, tag or "n", source or "corpus", int(frequency or 0))


def _last(entries: Iterable) -> dict:
    """Return the entries by term; of several with one term the last."""
    return {entry.term: entry for entry in entries}

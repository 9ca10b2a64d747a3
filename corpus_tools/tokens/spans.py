"""Spans: the stretches of a text that no segmenter may cut apart – numbers, slogans, Latin runs, taught signs.

Everything else is the segmenter's. The spans also keep from it all in which the two engines differ: ASCII runs with
signs and ideographs outside U+4E00–9FD5.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import compute

from corpus_tools.rules import Rules
from corpus_tools.text.characters import CODE_POINTS, as_text, code_points, matching
from corpus_tools.text.grammar import source
from corpus_tools.text.measures import measure_pattern
from corpus_tools.text.numerals import HAN, fold_table
from corpus_tools.text.segmenters import read_dictionary

LETTER = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９À-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
JOINT = "+#&._%-"

# Ideographs that only one of the two engines takes for Chinese.
RARE = "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# A run of letters with the signs inside it (AT&T, PM2.5, C++), a run of such signs, or one rare ideograph.
RUN = re.compile(rf"[{LETTER}]+(?:[{JOINT}]+[{LETTER}]+)*[+#%]*|[{JOINT}]+|[{RARE}]")

# A quoted name with a numeral in it (“三高四新”). Eight characters: the longest in common use; longer is speech.
SLOGAN = re.compile(rf"[“‘「『](?=[\u4e00-\u9fd5]{{0,7}}[{HAN}])([\u4e00-\u9fd5]{{3,8}})[”’」』]")

# Characters that stand in no number, so that each clause between them can be searched alone.
EDGES = "\n。；、“”《》"
PART_OF = source("amounts: part of")  # 分之: one character by one
DIGIT, NUMERAL, COMMA, EDGE, PART, OF = range(1, 7)

# The tags that a span can bring along, by number; the empty one means that its term is looked up.
TAGS = ("", "m", "t", "eng", "nz")
SORTS = {"date": TAGS.index("t"), "clock": TAGS.index("t"), "code": TAGS.index("eng")}


class Spans(NamedTuple):
    """Stretches of a text in order, none over another: where each starts and ends, and its tag (in `TAGS`)."""

    starts: np.ndarray
    ends: np.ndarray
    tags: np.ndarray

    def cover(self, size: int, skip: int = 0) -> np.ndarray:
        """Return for each of `size` characters whether a span holds it, not counting the first `skip` of each."""
        edges = np.zeros(size + 1, dtype=np.int8)
        edges[self.starts + skip] += 1
        edges[self.ends] -= 1
        return np.cumsum(edges[:-1], dtype=np.int8) > 0


def protected_spans(text: str, words: tuple[str, ...] = ()) -> Spans:
    """Return what must stay whole in `text`; `words` are those that hold signs, digits or letters.

    Where two overlap, the word wins over the slogan, the slogan over the number, the number over the Latin run.

    >>> text = "GDP增长５．２％，“三高四新”"
    >>> starts, ends, _ = protected_spans(text)
    >>> [text[start:end] for start, end in zip(starts, ends)]
    ['GDP', '５．２％', '三高四新']
    """
    codes = code_points(text)
    found = _spans((*place.span(), 0) for place in _word_pattern(words).finditer(text))
    found = _add(found, _spans((*place.span(1), TAGS.index("nz")) for place in SLOGAN.finditer(text)))
    found = _add(found, _numbers(codes))
    blanked = np.where(found.cover(len(codes)), np.uint32(ord("\n")), codes)
    return _add(found, _spans(_runs(blanked)))


def _spans(rows: Iterable[tuple[int, int, int]]) -> Spans:
    """Return spans from rows of start, end and number of the tag, in order."""
    return Spans(*np.array([*rows], dtype=np.int64).reshape(-1, 3).T)


def _add(spans: Spans, more: Spans) -> Spans:
    """Return `spans` and those of `more` that lie over none of them."""
    free = np.searchsorted(spans.ends, more.starts, "right") == np.searchsorted(spans.starts, more.ends, "left")
    starts, ends, tags = (np.concatenate((old, new[free])) for old, new in zip(spans, more, strict=True))
    order = np.argsort(starts)
    return Spans(starts[order], ends[order], tags[order])


def _runs(codes: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of letters, of signs, and the rare ideographs; they are few, so their places are looked up first."""
    text, places = as_text(codes), np.flatnonzero(matching(f"[{LETTER}{RARE}{JOINT}]")[codes])
    gaps = np.flatnonzero(np.diff(places) > 1)
    for start, end in (
        zip(places[np.append(0, gaps + 1)], places[np.append(gaps, -1)] + 1, strict=True) if len(places) else ()
    ):
        yield from ((*found.span(), 0) for found in RUN.finditer(text, start, end))


def _numbers(codes: np.ndarray) -> Spans:
    """Return the numbers with their units and the dates that jieba would cut apart: digits, or numerals side by side."""
    kinds = _kinds()[codes]
    digit, numeral = kinds == DIGIT, kinds == NUMERAL
    pair = np.zeros_like(digit)  # at the second character of two numerals, or of 分之
    pair[1:] = (numeral[1:] & numeral[:-1]) | ((kinds[1:] == OF) & (kinds[:-1] == PART))
    places = _clauses(digit | pair, (kinds == EDGE) | ((kinds == COMMA) & ~np.append(digit[1:], False)))
    found = list(measure_pattern().finditer(as_text(_fold()[codes[places]])))
    starts = places[np.array([number.start() for number in found], dtype=np.int64)]
    ends = places[np.array([number.end() - 1 for number in found], dtype=np.int64)] + 1
    tags = np.array([SORTS.get(number.lastgroup, TAGS.index("m")) for number in found], dtype=np.int64)
    compound = _any_between(digit, starts, ends) | _any_between(pair, starts + 1, ends)
    return Spans(starts[compound], ends[compound], tags[compound])


def _any_between(flags: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return for each start and end whether one of the `flags` between them is set."""
    places = np.flatnonzero(flags)
    return np.searchsorted(places, ends) > np.searchsorted(places, starts)


def _clauses(hot: np.ndarray, edge: np.ndarray) -> np.ndarray:
    """Return the places of all characters of clauses that hold a `hot` one, each clause with the edges on both sides."""
    edges = np.concatenate(([0], np.flatnonzero(edge), [len(edge) - 1]))
    clauses = np.unique(np.searchsorted(edges[1:], np.flatnonzero(hot)))
    starts, sizes = edges[clauses], edges[clauses + 1] - edges[clauses] + 1
    return np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())


@cache
def _kinds() -> np.ndarray:
    """Return for every code point what it is in a number, once folded."""
    table = np.zeros(CODE_POINTS, dtype=np.int8)
    sorts = ((DIGIT, "0123456789"), (NUMERAL, HAN), (COMMA, ",，"), (EDGE, EDGES), (PART, PART_OF[0]), (OF, PART_OF[1]))
    for kind, characters in sorts:
        table[[ord(character) for character in characters]] = kind
    return table[_fold()]


@cache
def _fold() -> np.ndarray:
    """Return for every code point the one that `numerals.fold` puts in its place."""
    table = np.arange(CODE_POINTS, dtype=np.uint32)
    for printed, target in fold_table(Rules()).items():
        table[printed] = ord(target)
    return table


@cache
def _word_pattern(words: tuple[str, ...]) -> re.Pattern:
    """Return the pattern of `words` and of the dictionary's words with Latin letters (A股, 4S店), the longest first."""
    listed = pa.array(read_dictionary().tags, pa.large_string())
    latin = listed.filter(compute.match_substring_regex(listed, "[A-Za-z0-9]")).to_pylist()
    mixed = [term for term in latin if not term.isascii()]
    longest = sorted({*words, *mixed}, key=lambda term: (-len(term), term))
    return re.compile("|".join(map(_with_edges, longest)))


def _with_edges(term: str) -> str:
    """Return the pattern of `term` that does not match within a longer run of letters or digits.

    Its first character stands first, so that the search can skip to it.
    """
    first, rest = re.escape(term[0]), re.escape(term[1:])
    before = f"(?<![A-Za-z0-9]{first})" if re.match("[A-Za-z0-9]", term) else ""
    after = "(?![A-Za-z0-9])" if re.search("[A-Za-z0-9]$", term) else ""
    return first + before + rest + after

"""Words: a sentence cut by jieba's accurate mode, each word with the tag that the dictionary gives it."""

from functools import cache
from itertools import accumulate
from typing import NamedTuple

from corpus_tools.text.segmenters import Segmenter, make_segmenter, read_dictionary

# Tags of which only the first letter matters: nr, ns, nt and nz name things; vn is a verb that may be a noun.
WHOLE = frozenset({"nr", "ns", "nt", "nz", "vn", "uj"})
SIGNS = frozenset("，,。；;：:！？!?、（）()…—-～~·● \u3000\n“”‘’《》「」『』\"'/")


class Word(NamedTuple):
    """A word of a folded text from `start` to `end`, with a tag: n nr ns nt nz v vn a d p c uj m q f r t …, x for a sign."""

    start: int
    end: int
    text: str
    tag: str


@cache
def segmenter() -> Segmenter:
    """Return the segmenter with the untouched dictionary."""
    return make_segmenter("rjieba", {}, hmm=True)


def words_of(folded: str, start: int, end: int) -> list[Word]:
    """Return the words of a stretch of a folded text.

    >>> [(word.text, word.tag) for word in words_of("企业提供服务", 0, 6)]
    [('企业', 'n'), ('提供', 'v'), ('服务', 'vn')]
    """
    texts = segmenter()(folded[start:end])
    edges = list(accumulate(map(len, texts), initial=start))
    return list(map(Word, edges, edges[1:], texts, map(tag_of, texts)))


@cache
def tag_of(text: str) -> str:
    """Return the tag of a word; one that no dictionary lists is a number, a sign, or a noun."""
    if text[0] in SIGNS:
        return "x"
    tag = read_dictionary().tags.get(text, "")
    if not tag:
        return "m" if text[0].isdigit() else "eng" if text.isascii() else "n"
    return tag[:2] if tag[:2] in WHOLE else tag[0]

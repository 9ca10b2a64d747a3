"""Sentences: where one ends and the next begins."""

import numpy as np

from corpus_tools.text.characters import among

ENDERS = "。！？!?"
CLOSERS = "”’」』）)》】\"'"

# ’”） after the stop: the longest tail of closing signs in use.
MOST_CLOSERS = 3


def sentence_numbers(codes: np.ndarray) -> np.ndarray:
    """Return for each character how many sentences end before it.

    A sentence ends after 。！？ with the closing quotes and brackets that follow, and at a line break.
    Limit: a question or exclamation inside quotes ends a sentence, though its frame goes on (“去吗？”他问).

    >>> from corpus_tools.text.characters import code_points
    >>> sentence_numbers(code_points("“好。”他说")).tolist()
    [0, 0, 0, 0, 1, 1]
    """
    tail, closer = among(ENDERS)[codes], among(CLOSERS)[codes]
    for _ in range(MOST_CLOSERS):
        tail |= closer & np.concatenate(([False], tail[:-1]))
    last = tail & ~np.append(tail[1:], False) | (codes == ord("\n"))
    return np.concatenate(([0], np.cumsum(last)))[: len(codes)]


def context(text: str, sentences: np.ndarray, span: tuple[int, int], width: int) -> tuple[str, str]:
    """Return up to `width` characters before and after `span`, within its sentence (see `sentence_numbers`)."""
    start, end = span
    first, last = np.searchsorted(sentences, (sentences[start], sentences[end - 1] + 1))
    return text[max(first, start - width) : start], text[end : min(last, end + width)].rstrip("\n")

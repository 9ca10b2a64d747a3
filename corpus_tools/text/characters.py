"""Characters: a text as an array of code points, so that whole texts are looked up at once."""

import re
from functools import cache

import numpy as np

CODE_POINTS = 0x110000  # Unicode ends here


def code_points(text: str) -> np.ndarray:
    """Return the characters of `text` as numbers, one each."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def as_text(codes: np.ndarray) -> str:
    """Return the text whose characters are `codes`."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@cache
def among(characters: str) -> np.ndarray:
    """Return for every code point whether it is one of `characters`."""
    table = np.zeros(CODE_POINTS, dtype=bool)
    table[[ord(character) for character in characters]] = True
    return table


@cache
def matching(pattern: str) -> np.ndarray:
    """Return for every code point whether it matches `pattern`."""
    table = np.zeros(CODE_POINTS, dtype=bool)
    table[[found.start() for found in re.finditer(pattern, "".join(map(chr, range(CODE_POINTS))))]] = True
    return table

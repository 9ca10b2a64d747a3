"""Files that a reader was given: only what is a file, lies in its folder, links resolved, and is no larger than can be read.

Whatever opens a seed or a list opens it here, so that a pipe never blocks, and nothing outside is read by a link.
"""

import os
import re
from pathlib import Path
from typing import Final

from corpus_tools.tables import SeedError

# Megabytes: of a form, and of any other. A page is some kilobytes; a PDF holds its pictures, a table of articles a year.
LARGEST: Final = {".pdf": 1_000, ".jsonl": 200}
LARGEST_TEXT: Final = 50
MEGABYTE: Final = 1_000_000
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_seed(path: Path) -> bytes:
    """Return the bytes of a file; raise SeedError for what is no file, too large or cannot be opened."""
    try:
        if path.exists() and not path.is_file():
            problem = "is no file but a folder, a pipe or a device"
            raise SeedError(problem, path)
        size, most = path.stat().st_size, LARGEST.get(path.suffix.lower(), LARGEST_TEXT) * MEGABYTE
        if size > most:
            problem = f"is of {size:,} bytes; {most:,} are read at most: part it, or look what it is"
            raise SeedError(problem, path)
        return path.read_bytes()
    except OSError as error:
        problem = f"cannot be opened: {error.strerror}"
        raise SeedError(problem, path) from error


def read_beside(path: Path) -> bytes:
    """Return the bytes of a list that stands in a folder of seeds; raise SeedError too where it is a link that leads out."""
    folder, there = (Path(os.path.realpath(each)) for each in (path.parent, path))  # a ring of links raises nothing so
    if path.is_symlink() and not there.is_relative_to(folder):
        problem = f"is a link that leads out of {path.parent}: copy the file into it"
        raise SeedError(problem, path)
    return read_seed(path)


def read_list(path: Path, *, beside: bool = True) -> str:
    """Return the text of a list in UTF-8, with or without a byte order mark; raise SeedError where it cannot be read.

    `beside` tells that it was found in a folder, not named itself.
    """
    content = read_beside(path) if beside else read_seed(path)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 at byte {error.start + 1}; save it as UTF-8 text"
        raise SeedError(problem, path, content.count(b"\n", 0, error.start) + 1) from error
    if found := CONTROL.search(text):
        problem = f"holds a control character, which prints nothing – {found[0]!r}"
        raise SeedError(problem, path, text.count("\n", 0, found.start()) + 1)
    return text

"""Seed files → Sources, each in the way of its form; a file that cannot be read stops no other."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus_tools.seed_files import read_seed
from corpus_tools.sources.html import SavedPage, join_saved_pages, read_saved_page
from corpus_tools.sources.jsonl import read_jsonl
from corpus_tools.sources.pdf import read_pdf
from corpus_tools.sources.sheets import Source
from corpus_tools.sources.txt import read_text_file
from corpus_tools.tables import SeedError

EMPTY = "is empty"
LINES, CHARACTERS = 200_000, 10_000_000  # of a page: many times the largest there is, and what a common machine can hold
FILLED = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060\ufeff]")  # what is seen

READERS: Mapping[str, Callable[[Path], list[Source] | SavedPage]] = {
    ".txt": read_text_file,
    ".html": read_saved_page,
    ".htm": read_saved_page,
    ".pdf": read_pdf,
    ".jsonl": read_jsonl,
}


def read_sources(files: Sequence[Path], root: Path) -> tuple[list[Source], list[SeedError]]:
    """Return the pages in `files`, in the order of the files, and why the others cannot be read.

    Links between saved pages are followed inside `root` only.
    """
    outcomes = [read_file(file) for file in files]
    saved = [outcome for outcome in outcomes if isinstance(outcome, SavedPage)]
    sources = [source for outcome in outcomes if isinstance(outcome, list) for source in outcome]
    joined, failed = join_saved_pages(saved, root)
    failed += [outcome for outcome in outcomes if isinstance(outcome, SeedError)]
    return sorted([*sources, *joined], key=lambda source: source.paths[0]), failed


def read_file(file: Path) -> list[Source] | SavedPage | SeedError:
    """Return what one file holds, or why it cannot be read."""
    try:
        if not read_seed(file).strip():
            return SeedError(EMPTY, file)
        found = READERS[file.suffix.lower()](file)
    except SeedError as error:
        return error
    except OSError as error:
        return SeedError(f"cannot be opened: {error.strerror}", file)
    except MemoryError:
        return SeedError("is more than the memory of this machine holds: part it", file)
    if isinstance(found, list) and (problem := next(filter(None, map(_too_much, found)), "")):
        return SeedError(problem, file)
    blank = isinstance(found, list) and not any(FILLED.search(source.sheet.text) for source in found)
    return SeedError(EMPTY, file) if blank else found


def _too_much(source: Source) -> str:
    """Say how much more than a page can hold is on this one, or nothing."""
    text = source.sheet.text
    lines = text.count("\n") + 1
    if lines > LINES or len(text) > CHARACTERS:
        return f"is a page of {lines:,} lines and {len(text):,} characters; {LINES:,} and {CHARACTERS:,} are read at most: part it"
    return ""

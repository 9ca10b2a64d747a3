"""Seed files → Sources, each in the way of its form; a file that cannot be read stops no other."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus_tools.sources.html import SavedPage, join_saved_pages, read_saved_page
from corpus_tools.sources.jsonl import read_jsonl
from corpus_tools.sources.pdf import read_pdf
from corpus_tools.sources.sheets import Source
from corpus_tools.sources.txt import read_text_file
from corpus_tools.tables import SeedError

EMPTY = "is empty"
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
        if not file.read_bytes().strip():
            return SeedError(EMPTY, file)
        found = READERS[file.suffix.lower()](file)
    except SeedError as error:
        return error
    except OSError as error:
        return SeedError(f"cannot be opened: {error.strerror}", file)
    blank = isinstance(found, list) and not any(FILLED.search(source.sheet.text) for source in found)
    return SeedError(EMPTY, file) if blank else found

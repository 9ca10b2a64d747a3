"""A text file → Source: one for each page in it."""

from pathlib import Path

from corpus_tools.sources.encodings import decode
from corpus_tools.sources.mastheads import split_pages
from corpus_tools.sources.sheets import Sheet, Source, digest_of


def read_text_file(path: Path) -> list[Source]:
    """Return the pages in a file: one, or several where folio lines part them clearly."""
    sheets = split_pages(Sheet(decode(path.read_bytes(), path)))
    return [Source((path,), sheet, digest_of([path]), alone=len(sheets) == 1) for sheet in sheets]

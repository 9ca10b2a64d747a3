"""A file → its place among the seeds, the corpus with it, and what was found in it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import StringIO
from pathlib import Path

import pandas as pd

from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.opening import Corpus, open_corpus
from corpus_tools.corpus.stages import MARKUP, UNSURE
from corpus_tools.corpus.survey import hash_file, root_of
from corpus_tools.sources.encodings import decode
from corpus_tools.sources.ids import portable
from corpus_tools.sources.issues import Issue, read_issues
from corpus_tools.sources.register import COLUMNS, FILE, problem_of, read_register
from corpus_tools.text.calendar import read_day
from corpus_tools.text.files import write
from corpus_tools.text.page_numbers import read_page
from corpus_tools.tokens.new_words import find_new_words


@dataclass(frozen=True)
class Added:
    """What came of adding files: where they are, and the corpus of what is in them.

    `corpus` holds the issues of the files alone; `words` are the words that the lexicon does not know (`find_new_words`).
    """

    files: tuple[Path, ...]
    corpus: Corpus
    words: pd.DataFrame

    @property
    def unsure(self) -> pd.DataFrame:
        """The lines that the parser is least sure of, the worst first: those to look at."""
        lines = self.corpus.lines
        return lines[lines["confidence"] < UNSURE].sort_values(["confidence", "issue_id", "line"], ignore_index=True)

    def __repr__(self) -> str:
        """Say what was found."""
        corpus = self.corpus
        facts = [
            *map(str, self.files),
            f"{len(corpus.issue_ids)} issues: {', '.join(corpus.issue_ids)}",
            f"{len(corpus.articles)} articles, {len(corpus.repairs)} repairs, {len(self.unsure)} lines of low confidence",
            f"{len(corpus.quantities)} statistics",
            f"{len(self.words)} words that the lexicon does not know: {'、'.join(self.words['term'].head(10))}",
        ]
        return "\n".join(facts)

    def _repr_html_(self) -> str:
        """Show the same in a notebook."""
        return "<br>".join(map(escape, repr(self).splitlines()))


def add_files(
    files: Sequence[str | Path],
    seeds: str | Path,
    store: str | Path,
    *,
    newspaper: str = "",
    date: str = "",
    page: str = "",
) -> Added:
    """Put files among the seeds, bring the store up to date, and return what was found in them.

    Each file is read first; one that cannot be used stops all, and nothing is put anywhere. A page of text or a PDF gets
    the name of its issue (``湖南日报-2024-01-13-p03.txt``) where that is known, another file keeps its own. What is stated
    (`newspaper`, `date`, `page`) is written to ``issues.csv``. A file that is there already is not put there twice.

    Raises SeedError for a file or an ``issues.csv`` that cannot be used, ValueError where another file has the name, and for
    a newspaper, date or page that is none.
    """
    root = root_of(Path(seeds)) if Path(seeds).exists() else Path(seeds) / "issues"
    if problem := problem_of({"file": FILE, "newspaper": newspaper, "date": date, "page": page}):
        msg = f"cannot be stated of a file: {problem}"
        raise ValueError(msg)
    stated = {"newspaper": newspaper.strip(), "date": read_day(date), "page": read_page(page)}
    if any(stated.values()) and (root / FILE).exists():
        read_register(root / FILE)  # it is written anew below, which must lose nothing
    read = {Path(file): tuple(read_issues(file)) for file in files}
    places = {file: root / _name(file, issues, stated) for file, issues in read.items()}
    known: dict[Path, Path] = {}
    for file, place in places.items():
        first = known.setdefault(place, file)
        if hash_file(first) != hash_file(file):
            msg = f"two files would have one name – {place.name} – {first} and {file}: state the page of each, or rename one"
            raise ValueError(msg)
        if place.exists() and hash_file(place) != hash_file(file):
            msg = f"another file has this name – {place} – rename {file}, or state its page"
            raise ValueError(msg)
    for file, place in places.items():
        if not place.exists():
            write(place, file.read_bytes())
    if any(stated.values()):
        _state(root / FILE, list(dict.fromkeys(place.name for place in places.values())), stated)
    return _found(Path(seeds), Path(store), tuple(places.values()), root)


def _name(file: Path, issues: Sequence[Issue], stated: dict[str, str]) -> str:
    """Return the name that a file gets."""
    known = {name: stated[name] or getattr(issues[0], name) for name in stated} if len(issues) == 1 else {}
    if file.suffix.lower() in (*MARKUP, ".jsonl") or not (known.get("newspaper") and known.get("date")):
        return file.name
    parts = [known["newspaper"], known["date"], *([f"p{known['page']}"] if known["page"] else [])]
    return portable("-".join(parts)) + file.suffix.lower()


def _state(path: Path, names: Sequence[str], stated: dict[str, str]) -> None:
    """Write what is stated of some files into ``issues.csv``, in place of what it said of them."""
    rows = list(csv.DictReader(StringIO(decode(path.read_bytes(), path)))) if path.exists() else []
    kept = [{name: row.get(name) or "" for name in COLUMNS} for row in rows if row.get("file") not in names]
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept, *({"file": name, **stated} for name in names)])
    write(path, text.getvalue().encode("utf-8-sig"))


def _found(seeds: Path, store: Path, places: tuple[Path, ...], root: Path) -> Added:
    """Build the corpus, and return the part of it that some files gave."""
    built = build_corpus(seeds, store)
    names = {place.relative_to(root).as_posix() for place in places}
    if mine := [error for error in built.failed if error.path in names]:
        raise mine[0]
    corpus = open_corpus(store)
    corpus = corpus.select(issues=[page.issue_id for page in corpus.pages if page.path in names])
    return Added(places, corpus, find_new_words(corpus.articles, corpus.lexicon))

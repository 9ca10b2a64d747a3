"""The jobs of a build: functions of plain values that a worker can import, do twice, and be killed in at any moment."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from corpus_tools.corpus.readings import Failure, Outcome, save_outcome
from corpus_tools.corpus.settings import Settings, read_lexicon, read_rules
from corpus_tools.corpus.stages import Desks, Tables, cut, page_of, parse, read_again, read_pages, sums, with_imprint
from corpus_tools.corpus.states import (
    Page,
    State,
    Stored,
    counted_from,
    file_name,
    parsed_from,
    read_state,
    save_state,
)
from corpus_tools.corpus.storage import COUNTED, PARSED, digest, encode, keep, read_table
from corpus_tools.sources.issues import Issue
from corpus_tools.tables import SeedError


@dataclass(frozen=True)
class Reading:
    """Files that are read together, with what a researcher says of them; `hash` is that of all of it."""

    files: tuple[str, ...]
    desks: Desks
    hash: str


@dataclass(frozen=True)
class Unit:
    """What is parsed together: the pages of one newspaper and day, and what a researcher says of them."""

    name: str
    pages: tuple[Page, ...]
    desks: Desks

    @property
    def files(self) -> tuple[str, ...]:
        """The files that name its pages."""
        return tuple(dict.fromkeys(page.path for page in self.pages))


def survey(settings: Settings, reading: Reading, *, kept: bool = True) -> Outcome:
    """Return what issues are in files, without their text, and the files that cannot be used; keep that in the store."""
    settings.check()
    issues, failed = read_pages(Path(settings.root), reading.files, reading.desks)
    found = Outcome(
        tuple(page_of(issue, nth) for issue, (_, nth) in zip(issues, _places(issues), strict=True)),
        tuple(Failure(error.path, error.line, error.problem) for error in failed),
    )
    if kept:
        save_outcome(Path(settings.store), reading.hash, found)
    return found


def survey_alone(settings: Settings, reading: Reading) -> Outcome:
    """Return the same of files that are not read with all that belong to them, and keep nothing."""
    return survey(settings, reading, kept=False)


def make(settings: Settings, units: Sequence[Unit]) -> None:
    """Write the tables of some issues that stand in the same files, each with its state behind them."""
    settings.check()
    texts = _Texts(settings, units)
    for unit in units:
        _make(settings, unit, texts)


def probe(settings: Settings, unit: Unit) -> None:
    """Read and parse an issue and write nothing: what is wrong with it shows."""
    settings.check()
    _parse(settings, unit, _Texts(settings, [unit]))


def _make(settings: Settings, unit: Unit, texts: "_Texts") -> None:
    """Write what is stale of one issue."""
    store, old = Path(settings.store), read_state(Path(settings.store), unit.name)
    parsed = parsed_from(unit.pages, settings.rules)
    made = _fresh(store, old, PARSED, parsed)
    if made and old:
        articles, amounts = None, old.sums
    else:
        tables = _parse(settings, unit, texts)
        articles, amounts = tables["articles"], sums(tables)
        made = _store(store, unit.name, tables, parsed)
    counted = counted_from(made["articles"].sha256, settings.lexicon)
    words = _fresh(store, old, COUNTED, counted)
    if not words:
        lexicon = read_lexicon(settings.store, settings.lexicon, settings.engine)
        words = _store(store, unit.name, cut(_articles(store, made, articles), lexicon), counted)
    first = unit.pages[0].imprint
    tables_made = {**made, **words}
    known = (unit.name, first["newspaper"], first["date"], settings.lexicon, settings.rules, unit.pages)
    save_state(store, State(*known, tables_made, amounts))


def _parse(settings: Settings, unit: Unit, texts: "_Texts") -> Tables:
    """Return the tables of a parse."""
    return parse(texts.of(unit), read_rules(settings.store, settings.rules))


class _Texts:
    """The texts of the issues of a job: issues that stand in the same file are read together, at the first of them."""

    def __init__(self, settings: Settings, units: Sequence[Unit]) -> None:
        self._root = Path(settings.root)
        self._pages = tuple(page for unit in units for page in unit.pages)
        self._read: dict[tuple[str, int], Issue] = {}

    def of(self, unit: Unit) -> list[Issue]:
        """Return the issues of a unit; raise SeedError where a file cannot be read any more, or is another."""
        if not all((page.path, page.nth) in self._read for page in unit.pages):
            self._read_files(unit)
        issues = []
        for page in unit.pages:
            issue = self._read.get((page.path, page.nth))
            if issue is None or issue.sha256 != page.sha256:
                msg = "has changed while it was read: build again"
                raise SeedError(msg, page.path)
            issues.append(with_imprint(issue, page))
        return issues

    def _read_files(self, unit: Unit) -> None:
        """Read the files of a unit, with all that they hold of the others."""
        files = tuple(dict.fromkeys(file for page in unit.pages for file in page.files))
        issues, failed = read_again(self._root, files, unit.desks, self._pages)
        if mine := [error for error in failed if error.path in unit.files]:
            raise mine[0]
        self._read |= dict(zip(_places(issues), issues, strict=True))


def _places(issues: Sequence[Issue]) -> list[tuple[str, int]]:
    """Return the file of each issue, with its place among the issues in that file."""
    seen = Counter[str]()
    places = []
    for issue in issues:
        places.append((issue.path, seen[issue.path]))
        seen[issue.path] += 1
    return places


def _store(store: Path, unit: str, tables: Tables, made_from: str) -> dict[str, Stored]:
    """Write tables, and return what is known of their files."""
    made = {}
    for name, table in tables.items():
        content = encode(name, table)
        file = keep(store / name, file_name(unit), ".parquet", content)
        made[name] = Stored(file, len(table), len(content), digest(content), made_from)
    return made


def _fresh(store: Path, old: State | None, names: Sequence[str], made_from: str) -> dict[str, Stored]:
    """Return the tables that were made from the same and are there; nothing where one of them is not."""
    held = {name: old.tables[name] for name in names} if old else {}
    if all(one.made_from == made_from and _is_there(store / name / one.file, one) for name, one in held.items()):
        return held
    return {}


def _is_there(path: Path, stored: Stored) -> bool:
    """Tell whether a file stands as it was written."""
    return path.is_file() and path.stat().st_size == stored.bytes


def _articles(store: Path, made: dict[str, Stored], articles: pd.DataFrame | None) -> pd.DataFrame:
    """Return the articles, from their file where they were not parsed just now."""
    return read_table("articles", store / "articles" / made["articles"].file) if articles is None else articles

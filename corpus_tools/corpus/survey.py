"""What there is to build: the files, the issues in them as far as they are known, and what of the store is stale."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from corpus_tools.corpus.jobs import Reading, Unit
from corpus_tools.corpus.settings import Settings
from corpus_tools.corpus.stages import below, cluster_of, hash_desk, list_desks, list_files, said_of
from corpus_tools.corpus.states import Page, State, hash_of, stale
from corpus_tools.corpus.storage import SCHEMA, TABLES, sizes, write
from corpus_tools.tables import SeedError

FAILED: Final = "failed.json"


@dataclass(frozen=True)
class Failure:
    """A file that could not be used; `reading` is what it was read from where reading it again would fail again."""

    path: str
    line: int | None
    problem: str
    reading: str = ""

    @property
    def error(self) -> SeedError:
        """The failure as the error that it was."""
        return SeedError(self.problem, self.path, self.line)


@dataclass(frozen=True)
class Survey:
    """The readings of all files: what they hold where that is known, and those that must be read."""

    root: Path
    known: Mapping[str, tuple[Page, ...]]
    unknown: tuple[Reading, ...]
    readings: Mapping[str, Reading]
    failures: tuple[Failure, ...]

    def size(self, files: Iterable[str]) -> int:
        """Return how many bytes some files have together; a file that is gone has none."""
        paths = (self.root / file for file in files)
        return sum(path.stat().st_size for path in paths if path.is_file())


def root_of(seeds: Path) -> Path:
    """Return the folder of the issues: ``issues`` in the folder of seeds where there is one, else that folder."""
    folder = seeds / "issues" if (seeds / "issues").is_dir() else seeds
    return folder.parent if folder.is_file() else folder


def look(seeds: Path, settings: Settings, states: Iterable[State], before: Sequence[Failure]) -> Survey:
    """Return what there is to read, by hashes alone: a file whose reading is known is not opened but for its hash.

    Raises SeedError where nothing is there, and where what is said of the files cannot be understood.
    """
    root = root_of(seeds)
    files, refused = list_files(seeds if seeds.is_file() else root)
    hashes = {below(file, root): hash_file(file) for file in files}
    readings = _readings(root, files, hashes, settings)
    held: dict[str, list[Page]] = {}
    for page in chain.from_iterable(state.pages for state in states):
        held.setdefault(page.reading, []).append(page)
    failures = {one.path: one for one in before}
    known = {
        one.hash: tuple(held.get(one.hash, ())) for one in readings if _is_known(one, held.get(one.hash, ()), failures)
    }
    again = [Failure(below(error.path, root), error.line, error.problem) for error in refused]
    again += [failures[file] for one in readings if one.hash in known for file in one.files if file in failures]
    unknown = tuple(one for one in readings if one.hash not in known)
    return Survey(root, known, unknown, {one.hash: one for one in readings}, tuple(again))


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file; "" for one that cannot be read, which reading it will say."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _readings(root: Path, files: Sequence[Path], hashes: Mapping[str, str], settings: Settings) -> list[Reading]:
    """Return the files in the groups in which they are read."""
    desks, groups = list_desks(files), dict[tuple[str, ...], list[Path]]()
    for file in files:
        groups.setdefault((str(file.parent), *cluster_of(file)), []).append(file)
    made = []
    for group in groups.values():
        desk, names = said_of(desks[group[0].parent], group), tuple(below(file, root) for file in group)
        parts = SCHEMA, settings.code, settings.rules, hash_desk(desk), [[name, hashes[name]] for name in names]
        made.append(Reading(names, desk, hash_of(*parts)))
    return made


def _is_known(reading: Reading, pages: Sequence[Page], failures: Mapping[str, Failure]) -> bool:
    """Tell whether all that a reading gives is known: every issue in it, and every file that could not be used."""
    held = {name for page in pages for name in page.beside}
    held |= {name for name in reading.files if name in failures and failures[name].reading == reading.hash}
    return held >= set(reading.files) and all(page.of == len(pages) for page in pages)


def units_of(pages: Iterable[Page], readings: Mapping[str, Reading]) -> dict[str, Unit]:
    """Return the pages by newspaper and day, in the order of their files."""
    groups: dict[str, list[Page]] = {}
    for page in sorted(pages, key=lambda page: (page.path, page.nth)):
        groups.setdefault(page.unit, []).append(page)
    return {
        name: Unit(name, tuple(group), tuple(readings[key] for key in dict.fromkeys(page.reading for page in group)))
        for name, group in groups.items()
    }


def tell_apart(pages: Sequence[Page]) -> tuple[list[Page], list[Failure]]:
    """Return the pages whose id is their own, and a failure for each other: a copy, or another page of the same id."""
    kept: dict[str, Page] = {}
    failed = []
    for page in sorted(pages, key=lambda page: (page.path, page.nth)):
        other = kept.setdefault(page.issue_id, page)
        if other is not page:
            what = "is the same file as" if other.sha256 == page.sha256 else f"is {page.issue_id}, and so is"
            advice = "remove one of them" if other.sha256 == page.sha256 else "give the page of each in issues.csv"
            failed.append(Failure(page.path, None, f"{what} {other.path}: {advice}"))
    return list(kept.values()), failed


def stale_tables(
    store: Path, units: Iterable[Unit], states: Mapping[str, State], settings: Settings
) -> dict[str, tuple[str, ...]]:
    """Return, for each issue of which something must be made, the tables that are to be."""
    there = {name: sizes(store / name) for name in TABLES}
    found: dict[str, tuple[str, ...]] = {}
    for unit in units:
        state = states.get(unit.name)
        old = stale(state, unit.pages, settings.rules, settings.lexicon)
        made = state.tables if state else {}
        lost = tuple(name for name, one in made.items() if there[name].get(one.file) != one.bytes)
        if old or lost:
            found[unit.name] = tuple(name for name in TABLES if name in {*old, *lost})
    return found


def read_failures(store: Path) -> tuple[Failure, ...]:
    """Return the files that the last build could not use."""
    try:
        return tuple(Failure(**one) for one in json.loads((store / FAILED).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return ()


def save_failures(store: Path, failures: Iterable[Failure]) -> None:
    """Write the files that could not be used, unless the same stands there already."""
    ordered = sorted(failures, key=lambda one: (one.path, one.line or 0, one.problem))
    content = f"{json.dumps([vars(one) for one in ordered], ensure_ascii=False, indent=1)}\n".encode()
    path = store / FAILED
    if not path.is_file() or path.read_bytes() != content:
        write(path, content)

"""What there is to build: the files, the issues in them as far as they are known, and what of the store is stale."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath

from corpus_tools.corpus.jobs import Reading, Unit
from corpus_tools.corpus.readings import Failure, Outcome, read_outcome
from corpus_tools.corpus.settings import Settings
from corpus_tools.corpus.stages import at_home, below, clusters_of, hash_desks, issue_of, said_of
from corpus_tools.corpus.states import Page, State, hash_of, stale
from corpus_tools.corpus.storage import SCHEMA, TABLES, sizes
from corpus_tools.sources.issues import Issue, idle, tell_apart
from corpus_tools.sources.seeds import Desk, find_seeds, read_desks
from corpus_tools.tables import SeedError


@dataclass(frozen=True)
class Survey:
    """The readings of all files: what they hold where that is known (by hash), and what cannot be taken."""

    root: Path
    files: tuple[Path, ...]
    desks: Mapping[Path, Sequence[Desk]]
    readings: tuple[Reading, ...]
    known: Mapping[str, Outcome]
    refused: tuple[Failure, ...]

    @property
    def unknown(self) -> list[Reading]:
        """The readings that must be made."""
        return [one for one in self.readings if one.hash not in self.known]

    @property
    def pages(self) -> list[Page]:
        """The pages that are known."""
        return [page for one in self.known.values() for page in one.pages]

    @property
    def failures(self) -> list[Failure]:
        """The failures that are known."""
        return [*self.refused, *(failure for one in self.known.values() for failure in one.failures)]

    def size(self, files: Iterable[str]) -> int:
        """Return how many bytes some files have together; a file that is gone has none."""
        paths = (self.root / file for file in files)
        return sum(path.stat().st_size for path in paths if path.is_file())


def root_of(seeds: Path) -> Path:
    """Return the folder of the issues: ``issues`` in the folder of seeds where there is one, else that folder."""
    folder = seeds / "issues" if (seeds / "issues").is_dir() else seeds
    return folder.parent if folder.is_file() else folder


def look(seeds: Path, settings: Settings) -> Survey:
    """Return what there is to read, by hashes alone: a file whose reading is known is not opened but for its hash.

    Raises SeedError where nothing is there, and where what is said of the files cannot be understood.
    """
    root = root_of(seeds)
    files, refused = find_seeds(seeds if seeds.is_file() else root)
    desks = read_desks(files, root)
    root, files = root.absolute(), [file.absolute() for file in files]
    desks = {folder.absolute(): held for folder, held in desks.items()}
    readings = _readings(root, files, desks, settings)
    found = {one.hash: read_outcome(Path(settings.store), one.hash) for one in readings}
    known = {hash_: outcome for hash_, outcome in found.items() if outcome}
    return Survey(root, tuple(files), desks, tuple(readings), known, tuple(_failure(one, root) for one in refused))


def _failure(error: SeedError, root: Path) -> Failure:
    """Return an error as a failure."""
    moved = at_home(SeedError(error.problem, Path(error.path).absolute(), error.line), root)
    return Failure(moved.path, moved.line, moved.problem)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file; "" for one that cannot be read, which reading it will say."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _readings(
    root: Path, files: Sequence[Path], desks: Mapping[Path, Sequence[Desk]], settings: Settings
) -> list[Reading]:
    """Return the files in the groups in which they are read."""
    made = []
    for group in clusters_of(files, desks, root):
        names, said = tuple(below(file, root) for file in group), said_of(desks, group, root)
        hashes = [[name, hash_file(file)] for name, file in zip(names, group, strict=True)]
        made.append(Reading(names, said, hash_of(SCHEMA, settings.code, settings.rules, hash_desks(said), hashes)))
    return made


def units_of(pages: Iterable[Page], seen: Survey) -> dict[str, Unit]:
    """Return the pages by newspaper and day, in the order of their files."""
    groups: dict[str, list[Page]] = {}
    for page in in_order(pages):
        groups.setdefault(page.unit, []).append(page)
    units = {}
    for name, group in groups.items():
        files = [seen.root / file for file in dict.fromkeys(chain.from_iterable(page.files for page in group))]
        there = [file for file in files if file.parent in seen.desks]
        units[name] = Unit(name, tuple(group), said_of(seen.desks, there, seen.root))
    return units


def in_order(pages: Iterable[Page]) -> list[Page]:
    """Return pages in the order of their files."""
    return sorted(pages, key=lambda page: (PurePosixPath(page.path), page.nth))


def settle_ids(pages: Iterable[Page]) -> tuple[list[Page], list[Failure]]:
    """Return the pages with an id each, lettered where several would have one, and a failure for each copy of another."""
    ordered = in_order(pages)
    kept, failed = [], []
    for page, told in zip(ordered, tell_apart([issue_of(page) for page in ordered]), strict=True):
        if isinstance(told, SeedError):
            failed.append(Failure(told.path, told.line, told.problem))
        else:
            imprint = {**page.imprint, "letter": told.letter, "notes": list(told.notes)}
            kept.append(replace(page, issue_id=told.issue_id, imprint=imprint))
    return kept, failed


def idle_words(seen: Survey, pages: Sequence[Page]) -> list[Failure]:
    """Return a failure for each row of ``issues.csv`` and each decision that speaks of no file, or of no page in it."""
    return [_failure(error, seen.root) for error in idle(seen.desks, seen.files, list(_decided(pages, seen)))]


def _decided(pages: Sequence[Page], seen: Survey) -> Iterator[Issue]:
    """Yield each page with a reader's decisions on it, and nothing else."""
    many = Counter(page.path for page in pages)
    for page in pages:
        file, number = seen.root / page.path, page.imprint["page"]
        desks = [(desk, desk.speaking_of(file)) for desk in seen.desks.get(file.parent, ()) if desk.decisions]
        made = [one for desk, names in desks for one in desk.decisions if one.file in names]
        held = tuple(one for one in made if many[page.path] == 1 or one.page == number)
        yield Issue(str(file), "", page=number, corrections=held)


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

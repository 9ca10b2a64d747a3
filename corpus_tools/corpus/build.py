"""seeds → store: the tables of every issue, each made once, and again only when something that it was made from changed."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any, Final

from corpus_tools.corpus.executors import Call, Processes, Serial, as_done, processors
from corpus_tools.corpus.jobs import Reading, Unit, make, probe, survey, survey_alone
from corpus_tools.corpus.lock import hold
from corpus_tools.corpus.packs import pack
from corpus_tools.corpus.readings import FOLDER as READINGS
from corpus_tools.corpus.readings import Failure, Outcome, in_order, outcome_name, save_failures
from corpus_tools.corpus.settings import FOLDER as SETTINGS
from corpus_tools.corpus.settings import OtherVersionError, Settings, names_of, save_settings
from corpus_tools.corpus.states import FOLDER as STATES
from corpus_tools.corpus.states import SUFFIX, Page, file_name, read_states
from corpus_tools.corpus.storage import TABLES, sweep
from corpus_tools.corpus.survey import Survey, idle_words, look, root_of, settle_ids, stale_tables, units_of
from corpus_tools.rules import Rules
from corpus_tools.tables import SeedError
from corpus_tools.text.progress import progress
from corpus_tools.tokens.lexicon import Lexicon

# Bytes of files that this process has read and parsed before worker processes have started and read their resources.
SMALL: Final = 2_000_000
# Issues in one file that one job makes: a file of many issues is read again for each job.
TOGETHER: Final = 50


@dataclass(frozen=True)
class Built:
    """What a build did: the issues that it made, kept as they were and removed, and the files that could not be used."""

    built: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[SeedError, ...]

    def __repr__(self) -> str:
        """Say how many there are of each."""
        return f"Built({len(self.built)} built, {len(self.kept)} kept, {len(self.removed)} removed, {len(self.failed)} failed)"

    def _repr_html_(self) -> str:
        """Show in a notebook what was done, and what failed."""
        lines = "".join(f"<li>{escape(str(error))}</li>" for error in self.failed)
        return f"<p>{escape(repr(self))}</p><ul>{lines}</ul>"


def build_corpus(
    seeds: str | Path,
    store: str | Path,
    *,
    executor: Executor | None = None,
    lexicon: Lexicon | None = None,
    rules: Rules | None = None,
) -> Built:
    """Bring the store up to date with the seeds, and return what was done.

    `seeds` is a folder with ``issues/``, ``lexicon/`` and ``rules/``, or a folder of issues, or a file. `store` gets one
    Parquet file for each table and issue and a state for each issue; it holds nothing that is not computed from the seeds.
    Made again is what any hash says: of a file or what is said of it, the rules, the word list (tokens and counts only),
    the package's own code. What is no longer in the seeds goes. `executor` does the work (see `executors`); `lexicon` and
    `rules` stand in for those of the seeds.

    A file that cannot be used is named in `failed`, with the reason, and the others go on; so is one that kills its worker.
    A build that was interrupted, at whatever moment, has kept what was finished, and the next goes on from there.

    Raises
    ------
    SeedError
        Where there is nothing to read, or a word list, rules, ``issues.csv`` or ``corrections.toml`` cannot be understood.
    StoreHeldError
        Where another build holds the store.
    OSError
        Where the store cannot be written, such as on a full disk; nothing is lost.
    """
    seeds, store = Path(seeds), Path(store)
    lexicon, rules = lexicon or lexicon_of(seeds), rules or Rules.read(seeds / "rules")
    with hold(store) as finished, ExitStack() as stack:
        settings = save_settings(root_of(seeds), store, lexicon, rules)
        crew = _Crew(stack, executor, careful=not finished)
        return _build(seeds, store, settings, crew)


def lexicon_of(seeds: Path) -> Lexicon:
    """Return the word list of some seeds: the package's, with that of the folder where there is one."""
    folder = seeds / "lexicon"
    return Lexicon.read(folder) if folder.is_dir() else Lexicon()


class _Crew:
    """Who does the work: the executor that was given; or this process, and worker processes once there is much to do."""

    def __init__(self, stack: ExitStack, executor: Executor | None, *, careful: bool) -> None:
        self._stack, self._executor = stack, executor
        # A build that died in a file may die in it again: then it should be a worker that does.
        self._least = -1 if careful else SMALL

    def work(self, calls: Sequence[Call], size: int, doing: str) -> Iterator[tuple[Call, BaseException | None, Any]]:
        """Yield each call with its error or its value as it is done; raise what no other file would be spared."""
        executor = self._executor or (self._processes(len(calls)) if calls and size > self._least else Serial())
        done = as_done(executor, calls)
        for call, future in progress(done, doing, total=len(calls), unit="file"):
            error = future.exception()
            if isinstance(error, (OSError, OtherVersionError)):
                raise error
            yield call, error, None if error else future.result()

    def _processes(self, most: int) -> Executor:
        """Start the worker processes; they end with the build, at once where it is interrupted."""
        started = Processes(min(most, processors()))
        self._stack.push(lambda kind, *_: started.shutdown(cancel_futures=kind is not None))
        self._executor = started
        return started


def _build(seeds: Path, store: Path, settings: Settings, crew: _Crew) -> Built:
    """Read what is new, make what is stale, then remove what is no longer wanted."""
    states, seen = read_states(store), look(seeds, settings)
    pages, failures = _read_new(seen, settings, crew)
    pages, copies = settle_ids(pages)
    failures += [*copies, *idle_words(seen, pages)]
    units = units_of(pages, seen)
    wanted = stale_tables(store, units.values(), states, settings)
    lost = _make_stale([units[name] for name in wanted], seen, settings, crew)
    failures = in_order([*failures, *lost.failures])
    kept = [name for name in units if name not in lost.units]
    save_failures(store, failures)
    _tidy(store, settings, kept, seen)
    return Built(
        tuple(name for name in kept if name in wanted),
        tuple(name for name in kept if name not in wanted),
        tuple(name for name in states if name not in kept),
        tuple(one.error for one in failures),
    )


def _read_new(seen: Survey, settings: Settings, crew: _Crew) -> tuple[list[Page], list[Failure]]:
    """Return all pages, and the failures among the files, having read those that are not known."""
    pages, failures = seen.pages, seen.failures
    suspects = []
    size = seen.size(file for one in seen.unknown for file in one.files)
    for call, error, found in crew.work([(survey, (settings, one)) for one in seen.unknown], size, "reading"):
        reading: Reading = call[1][1]
        if error is None:
            pages += found.pages
            failures += found.failures
        elif len(reading.files) == 1:
            failures.append(Failure(reading.files[0], None, told(error)))
        else:
            suspects.append(reading)
    for reading in suspects:
        found, bad = _read_suspects(reading, settings, crew)
        pages += found.pages
        failures += [*found.failures, *bad]
    return pages, failures


def _read_suspects(reading: Reading, settings: Settings, crew: _Crew) -> tuple[Outcome, list[Failure]]:
    """Return what files hold that cannot all be read together: each is read alone, then those together that can be."""
    alone = [(survey_alone, (settings, replace(reading, files=(file,)))) for file in reading.files]
    read, bad = [], []
    for call, error, found in crew.work(alone, 0, "searching"):
        [file] = call[1][1].files
        if error is None:
            read.append((file, found))
        else:
            bad.append(Failure(file, None, told(error)))
    rest = replace(reading, files=tuple(file for file in reading.files if file in dict(read)))
    for _, error, found in crew.work([(survey_alone, (settings, rest))] if rest.files and bad else [], 0, "reading"):
        if error is None:
            return found, bad
    outcomes = [found for _, found in read]
    return Outcome(
        tuple(chain.from_iterable(one.pages for one in outcomes)),
        tuple(chain.from_iterable(one.failures for one in outcomes)),
    ), bad


@dataclass(frozen=True)
class _Lost:
    """The units of which nothing could be made, and why."""

    units: frozenset[str]
    failures: tuple[Failure, ...]


def _make_stale(units: Sequence[Unit], seen: Survey, settings: Settings, crew: _Crew) -> _Lost:
    """Make the units; where one fails, find the file that it fails for, and make it without."""
    lost, failures = set[str](), list[Failure]()
    jobs = list(_together(units))
    while jobs:
        again: list[tuple[Unit, ...]] = []
        size = seen.size({file for job in jobs for unit in job for file in unit.files})
        for call, error, _ in crew.work([(make, (settings, job)) for job in jobs], size, "building"):
            job: tuple[Unit, ...] = call[1][1]
            if error is not None and len(job) > 1:
                again += [(unit,) for unit in job]
            elif error is not None:
                bad = _culprits(job[0], error, settings, crew)
                failures += bad
                rest = _without(job[0], {one.path for one in bad})
                again += [(rest,)] if rest else []
                lost |= set() if rest else {job[0].name}
        jobs = again
    return _Lost(frozenset(lost), tuple(failures))


def _together(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Yield the units in jobs: those that stand in the same file are made together, so that it is read once."""
    groups: dict[tuple[str, ...], list[Unit]] = {}
    for unit in units:
        groups.setdefault(unit.files if len(unit.files) == 1 else (unit.name,), []).append(unit)
    for group in groups.values():
        yield from (tuple(group[first : first + TOGETHER]) for first in range(0, len(group), TOGETHER))


def _culprits(unit: Unit, error: BaseException, settings: Settings, crew: _Crew) -> list[Failure]:
    """Return the files for which a unit cannot be made; all of them where none is to blame alone."""
    if isinstance(error, SeedError) and error.path in unit.files:
        return [Failure(error.path, error.line, error.problem)]
    if len(unit.files) > 1:
        alone = [(probe, (settings, _only(unit, file))) for file in unit.files]
        done = crew.work(alone, 0, "searching")
        bad = [Failure(call[1][1].files[0], None, told(found)) for call, found, _ in done if found is not None]
        if bad:
            return bad
    return [Failure(file, None, told(error)) for file in unit.files]


def _only(unit: Unit, file: str) -> Unit:
    """Return a unit of the pages in one file."""
    return replace(unit, pages=tuple(page for page in unit.pages if page.path == file))


def _without(unit: Unit, files: set[str]) -> Unit | None:
    """Return a unit without the pages in some files, or None where no page is left."""
    pages = tuple(page for page in unit.pages if page.path not in files)
    return replace(unit, pages=pages) if pages else None


def told(error: BaseException) -> str:
    """Return what an error says, in one line."""
    if isinstance(error, SeedError):
        return error.problem
    lines = str(error).splitlines() or [""]
    return f"cannot be made: {type(error).__name__}: {lines[0]}"


def _tidy(store: Path, settings: Settings, kept: Sequence[str], seen: Survey) -> None:
    """Remove what is not wanted any more: states first, so that no state names a file that is gone."""
    sweep(store / STATES, [f"{file_name(unit)}{SUFFIX}" for unit in kept])
    states = tuple(read_states(store).values())
    for name in TABLES:
        sweep(store / name, [state.tables[name].file for state in states])
    pack(store, states)
    sweep(store / READINGS, [outcome_name(one.hash) for one in seen.readings])
    sweep(store / SETTINGS, names_of(settings))

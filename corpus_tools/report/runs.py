"""A run: every notebook executed from `seeds/`, with what it made in one folder of `figures/`."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from corpus_tools.report.contents import chapters
from corpus_tools.report.execution import execute, one_line, parameters_of, relocated
from corpus_tools.report.gallery import INDEX, gallery_page
from corpus_tools.report.outputs import Outputs
from corpus_tools.report.paper import paper_files
from corpus_tools.sources.ids import portable
from corpus_tools.sources.issues import Issue

AT_ONCE = 2  # notebooks: each takes one core and about half a gigabyte, which every machine has twice
TICK = 0.2  # seconds after which a signal is noticed where it does not wake the loop (Windows)
SIGNALS = tuple(number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)))
INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Outcome:
    """What came of one notebook in a run: the files that it left, or what was wrong, on one line."""

    notebook: str
    files: tuple[Path, ...] = ()
    problem: str = ""

    @property
    def interrupted(self) -> bool:
        """Whether it was stopped before its end, or not begun, by no fault of its own."""
        return self.problem == INTERRUPTED


@dataclass
class Stop:
    """Whether the run has been asked to stop, and by which signal."""

    signals: list[int] = field(default_factory=list)

    def __call__(self, number: int, _frame: object = None) -> None:
        """Remember a signal."""
        self.signals.append(number)


def find_notebooks(folder: Path, names: Sequence[str] = ()) -> list[Path]:
    """Return the notebooks of `folder` in reading order: all of them, or those whose names begin with one of `names`.

    Raises ValueError for a name that no notebook begins with.
    """
    there = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    unknown = [name for name in names if not any(path.name.startswith(Path(name).name) for path in there)]
    if unknown or not there:
        msg = f"no notebook {', '.join(unknown) or 'at all'} in {folder}/; it has {[path.stem for path in there]}"
        raise ValueError(msg)
    return [path for path in there if not names or any(path.name.startswith(Path(name).name) for name in names)]


def run_name(issues: Sequence[Issue], language: str = "en") -> str:
    """Return the folder name of a run on `issues`: what is in it, and ``-zh`` where its labels are Chinese.

    A single issue or page gives its id; several give their newspaper (or how many there are), the first and the last
    date, and how many pages. The name is safe on every system, and not long (see
    `corpus_tools.sources.ids.portable`).

    >>> day = [Issue("a.txt", "", "湖南日报", "2024-01-13", "01"), Issue("b.txt", "", "湖南日报", "2024-01-13", "02")]
    >>> run_name(day[:1]), run_name(day, "zh")
    ('湖南日报-2024-01-13-p01', '湖南日报-2024-01-13_2-pages-zh')
    >>> run_name([*day, Issue("c.txt", "", "海南日报", "2026-07-20")])
    '2-newspapers_2024-01-13…2026-07-20_3-pages'
    """
    ending = "-zh" if language == "zh" else ""
    if len(issues) == 1:
        return portable(issues[0].issue_id) + ending
    papers = {issue.newspaper for issue in issues}
    dates = sorted({issue.date for issue in issues} - {""})
    many = f"{len(papers - {''})}-newspapers" + ("-and-unnamed" if "" in papers else "")
    who = papers.pop() if len(papers) == 1 else many
    when = "…".join(dict.fromkeys([dates[0], dates[-1]])) if dates else ""
    named = ("-" if len(dates) == 1 else "_").join(filter(None, (who, when)))
    return portable("_".join(filter(None, (named, f"{len(issues)}-pages")))) + ending


def run_notebooks(
    notebooks: Sequence[Path],
    out: Path,
    *,
    seeds: Path,
    language: str = "en",
    tell: Callable[[Outcome], object] = lambda _: None,
    chosen: Mapping[str, str | Path] = MappingProxyType({}),
) -> list[Outcome]:
    """Execute `notebooks`, two at once, and return what came of each, in their order; `tell` hears of each as it ends.

    Each leaves its figures and tables in `out`, and its executed copy as ``.ipynb`` and ``.html``; the gallery and the
    files for a paper are made of all of them at the end. They replace what its
    earlier run left there only when it has come to its end. One that fails stops no other: what its earlier run left
    stays, with the executed copy as ``….failed.ipynb`` beside it. SIGINT and SIGTERM end a run within two seconds; what
    is complete is kept. The same seeds give the same bytes. `chosen` are other parameters, for the notebooks that have them:
    `STORE` is where what is computed from the seeds is kept. Notebooks that find it up to date do not wait for each other.

    Raises RuntimeError, with the process that holds it, where another run writes into `out`.
    """
    outputs = Outputs(out)
    jobs = {path: Job(path, outputs, seeds, language, dict(chosen)) for path in notebooks}
    with _stopping() as stop, outputs.held(), asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        outcomes = runner.run(_run_all(list(jobs.values()), stop, tell))
        if not stop.signals:
            _write_paper(outputs, language)
        return outcomes


def _write_paper(outputs: Outputs, language: str) -> None:
    """Write the files for a paper, of a run that has made figures or tables, and link them in the gallery."""
    if any(chapter.bundles for chapter in chapters(outputs)):
        for name, content in paper_files(outputs, language).items():
            outputs.put(name, content)
        outputs.put(INDEX, gallery_page(outputs, language))


@dataclass(frozen=True)
class Job:
    """One notebook of a run: where it reads, where it writes, and in which language its labels are."""

    path: Path
    outputs: Outputs
    seeds: Path
    language: str
    chosen: Mapping[str, str | Path] = field(default_factory=dict, hash=False)

    async def run(self) -> Outcome:
        """Execute the notebook aside; put what it made in place when it is complete, or keep the copy that failed."""
        name, stage = self.path.stem, self.outputs.stage(self.path.stem)
        executed = await execute(self.path, self._parameters(stage))
        # from here on nothing waits, so that nothing is interrupted
        written = f"{stage.parent.name}/{stage.name}"
        executed = relocated(executed, written, self.outputs.path.resolve().name)
        if executed.problem:
            self.outputs.keep_failed(name, executed.problem, executed.as_text())
            return self._done(executed.problem)
        _write(stage / self.path.name, executed.as_text())
        _write(stage / f"{name}.html", executed.as_page(name))
        return self._done(files=self.outputs.replace(name))

    def failed(self, error: BaseException) -> Outcome:
        """Note what kept the notebook from being run, or its outputs from being put in place."""
        problem = one_line(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {one_line(error)}"
        self.outputs.keep_failed(self.path.stem, problem)
        return self._done(problem)

    def _done(self, problem: str = "", files: Sequence[Path] = ()) -> Outcome:
        """Bring the index up to date, and return what came of the notebook."""
        self.outputs.put(INDEX, gallery_page(self.outputs, self.language))
        return Outcome(self.path.stem, tuple(files), problem)

    def _parameters(self, stage: Path) -> dict[str, str | bool]:
        """Return the parameters of the run, those that the notebook has; raise ValueError when it lacks one that all need."""
        known = parameters_of(self.path)
        folders = {"SEEDS": relative(self.seeds, self.path), "OUT": relative(stage, self.path)}
        needed = {**folders, "LANGUAGE": self.language}
        if missing := sorted(set(needed) - known):
            msg = f"no parameters {missing} in its cell tagged 'parameters'; it has {sorted(known)}"
            raise ValueError(msg)
        chosen = {name: relative(one, self.path) if isinstance(one, Path) else one for name, one in self.chosen.items()}
        wanted: dict[str, str | bool] = {"INTERACTIVE": False, **chosen}
        return needed | {name: value for name, value in wanted.items() if name in known}


def relative(path: Path, notebook: Path) -> str:
    """Return `path` as the notebook sees it, so that no machine's folders stand in the executed copy."""
    there, here = path.resolve(), notebook.parent.resolve()
    return Path(os.path.relpath(there, here) if there.drive == here.drive else there).as_posix()


async def _run_all(jobs: Sequence[Job], stop: Stop, tell: Callable[[Outcome], object]) -> list[Outcome]:
    """Run the jobs, two at once, until all have ended or the run is asked to stop; return what came of each."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def in_turn(job: Job) -> Outcome:
        async with gate:
            return await job.run()

    tasks = {asyncio.create_task(in_turn(job)): job for job in jobs}
    outcomes: dict[Job, Outcome] = {}
    pending = set(tasks)
    while pending and not stop.signals:
        ended, pending = await asyncio.wait(pending, timeout=TICK, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            outcomes[tasks[task]] = outcome = _outcome(task, tasks[task])
            tell(outcome)
    await _cancel(pending)
    return [outcomes.get(job) or _outcome(task, job) for task, job in tasks.items()]


def _outcome(task: "asyncio.Task[Outcome]", job: Job) -> Outcome:
    """Return what came of a task that has ended."""
    if task.cancelled():
        return Outcome(job.path.stem, problem=INTERRUPTED)
    error = task.exception()
    return job.failed(error) if error else task.result()


async def _cancel(tasks: set["asyncio.Task[Outcome]"]) -> None:
    """Cancel tasks and wait until their kernels are gone."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


@contextmanager
def _stopping() -> Iterator[Stop]:
    """Note the signals that ask a process to stop, instead of being stopped in the midst of something."""
    stop = Stop()
    try:
        heard = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]  # nohup
        before = {number: signal.signal(number, stop) for number in heard}
    except ValueError:  # not in the main thread, which alone hears of signals
        yield stop
        return
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(path: Path, text: str) -> None:
    """Write a file with the line ends that it has everywhere."""
    path.write_text(text, encoding="utf-8", newline="\n")

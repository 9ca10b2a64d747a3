"""A run: every notebook executed from `seeds/`, with what it made in one folder of `figures/`."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import nbformat
import papermill
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from tqdm.auto import tqdm

from corpus_tools.sources.issues import Issue

MANIFEST = "manifest.json"
AT_ONCE = 2  # notebooks: each takes one core and about half a gigabyte, which every machine has twice
PACKAGES = ("corpus-tools", "pandas", "matplotlib", "jieba", "rjieba", "wordcloud", "numpy", "scipy", "duckdb")
# what papermill and the kernel write into a notebook that differs from one execution, or one Python, to the next
VOLATILE_CELL = ("papermill", "execution")
VOLATILE_NOTEBOOK = ("papermill", "language_info")
# errors only: a kernel on this machine's own loopback warns at every start that its sockets are not encrypted
QUIET_KERNEL = "--IPKernelApp.log_level=40"


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


def run_name(issues: Sequence[Issue]) -> str:
    """Return the folder name of a run on `issues`: the issue's id, or the first and the last id of several.

    >>> run_name([Issue("a.txt", "", "湖南日报", "2024-01-13"), Issue("b.txt", "", "湖南日报", "2024-01-14")])
    '湖南日报-2024-01-13…湖南日报-2024-01-14'
    """
    ids = sorted(issue.issue_id for issue in issues)
    return ids[0] if len(ids) == 1 else f"{ids[0]}…{ids[-1]}"


def run_notebooks(notebooks: Sequence[Path], out: Path, *, seeds: Path, language: str = "en") -> list[Path]:
    """Execute `notebooks`, two at once, and return every file that they wrote into `out`, sorted.

    Each leaves its figures and tables, and its executed copy as ``.ipynb`` and ``.html``. What an earlier run of the
    same notebook left there is removed first, by its manifest. The same seeds give the same bytes.

    Raises RuntimeError when a cell fails; the executed copy then holds the error, and those that have not begun are not run.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = read_manifest(out)
    for name in (name for notebook in notebooks for name in made.pop(notebook.stem, {})):
        (out / name).unlink(missing_ok=True)
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:  # papermill changes the working folder
        running = {
            pool.submit(execute, notebook, out, parameters_of(notebook, out, seeds, language)): notebook
            for notebook in notebooks
        }
        try:
            for done in tqdm(as_completed(running), total=len(running), unit="notebook", leave=False, disable=None):
                done.result()
                made[running[done].stem] = digests(files_of(running[done], out))
                write_manifest(out, made)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return sorted(out / name for notebook in notebooks for name in made[notebook.stem])


def parameters_of(notebook: Path, out: Path, seeds: Path, language: str) -> dict[str, str | bool]:
    """Return the parameters of a run, those that the notebook has; raise RuntimeError when it lacks one that all need."""
    known = set(papermill.inspect_notebook(str(notebook)))
    needed = {"SEEDS": relative(seeds, notebook), "OUT": relative(out, notebook), "LANGUAGE": language}
    if missing := sorted(set(needed) - known):
        msg = f"{notebook.name} has no parameters {missing} in its cell tagged 'parameters'; it has {sorted(known)}"
        raise RuntimeError(msg)
    return needed | ({"INTERACTIVE": False} if "INTERACTIVE" in known else {})


def execute(notebook: Path, out: Path, parameters: Mapping[str, str | bool]) -> None:
    """Write the executed copy of `notebook` into `out`, as ``.ipynb`` and ``.html``, without what changes from run to run."""
    copy = out / notebook.name
    try:
        papermill.execute_notebook(
            str(notebook),
            str(copy),
            parameters=dict(parameters),
            kernel_name="python3",
            cwd=str(notebook.parent),
            progress_bar=False,
            extra_arguments=[QUIET_KERNEL],
        )
    except PapermillExecutionError as error:
        msg = f"{copy}, cell {error.exec_count}: {error.ename}: {error.evalue}"
        raise RuntimeError(msg) from error
    executed = without_volatile(nbformat.read(copy, as_version=4))
    nbformat.write(executed, copy)
    copy.with_suffix(".html").write_text(as_page(executed, notebook.stem), encoding="utf-8", newline="\n")


def without_volatile(notebook: NotebookNode) -> NotebookNode:
    """Return an executed notebook without timings, interpreter version and random cell ids."""
    result = nbformat.from_dict(notebook)
    for key in VOLATILE_NOTEBOOK:
        result.metadata.pop(key, None)
    for number, cell in enumerate(result.cells, 1):
        cell.id = f"cell-{number:02d}"
        for key in VOLATILE_CELL:
            cell.metadata.pop(key, None)
    return result


def as_page(notebook: NotebookNode, title: str) -> str:
    """Return an executed notebook as one HTML page that needs no network: without the scripts, which all load more."""
    page, _ = HTMLExporter(template_name="lab").from_notebook_node(notebook, resources={"metadata": {"name": title}})
    return re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)


def relative(path: Path, notebook: Path) -> str:
    """Return `path` as the notebook sees it, so that no machine's folders stand in the executed copy."""
    return Path(os.path.relpath(path.resolve(), notebook.parent.resolve())).as_posix()


def files_of(notebook: Path, out: Path) -> list[Path]:
    """Return the files in `out` that `notebook` made, sorted: their names begin with its number."""
    number = notebook.stem.split("_")[0]
    return sorted(path for path in out.glob(f"{number}_*") if path.is_file())


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def read_manifest(out: Path) -> dict[str, dict[str, str]]:
    """Return what earlier runs left in `out`: the files of each notebook with their SHA-256."""
    path = out / MANIFEST
    return json.loads(path.read_text(encoding="utf-8"))["notebooks"] if path.is_file() else {}


def write_manifest(out: Path, made: Mapping[str, Mapping[str, str]]) -> None:
    """Write what stands in `out`, which notebook made it, and with which versions."""
    record = {"packages": {name: version(name) for name in PACKAGES}, "notebooks": dict(sorted(made.items()))}
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (out / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")

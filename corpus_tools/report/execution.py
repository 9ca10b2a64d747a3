"""A notebook → its executed copy, in a kernel of its own: the same bytes each time, whatever comes of it."""

import asyncio
import os
import re
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from corpus_tools.report.translation import SOURCE, translate
from corpus_tools.report.webfont import with_font
from corpus_tools.text.progress import HIDDEN

# errors only: a kernel on this machine's own loopback warns at every start that its sockets are not encrypted
KERNEL_OPTIONS = ["--IPKernelApp.log_level=40", "--HistoryManager.hist_file=:memory:"]
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">"""
# The theme's colours of code that are too pale on its ground (WCAG AA: 4.5 to 1), darker
INK = """<style>:root { --jp-mirror-editor-comment-color: #2f6b6b; --jp-mirror-editor-number-color: #066d06; --jp-mirror-editor-operator-color: #8010d0; }</style>
</head>"""
PATIENCE = 120  # seconds for a kernel to start: a minute is not enough on a machine that is doing something else
# what papermill and the kernel write into a notebook that differs from one execution, or one Python, to the next
VOLATILE_CELL = ("papermill", "execution")
VOLATILE_NOTEBOOK = ("papermill", "language_info")

PICTURE = "image/png"
# What nbconvert writes for a picture of an output.
NO_ALT = '<img alt="(No description has been provided for this image)"'


@dataclass(frozen=True)
class Executed:
    """An executed notebook, and what was wrong, on one line: nothing, where every cell ran."""

    notebook: NotebookNode
    problem: str = ""

    def as_text(self) -> str:
        """Return it as the text of an ``.ipynb`` file."""
        return nbformat.writes(self.notebook) + "\n"

    def as_page(self, title: str) -> str:
        """Return it as one HTML page that needs no network: without the scripts, which all load more.

        The browser is told to run none and to ask for nothing, whatever the cells have put out. Its Chinese is shown by a
        typeface in the page.
        """
        resources = {"metadata": {"name": title}}
        page, _ = page_maker().from_notebook_node(self.notebook, resources=resources)
        page = self._with_alt_texts(page)
        for gone in (r"<script\b.*?</script\b[^>]*>", r"<meta\b[^>]*\brefresh\b[^>]*>"):
            page = re.sub(gone, "", page, flags=re.DOTALL | re.IGNORECASE)
        page = page.replace("</head>", INK, 1)
        return with_font(re.sub(r"<head\b[^>]*>", lambda head: head[0] + POLICY, page, count=1))

    def _with_alt_texts(self, page: str) -> str:
        """Return a page in which each picture has the alt text of its output, which nbconvert leaves out."""
        outputs = [output for cell in self.notebook.cells for output in cell.get("outputs", [])]
        pictures = [output for output in outputs if PICTURE in output.get("data", {})]
        said = iter([output.metadata.get(PICTURE, {}).get("alt", "") for output in pictures])
        return re.sub(NO_ALT, lambda found: f'<img alt="{escape(next(said, "") or found[1])}"', page)


@cache
def page_maker() -> HTMLExporter:
    """Return what makes pages of notebooks; its templates are compiled once."""
    return HTMLExporter(template_name="lab")


async def execute(path: Path, parameters: Mapping[str, object]) -> Executed:
    """Execute the notebook at `path` with `parameters`, in its own folder, to its end or to the first cell that fails.

    Its prose is in the ``LANGUAGE`` of the parameters, English where there is none.

    The kernel is this Python, whatever others the machine has by that name; it ends with this call, also when the call
    is cancelled.
    """
    source = translate(load_notebook_node(str(path)), str(parameters.get("LANGUAGE", SOURCE)))
    notebook = parameterize_notebook(source, dict(parameters), kernel_name="python3")
    manager = AsyncKernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    client = NotebookClient(notebook, km=manager, timeout=None, record_timing=False)
    problem = ""
    try:
        await _start(client, path.parent)
        for index, cell in enumerate(notebook.cells):
            await client.async_execute_cell(cell, index)
        client.set_widgets_metadata()
    except CellExecutionError as error:
        problem = f"cell {client.code_cells_executed}: {error.ename}: {one_line(error.evalue)}"
    except DeadKernelError:
        if asyncio.current_task().cancelling():  # the client takes a cancelled wait for a dead kernel
            raise asyncio.CancelledError from None
        problem = f"cell {client.code_cells_executed}: the kernel died; was there too little memory?"
    finally:
        await _to_its_end(_stop(client))
    return Executed(_without_volatile(notebook), problem)


def parameters_of(path: Path) -> set[str]:
    """Return the names that stand in the cell of a notebook which is tagged ``parameters``."""
    return set(papermill.inspect_notebook(str(path)))


def relocated(executed: Executed, written: str, final: str) -> Executed:
    """Return the notebook as if it had written into `final`, in whatever way a path is spelled in it.

    `written` is the folder, with forward slashes, where its outputs were put aside while it ran.

    >>> cell = nbformat.v4.new_code_cell("OUT = '../figures/.run-1/03'")
    >>> relocated(Executed(nbformat.v4.new_notebook(cells=[cell])), ".run-1/03", "a-page").notebook.cells[0].source
    "OUT = '../figures/a-page'"
    """
    escaped = written.encode("unicode_escape").decode("ascii")  # as the cell of parameters has it
    spellings = [
        name.replace("/", sign) for name in (written, escaped) for sign in ("/", *("\\" * n for n in (1, 2, 4)))
    ]

    def corrected(value: object) -> object:
        if isinstance(value, str):
            for spelling in spellings:
                value = value.replace(spelling, final)
            return value
        if isinstance(value, dict):
            return type(value)({key: corrected(item) for key, item in value.items()})
        return [corrected(item) for item in value] if isinstance(value, list) else value

    return Executed(nbformat.from_dict(corrected(executed.notebook)), corrected(executed.problem))


def one_line(text: object) -> str:
    """Return a text without line breaks and runs of spaces.

    >>> one_line("it is\\n   wrong")
    'it is wrong'
    """
    return " ".join(str(text).split())


async def _start(client: NotebookClient, folder: Path) -> None:
    """Start the kernel of `client`, and wait until it answers."""
    environment = _environment() | {HIDDEN: "1"}
    await client.km.start_kernel(cwd=os.fspath(folder), env=environment, extra_arguments=KERNEL_OPTIONS)
    client.kc = client.km.client()
    client.kc.start_channels()
    await client.kc.wait_for_ready(timeout=PATIENCE)
    client.kc.allow_stdin = False


def _environment() -> dict[str, str]:
    """Return the environment of a kernel: without an ``IPYTHONDIR`` that cannot be made, which keeps one from starting."""
    kept = dict(os.environ)
    try:
        Path(kept.get("IPYTHONDIR") or ".").mkdir(parents=True, exist_ok=True)
    except OSError:
        del kept["IPYTHONDIR"]
    return kept


async def _to_its_end(steps: Coroutine[object, object, None]) -> None:
    """Wait until `steps` are done, also where the wait is cancelled."""
    task = asyncio.ensure_future(steps)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


async def _stop(client: NotebookClient) -> None:
    """End the kernel of `client`, at once: nothing in it is still needed."""
    if client.km.has_kernel:
        await client.km.shutdown_kernel(now=True)
    if client.kc is not None:
        client.kc.stop_channels()


def _without_volatile(notebook: NotebookNode) -> NotebookNode:
    """Return an executed notebook without timings, interpreter version and random cell ids."""
    result = nbformat.from_dict(notebook)
    for key in VOLATILE_NOTEBOOK:
        result.metadata.pop(key, None)
    for number, cell in enumerate(result.cells, 1):
        cell.id = f"cell-{number:02d}"
        for key in VOLATILE_CELL:
            cell.metadata.pop(key, None)
    return result

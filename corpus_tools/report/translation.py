"""A notebook → the same notebook in another language: translations stand beside the cells, in the metadata of each.

A cell of prose holds its translation under the name of the language (``"zh"``); so does the cell of parameters, whose
comments are prose: its code is the same.
"""

import re
from pathlib import Path
from typing import Final

import nbformat
from nbformat import NotebookNode

SOURCE: Final = "en"  # the language that the cells themselves are in
TRANSLATED: Final = ("zh",)
STATED: Final = re.compile(rf'^LANGUAGE = "{SOURCE}"', re.MULTILINE)


def translate(notebook: NotebookNode, language: str = SOURCE) -> NotebookNode:
    """Return a notebook in `language`, without the translations in its metadata.

    A cell without a translation stays as it is: a reader's own, say. Raises ValueError for an unknown language.

    >>> cell = nbformat.v4.new_markdown_cell("# Terms", metadata={"zh": "# 词频"})
    >>> translate(nbformat.v4.new_notebook(cells=[cell]), "zh").cells[0].source
    '# 词频'
    """
    if language not in (SOURCE, *TRANSLATED):
        msg = f"no notebooks in {language!r}; there are {', '.join((SOURCE, *TRANSLATED))}"
        raise ValueError(msg)
    result = nbformat.from_dict(notebook)
    for cell in result.cells:
        said = {name: cell.metadata.pop(name) for name in TRANSLATED if name in cell.metadata}
        cell.source = said.get(language, cell.source)
    return result


def write_translations(folder: Path, language: str, out: Path) -> list[Path]:
    """Write the notebooks of `folder` in `language` into the folder `out` and return the paths; one that is there stays as it is.

    Their parameters state the language, so that they can be opened and run as they are.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for path in sorted(folder.glob("*.ipynb")):
        target = out / path.name
        if not target.exists():
            notebook = translate(nbformat.read(path, as_version=4), language)
            for cell in notebook.cells:
                cell.source = STATED.sub(f'LANGUAGE = "{language}"', cell.source)
            target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
        written.append(target)
    return written

"""A kit of small notebooks, for the tests of runs: each says in one cell what it does."""

import nbformat

PARAMETERS = 'SEEDS = "../seeds"\nOUT = "../figures/draft"\nLANGUAGE = "en"'
WRITES = 'from pathlib import Path\n[Path(f"{OUT}/{name}").write_text(LANGUAGE) for name in NAMES]\n[Path(OUT, name) for name in NAMES]'


def notebook(*sources, parameters=PARAMETERS):
    """A notebook with a heading, a cell of parameters, and a cell for each source."""
    first = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]} if parameters else {})
    cells = [nbformat.v4.new_markdown_cell("# 03 A question"), first, *map(nbformat.v4.new_code_cell, sources)]
    return nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )


def writing(*names, then=""):
    """A notebook that writes files and then does something more."""
    return notebook(f"NAMES = {list(names)}\n{WRITES}", *([then] if then else []))


def make_kit(folder, **notebooks):
    """Write notebooks by their stems (their letter before the number is left out) into a kit, and return their paths."""
    (folder / "notebooks").mkdir(parents=True, exist_ok=True)
    paths = [folder / "notebooks" / f"{stem[1:]}.ipynb" for stem in notebooks]
    for path, content in zip(paths, notebooks.values(), strict=True):
        nbformat.write(content, path)
    return paths

"""The record of how a file came about: inputs, vocabulary, parameters, versions. The same run gives the same record.

No commit id is in it, because that would change the bytes of every committed figure with each commit. The SHA-256 of
the package's own source says the same of what matters.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from corpus_tools.drawing.fonts import FAMILY, load_font
from corpus_tools.issues import Issue
from corpus_tools.lexicon import Lexicon

# What can change a number or a picture. Python itself and the machine are left out: they change neither.
PACKAGES = ("matplotlib", "fonttools", "networkx", "pandas", "numpy", "scipy", "duckdb", "jieba", "rjieba")
SOURCES = (".py", ".tsv", ".toml", ".mplstyle", ".html")


def provenance(
    inputs: Iterable[Issue | Path | str] = (),
    lexicon: Lexicon | None = None,
    parameters: Mapping[str, object] | None = None,
) -> dict:
    """Return the record of a figure or a table, ready for JSON: no time, no folder and no machine is in it.

    `inputs` are issues, or paths of files; `lexicon` is the `Lexicon` of the tokens; `parameters` are the choices of
    the analysis, its random seed among them.

    Examples
    --------
    >>> provenance(parameters={"top": 20, "seed": 7})["parameters"]
    {'seed': 7, 'top': 20}
    """
    return {
        "inputs": dict(sorted(map(_fingerprint, inputs))),
        "lexicon": lexicon.hash if lexicon else None,
        "parameters": dict(sorted((parameters or {}).items())),
        "code_sha256": code_digest(),
        "font": {"name": FAMILY, "sha256": load_font()},
        "packages": {name: version(name) for name in PACKAGES},
    }


def _fingerprint(source: Issue | Path | str) -> tuple[str, str]:
    """Return the name and the SHA-256 of an input."""
    if isinstance(source, Issue):
        return Path(source.path).name, source.sha256
    return Path(source).name, hashlib.sha256(Path(source).read_bytes()).hexdigest()


@cache
def code_digest() -> str:
    """Return the SHA-256 of the package's modules and resources, whatever the line ends of the checkout."""
    root = Path(str(files("corpus_tools")))
    paths = sorted(path for path in root.rglob("*") if path.suffix in SOURCES)
    record = "\0".join(f"{path.relative_to(root).as_posix()}\0{path.read_text(encoding='utf-8')}" for path in paths)
    return hashlib.sha256(record.encode("utf-8")).hexdigest()

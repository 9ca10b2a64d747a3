"""The record of how a file came about: inputs, vocabulary, rules, parameters, versions. The same run gives the same record.

Neither a commit id nor a digest of the code is in it: a change of a docstring would change the bytes of every committed
figure. The version of the package and the hash of its rules (word lists, units, weights) say what a number rests on.
"""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import corpus_tools
from corpus_tools.plots.fonts import FAMILY, load_font
from corpus_tools.rules import Rules
from corpus_tools.sources.issues import Issue
from corpus_tools.tokens.lexicon import Lexicon

if TYPE_CHECKING:
    from corpus_tools.corpus.opening import Corpus
    from corpus_tools.topics.scoring import Topics
    from corpus_tools.topics.validation import Coding

KIT = "corpus-tools"
# What can change a number or a picture. Python itself and the machine are left out: they change neither.
PACKAGES = (
    "corpus-tools",
    "matplotlib",
    "fonttools",
    "networkx",
    "pandas",
    "numpy",
    "scipy",
    "duckdb",
    "jieba",
    "rjieba",
    "wordcloud",
    "pillow",
)


class Origin(TypedDict, total=False):
    """What a figure or a table was made from, as `provenance` takes it."""

    corpus: "Corpus | None"
    inputs: Iterable[Issue | Rules | Path | str]
    lexicon: Lexicon | None
    topics: "Topics | None"
    coding: "Coding | None"
    parameters: Mapping[str, object] | None


def provenance(
    inputs: Iterable[Issue | Rules | Path | str] = (),
    lexicon: Lexicon | None = None,
    parameters: Mapping[str, object] | None = None,
    corpus: "Corpus | None" = None,
    topics: "Topics | None" = None,
    *,
    coding: "Coding | None" = None,
) -> dict:
    """Return the record of a figure or a table, ready for JSON: no time, no folder and no machine is in it.

    `corpus` states its own inputs, lexicon and rules, `topics` the file of their dictionary, `coding` the
    workbook that was filled in. `inputs` are issues, paths of files, and the `Rules` that they were read with (those of the corpus, or else the package's own, where none are given); `lexicon` is the `Lexicon` of the
    tokens; `parameters` are the choices of the analysis, its random seed among them.

    Examples
    --------
    >>> provenance(parameters={"top": 20, "seed": 7})["parameters"]
    {'seed': 7, 'top': 20}
    """
    held = corpus if corpus and corpus.states else None  # of no issues, neither lexicon nor rules are known
    given, words = tuple(inputs), lexicon or (held.lexicon if held else None)
    rules = next((one for one in given if isinstance(one, Rules)), held.rules if held else Rules())
    known = dict(held.inputs) if held else {}
    known |= dict(topics.inputs) if topics else {}
    known |= dict(coding.inputs) if coding else {}
    known |= dict(_fingerprint(one) for one in given if not isinstance(one, Rules))
    return {
        "inputs": dict(sorted(known.items())),
        "lexicon": words.hash if words else None,
        "parameters": dict(sorted((parameters or {}).items())),
        "rules": rules.hash,
        "font": {"name": FAMILY, "sha256": load_font()},
        "packages": versions(PACKAGES),
    }


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Return the version of each package; the kit's own is that of its code, which need not be installed.

    >>> versions(["corpus-tools"]) == {"corpus-tools": corpus_tools.__version__}
    True
    """
    return {name: corpus_tools.__version__ if name == KIT else version(name) for name in packages}


def _fingerprint(source: Issue | Path | str) -> tuple[str, str]:
    """Return the name and the SHA-256 of an input."""
    if isinstance(source, Issue):
        return Path(source.path).name, source.sha256
    return Path(source).name, hashlib.sha256(Path(source).read_bytes()).hexdigest()

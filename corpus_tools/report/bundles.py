"""A bundle → what it was made from that is no longer so: files, word list and rules that have changed since."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus_tools.corpus.opening import Corpus

# What a record holds beside its files by which it is a figure's or a table's, and not that of a run.
RECORDED = ("inputs", "lexicon", "rules")


@dataclass(frozen=True)
class Outdated:
    """A figure or a table that is older than what it was made from, and why."""

    record: Path
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.record}: {'; '.join(self.reasons)}"


def outdated_bundles(figures: str | Path, seeds: str | Path, corpus: Corpus) -> list[Outdated]:
    """Return the bundles in a folder and the folders in it that are older than what they were made from.

    `corpus` is that of all issues of the seeds, brought up to date (``open_corpus(store, seeds=seeds)``). A file is known by
    its name: of two with one name in the seeds, either will do.

    The limit of the method: a bundle is compared with what its record names; that an issue has come since is no reason.
    """
    held = {**_files(Path(seeds)), **{name: {sha256} for name, sha256 in corpus.inputs.items()}}
    known = {"lexicon": corpus.lexicon.hash, "rules": corpus.rules.hash}
    found = []
    for path in sorted(path for path in Path(figures).rglob("*.json") if path.is_file()):
        record = _record(path)
        if record and (reasons := tuple(_reasons(record, held, known))):
            found.append(Outdated(path, reasons))
    return found


def _reasons(record: Mapping[str, object], held: Mapping[str, set[str]], known: Mapping[str, str]) -> Iterator[str]:
    """Yield what a record names that is no longer so."""
    for name, sha256 in dict(record["inputs"]).items():
        if name not in held:
            yield f"{name} is no longer among the seeds"
        elif str(sha256) not in held[name]:
            yield f"{name} has changed"
    if record["lexicon"] not in (None, known["lexicon"]):
        yield "the word list has changed"
    if record["rules"] != known["rules"]:
        yield "the rules have changed"


def _record(path: Path) -> Mapping[str, object] | None:
    """Return the record of a bundle; None for a file that is something else."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None
    known = isinstance(record, dict) and all(name in record for name in RECORDED)
    return record if known and isinstance(record["inputs"], dict) else None


def _files(folder: Path) -> dict[str, set[str]]:
    """Return the SHA-256 of the files in a folder and the folders in it, by their names."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.setdefault(path.name, set()).add(hashlib.sha256(path.read_bytes()).hexdigest())
    return found

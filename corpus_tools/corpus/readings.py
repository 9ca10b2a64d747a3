"""What files hold that are read together: their issues without text, and the files that cannot be used; known by a hash.

Kept in a store apart from the states of the issues: whether an id is shared, and by whom, is asked of all files together.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus_tools.corpus.states import Page
from corpus_tools.corpus.storage import DIGITS, SCHEMA
from corpus_tools.tables import SeedError
from corpus_tools.text.files import write

FOLDER: Final = "readings"
FAILED: Final = "failed.json"


@dataclass(frozen=True)
class Failure:
    """A file that could not be used, or a row or decision that speaks of none."""

    path: str
    line: int | None
    problem: str

    @property
    def error(self) -> SeedError:
        """The failure as the error that it was."""
        return SeedError(self.problem, self.path, self.line)


@dataclass(frozen=True)
class Outcome:
    """What files hold that were read together."""

    pages: tuple[Page, ...]
    failures: tuple[Failure, ...]


def outcome_name(hash_: str) -> str:
    """Return the name of the file that keeps what a reading gave."""
    return f"{hash_[: 2 * DIGITS]}.json"


def save_outcome(store: Path, hash_: str, found: Outcome) -> None:
    """Keep what a reading gave."""
    entry = {"schema": SCHEMA, "pages": [page.plain() for page in found.pages], "failures": _plain(found.failures)}
    write(store / FOLDER / outcome_name(hash_), _encoded(entry))


def read_outcome(store: Path, hash_: str) -> Outcome | None:
    """Return what a reading gave, or None where that is not known."""
    try:
        entry = json.loads((store / FOLDER / outcome_name(hash_)).read_text(encoding="utf-8"))
        pages = tuple(Page.read(page) for page in entry["pages"])
        return Outcome(pages, tuple(Failure(**one) for one in entry["failures"])) if entry["schema"] == SCHEMA else None
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def read_failures(store: Path) -> tuple[Failure, ...]:
    """Return what the last build could not use."""
    try:
        return tuple(Failure(**one) for one in json.loads((store / FAILED).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return ()


def save_failures(store: Path, failures: Iterable[Failure]) -> None:
    """Write what could not be used, unless the same stands there already."""
    content, path = _encoded(_plain(in_order(failures))), store / FAILED
    if not path.is_file() or path.read_bytes() != content:
        write(path, content)


def in_order(failures: Iterable[Failure]) -> list[Failure]:
    """Return failures in the order of their files, each once."""
    return sorted(dict.fromkeys(failures), key=lambda one: (one.path, one.line or 0, one.problem))


def _plain(failures: Iterable[Failure]) -> list[dict[str, object]]:
    """Return failures as JSON holds them."""
    return [vars(one) for one in failures]


def _encoded(entry: object) -> bytes:
    """Return the bytes of a file."""
    return f"{json.dumps(entry, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()

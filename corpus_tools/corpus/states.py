"""The state of one issue in a store: what it was made of and what was made of it, in one small file, written last.

What no state names is not there: a reader goes by the states, so it never sees a file that a crash left behind.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, Self

import corpus_tools
from corpus_tools.corpus.storage import COUNTED, PARSED, SCHEMA, digest
from corpus_tools.text.files import write

FOLDER: Final = "state"
NAMELESS: Final = "unknown"  # in the place of a newspaper that nothing states
SUFFIX: Final = ".json"
# The parts of the package that decide what stands in the tables; plots and reports do not.
DECIDING: Final = ("text", "sources", "layout", "articles", "quantities", "tokens")
GRAMMAR: Final = "resources/grammar"
DECIDING_MODULES: Final = ("tables.py", "rules.py", "stats/counts.py", "corpus/storage.py", "corpus/stages.py")

# What every file system takes in a name, and how many bytes of it: the hashes and endings come on top.
FOREIGN: Final = re.compile(r"[^\w.·-]+")
LONGEST: Final = 120


@dataclass(frozen=True)
class Page:
    """One issue as the files state it, or one page of it.

    Attributes
    ----------
    path, nth
        The file that names it, below the folder of issues, and its place among the issues in that file, from 0.
    beside
        Further files that its text was taken from: the articles of a saved list.
    sha256, text
        Of its files, and of its text alone, by which a copy is known.
    imprint
        Newspaper, date, page and how they are known; every field of `Issue` but its text.
    decisions
        The hash of a reader's decisions on its lines.
    """

    issue_id: str
    path: str
    nth: int
    beside: tuple[str, ...]
    sha256: str
    text: str
    imprint: Mapping[str, Any]
    decisions: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that its text is in."""
        return (self.path, *self.beside)

    @property
    def unit(self) -> str:
        """What is parsed together: the issue of a newspaper and day, as pages continue each other's articles; or itself."""
        newspaper, date = self.imprint["newspaper"], self.imprint["date"]
        return f"{newspaper or NAMELESS}-{date}" if date else self.issue_id

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> Self:
        """Return what `plain` gave."""
        return cls(**{**entry, "beside": tuple(entry["beside"])})

    def plain(self) -> dict[str, Any]:
        """Return the value as JSON holds it."""
        return {**vars(self), "beside": list(self.beside)}


KNOWN: Final = ("unit", "newspaper", "date", "lexicon", "rules", "sums")


@dataclass(frozen=True)
class Stored:
    """One table of one issue in a file: its name, size and SHA-256, its rows, and the hash of what it was made from."""

    file: str
    rows: int
    bytes: int
    sha256: str
    made_from: str


@dataclass(frozen=True)
class State:
    """What one issue was made of, what was made of it, and how much there is."""

    unit: str
    newspaper: str
    date: str
    lexicon: str
    rules: str
    pages: tuple[Page, ...]
    tables: Mapping[str, Stored]
    sums: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, content: str) -> Self:
        """Return the state in a file; raise ValueError where it is of another schema or none."""
        entry = json.loads(content)
        if entry.pop("schema") != SCHEMA:
            msg = "the state is of another version"
            raise ValueError(msg)
        pages = tuple(Page.read(page) for page in entry.pop("pages"))
        return cls(pages=pages, tables={name: Stored(**made) for name, made in entry.pop("tables").items()}, **entry)

    @cached_property
    def content(self) -> bytes:
        """The bytes of its file: the same for the same state, with no time and no machine in them."""
        tables = {name: vars(made) for name, made in self.tables.items()}
        pages = [page.plain() for page in self.pages]
        entry = {"schema": SCHEMA, **{key: getattr(self, key) for key in KNOWN}, "pages": pages, "tables": tables}
        return f"{json.dumps(entry, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def file_name(unit: str) -> str:
    """Return the name of an issue as a file on every system.

    >>> file_name("湖南日报-2024-01-13")
    '湖南日报-2024-01-13'
    """
    plain = FOREIGN.sub("_", unit).encode()[:LONGEST].decode(errors="ignore")
    # Two names can become one, and some systems do not tell capitals.
    return plain if plain == unit == unit.casefold() else f"{plain}~{digest(unit.encode())[:8]}"


def save_state(store: Path, state: State) -> None:
    """Write a state, unless it stands there already."""
    path = store / FOLDER / f"{file_name(state.unit)}{SUFFIX}"
    if not path.is_file() or path.read_bytes() != state.content:
        write(path, state.content)


def read_state(store: Path, unit: str) -> State | None:
    """Return the state of one issue, or None."""
    return _read(store / FOLDER / f"{file_name(unit)}{SUFFIX}")


def read_states(store: Path) -> dict[str, State]:
    """Return the states of a store by issue, in the order of date, newspaper and name; damaged ones are left out."""
    found = [_read(path) for path in (store / FOLDER).glob(f"*{SUFFIX}") if not path.name.startswith(".")]
    states = sorted((state for state in found if state), key=lambda state: (state.date, state.newspaper, state.unit))
    return {state.unit: state for state in states}


def _read(path: Path) -> State | None:
    """Return the state in a file, or None where there is none that can be read: it is then made again."""
    try:
        return State.read(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def hash_of(*parts: object) -> str:
    """Return one hash of several values that JSON can hold."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def parsed_from(pages: Iterable[Page], rules: str) -> str:
    """Return the hash of what the tables of a parse are made from."""
    return hash_of(SCHEMA, code(), rules, [page.plain() for page in pages])


def counted_from(articles: str, lexicon: str) -> str:
    """Return the hash of what tokens and counts are made from: the SHA-256 of the articles, and of the word list."""
    return hash_of(SCHEMA, code(), lexicon, articles)


def stale(state: State | None, pages: Iterable[Page], rules: str, lexicon: str) -> tuple[str, ...]:
    """Return the tables that must be made again, by what they were made from."""
    if state is None:
        return (*PARSED, *COUNTED)
    parsed = parsed_from(pages, rules)
    old = tuple(name for name in PARSED if state.tables[name].made_from != parsed)
    if old:
        return (*PARSED, *COUNTED)
    counted = counted_from(state.tables["articles"].sha256, lexicon)
    return tuple(name for name in COUNTED if state.tables[name].made_from != counted)


@cache
def code() -> str:
    """Return the hash of the modules that decide what stands in the tables: a store of other code is stale."""
    return hash_of([path.read_text(encoding="utf-8") for path in deciding_files()])


def deciding_files() -> list[Path]:
    """Return the modules that decide what stands in the tables, and the grammar that they read by, in order."""
    root = Path(corpus_tools.__file__).parent
    paths = [root / name for name in DECIDING_MODULES]
    paths += [path for part in DECIDING for path in (root / part).glob("*.py")]
    return sorted([*paths, *(root / GRAMMAR).glob("*.tsv")])

"""Rules: the word lists, units, patterns and weights by which pages and sentences are read, with a researcher's own added."""

import hashlib
import json
import re
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self, TypeVar

from corpus_tools.arguments import as_path, held, of_stated_types
from corpus_tools.seed_files import read_list
from corpus_tools.tables import SeedError

Row = tuple[str, ...]
V = TypeVar("V")

# Packages whose resources decide what a page or a sentence is read as; a word list is the lexicon's, a label the plots'.
PACKAGES: Final = ("text", "sources", "layout", "articles", "quantities")
# Leading fields that tell one line from another, where one field does not: a word list holds many words.
SIGNS: Final = ("fold",)  # lists of single characters
# The fields of a list, and the settings, that are regular expressions.
PATTERNS: Final = {"guards": (0, 1), "patterns": (2,)}
FORMS: Final = ("column_forms", "signs", "openings")
KEY_FIELDS: Final = {"wordings": 2, "layout_weights": 3}
# The field of a list that is one of a few words, which are those of the package's own lines.
CLOSED: Final = {"units": 2, "wordings": 0, "patterns": 0, "cues": 1, "localities": 2}
# The field of a list that is Chinese characters, so that a number there was meant for something else.
CHINESE: Final = {"units": 3}
# Numbers that were fitted together; a line of one's own among them would mean nothing.
FITTED: Final = ("layout_weights", "layout_states", "cell_weights")
# A pattern of a reader's is tried on runs of a sign: what takes so many seconds for one of these is never done with a page.
TRIED, RUNS, TOO_LONG = "一1a，。 ", (12, 16, 20, 23), 0.05
# Settings with a table of their own for each newspaper, so that any name may stand at the top.
NAMED_FREELY: Final = ("newspapers",)


@cache
def _package_lists() -> Mapping[str, tuple[Row, ...]]:
    """Return the package's own ``.tsv`` files by name without suffix."""
    return MappingProxyType({name: _rows(text) for name, text in _resources(".tsv")})


@cache
def _package_settings() -> Mapping[str, Mapping[str, Any]]:
    """Return the package's own ``.toml`` files by name without suffix."""
    return MappingProxyType({name: tomllib.loads(text) for name, text in _resources(".toml")})


def _hash_of(lists: Mapping[str, tuple[Row, ...]], settings: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the SHA-256 of rules."""
    content = json.dumps([dict(lists), dict(settings)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


@cache
def _package_hash() -> str:
    """Return the SHA-256 of the package's own rules: computed once for all that hold them, for it takes 30 ms."""
    return _hash_of(_package_lists(), _package_settings())


def _resources(suffix: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each rule file of the package that ends in `suffix`."""
    for package in PACKAGES:
        for entry in sorted((files("corpus_tools.resources") / package).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(suffix):
                yield entry.name.removesuffix(suffix), entry.read_text(encoding="utf-8")


def _rows(text: str) -> tuple[Row, ...]:
    """Return the lines of a ``.tsv`` as tuples of fields, without comments and blank lines."""
    lines = (line for line in text.split("\n") if line.strip() and not line.startswith("#"))
    return tuple(tuple(line.rstrip("\r").split("\t")) for line in lines)


@of_stated_types
@dataclass(frozen=True, eq=False, repr=False)
class Rules:
    """What decides how text is read: units, cues, guards, bylines, newspapers, places, weights.

    `Rules()` holds the package's own; `Rules.read` adds the lines of a folder. A value: it never changes, two with the
    same content are equal, and `hash` names the content in every record of provenance.

    Attributes
    ----------
    lists : mapping of str to tuple of rows
        The ``.tsv`` files by name without suffix, each a tuple of rows of fields.
    settings : mapping of str to dict
        The ``.toml`` files by name without suffix.

    Examples
    --------
    >>> Rules().rows("units")[0][0]
    '元'
    >>> Rules() == Rules()
    True
    """

    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=_package_lists)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=_package_settings)

    @classmethod
    @held
    def read(cls, folder: str | Path) -> Self:
        """Return the package's rules with the files of `folder` added: the same names, the same fields.

        A line of a ``.tsv`` wins over the package's line with the same key (the first field; list and word in
        ``wordings.tsv``). Lists in a ``.toml`` are added to, other values are replaced. A folder that is not there
        adds nothing.

        Raises
        ------
        SeedError
            With file and line: a file that is no rule file, a line with too many fields, TOML that does not parse, a
            key that the package's file does not have, a value of another type.
        """
        lists, settings = dict(_package_lists()), dict(_package_settings())
        there = sorted(path for path in as_path(folder).glob("*") if not path.name.startswith((".", "README")))
        for path in there:
            if path.suffix == ".tsv" and path.stem in lists and path.stem not in FITTED:
                lists[path.stem] = _with_lines(path, lists[path.stem])
            elif path.suffix == ".toml" and path.stem in settings:
                settings[path.stem] = _with_settings(path, settings[path.stem])
            else:
                names = [f"{name}.tsv" for name in lists if name not in FITTED] + [f"{name}.toml" for name in settings]
                msg = f"not a file of rules; there are {', '.join(sorted(names))}"
                raise SeedError(msg, path)
        return cls(MappingProxyType(lists), MappingProxyType(settings))

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of the list called `name`, such as ``units``."""
        return self._named(name, self.lists)

    def table(self, name: str) -> Mapping[str, Any]:
        """Return the settings called `name`, such as ``bylines``."""
        return self._named(name, self.settings)

    @staticmethod
    def _named(name: str, known: Mapping[str, V]) -> V:
        """Return what is called so; raise ValueError where nothing is."""
        if name not in known:
            msg = f"no such rules – {name!r} – there are {', '.join(known) or 'none'}"
            raise ValueError(msg)
        return known[name]

    @cached_property
    def hash(self) -> str:
        """Return the SHA-256 of the content, whatever the files and folders it came from."""
        own = self.lists is _package_lists() and self.settings is _package_settings()
        return _package_hash() if own else _hash_of(self.lists, self.settings)

    @cached_property
    def _number(self) -> int:
        return int(self.hash[:15], 16)

    def __hash__(self) -> int:
        """Return a number from the content, so that what is made of rules can be remembered by them."""
        return self._number

    def __eq__(self, other: object) -> bool:
        """Tell whether `other` holds the same rules."""
        return self is other or (isinstance(other, Rules) and self.hash == other.hash)

    def __repr__(self) -> str:
        """Return how much there is, and the hash."""
        return (
            f"Rules({sum(map(len, self.lists.values()))} lines, {len(self.settings)} settings, hash={self.hash[:12]})"
        )


def _with_lines(path: Path, known: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return `known` with the lines of the file `path`, which win over those with the same key."""
    text, sizes = read_list(path), sorted(map(len, known))
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            _check(line, sizes[0], sizes[-1], path, number)
            _check_word(line, known, path, number)
    own, size = _rows(text), KEY_FIELDS.get(path.stem, 1)
    keys = {row[:size] for row in own}
    return (*(row for row in known if row[:size] not in keys), *own)


def _check(line: str, least: int, most: int, path: Path, number: int) -> None:
    """Raise SeedError for a line of a list that cannot be one of its rows."""
    fields = line.rstrip("\r").split("\t")
    count = f"{least}" if least == most else f"{least} to {most}"
    problem = ""
    if not fields[0].strip() or not least <= len(fields) <= most:
        problem = f"a line of {path.name} has {count} fields parted by tabs, the first not empty"
    elif path.stem in SIGNS and not all(len(each) == 1 for each in fields):
        problem = f"a line of {path.name} has two single characters"
    elif path.stem in PATTERNS:
        problem = next(filter(None, (_no_pattern(fields[place]) for place in PATTERNS[path.stem])), "")
    elif any(each.strip() and each.isascii() for each in fields[CHINESE.get(path.stem, most) :]):
        problem = f"field {CHINESE[path.stem] + 1} of {path.name} lists Chinese characters that must not follow"
    if problem:
        msg = f"{problem}; it is {line.strip()!r}"
        raise SeedError(msg, path, number)


def _check_word(line: str, known: tuple[Row, ...], path: Path, number: int) -> None:
    """Raise SeedError where a line has another word in the field that is one of a few."""
    place = CLOSED.get(path.stem)
    if place is None:
        return
    word = line.rstrip("\r").split("\t")[place]
    if word not in (there := {row[place] for row in known}):
        msg = f"{word!r} in field {place + 1} of {line.strip()!r} is none of {', '.join(sorted(there))}"
        raise SeedError(msg, path, number)


def _no_pattern(text: str) -> str:
    """Return why `text` is no regular expression that can be used; nothing where it is one."""
    try:
        pattern = re.compile(re.sub("⟨.+?⟩", "词", text))  # a list of words is put in later
    except (re.error, RecursionError, OverflowError) as error:
        return f"no regular expression – {error}"
    return f"a pattern that takes twice as long for each sign more – {text}" if _runs_away(pattern) else ""


def _runs_away(pattern: re.Pattern[str]) -> bool:
    """Tell whether a pattern tries every way to part a run of one of its own signs, or of a common one, behind another."""
    signs = dict.fromkeys([*(each for each in pattern.pattern if each.isalnum()), *TRIED])
    for before, sign, length in product(("", *signs), signs, RUNS):
        start = time.process_time()
        pattern.search(f"{before}{sign * length}\0")
        if time.process_time() - start > TOO_LONG:
            return True
    return False


def _with_settings(path: Path, known: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return `known` with the settings of the file `path` merged in."""
    try:
        own = tomllib.loads(read_list(path))
    except (ValueError, RecursionError) as error:
        msg = f"not valid TOML – {error}"
        raise SeedError(msg, path) from error
    unknown = [key for key in own if key not in known and path.stem not in NAMED_FREELY]
    if unknown:
        msg = f"unknown key {unknown[0]!r}; there are {', '.join(known)}"
        raise SeedError(msg, path)
    return _merged(known, own, path)


def _merged(known: Mapping[str, Any], own: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return `known` with `own` merged in: lists are added to, tables are merged, other values are replaced."""
    merged = dict(known)
    for key, value in own.items():
        before = known.get(key, value)
        if type(before) is not type(value):
            msg = f"{key!r} must be a {type(before).__name__}, not a {type(value).__name__}"
            raise SeedError(msg, path)
        kinds = {type(each) for each in before} if isinstance(value, list) else set()
        if kinds and any(type(each) not in kinds for each in value):
            msg = f"{key!r} lists what is {' or '.join(sorted(kind.__name__ for kind in kinds))}; it is {value!r:.60}"
            raise SeedError(msg, path)
        forms = [*value, *value.values()] if isinstance(value, Mapping) else value if isinstance(value, list) else []
        if problem := next(filter(None, map(_no_pattern, forms)), "") if key in FORMS else "":
            raise SeedError(problem, path)
        if isinstance(value, Mapping):
            merged[key] = _merged(known.get(key, {}), value, path)
        else:
            merged[key] = [*before, *value] if isinstance(value, list) and key in known else value
    return merged

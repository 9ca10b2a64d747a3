"""Where the seeds are: the files of a folder that hold issues, and what a researcher says of them beside them."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from corpus_tools.sources import corrections, register
from corpus_tools.sources.corrections import Correction, read_corrections
from corpus_tools.sources.file_names import is_pattern, speaks_of
from corpus_tools.sources.register import Entry, read_register
from corpus_tools.tables import SeedError

ENDINGS = (".txt", ".html", ".htm", ".pdf", ".jsonl")
# Text in a form that is not read: left alone it would be lost in silence.
UNREAD = (".doc", ".docx", ".wps", ".rtf", ".odt", ".epub", ".mht", ".mhtml", ".caj", ".djvu")
ASSETS = ("_files", ".files")  # the folder of pictures and frames that a browser saves beside a page
DEEPEST = 32  # folders in one another: year, month, day and page are four
NEAR = ("*", "*/*", "*/*/*")  # where the seeds stand that rows and decisions beside or above them speak of


@dataclass(frozen=True)
class Desk:
    """What a researcher says of the seeds under one folder: rows of ``issues.csv``, decisions of ``corrections.toml``."""

    register: Mapping[str, Entry] = field(default_factory=dict)
    decisions: tuple[Correction, ...] = ()
    folder: Path = Path()

    def entries(self, paths: Sequence[Path]) -> list[Entry]:
        """Return the rows that speak of a page read from `paths`: those that name it before those with a pattern."""
        mine = {name: self.register[name] for path in paths for name in self.speaking_of(path) if name in self.register}
        return sorted(mine.values(), key=lambda one: (is_pattern(one.file), one.line))

    def speaking_of(self, path: Path) -> list[str]:
        """Return the names that speak of a file, by its name, the end of its path, or a pattern."""
        near = (*self._by_ending.get(path.name, ()), *self._by_ending.get("", ()))
        return [name for name in near if speaks_of(name, path)]

    @cached_property
    def _by_ending(self) -> Mapping[str, Sequence[str]]:
        """The names by the last part of their paths; patterns under no name. A list can have a row for each of many files."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".")]
            found.setdefault("" if is_pattern(name) or not parts else parts[-1], []).append(name)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The names that rows and decisions give, once each."""
        return tuple(dict.fromkeys([*self.register, *(made.file for made in self.decisions)]))


def find_seeds(path: Path) -> tuple[list[Path], list[SeedError]]:
    """Return the seed files under `path`, in the order of their names, or the file itself; and what cannot be taken.

    What cannot be taken is a link that is broken or leads out of the folder, a folder that cannot be opened, a name that is
    not Unicode, and text in a form that is not read. Raises SeedError where nothing is there, where no file is a seed, and
    for a single file of a kind that is not read.
    """
    if not _exists(path):
        msg = "there is no such file or folder"
        raise SeedError(msg, shown(path))
    if path.is_file() and path.suffix.lower() not in ENDINGS:
        msg = f"is no seed: its name must end in {', '.join(ENDINGS)}"
        raise SeedError(msg, path)
    if path.is_file():
        return [path], []
    failed: list[SeedError] = []
    files = [file for file in _files(path, failed) if file.suffix.lower() in ENDINGS or file.suffix.lower() in UNREAD]
    problems = {file: problem for file in files if (problem := _problem(file, path))}
    failed += [SeedError(problem, shown(file)) for file, problem in problems.items()]
    found = sorted(file for file in files if file not in problems)
    if not (found or failed):
        msg = f"holds no issue: put a file that ends in {', '.join(ENDINGS)} there"
        raise SeedError(msg, path)
    return found, failed


def read_desks(files: Sequence[Path], root: Path) -> dict[Path, list[Desk]]:
    """Return what is said of the seeds in each folder, beside them, in a folder above up to `root`, and one above `root`.

    The nearest comes first. Raises SeedError with file and line for a list or decisions that cannot be understood.
    """
    read: dict[Path, Desk | None] = {}
    found: dict[Path, list[Desk]] = {}
    for folder in dict.fromkeys(file.parent for file in files):
        above = len(folder.relative_to(root).parts) if folder.is_relative_to(root) else 0
        places = [folder, *folder.parents[:above], (root if above else folder).absolute().parent]
        read |= {place: _desk(place) for place in places if place not in read}
        found[folder] = [desk for place in places if (desk := read[place])]
    return found


def leads_nowhere(desk: Desk, files: Sequence[Path]) -> Iterator[SeedError]:
    """Yield an error for each row and decision of a desk that speaks of no seed, neither of `files` nor beside the desk."""
    said_of = {name for file in files for name in desk.speaking_of(file)}
    idle = [name for name in desk.names if name not in said_of]
    near = [file for depth in NEAR if idle for file in desk.folder.glob(depth) if file.suffix.lower() in ENDINGS]
    gone = {name for name in idle if not any(speaks_of(name, file) for file in near)}
    said = [(register.FILE, one.file, one.line) for one in desk.register.values()]
    said += [(corrections.FILE, made.file, made.at) for made in desk.decisions]
    for file, name, line in said:
        if name in gone:
            msg = f"{name} is no seed in {desk.folder} or a folder in it"
            yield SeedError(msg, str(desk.folder / file), line)


def shown(path: Path) -> str:
    """Return a path as it can be printed: bytes that are no Unicode are escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _exists(path: Path) -> bool:
    """Tell whether a file or folder is there; a name that is too long for any is not."""
    try:
        return path.exists()
    except OSError:
        return False


def _files(root: Path, failed: list[SeedError]) -> Iterator[Path]:
    """Yield the files under a folder that are not hidden and no part of a saved page; add folders that are closed to `failed`."""

    def closed(error: OSError) -> None:
        failed.append(SeedError(f"cannot be opened: {error.strerror}", shown(Path(error.filename))))

    for place, folders, names in os.walk(root, onerror=closed):
        if folders and len(Path(place).parts) - len(root.parts) >= DEEPEST:
            failed.append(SeedError(f"is {DEEPEST} folders deep: what is below is not looked at", shown(Path(place))))
            folders.clear()
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        failed += [SeedError("is a link to a folder: not followed", shown(Path(place) / name)) for name in linked]
        kept = [name for name in folders if not name.startswith((".", "~")) and not name.endswith(ASSETS)]
        folders[:] = sorted(name for name in kept if name not in linked)
        yield from (Path(place) / name for name in sorted(names) if not name.startswith((".", "~")))


def _problem(file: Path, root: Path) -> str:
    """Say why a file of a folder cannot be taken, or nothing."""
    if file.is_symlink() and not file.exists():
        return "is a link to a file that is not there"
    if not file.resolve().is_relative_to(root.resolve()):
        return f"is a link that leads out of {root}: copy the file into it"
    if shown(file) != str(file):
        return "has a name that is not Unicode: rename it"
    if file.suffix.lower() in UNREAD:
        return f"is of a form that is not read: save it as one that ends in {', '.join(ENDINGS)}"
    return "" if file.is_file() else "is no file"


def _desk(folder: Path) -> Desk | None:
    """Return what stands in one folder, or None where nothing does."""
    lists, decided = folder / register.FILE, folder / corrections.FILE
    if not (lists.is_file() or decided.is_file()):
        return None
    entries = read_register(lists) if lists.is_file() else {}
    return Desk(entries, read_corrections(decided) if decided.is_file() else (), folder)

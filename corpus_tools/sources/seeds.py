"""Where the seeds are: the files of a folder that hold issues, and what a researcher says of them beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus_tools.sources import corrections, register
from corpus_tools.sources.corrections import Correction, read_corrections
from corpus_tools.sources.register import Entry, read_register
from corpus_tools.tables import SeedError

ENDINGS = (".txt", ".html", ".htm", ".pdf", ".jsonl")
ASSETS = ("_files", ".files")  # the folder of pictures and frames that a browser saves beside a page


@dataclass(frozen=True)
class Desk:
    """What a researcher says of the seeds of one folder: rows of ``issues.csv``, decisions of ``corrections.toml``."""

    register: Mapping[str, Entry] = field(default_factory=dict)
    decisions: tuple[Correction, ...] = ()


def find_seeds(path: Path) -> list[Path]:
    """Return the seed files under `path`, in the order of their names, or the file itself.

    Raises SeedError where nothing is there, where no file is a seed, and for a file of a kind that is not read.
    """
    if not path.exists():
        msg = "there is no such file or folder"
        raise SeedError(msg, path)
    if path.is_file() and path.suffix.lower() not in ENDINGS:
        msg = f"is no seed: its name must end in {', '.join(ENDINGS)}"
        raise SeedError(msg, path)
    found = [path] if path.is_file() else sorted(file for file in path.rglob("*") if _is_seed(file, path))
    if not found:
        msg = f"holds no issue: put a file that ends in {', '.join(ENDINGS)} there"
        raise SeedError(msg, path)
    return found


def read_desk(folder: Path) -> Desk:
    """Return what is said of the seeds in `folder`, in it or one folder above; an entry for no file is an error.

    Raises SeedError with file and line.
    """
    lists, decided = _beside(folder, register.FILE), _beside(folder, corrections.FILE)
    desk = Desk(read_register(lists) if lists else {}, read_corrections(decided) if decided else ())
    for entry in desk.register.values():
        _check_file(entry.file, lists, entry.line)
    for made in desk.decisions:
        _check_file(made.file, decided, made.at)
    return desk


def _is_seed(file: Path, root: Path) -> bool:
    """Tell whether a file of a folder is to be read."""
    parts = file.relative_to(root).parts
    hidden = any(part.startswith((".", "~")) for part in parts)
    asset = any(part.endswith(ASSETS) for part in parts[:-1])
    return file.suffix.lower() in ENDINGS and not hidden and not asset and file.is_file()


def _beside(folder: Path, name: str) -> Path | None:
    """Return the file of that name in the folder, or else in the one above."""
    places = (folder / name, folder.resolve().parent / name)
    return next((place for place in places if place.is_file()), None)


def _check_file(name: str, said_in: Path | None, line: int) -> None:
    """Raise SeedError when what is said is said of a file that is not there."""
    folder = said_in.parent if said_in else Path()
    if not any(folder.glob(name)) and not any(folder.glob(f"*/{name}")):
        msg = f"{name} is no file in {folder} or a folder in it"
        raise SeedError(msg, str(said_in), line)

"""The folder of a run → what stands in it: for each notebook its figures and tables with their records, and all other files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from PIL import Image

from corpus_tools.report.outputs import FAILED, Outputs
from corpus_tools.resources import read_rows

PICTURE = ".png"
EXECUTED = (".html", ".ipynb")
REVIEW = "_review.html"
WIDEST = 1500  # pixels of a picture in a document: a double column at about 200 dots per inch
SHORT = 12  # signs of a SHA-256 that tell two files apart; the records have it whole
COLOURS = 128  # of such a picture: house colours and the greys of their edges


@dataclass(frozen=True)
class Bundle:
    """A figure or a table: its name, what its caption and alt texts say by language, its files, and its record."""

    name: str
    captions: Mapping[str, str]
    alt: Mapping[str, Mapping[str, str]]
    files: tuple[str, ...]
    record: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def picture(self) -> str:
        """The file that shows it; nothing for a table."""
        return self.file(PICTURE)

    @property
    def is_narrow(self) -> bool:
        """Whether it is a figure for a single column (``captions.tsv``)."""
        widths = {name: width for name, width, *_ in read_rows("report/captions.tsv")}
        return widths.get(self.name) == "single"

    def file(self, suffix: str) -> str:
        """Return the file that ends so; nothing where there is none."""
        return next((name for name in self.files if name.endswith(suffix)), "")

    def caption(self, language: str) -> str:
        """Return the caption in one language, or else in any."""
        return _said(self.captions, language)

    def described(self, language: str, size: str = "short") -> str:
        """Return the alt text in one language; the caption where the record has none."""
        return _said(self.alt.get(language) or {}, size) or self.caption(language)


@dataclass(frozen=True)
class Chapter:
    """What one notebook made, and why its last run failed, if it did."""

    stem: str
    title: str
    problem: str
    failed_copy: str
    bundles: tuple[Bundle, ...]
    others: tuple[str, ...]


def chapters(outputs: Outputs) -> Iterator[Chapter]:
    """Give what each notebook made, in the order of their names."""
    record = outputs.read()
    for stem in sorted({*record["notebooks"], *record["failed"]}):
        names = [name for name in record["notebooks"].get(stem, {}) if (outputs.path / name).is_file()]
        bundles = tuple(_bundles(outputs.path, names))
        bundled = {file for bundle in bundles for file in bundle.files}
        others = tuple(name for name in names if name not in bundled)
        copy = stem + FAILED if (outputs.path / (stem + FAILED)).is_file() else ""
        title = _title(outputs.path / f"{stem}.ipynb")
        yield Chapter(stem, title or stem, record["failed"].get(stem, ""), copy, bundles, _ordered(others, stem))


def short_hash(sha256: object) -> str:
    """Return the beginning of a SHA-256; nothing for none."""
    return str(sha256 or "")[:SHORT]


def named_inputs(inputs: Mapping[str, object]) -> list[str]:
    """Return the files that something was made from, each with the beginning of its SHA-256."""
    return [f"{name} ({short_hash(sha256)})" for name, sha256 in inputs.items()]


def small_picture(path: Path) -> bytes:
    """Return a picture as one for a document: of fewer dots and colours, which takes a tenth of the room.

    The limit of the method: print takes the PDF or the picture itself.
    """
    return _smaller(path.read_bytes())


@lru_cache(maxsize=256)
def _smaller(picture: bytes) -> bytes:
    """Return a picture of fewer dots and colours, as PNG."""
    with Image.open(BytesIO(picture)) as whole:
        times = max(1, round(whole.width / WIDEST))
        small = whole.convert("RGB").reduce(times).quantize(COLOURS, dither=Image.Dither.NONE)
    made = BytesIO()
    small.save(made, "PNG")
    return made.getvalue()


def _bundles(folder: Path, names: Sequence[str]) -> Iterator[Bundle]:
    """Give the figures and tables among the files of a notebook: each has a record that names its files; figures first."""
    found = [bundle for name in names if name.endswith(".json") if (bundle := _bundle(folder, name, set(names)))]
    yield from sorted(found, key=lambda bundle: (not bundle.picture, bundle.name))


def _bundle(folder: Path, name: str, there: set[str]) -> Bundle | None:
    """Return the figure or table whose record is the file `name`, or nothing where that file is no such record."""
    record = json.loads((folder / name).read_text(encoding="utf-8"))
    if not isinstance(record, dict) or not isinstance(record.get("files"), dict):
        return None
    place = PurePosixPath(name).parent
    files = [file for part in [*record["files"], PurePosixPath(name).name] if (file := str(place / part)) in there]
    captions, alt = (record.get(key) if isinstance(record.get(key), Mapping) else {} for key in ("captions", "alt"))
    return Bundle(PurePosixPath(name).stem, captions, alt, tuple(files), record)


def _said(texts: object, language: str) -> str:
    """Return what is said in one language, or else in any."""
    texts = texts if isinstance(texts, Mapping) else {}
    return str(texts.get(language) or next(iter(texts.values()), ""))


def _title(path: Path) -> str:
    """Return the first heading of an executed notebook."""
    if not path.is_file():
        return ""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = (line for cell in cells if cell["cell_type"] == "markdown" for line in "".join(cell["source"]).splitlines())
    return next((line.lstrip("# ") for line in lines if line.startswith("# ")), "")


def _ordered(names: Sequence[str], stem: str) -> tuple[str, ...]:
    """Return the files that are neither figure nor table: the executed copies, the review page, all else."""
    first = [stem + ending for ending in EXECUTED]
    return tuple(sorted(names, key=lambda name: (name not in first, not name.endswith(REVIEW), name)))

"""The index of a run: one plain page that lists its figures, tables, notebooks and review page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from corpus_tools.report.outputs import FAILED, Outputs
from corpus_tools.resources import read_rows, read_text

INDEX = "index.html"
PICTURE = ".png"
EXECUTED = (".html", ".ipynb")
REVIEW = "_review.html"
LANGUAGES = {"en": "en", "zh": "zh-Hans"}  # and how a browser calls it


@dataclass(frozen=True)
class Bundle:
    """A figure or a table: its name, what its caption and its alt text say, and its files."""

    name: str
    caption: str
    alt: str
    files: tuple[str, ...]

    @property
    def picture(self) -> str:
        """The file that shows it; nothing for a table."""
        return next((name for name in self.files if name.endswith(PICTURE)), "")


@dataclass(frozen=True)
class Chapter:
    """What one notebook made, and why its last run failed, if it did."""

    stem: str
    title: str
    problem: str
    failed_copy: str
    bundles: tuple[Bundle, ...]
    others: tuple[str, ...]


def index_page(outputs: Outputs, language: str = "en") -> str:
    """Return the page on what stands in the folder of a run: figures as small pictures, all else as links.

    `language` (``en`` or ``zh``) is that of its labels and captions. The page needs no network, asks for nothing outside
    its folder, and is the same for the same outputs.

    Raises ValueError for an unknown language.
    """
    if language not in LANGUAGES:
        msg = f"no labels in {language!r}; there are {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    column = list(LANGUAGES).index(language)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["address"] = quote
    return environment.from_string(read_text("report/index.html")).render(
        run=outputs.path.resolve().name,
        chapters=list(_chapters(outputs, language)),
        words={key: labels[column] for key, *labels in read_rows("report/index_labels.tsv")},
        language=LANGUAGES[language],
        style=Markup(read_text("report/index.css")),  # noqa: S704 – the package's own file
    )


def _chapters(outputs: Outputs, language: str) -> Iterator[Chapter]:
    """Give what each notebook made, in the order of their names."""
    record = outputs.read()
    for stem in sorted({*record["notebooks"], *record["failed"]}):
        names = [name for name in record["notebooks"].get(stem, {}) if (outputs.path / name).is_file()]
        bundles = tuple(_bundles(outputs.path, names, language))
        bundled = {file for bundle in bundles for file in bundle.files}
        others = tuple(name for name in names if name not in bundled)
        copy = stem + FAILED if (outputs.path / (stem + FAILED)).is_file() else ""
        title = _title(outputs.path / f"{stem}.ipynb")
        yield Chapter(stem, title or stem, record["failed"].get(stem, ""), copy, bundles, _ordered(others, stem))


def _bundles(folder: Path, names: Sequence[str], language: str) -> Iterator[Bundle]:
    """Give the figures and tables among the files of a notebook: each has a record that names its files; figures first."""
    found = [
        bundle for name in names if name.endswith(".json") if (bundle := _bundle(folder, name, set(names), language))
    ]
    yield from sorted(found, key=lambda bundle: (not bundle.picture, bundle.name))


def _bundle(folder: Path, name: str, there: set[str], language: str) -> Bundle | None:
    """Return the figure or table whose record is the file `name`, or nothing where that file is no such record."""
    record = json.loads((folder / name).read_text(encoding="utf-8"))
    if not isinstance(record, dict) or not isinstance(record.get("files"), dict):
        return None
    place = PurePosixPath(name).parent
    files = [file for part in [*record["files"], PurePosixPath(name).name] if (file := str(place / part)) in there]
    caption = _said(record.get("captions"), language)
    alt = record.get("alt", {}).get(language, {}).get("short", "")
    return Bundle(PurePosixPath(name).stem, caption, alt or caption, tuple(files))


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

"""Measure the kit on what may be shipped, and hold the figures against those of scores.csv.

    python tests/evaluation/evaluate.py                                    all figures, in about half a minute
    python tests/evaluation/evaluate.py --write                            and store them in scores.csv
    python tests/evaluation/evaluate.py --pages FOLDER                     a folder of pages of one's own, with truth
    python tests/evaluation/evaluate.py --articles FILE --labels FILE      labelled statistics of one's own

Sets: ``pages/PRESET`` (made pages, see pages.py), ``houses/seen`` and ``houses/unseen`` (pages of 24 sorts of newspapers, see
houses.py), ``page/seed`` (the seed page, field by field), ``statistics/seed`` and
``statistics/own`` (labelled articles). What each figure is stands in the scorers. Exits 1 where a figure is worse than the
stored one by more than the tolerance.
"""

import argparse
import csv
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from tqdm import tqdm

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))

from evaluation import score_articles, score_fields, score_statistics  # noqa: E402
from evaluation.houses import SEEN, read_houses, write_houses  # noqa: E402
from evaluation.pages import make_pages, write_pages  # noqa: E402

SCORES = HERE / "scores.csv"
LABELS = HERE / "labels"
SEED = HERE.parents[1] / "seeds/issues/000_4642ff647f3830ea.txt"
PAGES = 20  # for each preset: with 20, a page moves a figure by less than 0.02
UNSEEN = "b"
# Of pages whose paragraphs are not told apart line by line.
HOUSE_FIGURES = ("start_p", "start_r", "start_f1", "assign_f1", "title", "parts", "byline", "invented", "lost")
QUICK_PAGES = 5  # one of each newspaper
RANDOM_SEED = 1
TOLERANCE = 0.005
# Figures that are better when lower, each with its own tolerance: counts, and cells per hundred rows.
LOWER = {"lost": 0, "invented": TOLERANCE, "date_wrong": TOLERANCE, "false_cells": 0.5}
Figures = Mapping[str, float]


def own_sets() -> dict[str, Callable[[], Figures]]:
    """Return what is measured by name; nothing is computed until it is called."""
    made = {
        f"pages/{preset}": partial(score_made_pages, preset, PAGES) for preset in ("none", "light", "seed", "heavy")
    }
    houses = {"houses/seen": partial(score_houses, SEEN), "houses/unseen": partial(score_houses, UNSEEN)}
    return quick_sets() | made | houses


def quick_sets() -> dict[str, Callable[[], Figures]]:
    """Return the sets that take a few seconds."""
    stated = {f"statistics/{name}": partial(score_labels, *label_files(name)) for name in ("seed", "own")}
    return {"page/seed": score_seed_page, "pages/quick": partial(score_made_pages, "seed", QUICK_PAGES)} | stated


def label_files(name: str) -> tuple[Path, Path]:
    """Return the articles and the labels of a set."""
    return LABELS / f"{name}_articles.jsonl", LABELS / f"{name}_labels.jsonl"


def score_seed_page() -> Figures:
    """Return how many fields of the seed page there are, and the share that is right."""
    labels = json.loads(score_fields.SEED_LABELS.read_text(encoding="utf-8"))
    checks = score_fields.score_fields(SEED, labels)
    return {"fields": len(checks), "fields_right": sum(want == got for _, want, got in checks) / len(checks)}


def score_made_pages(preset: str, count: int) -> Figures:
    """Return the figures of made pages."""
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder), make_pages(count, preset, RANDOM_SEED))
        return score_pages(Path(folder))


def score_houses(sets: str) -> Figures:
    """Return the figures of pages of other sorts of newspapers."""
    with tempfile.TemporaryDirectory() as folder:
        write_houses(read_houses(sets), Path(folder))
        found = score_pages(Path(folder))
    return {name: found[name] for name in HOUSE_FIGURES}


def score_pages(folder: Path) -> Figures:
    """Return the figures of a folder of pages; those of the parts of headlines where it has articles.jsonl."""
    parts = folder / "articles.jsonl"
    sources = score_articles.read_sources(parts if parts.is_file() else None)
    return score_articles.figures(score_articles.sum_counts(score_articles.score_folder(folder, sources).values()))


def score_labels(articles: Path, labels: Path) -> Figures:
    """Return the figures of labelled statistics."""
    rows = [score_statistics.read_rows(path) for path in (articles, labels)]
    return score_statistics.figures(score_statistics.score_articles(*rows)[0])


def measure(sets: Mapping[str, Callable[[], Figures]]) -> Iterator[tuple[str, str, float]]:
    """Yield set, figure and value, rounded to 3 decimals; what had nothing to count is left out."""
    for name, score in tqdm(sets.items(), unit="set", disable=None):
        for figure, value in score().items():
            if not math.isnan(value):
                yield name, figure, round(value, 3)


def read_scores(path: Path = SCORES) -> dict[tuple[str, str], float]:
    """Return the stored values by set and figure."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["set"], row["figure"]): float(row["value"]) for row in csv.DictReader(file)}


def write_scores(rows: Sequence[tuple[str, str, float]], path: Path = SCORES) -> None:
    """Store values."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerows([("set", "figure", "value"), *sorted((name, key, f"{value:g}") for name, key, value in rows)])


def is_worse(figure: str, value: float, stored: float) -> bool:
    """Tell whether a value is worse than the stored one by more than the tolerance."""
    if figure in LOWER:
        return value > stored + LOWER[figure]
    return value < stored - TOLERANCE


def tabulate(rows: Sequence[tuple[str, str, float]], stored: Mapping[tuple[str, str], float]) -> Iterator[str]:
    """Yield one line a figure: value, stored value, difference, and a mark where it is worse."""
    yield f"{'set':<18}{'figure':<14}{'value':>10}{'stored':>10}{'change':>10}"
    for name, figure, value in rows:
        line = f"{name:<18}{figure:<14}{value:>10.3f}"
        before = stored.get((name, figure))
        if before is not None:
            line += f"{before:>10.3f}{value - before:>+10.3f}{'  worse' if is_worse(figure, value, before) else ''}"
        yield line


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of figures; store it, or say what is worse than what is stored."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--write", action="store_true", help="store the figures in scores.csv")
    asked.add_argument("--quick", action="store_true", help="only the sets that take a few seconds")
    asked.add_argument("--pages", type=Path, metavar="FOLDER", help="score NAME.txt with NAME.truth.json in a folder")
    asked.add_argument("--articles", type=Path, metavar="FILE", help="articles of one's own, with --labels")
    asked.add_argument("--labels", type=Path, metavar="FILE", help="the statistics that they state")
    given = asked.parse_args(arguments)
    if (given.articles is None) != (given.labels is None):
        asked.error("--articles and --labels go together")
    if given.write and (given.quick or given.pages or given.articles):
        asked.error("--write stores all figures of the project's own sets, and no others")
    rows = list(measure(_asked_sets(given)))
    stored = read_scores() if SCORES.is_file() else {}
    sys.stdout.write("\n".join(tabulate(rows, stored)) + "\n")
    if given.write:
        write_scores(rows)
        return 0
    return int(any(is_worse(key, value, stored.get((name, key), value)) for name, key, value in rows))


def _asked_sets(given: argparse.Namespace) -> dict[str, Callable[[], Figures]]:
    """Return the sets that the arguments ask for: one's own, or the project's."""
    sets: dict[str, Callable[[], Figures]] = {}
    if given.pages:
        sets[given.pages.name] = partial(score_pages, given.pages)
    if given.articles:
        sets[given.articles.stem] = partial(score_labels, given.articles, given.labels)
    return sets or (quick_sets() if given.quick else own_sets())


if __name__ == "__main__":
    sys.exit(main())

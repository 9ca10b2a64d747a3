"""Progress of long work: a bar in a terminal or in JupyterLab, once it takes longer than two seconds."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm.auto import tqdm

T = TypeVar("T")

DELAY = 2  # seconds before a bar is shown: what is quicker needs none
HIDDEN = "TQDM_DISABLE"  # tqdm's own variable; set in the kernels of a run, so that its notebooks are the same each time


def progress(items: Iterable[T], doing: str, *, unit: str, total: int | None = None) -> Iterator[T]:
    """Yield `items`, with a bar that goes when they are done; none where nobody sees it, and none for a single one.

    >>> list(progress("ab", "counting", unit="part"))
    ['a', 'b']
    """
    bar = {"unit": unit, "total": total, "leave": False, "delay": DELAY, "disable": _hidden()}
    return iter(items) if total == 1 else iter(tqdm(items, doing, **bar))


def _hidden() -> bool | None:
    """Tell whether bars are hidden; None leaves it to tqdm, which shows them in a terminal."""
    return bool(os.environ.get(HIDDEN)) if "ipykernel.kernelapp" in sys.modules else None

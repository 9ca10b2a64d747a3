"""Contrasts: whether a series stands higher after a day than before it, and where it changes its level – if there is enough of it."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from scipy.stats import t as student

from corpus_tools.compare.intervals import LEVEL
from corpus_tools.tables import make_table, require

BEFORE, AFTER = 15, 8  # periods with issues that a contrast needs: below that the mean before is itself unknown
SPAN: Final = 8  # periods on both sides of a change point
SIZE: Final = 1.0  # standard deviations: a smaller step is not told from the swing of a newspaper's weeks
SHUFFLES: Final = 999
CHANCE: Final = 0.01  # of a step as large in random order


def contrast(
    series: pd.DataFrame, at: str, *, least: tuple[int, int] = (BEFORE, AFTER), level: float = LEVEL
) -> pd.DataFrame:
    """Return the mean rate of each key before the period `at` and from it on: one row per key.

    `at` is written as the periods of the table are, or is the beginning of one (``2024``). The interval of the difference is
    Welch's, for as many independent periods as their correlation with the one before leaves. It says whether the level
    differs, not why: what else happened then changes it as well.

    Raises ValueError, with the numbers, where a key has fewer periods with issues than `least` before or after: 15 and 8
    unless stated. Take a shorter period then.
    """
    table = require(series, ["key", "period", "rate"])
    return make_table(
        "contrasts", [_contrast(str(key), part, at, least, level) for key, part in table.groupby("key", sort=False)]
    )


def change_points(series: pd.DataFrame, *, size: float = SIZE, span: int = SPAN, seed: int = 0) -> pd.DataFrame:
    """Return where the level of each key changes: one row per change point, in the order of time.

    The series is parted where the means before and after differ most (least squares), and its parts again, as long as the
    step is at least `size` standard deviations of the periods around their means, each side has `span` periods (two at least), and fewer
    than one in a hundred random orders of the periods gives one as large (999 are drawn, by `seed`).

    Limits: a slow rise is reported as steps; periods that hang together make steps likelier than the random orders say, so
    read a change point as a place to look at.
    """
    table = require(series, ["key", "period", "rate"]).dropna(subset=["rate"])
    if span < 2:
        msg = f"each side of a change has two periods at least – span={span} – such as {SPAN}"
        raise ValueError(msg)
    rng = np.random.default_rng(seed)
    rows = []
    for key, part in table.groupby("key", sort=False):
        ordered = part.sort_values("period")
        rates, periods = ordered["rate"].to_numpy(np.float64), ordered["period"].tolist()
        steps = sorted(_steps(rates, (0, len(rates)), size, span, rng))
        edges = [0, *(at for at, *_ in steps), len(rates)]
        for place, (at, step, p) in enumerate(steps, 1):
            before, after = rates[edges[place - 1] : at].mean(), rates[at : edges[place + 1]].mean()
            rows.append(
                {"key": str(key), "period": periods[at], "before": before, "after": after, "size": step, "p": p}
            )
    return make_table("change_points", rows)


def _contrast(key: str, part: pd.DataFrame, at: str, least: tuple[int, int], level: float) -> dict[str, object]:
    """Return the row of one key."""
    ordered = part.dropna(subset=["rate"]).sort_values("period")
    later = (ordered["period"] >= at).to_numpy()
    sides = [ordered["rate"].to_numpy(np.float64)[later == after] for after in (False, True)]
    counts = [len(side) for side in sides]
    if counts[0] < least[0] or counts[1] < least[1]:
        msg = f"too few periods for a contrast – {key}: {counts[0]} before {at}, {counts[1]} after – {least[0]} and {least[1]} are needed"
        raise ValueError(msg)
    means, squares, sizes = zip(*map(_moments, sides), strict=True)
    variances = [square / size for square, size in zip(squares, sizes, strict=True)]
    error, difference = np.sqrt(sum(variances)), means[1] - means[0]
    spread = sum(variance**2 / max(size - 1, 1) for variance, size in zip(variances, sizes, strict=True))
    reach = student.ppf((1 + level) / 2, max(sum(variances) ** 2 / spread, 1)) * error if spread else 0.0
    sums = dict(zip(("n_before", "n_after", "before", "after"), (*counts, *means), strict=True))
    return {
        "key": key,
        "at": at,
        **sums,
        "difference": difference,
        "low": difference - reach,
        "high": difference + reach,
    }


def _moments(rates: np.ndarray) -> tuple[float, float, float]:
    """Return mean, variance and the number of independent periods that their correlation with the one before leaves."""
    around = rates - rates.mean()
    square = float((around**2).sum())
    lag = float((around[1:] * around[:-1]).sum() / square) if square else 0.0
    lag = min(max(lag, 0.0), 0.9)
    return float(rates.mean()), square / (len(rates) - 1), max(len(rates) * (1 - lag) / (1 + lag), 2.0)


def _steps(
    rates: np.ndarray, bounds: tuple[int, int], size: float, span: int, rng: np.random.Generator
) -> Iterator[tuple[int, float, float]]:
    """Yield place, size and chance of the steps between two places."""
    first, last = bounds
    part = rates[first:last]
    if len(part) < 2 * span:
        return
    at, gain = _best(part[None, :], span)
    left, right = part[: at[0]], part[at[0] :]
    spread = np.sqrt((((left - left.mean()) ** 2).sum() + ((right - right.mean()) ** 2).sum()) / (len(part) - 2))
    step = abs(right.mean() - left.mean()) / spread if spread else (np.inf if gain[0] > 0 else 0.0)
    if not step >= size:
        return
    _, chances = _best(rng.permuted(np.tile(part, (SHUFFLES, 1)), axis=1), span)
    p = (1 + int((chances >= gain[0]).sum())) / (1 + SHUFFLES)
    if p <= CHANCE:
        middle = first + int(at[0])
        yield middle, float(step), p
        yield from _steps(rates, (first, middle), size, span, rng)
        yield from _steps(rates, (middle, last), size, span, rng)


def _best(rows: np.ndarray, span: int) -> tuple[np.ndarray, np.ndarray]:
    """Return for each row where a step explains most of its variance, and how much."""
    count = rows.shape[1]
    places = np.arange(span, count - span + 1)
    sums = rows.cumsum(axis=1)
    left = sums[:, places - 1] / places
    right = (sums[:, -1:] - sums[:, places - 1]) / (count - places)
    gains = places * (count - places) / count * (right - left) ** 2
    best = gains.argmax(axis=1)
    return places[best], gains[np.arange(len(rows)), best]
